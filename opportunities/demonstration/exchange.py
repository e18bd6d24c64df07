"""Notes of a Kent panel put before one in Greenwich, and three the other way, through the functions that pages call."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from areas.models import Area
from opportunities.demonstration import files
from opportunities.demonstration.people import seated
from opportunities.demonstration.sitting import LEAD, answers, review, seat
from reviews.models import Panel, Workshop
from reviews.workshops.exchange import accept, offer
from reviews.workshops.exchange_notes import Wanted
from reviews.workshops.planning import Plan
from reviews.workshops.sitting import close_workshop, open_note, record_agreed_review, reveal_note, submit_judgement

OTHER_LEAD = "lead.{area}@demo.example"


@transaction.atomic
def put_notes_before_another_panel(*, people: Mapping[str, User]) -> str:
    """Offer, accept and record every answer; gives a line that says so. Tables stay as they are."""
    plan = files.exchange()
    area = Area.objects.get(slug=plan["reading_area"])
    if Workshop.objects.filter(area=area, name=plan["name"]).exists():
        return f"{area}: the exchange was there before."
    lead = people[OTHER_LEAD.format(area=area.slug)]
    workshop = _workshop(plan, seat(area, plan["reading_panel"], people, by=lead), people[LEAD], lead)
    agreed = {row["reference"]: row for row in plan["reviews"]}
    for place in workshop.notes.select_related("note"):
        given = review(area.slug, agreed[place.note.reference], unanimous=place.position % 3 != 0)
        record_agreed_review(workshop_id=workshop.pk, note_id=place.pk, answers=given, whole=False, by=lead)
    close_workshop(workshop_id=workshop.pk, by=lead)
    return f"{area}: {len(agreed)} notes of the {plan['panel']} read again in an exchange."


@transaction.atomic
def judge_another_panel_s_notes_alone(*, people: Mapping[str, User]) -> str:
    """The way back, under way: the first of three notes is revealed to those who judged it; gives a line."""
    plan = files.alone()
    area = Area.objects.get(slug=plan["reading_area"])
    if Workshop.objects.filter(area=area, name=plan["name"]).exists():
        return f"{area}: the exchange under way was there before."
    reader = seat(area, plan["reading_panel"], people, by=people[LEAD])
    asks = people[OTHER_LEAD.format(area=plan["area"])]
    workshop = _workshop(plan, reader, asks, people[LEAD], Workshop.Mode.INDEPENDENT)
    workshop_id, note_id = workshop.pk, workshop.notes.all()[0].pk
    open_note(workshop_id=workshop_id, note_id=note_id, by=people[LEAD])
    member = {person.profession: people[person.email] for person in seated(area.slug)}
    for row in plan["judgements"]:
        by = member[row["profession"]]
        submit_judgement(workshop_id=workshop_id, note_id=note_id, answers=answers(row), whole=True, by=by)
    reveal_note(workshop_id=workshop_id, note_id=note_id, by=people[LEAD])
    return f"{area}: {len(plan['notes'])} notes of another panel, judged alone first, the first one revealed."


def _workshop(
    plan: Mapping[str, Any], reader: Panel, asks: User, accepts: User, mode: str = Workshop.Mode.TOGETHER
) -> Workshop:
    """The lead of the first panel offers the notes, the lead of the second accepts."""
    panel = Panel.objects.get(area__slug=plan["area"], name=plan["panel"])
    wanted = Wanted(seed=plan["seed"], references=plan["notes"])
    offered = offer(panel=panel, wanted=wanted, by=asks)
    sitting = Plan(reader, plan["name"], accepts, timezone.localdate(), 180, mode)
    return accept(code=offered.code, plan=sitting, by=accepts)
