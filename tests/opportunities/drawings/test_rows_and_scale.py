"""Rows stand where their names leave room; axes count in round numbers."""

import pytest

from opportunities.drawings.rows import NARROW, WIDE, rows
from opportunities.drawings.scale import Scale, ticks
from opportunities.drawings.text import width_of


def test_at_a_desk_names_stand_left_of_the_marks() -> None:
    place = rows(["Acute", "Community"], WIDE, after=50)
    assert place.left == pytest.approx(width_of("Community") + 1 + 12)
    assert place.right == WIDE - 50
    assert [slot.middle for slot in place.slots] == [19, 57]  # rows of 38 px
    assert not place.broken


def test_on_a_phone_names_stand_above_them() -> None:
    place = rows(["Acute", "Community"], NARROW)
    assert (place.left, place.right) == (0, NARROW)
    assert all(slot.label.y < slot.middle - 11 for slot in place.slots)
    assert place.broken


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0.7, (0, 0.2, 0.4, 0.6, 0.8)),
        (0, 300, (0, 100, 200, 300)),
        (-10, 30, (-10, 0, 10, 20, 30)),
        (0, 0, (0, 1)),
    ],
)
def test_axes_count_in_round_numbers(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert ticks(low, high) == expected


def test_a_scale_goes_from_its_left_to_its_right() -> None:
    scale = Scale(0, 200, 100, 300)
    assert (scale.at(0), scale.at(50), scale.at(200)) == (100, 150, 300)
