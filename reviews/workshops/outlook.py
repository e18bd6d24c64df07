"""What an area knows so far, for planning the next workshop: how sure its shares are, and how fast its panels go."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from areas.models import Area
from pathways.questions import WITH_NOTES, DecisionPoint
from reviews.models import BestPathway, WorkshopNote
from reviews.tally import counted
from reviews.workshops.planned import planned_notes
from reviews.workshops.precision import Interval, Known
from reviews.workshops.time_needed import Pace, TimeNeeded, pace_from

NEWEST = 1_000  # notes that the pace is the median of: the panels' present pace, and a bounded query


@dataclass(frozen=True)
class PointOutlook:
    """A decision point: what its reviews tell, and how many notes open workshops have still to read."""

    point: DecisionPoint
    known: Known
    planned: int


@dataclass(frozen=True)
class MoreNotes:
    """What `number` more reviews of a decision point would make of its interval."""

    outlook: PointOutlook
    number: int

    @property
    def reviewed(self) -> int:
        return self.outlook.known.reviewed + self.number

    @property
    def interval(self) -> Interval:
        return self.outlook.known.after(self.number)


@dataclass(frozen=True)
class WorkedOut:
    """What a plan that is not saved would take and tell."""

    time: TimeNeeded
    more: list[MoreNotes]
    judgements: int = 0  # that members give in their own time before it


@dataclass(frozen=True)
class Outlook:
    """Every decision point with notes, in the order of the questions, and the area's pace."""

    points: list[PointOutlook]
    pace: Pace

    def worked_out(self, numbers: Mapping[str, int], minutes: int, judgements_each: int = 0) -> WorkedOut:
        """For `numbers` of notes by decision point in a workshop of `minutes`, each judged so often before it."""
        more = [MoreNotes(each, numbers[each.point.code]) for each in self.points if numbers.get(each.point.code)]
        time = TimeNeeded(sum(numbers.values()), self.pace, minutes)
        return WorkedOut(time, more, time.notes * judgements_each)


def outlook_of(area: Area) -> Outlook:
    """Three queries, whatever there is."""
    known, planned = _known(area.pk), planned_notes([area])
    points = [
        PointOutlook(point, known.get(point.code, Known()), planned.get((area.pk, point.code), 0))
        for point in WITH_NOTES
    ]
    return Outlook(points, _pace(area.pk))


def _known(area_id: int) -> dict[str, Known]:
    """By decision point, over the reviews that tables count: those answered yes or no."""
    answered = counted(area_id).filter(best_pathway__in=[BestPathway.YES, BestPathway.NO])
    rows = answered.values_list("note__decision_point").annotate(
        reviewed=Count("pk"), improvable=Count("pk", filter=Q(best_pathway=BestPathway.NO))
    )
    return {point: Known(reviewed, improvable) for point, reviewed, improvable in rows}


def _pace(area_id: int) -> Pace:
    agreed = WorkshopNote.objects.filter(workshop__area=area_id, opened_at__isnull=False, agreed_at__isnull=False)
    rows = agreed.order_by("-agreed_at").values_list("opened_at", "agreed_at")[:NEWEST]
    return pace_from((start, end) for start, end in rows if start and end)
