"""Hands out an area's research file: to leads, for a reason that is recorded before the first row leaves."""

from collections.abc import Iterator

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.access import area_for
from areas.models import Area
from opportunities.exports.research import as_research_csv
from reviews.tally import answers_given


def research_area_for(user: User, slug: str) -> Area:
    """Raises Http404 alike where there is no such area and where this person does not lead it."""
    return area_for(user, slug, "open reviews")


@transaction.atomic
def hand_out(*, area: Area, reason: str, by: User) -> Iterator[bytes]:
    """The file, piece by piece. That it was handed out, to whom and why, is recorded now."""
    given = answers_given(area.pk)
    audit.record("research file.handed out", area, by=by, reason=reason, agreed_reviews=given.reviews)
    return as_research_csv(area.name, given)
