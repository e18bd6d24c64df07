"""Illustrative cases and publications of Kent, written by one lead and approved by another, as on their pages."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from areas.models import Area
from opportunities.demonstration import files
from opportunities.demonstration.sitting import LEAD
from opportunities.models import Publication
from opportunities.publications.decide import approve
from opportunities.publications.propose import Proposal, propose
from reviews import tally
from reviews.cases.write import approve_case, write_case
from reviews.models import IllustrativeCase

DEPUTY = "deputy@demo.example"


@transaction.atomic
def tell_cases(*, people: Mapping[str, User]) -> str:
    """Some approved, one that waits for the other lead; gives a line that says so."""
    plan = files.cases()
    area = Area.objects.get(slug=plan["area"])
    if IllustrativeCase.objects.filter(note__area=area).exists():
        return f"{area}: the illustrative cases were there before."
    for told in plan["approved"]:
        approve_case(case_id=_written(area, told, by=people[LEAD]).pk, by=people[DEPUTY])
    for told in plan["waiting"]:
        _written(area, told, by=people[LEAD])
    return f"{area}: {len(plan['approved'])} illustrative cases approved, {len(plan['waiting'])} to be approved."


@transaction.atomic
def publish(*, people: Mapping[str, User]) -> str:
    """One publication that is approved and one that waits; gives a line that says so. Takes tables that are fresh."""
    plan = files.cases()
    area = Area.objects.get(slug=plan["area"])
    if Publication.objects.filter(area=area).exists():
        return f"{area}: the publications were there before."
    proposals = {state: Proposal(**given) for state, given in plan["publications"].items()}
    approved = propose(area=area, proposal=proposals["approved"], by=people[LEAD])
    approve(publication_id=approved.pk, by=people[DEPUTY])
    waiting = propose(area=area, proposal=proposals["proposed"], by=people[LEAD])
    return f"{area}: publication no. {approved.number} is approved, no. {waiting.number} waits."


def _written(area: Area, told: Mapping[str, Any], *, by: User) -> IllustrativeCase:
    review = tally.counted(area.pk).get(note__reference=told["reference"], note__review_point=1)
    return write_case(area=area, review_id=review.pk, lines=told, reasons={}, by=by)
