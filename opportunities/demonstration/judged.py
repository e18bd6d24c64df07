"""A Kent workshop in which each judged alone first, held through the same functions that its pages call."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from areas.models import Area
from opportunities.demonstration import files
from opportunities.demonstration.people import seated
from opportunities.demonstration.sitting import FACILITATOR, LEAD, answers, review, seat
from reviews.models import CaseNote, Workshop, WorkshopNote
from reviews.workshops.planning import Plan, add_notes, plan_workshop
from reviews.workshops.sitting import close_workshop, open_note, record_agreed_review, reveal_note, submit_judgement


@transaction.atomic
def hold_a_workshop_that_judges_alone(*, people: Mapping[str, User]) -> str:
    """Judge, reveal, revise and agree each note; gives a line that says so. What is agreed is what the file says."""
    plan = files.judged()
    area = Area.objects.get(slug=plan["area"])
    if Workshop.objects.filter(area=area, name=plan["name"]).exists():
        return f"{area}: the workshop that judged alone was there before."
    said = {note["reference"]: note["judgements"] for note in plan["notes"]}
    agreed = files.reviews_of(f"reviews-{area.slug}.csv", said)
    notes = CaseNote.objects.filter(area=area, reference__in=said).values_list("pk", flat=True)
    panel = seat(area, plan["panel"], people, by=people[LEAD])
    sitting = Plan(panel, plan["name"], people[FACILITATOR], timezone.localdate(), 240, Workshop.Mode.INDEPENDENT)
    workshop = plan_workshop(plan=sitting, numbers={}, by=people[LEAD])
    add_notes(workshop_id=workshop.pk, notes=list(notes), by=people[LEAD])
    for place in workshop.notes.select_related("note"):
        _hold(place, said[place.note.reference], agreed[place.note.reference], people)
    close_workshop(workshop_id=workshop.pk, by=people[FACILITATOR])
    return f"{area}: a workshop of {len(notes)} notes, each judged alone first."


def _hold(place: WorkshopNote, said: list[Any], agreed: Mapping[str, str], people: Mapping[str, User]) -> None:
    here: dict[str, Any] = {"workshop_id": place.workshop_id, "note_id": place.pk}
    member = {person.profession: people[person.email] for person in seated("kent")}
    open_note(**here, by=people[FACILITATOR])
    for each in said:
        submit_judgement(**here, answers=answers(each["first"]), whole=True, by=member[each["profession"]])
    reveal_note(**here, by=people[FACILITATOR])
    for each in said:
        if "revised" in each:
            submit_judgement(**here, answers=answers(each["revised"]), whole=False, by=member[each["profession"]])
    alike = len({each.get("revised", each["first"])["best_pathway"] for each in said}) == 1
    given = review("kent", agreed, unanimous=alike)
    record_agreed_review(**here, answers=given, whole=False, by=people[FACILITATOR])
