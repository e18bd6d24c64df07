"""A scenario changes inputs, and nothing else."""

import pytest

from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from opportunities.scenarios.changes import Change, changed
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY


def saving(*changes: Change) -> float:
    inputs = changed(AREA, changes)
    return draw_up(workings(TALLY, inputs, CATALOGUE), CATALOGUE).opportunities["total"]["saving"]


def test_without_changes_the_saving_is_the_areas_own() -> None:
    assert saving() == pytest.approx(286_500)


@pytest.mark.parametrize(
    ("change", "more"),
    [
        (Change("annual-volume", 3_000, "q4-intake"), 50_000),  # 500 flows worth 200 become 750
        (Change("realisable-share", 0.25, "q4-intake"), -50_000),
        # q3: people with a package are 100 a year at 0.5 worth 250 each; those in residential care keep their 0.25
        (Change("realisable-share", 1, "q3-discharge"), 25_000),
        (Change("realisable-share", 0.5, "q3-discharge", "residential"), 48_500 + 87_000),
        (Change("cost", 200, pathway="falls", sector="ccg"), -(25 + 500) * 100),
        (Change("cost", 10, pathway="falls", sector="la"), -(25 + 500) * 10),  # beside what the CCG pays
        (Change("procurement-share", 1), 26_000),
    ],
)
def test_one_changed_input_by_hand(change: Change, more: float) -> None:
    assert saving(change) == pytest.approx(286_500 + more)


def test_the_later_of_two_changes_stands_and_the_areas_inputs_are_left_alone() -> None:
    assert saving(Change("procurement-share", 0), Change("procurement-share", 1)) == pytest.approx(312_500)
    assert AREA.procurement.realisable_share == 0.5
