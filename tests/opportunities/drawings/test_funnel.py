"""A funnel: limits around the share of all, wider where reviews are fewer."""

import pytest

from opportunities.drawings.funnel import Z_95, Z_998, funnel, limits
from tests.opportunities.drawings.rows_of import hidden, share

ALL = share("All areas", 50, 100)


def test_limits_by_hand() -> None:
    # p = 0.5, n = 100: √(0.25 / 100) = 0.05
    assert limits(0.5, 100, Z_95) == pytest.approx((0.5 - 0.09799820, 0.5 + 0.09799820))
    assert limits(0.5, 100, Z_998) == pytest.approx((0.5 - 0.1545116, 0.5 + 0.1545116))
    assert limits(0.9, 1, Z_998) == (0.0, 1.0)


def test_points_are_numbered_as_they_are_listed() -> None:
    drawn = funnel([share("Kent", 50, 100), hidden("Ashford"), share("Swindon", 60, 80)], "Areas", ALL)
    assert drawn
    assert [point.number.lines for point in drawn.points] == [("1",), ("3",)]
    assert [(each.number, each.drawn) for each in drawn.listed] == [("1", True), ("2", False), ("3", True)]
    assert drawn.listed[1].label.lines == ("Ashford: *",)
    # the axis ends at the round number above 100 reviews; half of it is half of the width
    kent, swindon = drawn.points
    assert (kent.x, kent.y) == (drawn.right, (drawn.top + drawn.bottom) / 2)
    assert swindon.x - drawn.left == pytest.approx((drawn.right - drawn.left) * 0.8)


def test_numbers_cover_no_other_dot() -> None:
    same = [share(name, 50, 100) for name in ("Kent", "Ashford", "Swindon")]
    drawn = funnel([*same, share("Thanet", 20, 50)], "Areas", ALL)
    assert drawn
    assert len({(point.number.x, point.number.y) for point in drawn.points}) == 4
    assert {(point.x, point.y) for point in drawn.points[:3]} == {(drawn.points[0].x, drawn.points[0].y)}


def test_words_name_what_chance_hardly_explains() -> None:
    drawn = funnel([share("Kent", 50, 100), share("Swindon", 80, 100)], "Areas", ALL)
    assert drawn
    assert drawn.words == "All areas: 50% (50 of 100). Outside the 99.8% limits: Swindon 80% (80 of 100)."


def test_fewer_than_two_are_not_compared() -> None:
    assert funnel([share("Kent", 50, 100), hidden("Swindon")], "Areas", ALL) is None


def test_of_many_groups_only_those_outside_the_limits_are_numbered() -> None:
    inside = [share(f"Area {n}", 50, 100) for n in range(1, 40)]
    drawn = funnel([*inside, share("Kent", 90, 100)], "Areas", ALL)
    assert drawn
    assert [point.number.lines for point in drawn.points if point.number] == [("40",)]
    assert [each.label.lines for each in drawn.listed] == [("Kent: 90% (90 of 100)",)]
    assert drawn.note and drawn.height < 450
    alone = funnel(inside, "Areas", ALL)
    assert alone and alone.note
    assert alone.listed == () and alone.note.lines[0].startswith("None is outside")
