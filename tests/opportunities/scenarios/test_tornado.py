"""What the saving would be with one input at its low or its high, against rolling up again."""

from dataclasses import replace

import pytest

from opportunities.rollup import flows
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from opportunities.scenarios.changes import Change, changed
from opportunities.scenarios.tornado import Bar, tornado
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY

BASE = 286_500


def bars() -> dict[str, Bar]:
    counted = flows.flow_counts(TALLY.counts, CATALOGUE)
    return {bar.code: bar for bar in tornado(AREA, counted, flows.reviews_by_point(TALLY.counts), CATALOGUE)}


def rolled_up(*changes: Change) -> float:
    made = workings(TALLY, changed(AREA, changes), CATALOGUE)
    return draw_up(made, CATALOGUE).opportunities["total"]["saving"]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("volume/q4-intake", lambda by: [Change("annual-volume", 2_000 * by, "q4-intake")]),
        ("share/q4-intake", lambda by: [Change("realisable-share", 0.5 * by, "q4-intake")]),
        ("cost/package", lambda by: [Change("cost", 300 * by, pathway="package", sector="la")]),
        ("cost/falls", lambda by: [Change("cost", 100 * by, pathway="falls", sector="ccg")]),
        ("share/q7-procurement", lambda by: [Change("procurement-share", 0.5 * by)]),
    ],
)
def test_the_ends_are_what_a_roll_up_would_give(code, change) -> None:
    bar = bars()[code]
    assert (bar.low, bar.base, bar.high) == pytest.approx((rolled_up(*change(0.8)), BASE, rolled_up(*change(1.2))))


def test_the_improvable_share_goes_to_the_ends_of_its_interval() -> None:
    """2 of 4 at council intake: Wilson 0.150 to 0.850, so its £100,000 would be £30,007 or £169,993."""
    bar = bars()["improvable/q4-intake"]
    assert (bar.low, bar.high) == pytest.approx((BASE - 69_993, BASE + 69_993), abs=1)


def test_a_realisable_share_stops_at_1() -> None:
    sure = replace(AREA, points={**AREA.points, "q4-intake": replace(AREA.points["q4-intake"], realisable_share=0.9)})
    counted = flows.flow_counts(TALLY.counts, CATALOGUE)
    found = {bar.code: bar for bar in tornado(sure, counted, flows.reviews_by_point(TALLY.counts), CATALOGUE)}
    bar = found["share/q4-intake"]
    assert bar.high - bar.base == pytest.approx(20_000)  # from 0.9 to 1, of £200,000 at 1
    assert bar.base - bar.low == pytest.approx(36_000)


def test_an_input_with_a_lowest_and_a_highest_of_its_own_goes_to_those() -> None:
    point = replace(AREA.points["q4-intake"], volume_range=(1_500.0, 2_100.0), share_range=(0.2, 0.6))
    counted = flows.flow_counts(TALLY.counts, CATALOGUE)
    area = replace(AREA, points={**AREA.points, "q4-intake": point})
    found = {bar.code: bar for bar in tornado(area, counted, flows.reviews_by_point(TALLY.counts), CATALOGUE)}
    volumes = [rolled_up(Change("annual-volume", volume, "q4-intake")) for volume in (1_500, 2_100)]
    shares = [rolled_up(Change("realisable-share", share, "q4-intake")) for share in (0.2, 0.6)]
    assert [found["volume/q4-intake"].low, found["volume/q4-intake"].high] == pytest.approx(volumes)
    assert [found["share/q4-intake"].low, found["share/q4-intake"].high] == pytest.approx(shares)


def test_the_widest_comes_first_and_what_moves_nothing_is_left_out() -> None:
    widths = [bar.width for bar in bars().values()]
    assert widths == sorted(widths, reverse=True)
    assert "cost/bed" not in bars()
