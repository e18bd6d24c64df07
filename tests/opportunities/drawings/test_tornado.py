"""What moves the saving most stands first, around the saving as it is."""

import pytest

from opportunities.drawings.rows import NARROW
from opportunities.drawings.tornado import tornado


def swing(label: str, low: float | None, high: float | None) -> dict[str, object]:
    return {"label": label, "low": low, "high": high, "base": 10e6}


def test_the_widest_swing_stands_first() -> None:
    drawn = tornado([swing("Volumes", 9e6, 11e6), swing("Costs", 12e6, 6e6)], "Which input matters most")
    assert drawn
    costs, volumes = drawn.swings
    assert costs.label.lines == ("Costs",)
    # £4m below and £2m above: two thirds of the way to the left of the line
    assert (drawn.base.x - costs.high) == pytest.approx(2 * (costs.low - drawn.base.x))
    assert volumes.low < drawn.base.x < volumes.high
    assert [label.anchor for label in costs.amounts] == ["start", "end"]
    assert drawn.words.endswith("What moves it most: Costs from £12.0m to £6.0m; Volumes from £9.0m to £11.0m.")


def test_nothing_is_drawn_while_nothing_moves() -> None:
    assert tornado([], "Inputs") is None
    assert tornado([swing("Volumes", None, None)], "Inputs") is None
    assert tornado([swing("Volumes", 10e6, 10e6)], "Inputs", NARROW) is None
