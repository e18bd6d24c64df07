"""Forty notes of a Kent panel put before one in Greenwich, through the same functions that the pages call."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from areas.models import Area
from opportunities.demonstration import files
from opportunities.demonstration.sitting import LEAD, review, seat
from reviews.models import Panel, Workshop
from reviews.workshops.exchange import accept, offer
from reviews.workshops.exchange_notes import Wanted
from reviews.workshops.planning import Plan
from reviews.workshops.sitting import close_workshop, record_agreed_review

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
    answers = {row["reference"]: row for row in plan["reviews"]}
    for place in workshop.notes.select_related("note"):
        given = review(area.slug, answers[place.note.reference], unanimous=place.position % 3 != 0)
        record_agreed_review(workshop_id=workshop.pk, note_id=place.pk, answers=given, whole=False, by=lead)
    close_workshop(workshop_id=workshop.pk, by=lead)
    return f"{area}: {len(answers)} notes of the {plan['panel']} read again in an exchange."


def _workshop(plan: Mapping[str, Any], reader: Panel, asks: User, accepts: User) -> Workshop:
    """The lead of the first panel offers the notes, the lead of the second accepts."""
    panel = Panel.objects.get(area__slug=plan["area"], name=plan["panel"])
    wanted = Wanted(seed=plan["seed"], references=plan["notes"])
    offered = offer(panel=panel, wanted=wanted, by=asks)
    sitting = Plan(reader, plan["name"], accepts, timezone.localdate(), 180, Workshop.Mode.TOGETHER)
    return accept(code=offered.code, plan=sitting, by=accepts)
