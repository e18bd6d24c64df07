"""Two areas with the same things in each, and people who hold one role in the first: what the table is asked of."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from accounts.tokens import Wanted, make_token, tokens_of
from areas.models import Area, Invitation, Membership, ProcurementRate, Role
from opportunities.catch_up import catch_up_all
from opportunities.models import ExportJob, Publication, Round, Scenario
from opportunities.publications.propose import Proposal, propose
from pathways.models import Profession, Sector
from reviews.models import Declaration, Exchange, IllustrativeCase, Judgement, QuorumRule, ScreenEntry, WorkshopNote
from reviews.workshops.exchange_codes import hashed
from tests.factories import catalogue
from tests.factories import workshops as make
from tests.factories.exchanges import agree
from tests.factories.workshops import NO

NOBODY_HAS = 987654321  # a number of nothing, in every table
MARK = "Zyxwvut"  # in every name and text of the other area; too long for a form token to hold it by chance
AREA_NAME = f"{MARK}land"
LINES = {"who": "A man", "happened": "A bed", "better": "Home", "why": "No space"}
Things = dict[str, Any]


@dataclass
class World:
    """`mine`, `other` and `none` hold the same keys: what an address may name, by the name that the table uses."""

    people: dict[str, User | None]
    mine: Things
    other: Things
    none: Things


def build() -> World:
    """Everything. Inside a transaction that whoever calls rolls back."""
    catalogue.store()
    people = {role.value: _person(role.value) for role in Role}
    strangers = {role.value: _person(f"{MARK}{role.value}") for role in Role}
    admin = User.objects.create_superuser("site@example.org", "Site administrator", "a password for tests")
    mine = _furnished(Area.objects.create(slug="kent", name="Kent"), people, "")
    other = _furnished(Area.objects.create(slug=f"{MARK.lower()}-land", name=AREA_NAME), strangers, MARK)
    assert catch_up_all()
    of_all = _published(None, people["lead"], admin, 0)
    for things, who, apart in ((mine, people, 0), (other, strangers, 100)):
        second = _person(f"second-{apart}")
        Membership.objects.create(area=Area.objects.get(slug=things["slug"]), user=second, role=Role.LEAD)
        things |= _published(Area.objects.get(slug=things["slug"]), who["lead"], second, apart)
        things |= {"of all": of_all["approved"], "of all proposed": of_all["own proposal"]}
    nowhere = {"slug": "nowhere", "person": "nobody-has@example.org"}
    none = {name: nowhere.get(name, NOBODY_HAS) for name in mine}
    everybody = {**people, "site": admin, "no area": _person("nobody"), "anonymous": None}
    return World(everybody, mine, other, none)


def _person(name: str) -> User:
    return User.objects.create_user(f"{name.lower()}@example.org", name, "a password for tests")


def _furnished(area: Area, people: dict[str, User], mark: str) -> Things:
    """One of everything that an address can name, in the state in which the act of that address is possible."""
    Membership.objects.bulk_create(Membership(area=area, user=user, role=role) for role, user in people.items())
    places = {
        "locality": area.localities.create(name=f"{mark} Thanet").pk,
        "organisation": area.organisations.create(name=f"{mark} Trust").pk,
    }
    lead, facilitator, member = people["lead"], people["facilitator"], people["panel-member"]
    panel = make.panel(area, {"gp": member}, name=f"{mark} panel")
    rule = QuorumRule.objects.create(panel=panel)
    rule.professions.add(Profession.objects.get(code="gp"))
    found = _rooms(area, panel, facilitator, member, mark)
    exchange = Exchange.objects.create(
        panel=panel,
        sample={"seed": 7, "number": 2, "method": "by-hand"},
        code_hash=hashed(f"{area.pk}"),
        asked_by=lead,
        expires_at=timezone.now() + timedelta(days=9),
    )
    return {
        **found, **_batches(area, member, mark), **places,
        "slug": area.slug, "area": area.pk, "person": member.email, "user": facilitator.pk, "token": _token_of(lead),
        "panel": panel.pk, "member": panel.members.get().pk, "rule": rule.pk,
        "exchange": exchange.pk,
        "entry": ScreenEntry.objects.create(area=area, use="allow", text=f"{mark}Barthel").pk,
        "scenario": Scenario.objects.create(area=area, name=f"{mark} scenario", made_by=lead).pk,
        "round": Round.objects.create(area=area, name=f"{mark} round", starts="2026-01-01", ends="2026-02-01").pk,
        "rate": ProcurementRate.objects.create(
            area=area, commissioner=f"{mark} council", sector=Sector.objects.all()[0], bed_type="nursing",
            weekly_rate=900, benchmark=800, beds=3,
        ).pk,
        "job": _file_of(lead, area), "invitation": _invitation(area, people["steward"], mark),
        "membership": Membership.objects.get(area=area, role=Role.VIEWER).pk,
    }  # fmt: skip


def _invitation(area: Area, steward: User, mark: str) -> int:
    now = timezone.now()
    return Invitation.objects.create(
        area=area, email=f"{mark}new@example.org", name=f"{mark} New", role=Role.VIEWER, hashed=f"{area.pk}",
        invited_by=steward, sent_at=now, ends_at=now + timedelta(days=7),
    ).pk  # fmt: skip


def _token_of(user: User) -> str:
    make_token(wanted=Wanted("Nightly", 7), by=user)
    return tokens_of(user).get().token_key


def _file_of(user: User, area: Area) -> int:
    job = ExportJob(by=user, area=area, form="pdf", state="ready", made_at=timezone.now(), file_name="report.pdf")
    job.file.save("report.pdf", ContentFile(b"%PDF-"))
    return job.pk


def _rooms(area: Area, panel: Any, facilitator: User, member: User, mark: str) -> Things:
    """Workshops of each kind; places in each phase; a counted review and a case written from it."""
    text = {"narrative": f"{mark} {make.NARRATIVE}"}
    together = make.workshop(panel, facilitator, make.notes(area, 2, **text), name=f"{mark} together")
    agreed = make.workshop(panel, facilitator, make.notes(area, 3, **text), name=f"{mark} agreed")
    agree(agreed, [NO, NO, NO], by=facilitator)
    room = make.workshop(panel, facilitator, make.notes(area, 1, **text), name=f"{mark} open", mode="independent")
    shown = make.workshop(panel, facilitator, make.notes(area, 1, **text), name=f"{mark} shown", mode="independent")
    own = make.workshop(panel, facilitator, make.notes(area, 2, **text), name=f"{mark} own", mode="own-time")
    now = {"opened_at": timezone.now()}
    WorkshopNote.objects.filter(workshop=room).update(phase="open", **now)
    seen = {"revealed_at": timezone.now(), "revealed_by": facilitator}
    WorkshopNote.objects.filter(workshop=shown).update(phase="revealed", **now, **seen)
    reviews = [place.agreed_review for place in agreed.notes.all()]
    cases = [
        IllustrativeCase.objects.create(note=review.note, written_by=facilitator, **LINES) for review in reviews[:1]
    ]
    gp = Profession.objects.get(code="gp")
    for workshop in (together, shown):
        Judgement.objects.create(workshop_note=workshop.notes.all()[0], by=member, profession=gp, best_pathway="yes")
    WorkshopNote.objects.filter(workshop=own, position=1).update(phase="contested", **seen)
    return {
        "workshop": together.pk, "place": together.notes.all()[0].pk, "unjudged": together.notes.all()[1].pk,
        "room": room.pk, "open": room.notes.get().pk,
        "shown room": shown.pk, "shown": shown.notes.get().pk,
        "agreed room": agreed.pk, "agreed": agreed.notes.all()[0].pk,
        "own": own.pk, "contested": own.notes.all()[0].pk, "collecting": own.notes.all()[1].pk,
        "review": reviews[1].pk, "case": cases[0].pk,
    }  # fmt: skip


def _batches(area: Area, member: User, mark: str) -> Things:
    """One that is loaded, with a row held back and a note somebody reported; one that is only checked; one waiting."""
    held = make.held(area, f"{mark} Mrs Fairweather of CT1 2AB fell at home.")
    row = held.held_rows.get()
    notes = make.notes(area, 3, narrative=f"{mark} fell.")
    loaded = notes[0].batch
    checked, waiting = make.notes(area, 1)[0].batch, make.notes(area, 1)[0].batch
    type(loaded).objects.filter(pk=checked.pk).update(status="checked", dry_run=True, file_name=f"{mark}.csv")
    type(loaded).objects.filter(pk=waiting.pk).update(status="waiting", file_name=f"{mark}.csv")
    notes[1].hidden_at = timezone.now()
    notes[1].save()
    Declaration.objects.create(note=notes[1], by=member, kind="identifies")
    knows = Declaration.objects.create(note=notes[2], by=member, kind="knows-person")
    return {
        "batch": loaded.pk, "note": notes[0].pk, "held": held.pk, "row": row.pk, "checked": checked.pk,
        "waiting": waiting.pk, "finding": row.findings.all()[0].pk,
        "reported": notes[1].pk, "declaration": knows.pk,
    }  # fmt: skip


def _published(area: Area | None, first: User, second: User, apart: int) -> dict[str, int]:
    """By name: a number that is approved, one that the second proposed and waits, one of the first's own.

    Numbers run from 1 in each area, so those of the other are moved `apart`: none is also mine.
    """
    made = [
        propose(area=area, proposal=Proposal(title, "For the board."), by=by)
        for title, by in (("Spring", second), ("Summer", second), ("Autumn", first))
    ]
    decided = {"outcome": "approved", "decided_by": first, "decided_at": timezone.now()}
    Publication.objects.filter(pk=made[0].pk).update(**decided)
    for each in made:
        Publication.objects.filter(pk=each.pk).update(number=each.number + apart)
    return {
        name: each.number + apart for name, each in zip(("approved", "proposed", "own proposal"), made, strict=True)
    }
