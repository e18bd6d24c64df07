"""Makes the room of a run, and reads back what it kept: `python -m benchmarks.room_rows make|kept …`, JSON out."""

import json
import sys
from typing import Any

import django

PASSWORD = "a password for the run"  # noqa: S105 - of people who exist for a minute


def make(people: int, notes: int) -> dict[str, Any]:
    """Kent with a facilitator, a panel of `people`, and a workshop of `notes` notes that judges alone first."""
    from django.core.management import call_command

    from accounts.models import User
    from areas.models import Area, Membership
    from pathways.models import Profession
    from reviews.models import Panel, PanelMember
    from tests.factories import workshops

    call_command("load_catalogue", verbosity=0, stdout=sys.stderr)
    area = Area.objects.create(slug="kent", name="Kent")
    everybody = [
        User.objects.create_user(email=f"person-{n}@example.org", password=PASSWORD, name=f"Person {n}")
        for n in range(people + 1)
    ]
    roles = ["facilitator", *["panel-member"] * people]
    for person, role in zip(everybody, roles, strict=True):
        Membership.objects.create(area=area, user=person, role=role)
    panel, professions = Panel.objects.create(area=area, name="East panel"), list(Profession.objects.all())
    for n, person in enumerate(everybody[1:]):
        PanelMember.objects.create(panel=panel, user=person, profession=professions[n % len(professions)])
    read = workshops.notes(area, notes, narrative=workshops.NARRATIVE * 6)
    workshop = workshops.workshop(panel, everybody[0], read, mode="independent")
    places = list(workshop.notes.order_by("position").values_list("pk", flat=True))
    return {"workshop": workshop.pk, "places": places, "people": [person.email for person in everybody]}


def kept() -> list[dict[str, Any]]:
    """Every judgement, as plain values."""
    from reviews.models import Judgement

    fields = (
        "workshop_note", "by__email", "phase", "late", "revision", "level_of_need", "best_pathway",
        "proposed_pathway__code", "main_reason__code", "comment",
    )  # fmt: skip
    return list(Judgement.objects.order_by("pk").values(*fields))


if __name__ == "__main__":
    django.setup()
    what, *numbers = sys.argv[1:]
    json.dump(make(*map(int, numbers)) if what == "make" else kept(), sys.stdout)
