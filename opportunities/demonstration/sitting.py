"""The Kent workshop that is half way through, held through the same functions that its pages call."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from areas.models import Area
from opportunities.demonstration import files
from opportunities.demonstration.people import seated
from pathways.models import Profession
from reviews.models import CaseNote, Panel, Workshop, WorkshopNote
from reviews.workshops.panels import add_member
from reviews.workshops.planning import Plan, add_notes, plan_workshop
from reviews.workshops.sitting import open_note, record_agreed_review

LEAD, FACILITATOR = "lead@demo.example", "facilitator@demo.example"
MINUTES_A_NOTE = 6
PASSED_ON = (  # the columns of a file of reviews that are answers as they stand
    "level_of_need",
    "best_pathway",
    "proposed_pathway",
    "alternative_existed",
    "timing",
    "person_implication",
    "cost_implication",
    "achievability",
    "comment",
)


@transaction.atomic
def hold_half_a_workshop(*, people: Mapping[str, User]) -> str:
    """Plan it, record what is agreed so far, open the next note; gives a line that says so."""
    plan = files.workshop()
    area = Area.objects.get(slug=plan["area"])
    if Workshop.objects.filter(area=area, name=plan["name"]).exists():
        return f"{area}: the workshop was there before."
    panel = seat(area, plan["panel"], people, by=people[LEAD])
    workshop = plan_workshop(
        plan=Plan(panel, plan["name"], people[FACILITATOR], timezone.localdate(), 180), numbers={}, by=people[LEAD]
    )
    agreed = {row["reference"]: row for row in plan["reviews"]}
    unread = [reference for reference in plan["notes"] if reference not in agreed]
    for references in (list(agreed), unread):
        notes = CaseNote.objects.filter(area=area, reference__in=references).values_list("pk", flat=True)
        add_notes(workshop_id=workshop.pk, notes=list(notes), by=people[LEAD])
    for place in workshop.notes.filter(note__reference__in=agreed).select_related("note"):
        _agree(place, agreed[place.note.reference], by=people[FACILITATOR])
    _open_the_next(workshop, by=people[FACILITATOR])
    return f"{area}: a workshop of {len(plan['notes'])} notes, {len(agreed)} of them agreed."


def seat(area: Area, name: str, people: Mapping[str, User], *, by: User) -> Panel:
    """The panel that the file of reviews brought along, now with people on it."""
    panel, _ = Panel.objects.get_or_create(area=area, name=name)
    professions = {profession.code: profession for profession in Profession.objects.all()}
    for person in seated(area.slug):
        add_member(panel=panel, user=people[person.email], profession=professions[person.profession], by=by)
    return panel


def answers(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a reviews file as plain answers."""
    lists = {name: [code for code in row.get(name, "").split(";") if code] for name in ("reasons", "missed_prevention")}
    return {name: row.get(name, "") for name in PASSED_ON} | lists


def review(area: str, row: Mapping[str, Any], *, unanimous: bool) -> dict[str, Any]:
    """A row of a reviews file as the panel that meets in this area agrees it."""
    presence = [{"profession": person.profession, "number": 1} for person in seated(area)]
    return answers(row) | {"agreement": "unanimous" if unanimous else "majority", "presence": presence}


def _agree(place: WorkshopNote, row: Mapping[str, Any], *, by: User) -> None:
    given = review("kent", row, unanimous=place.position % 4 != 0)
    open_note(workshop_id=place.workshop_id, note_id=place.pk, by=by)
    record_agreed_review(workshop_id=place.workshop_id, note_id=place.pk, answers=given, whole=False, by=by)


def _open_the_next(workshop: Workshop, *, by: User) -> None:
    """Open the next note, and set the clock as if the notes so far had taken their usual time."""
    following = workshop.notes.filter(phase=WorkshopNote.Phase.WAITING).first()
    if following:
        open_note(workshop_id=workshop.pk, note_id=following.pk, by=by)
    agreed, now = list(workshop.notes.exclude(agreed_at=None)), timezone.now()
    started = now - timedelta(minutes=MINUTES_A_NOTE * len(agreed))
    Workshop.objects.filter(pk=workshop.pk).update(started_at=started)
    for number, place in enumerate(agreed):
        opened = started + timedelta(minutes=MINUTES_A_NOTE * number)
        place.opened_at, place.agreed_at = opened, opened + timedelta(minutes=MINUTES_A_NOTE)
    WorkshopNote.objects.bulk_update(agreed, ["opened_at", "agreed_at"])
