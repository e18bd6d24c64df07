"""Whole states of an exchange: a panel that has agreed notes, a panel elsewhere that can read them again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounts.models import User
from areas.models import Area, Membership, Role
from reviews.models import CaseNote, Panel, Workshop
from reviews.workshops import exchange, sitting
from reviews.workshops.exchange import Offered
from reviews.workshops.exchange_notes import Wanted
from reviews.workshops.planning import Plan
from tests.factories import workshops as make
from tests.factories.workshops import ROOM


def agree(workshop: Workshop, answers: Iterable[Mapping[str, Any]], *, by: User) -> None:
    """The panel's answer to each note of a workshop in turn, as many as are given."""
    for place, given in zip(workshop.notes.all(), answers, strict=False):
        if workshop.mode == Workshop.Mode.INDEPENDENT:
            sitting.open_note(workshop_id=workshop.pk, note_id=place.pk, by=by)
            sitting.reveal_note(workshop_id=workshop.pk, note_id=place.pk, by=by)
        sitting.record_agreed_review(
            workshop_id=workshop.pk, note_id=place.pk, answers={**given, **ROOM}, whole=True, by=by
        )


def agreed(
    panel: Panel, answers: Sequence[Mapping[str, Any]], *, by: User, name: str = "Tuesday", **facts: Any
) -> list[CaseNote]:
    """New notes with the panel's counted answers, in order."""
    notes = make.notes(panel.area, len(answers), **facts)
    agree(make.workshop(panel, by, notes, name=name), answers, by=by)
    return notes


def person(area: Area, name: str, role: str = Role.PANEL_MEMBER) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", name, "a password for tests")
    Membership.objects.create(area=area, user=user, role=role)
    return user


def offered(panel: Panel, number: int, *, by: User, **wanted: Any) -> Offered:
    return exchange.offer(panel=panel, wanted=Wanted(number, **wanted), by=by)


def accepted(
    offered: Offered, panel: Panel, *, by: User, mode: str = Workshop.Mode.INDEPENDENT, name: str = "Exchange"
) -> Workshop:
    """The workshop that reads the notes, run by whoever accepts."""
    return exchange.accept(code=offered.code, plan=Plan(panel, name, by, None, 180, mode), by=by)
