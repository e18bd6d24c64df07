"""In own time: a member who knows the person takes no part, and how the note stands is decided anew."""

import pytest

from accounts.models import AuditEvent, User
from areas.models import Area
from reviews.models import Declaration, Judgement, Panel, Turn, Workshop, WorkshopNote
from reviews.workshops import declarations
from tests.conftest import Cast
from tests.factories.workshops import NO, YES
from tests.reviews.workshops.test_own_time import agree_all, join, judge, now, own_time, take


@pytest.fixture
def place(panel: Panel, cast: Cast, area: Area) -> WorkshopNote:
    """One note, two judgements wanted, three on the panel."""
    return own_time(panel, cast, area, notes=1, wanted=2).notes.get()


def knows(place: WorkshopNote, by: User) -> None:
    declarations.declare(workshop_id=place.workshop_id, note_id=place.pk, kind="knows-person", by=by)


def stands(place: WorkshopNote) -> tuple[str, int, bool]:
    shown = now(place)
    return shown.phase, shown.extra_wanted, shown.revealed_at is not None


def test_what_is_not_shown_yet_waits_for_as_many_as_are_wanted(place, panel: Panel, cast: Cast) -> None:
    fourth = join(panel, "gp", "fourth")
    judge(place, cast.gp, YES)
    judge(place, cast.nurse)
    assert stands(place) == ("waiting", 1, False)  # they differ, so one more is asked
    knows(place, cast.nurse)
    assert stands(place) == ("waiting", 0, False)
    assert take(place.workshop, cast.social_worker) == place
    assert take(place.workshop, fourth) is None
    judge(place, cast.social_worker, YES)
    assert stands(place) == ("ready", 0, True)


def test_one_more_is_still_asked_where_those_who_are_left_differ(place, panel: Panel, cast: Cast) -> None:
    fourth = join(panel, "gp", "fourth")
    judge(place, cast.gp, YES)
    judge(place, cast.nurse)
    knows(place, cast.social_worker)
    assert stands(place) == ("waiting", 1, False)
    judge(place, fourth)
    assert stands(place) == ("contested", 1, True)


@pytest.mark.parametrize(("other", "phase"), [(NO, "ready"), (YES, "contested")])
def test_where_nobody_else_is_left_those_that_judged_must_do(panel, cast: Cast, area, other, phase: str) -> None:
    place = own_time(panel, cast, area, notes=1, wanted=3).notes.get()
    judge(place, cast.gp)
    judge(place, cast.nurse, other)
    assert stands(place) == ("waiting", 0, False)
    knows(place, cast.social_worker)
    assert stands(place) == (phase, 0, True)


def test_where_nobody_judged_and_nobody_can_there_is_nothing_to_discuss(place, cast: Cast) -> None:
    for who in (cast.gp, cast.nurse, cast.social_worker):
        knows(place, who)
    assert stands(place) == ("waiting", 0, False)


def test_what_was_shown_is_never_blind_again_and_with_one_judgement_it_is_for_discussion(place, cast: Cast) -> None:
    judge(place, cast.gp)
    judge(place, cast.nurse)
    assert stands(place) == ("ready", 0, True)
    knows(place, cast.nurse)
    assert stands(place) == ("contested", 0, True)
    assert take(place.workshop, cast.social_worker) is None
    assert agree_all(place.workshop, cast.facilitator).recorded == 0
    knows(place, cast.gp)
    assert stands(place) == ("contested", 0, True)


def test_without_the_one_who_differed_agreement_is_proposed(panel: Panel, cast: Cast, area: Area) -> None:
    place = own_time(panel, cast, area, notes=1, wanted=2).notes.get()
    judge(place, cast.gp)
    judge(place, cast.nurse, YES)
    judge(place, cast.social_worker)
    assert stands(place)[0] == "contested"
    knows(place, cast.nurse)
    assert (stands(place)[0], now(place).differing) == ("ready", 0)
    assert agree_all(place.workshop, cast.facilitator).recorded == 1
    knows(place, cast.gp)
    assert stands(place)[0] == "agreed"  # what the panel agreed stays


def test_a_slip_that_a_steward_takes_back_counts_again(place, cast: Cast) -> None:
    judge(place, cast.gp)
    judge(place, cast.nurse)
    knows(place, cast.nurse)
    declarations.take_back(declaration_id=Declaration.objects.get().pk, by=cast.steward)
    assert stands(place)[0] == "ready"


def test_it_holds_in_every_open_workshop_in_own_time(place, panel: Panel, cast: Cast, area: Area) -> None:
    other = own_time(panel, cast, area, notes=1, wanted=2)
    elsewhere = other.notes.get()
    WorkshopNote.objects.filter(pk=elsewhere.pk).update(note=place.note)
    judge(elsewhere, cast.gp)
    judge(elsewhere, cast.nurse)
    knows(place, cast.nurse)
    assert stands(elsewhere)[0] == "contested"
    Workshop.objects.filter(pk=other.pk).update(closed_at=now(elsewhere).revealed_at)
    knows(place, cast.gp)
    assert (stands(elsewhere)[0], Judgement.objects.count(), Turn.objects.count()) == ("contested", 2, 0)


def test_who_leaves_a_note_undecided_says_nothing_new(place, cast: Cast) -> None:
    judge(place, cast.gp)
    knows(place, cast.nurse)
    assert stands(place) == ("waiting", 0, False)
    assert not AuditEvent.objects.filter(action="note.judged-by-enough").exists()
