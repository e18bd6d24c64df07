"""Three agreed reviews of Kent that say no, one of them marked as illustrative, and a second lead."""

import pytest
from django.utils import timezone

from accounts.models import User
from areas.models import Area, Membership, Role
from pathways.models import Pathway, Reason
from reviews.cases.write import write_case
from reviews.models import AgreedReview, IllustrativeCase
from tests.conftest import Cast
from tests.factories import workshops as make

LINES = {
    "who": "A woman in her eighties who lives alone, in hospital after a fall without a fracture.",
    "happened": "She was fit to go home on day five and went to a short-term bed to be assessed.",
    "better": "Home with reablement twice a day, and the assessment made in her own kitchen.",
    "why": "Reablement had no space that week, and the ward needed the bed.",
}


@pytest.fixture
def second_lead(cast: Cast, area: Area) -> User:
    person = User.objects.create_user("second@example.org", "Second lead", "a password for tests")
    Membership.objects.create(area=area, user=person, role=Role.LEAD)
    return person


@pytest.fixture
def reviews(catalogue: None, cast: Cast, area: Area) -> list[AgreedReview]:
    notes = make.notes(area, 3)
    workshop = make.workshop(make.panel(area, {"gp": cast.gp}), cast.facilitator, notes)
    said = {
        "best_pathway": "no",
        "proposed_pathway": Pathway.objects.get(code="reablement"),
        "main_reason": Reason.objects.get(code="capacity-short"),
    }
    made = [
        AgreedReview.objects.create(
            note=place.note, panel=workshop.panel, workshop_note=place, reviewed_on=timezone.localdate(), **said
        )
        for place in workshop.notes.all()
    ]
    AgreedReview.objects.filter(pk=made[1].pk).update(
        illustrative=True, illustrative_sentence="She could have gone home on day five."
    )
    return made


@pytest.fixture
def written(reviews: list[AgreedReview], area: Area, cast: Cast) -> IllustrativeCase:
    return write_case(area=area, review_id=reviews[0].pk, lines=LINES, reasons={}, by=cast.lead)
