"""The approved cases of an area that may be shown now, without anything that leads back to a note."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pathways.questions import DECISION_POINTS
from reviews import tally
from reviews.models import AgreedReview, IllustrativeCase
from reviews.models.illustrative_case import LINES


@dataclass(frozen=True)
class Case:
    """Four lines, and the decision point whose figure they illustrate."""

    decision_point: str
    who: str
    happened: str
    better: str
    why: str


def cases_of(area_id: int) -> tuple[Case, ...]:
    """In the order of the decision points, the oldest first. One query."""
    order = [point.code for point in DECISION_POINTS]
    rows = shown(area_id).order_by("pk").values_list("note__decision_point", *LINES)
    return tuple(sorted((Case(*row) for row in rows), key=lambda case: order.index(case.decision_point)))


def shown(area_id: int) -> QuerySet[IllustrativeCase]:
    """Approved and not withdrawn, of notes whose agreed review still says that a better pathway existed.

    A case is not shown while its note is reported to identify somebody, nor when a steward has retired it. It stays
    when the note's text was purged at the end of its time, which retires it at that same moment.
    """
    improvable = tally.counted(area_id).filter(note=OuterRef("note"), best_pathway="no")
    in_use = Q(note__retired_at=None) | Q(note__retired_at=F("note__batch__purged_at"))
    approved = IllustrativeCase.objects.filter(note__area=area_id, outcome="approved", withdrawn_at=None)
    return approved.filter(in_use, Exists(_plain(improvable)), note__hidden_at=None)


def _plain(reviews: QuerySet[AgreedReview]) -> QuerySet[AgreedReview]:
    return reviews.order_by()
