"""For whoever leads or watches areas: how far the reviews are, what the tables say, and what they lack."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from areas.access import areas_for
from areas.models import Area
from opportunities.latest import Latest, latest
from pathways.questions import WITH_NOTES, DecisionPoint
from reviews.workshops.planned import planned_notes


@dataclass(frozen=True)
class PointProgress:
    """One decision point: reviews in the tables, notes planned in open workshops, improvable share (None of none)."""

    point: DecisionPoint
    agreed: int
    to_come: int
    improvable: int

    @property
    def share(self) -> float | None:
        return self.improvable / self.agreed if self.agreed else None


@dataclass(frozen=True)
class AreaProgress:
    """One area whose figures this person may see. `may_edit`: its inputs are theirs to set; `working`: so are counts.

    Of others' areas only the headline under disclosure control is shown.
    """

    area: Area
    latest: Latest
    points: list[PointProgress]
    may_edit: bool
    working: bool = True

    @property
    def agreed(self) -> int | None:
        """Under disclosure control the reviews of the headline; None where they are hidden."""
        if not self.working:
            return self.latest.improvable.get("denominator", 0)
        return sum(point.agreed for point in self.points)

    @property
    def to_come(self) -> int | None:
        """None under disclosure control: how many notes are planned is a count of notes too."""
        if not self.working:
            return None
        return sum(point.to_come for point in self.points)


def areas_in_progress(user: User) -> list[AreaProgress]:
    """Every area whose figures this person may see, by name."""
    areas = list(areas_for(user, "see figures"))
    editable = set(areas_for(user, "edit inputs").values_list("pk", flat=True)) if areas else set()
    working = set(areas_for(user, "see working figures").values_list("pk", flat=True)) if areas else set()
    rolled_up, planned = latest(areas, working), planned_notes(areas)
    return [
        AreaProgress(
            area,
            rolled_up[area.pk],
            _points(rolled_up[area.pk], planned, area),
            area.pk in editable,
            area.pk in working,
        )
        for area in areas
    ]


def _points(rolled_up: Latest, planned: dict[tuple[int, str], int], area: Area) -> list[PointProgress]:
    counts: dict[str, Any] = {code: rest for code, *rest in rolled_up.reviews}
    nothing = (0, 0, 0)
    return [
        PointProgress(point, reviewed, planned.get((area.pk, point.code), 0), improvable)
        for point in WITH_NOTES
        for reviewed, _, improvable in [counts.get(point.code, nothing)]
    ]
