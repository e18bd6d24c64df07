"""Makes the workshops of a run of the review loop: `python -m benchmarks.loop_rows '{"people": 40, …}'`, JSON out."""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

import django

# What tells one row from the next; all else is copied from the first.
NOTE_DIFFERS = {"reference": "'loop-' || n", "line": "n", "content_hash": "lpad(to_hex(n), 64, '0')"}


def make(people: int, notes: int) -> dict[str, Any]:
    """An area whose panel has so many members, and so many notes in workshops in own time, 500 in each.

    Gives `people` with their cookies, and the numbers of the `workshops`.
    """
    from django.core.management import call_command
    from django.db import connection

    call_command("load_catalogue", verbosity=0, stdout=sys.stderr)
    panel, members = _panel(people)
    _notes(panel, notes)
    workshops = _workshops(panel, members[0], notes)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return {"people": _signed_in(members), "workshops": workshops}


def _panel(people: int) -> tuple[Any, Sequence[Any]]:
    from accounts.models import User
    from areas.models import Area, Membership
    from pathways.models import Profession
    from reviews.models import Panel, PanelMember

    area = Area.objects.create(slug="kent", name="Kent")
    panel, professions = Panel.objects.create(area=area, name="East panel"), list(Profession.objects.all())
    named = [User(email=f"person-{n}@example.org", name=f"Person {n}", password="!") for n in range(people)]  # noqa: S106 - nobody types one
    members = User.objects.bulk_create(named)
    Membership.objects.bulk_create(Membership(area=area, user=user, role="panel-member") for user in members)
    PanelMember.objects.bulk_create(
        PanelMember(panel=panel, user=user, profession=professions[n % len(professions)])
        for n, user in enumerate(members)
    )
    return panel, members


def _notes(panel: Any, number: int) -> None:
    from reviews.models import CaseNote
    from tests.factories.workshops import NARRATIVE, notes

    (first,) = notes(panel.area, 1, narrative=NARRATIVE * 5)
    _copy(CaseNote, first.pk, NOTE_DIFFERS, number)


def _copy(model: Any, pk: int, differs: Mapping[str, str], number: int) -> None:
    """Rows 2 to `number` like the first, made in the database."""
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(differs.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        rows = f"select {values} from {table}, generate_series(2, %s) n where id = %s"  # noqa: S608 - our own names
        cursor.execute(f"insert into {table} ({names}) {rows}", [number, pk])


def _workshops(panel: Any, facilitator: Any, notes: int) -> list[int]:
    """As many as a workshop takes in each, in the order of the notes."""
    from reviews.models import CaseNote, Workshop, WorkshopNote
    from reviews.workshops.planning import MOST_NOTES
    from tests.factories import workshops

    first = workshops.workshop(panel, facilitator, CaseNote.objects.order_by("pk")[:1], mode="own-time")
    _copy(Workshop, first.pk, {}, max(notes // MOST_NOTES, 1))
    every = list(Workshop.objects.order_by("pk").values_list("pk", flat=True))
    differs = {
        "workshop_id": f"workshop_id + (n - 1) / {MOST_NOTES}", "note_id": "note_id + n - 1",
        "position": f"1 + mod(n - 1, {MOST_NOTES})",
    }  # fmt: skip
    _copy(WorkshopNote, WorkshopNote.objects.get().pk, differs, min(notes, MOST_NOTES * len(every)))
    return every


def _signed_in(members: Sequence[Any]) -> list[dict[str, Any]]:
    from accounts.sessions.time_left import ACTIVE, STARTED
    from benchmarks.floor.rows import cookies

    return [cookies(user, **{STARTED: time.time(), ACTIVE: time.time()}) for user in members]


if __name__ == "__main__":
    django.setup()
    json.dump(make(**json.loads(sys.argv[1])), sys.stdout)
