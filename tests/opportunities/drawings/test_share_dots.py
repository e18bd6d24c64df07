"""Shares beside each other: in the order given, each with its interval, against the share of all."""

from itertools import pairwise

from opportunities.drawings.rows import NARROW, WIDE
from opportunities.drawings.share_dots import share_dots
from tests.opportunities.drawings.rows_of import hidden, share, unreviewed

ALL = share("All areas", 45, 100)


def test_order_is_kept_so_that_no_league_table_comes_about() -> None:
    drawn = share_dots([share("Kent", 10, 50), share("Ashford", 40, 50)], "Areas", against=ALL)
    assert drawn
    assert [dot.label.lines[0] for dot in drawn.dots] == ["Kent", "Ashford"]


def test_dots_and_intervals_stand_on_the_axis() -> None:
    drawn = share_dots([share("Kent", 40, 100)], "Areas", against=share("All areas", 60, 100))
    assert drawn and drawn.reference
    labels = {mark.lines[0]: mark.x for mark in drawn.axis}
    kent = drawn.dots[0]
    assert (kent.x, drawn.reference.x) == (labels["40%"], labels["60%"])
    assert kent.ends and kent.x and kent.ends[0] < kent.x < kent.ends[1]
    assert kent.value.lines == ("40% (40 of 100)",)


def test_few_reviews_are_drawn_hollow_and_said() -> None:
    drawn = share_dots([share("Kent", 4, 19), share("Swindon", 5, 20)], "Areas")
    assert drawn and drawn.note
    assert [dot.few for dot in drawn.dots] == [True, False]
    assert drawn.note.lines == ("Hollow: fewer than 20 reviews, read with care.",)


def test_hidden_and_missing_have_no_dot_and_move_no_axis() -> None:
    drawn = share_dots([share("Kent", 40, 100), hidden("Swindon"), unreviewed("Ashford")], "Areas", against=ALL)
    alone = share_dots([share("Kent", 40, 100)], "Areas", against=ALL)
    assert drawn and alone
    assert [dot.value.lines[0] for dot in drawn.dots[1:]] == ["*", "no reviews"]
    assert all(dot.x is None and dot.ends is None for dot in drawn.dots[1:])
    assert [mark.lines for mark in drawn.axis] == [mark.lines for mark in alone.axis]
    assert "Swindon *" in drawn.words


def test_many_groups_stand_closer_with_an_axis_at_both_ends() -> None:
    many = [share(f"Area {n}", 50, 100) for n in range(150)]
    wide, narrow = share_dots(many, "Areas", WIDE, ALL), share_dots(many, "Areas", NARROW, ALL)
    assert wide and narrow
    assert wide.height < 4_000 and narrow.height < 6_200
    assert len({label.y for label in wide.axis}) == 2
    gaps = [later.middle - dot.middle for dot, later in pairwise(wide.dots)]
    assert min(gaps) >= 24  # a row of text and its dot fit
