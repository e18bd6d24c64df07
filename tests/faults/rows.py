"""Makes the area of a run with bulk writers, and reads back what the database holds. Django is set up by now."""

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from accounts.models import AuditEvent, User
from areas.models import Area, Locality, Membership
from pathways.models import Profession
from reviews.models import AgreedReview, Judgement, Panel, PanelMember
from tests.factories import workshops
from tests.faults.answers import MANY, ONE, fingerprint
from tests.faults.plan import ON_A_PANEL

PASSWORD = "a password for the run"

PLAIN = [name for name in ONE if name not in {"proposed_pathway", "main_reason"}]
COLUMNS = (*PLAIN, "proposed_pathway__code", "main_reason__code")


@dataclass(frozen=True)
class Made:
    """`seats`: which workshop each member judges in, by e-mail address."""

    facilitator: str
    seats: Mapping[str, int]
    workshops: Sequence[int]


def make(reviewers: int, notes_each: int) -> Made:
    """Kent with its catalogue, panels of four, and for each a workshop in own time that wants all four judgements."""
    call_command("load_catalogue", verbosity=0, stdout=sys.stderr)
    area = Area.objects.create(slug="kent", name="Kent")
    Locality.objects.bulk_create(Locality(area=area, name=name) for name in ("Ashford", "Canterbury"))
    people = _people(area, reviewers + 1)
    facilitator, members = people[0], people[1:]
    made = [
        _workshop(area, facilitator, members[first : first + ON_A_PANEL], notes_each, number)
        for number, first in enumerate(range(0, reviewers, ON_A_PANEL), start=1)
    ]
    seats = {person.email: made[at // ON_A_PANEL] for at, person in enumerate(members)}
    return Made(facilitator.email, seats, made)


def _people(area: Area, number: int) -> list[User]:
    password = make_password(PASSWORD)
    people = User.objects.bulk_create(
        User(email=f"person-{n}@example.org", name=f"Person {n}", password=password) for n in range(number)
    )
    roles = ["facilitator", *["panel-member"] * (number - 1)]
    Membership.objects.bulk_create(
        Membership(area=area, user=person, role=role) for person, role in zip(people, roles, strict=True)
    )
    return people


def _workshop(area: Area, facilitator: User, members: Sequence[User], notes: int, number: int) -> int:
    panel = Panel.objects.create(area=area, name=f"Panel {number}")
    professions = list(Profession.objects.all())
    PanelMember.objects.bulk_create(
        PanelMember(panel=panel, user=person, profession=professions[n]) for n, person in enumerate(members)
    )
    made = workshops.workshop(
        panel, facilitator, workshops.notes(area, notes), name=f"Workshop {number}", mode="own-time"
    )
    made.judgements_wanted = len(members)
    made.save(update_fields=["judgements_wanted"])
    return made.pk


def judgements() -> list[dict[str, Any]]:
    """Every judgement as `compare.compare` takes it."""
    links, trail, before = _links(), _trail(), Counter[tuple[int, str]]()
    found = []
    fields = ("pk", "workshop_note", "by__email", "phase", "revision", "submitted_at", *COLUMNS)
    for row in Judgement.objects.order_by("workshop_note", "by", "revision").values(*fields):
        key = (row["workshop_note"], row["by__email"])
        given = {name.removesuffix("__code"): row[name] for name in COLUMNS} | links[row["pk"]]
        found.append({
            "place": key[0], "who": key[1], "phase": row["phase"], "revision": row["revision"],
            "answers": fingerprint(given), "at": row["submitted_at"].timestamp(),
            "recorded": {n: trail[row["pk"], n] for n in range(before[key] + 1, row["revision"] + 1)},
        })  # fmt: skip
        before[key] = row["revision"]
    return found


def _links() -> dict[int, dict[str, list[str]]]:
    """The answers that are lists, by judgement."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: {name: [] for name in MANY})
    for name in MANY:
        for pk, code in Judgement.objects.exclude(**{name: None}).values_list("pk", f"{name}__code"):
            found[pk][name].append(code)
    return found


def _trail() -> Counter[tuple[int, int]]:
    """How often the audit trail tells of each revision of each judgement."""
    told = AuditEvent.objects.filter(action="judgement.submitted").values_list("on_id", "detail")
    return Counter((int(pk), int(detail["revision"])) for pk, detail in told)


def agreed_places() -> set[int]:
    """Places whose agreed review is there."""
    return set(AgreedReview.objects.values_list("workshop_note", flat=True))
