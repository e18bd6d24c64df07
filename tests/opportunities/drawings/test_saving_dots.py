"""Savings beside each other: in the order given, each with its interval, against the saving as it stands."""

from opportunities.drawings.rows import NARROW
from opportunities.drawings.saving_dots import saving_dots

AS_SET = {"label": "As set", "saving": 20e6, "saving_interval": [15e6, 25e6]}
DOUBLED = {"label": "Reablement doubled", "saving": 30e6, "saving_interval": [22e6, 38e6]}
UNKNOWN = {"label": "Not yet", "saving": None, "saving_interval": None}


def test_dots_stand_on_an_axis_that_begins_at_nothing() -> None:
    drawn = saving_dots([AS_SET, DOUBLED], "Savings", against=AS_SET)
    assert drawn and drawn.reference
    marks = {mark.lines[0]: mark.x for mark in drawn.axis}
    first, second = drawn.dots
    assert first.x == drawn.reference.x == marks["£20.0m"]
    assert min(marks.values()) == marks["£0"]
    assert second.ends and second.x and second.ends[0] < second.x < second.ends[1]


def test_a_loss_moves_the_axis_below_nothing() -> None:
    drawn = saving_dots([{**AS_SET, "saving": -5e6, "saving_interval": [-8e6, -2e6]}], "Savings", NARROW)
    assert drawn and drawn.dots[0].x
    marks = {mark.lines[0]: mark.x for mark in drawn.axis}
    assert drawn.dots[0].x < marks["£0"]


def test_what_is_not_known_has_no_dot_and_is_said() -> None:
    drawn = saving_dots([AS_SET, UNKNOWN], "Savings", against=AS_SET)
    assert drawn
    assert drawn.dots[1].x is drawn.dots[1].ends is None
    assert drawn.words == ("Saving a year: As set £20.0m (£15.0m to £25.0m); Not yet inputs missing. As set £20.0m.")
    assert saving_dots([UNKNOWN], "Savings", against=UNKNOWN) is None
