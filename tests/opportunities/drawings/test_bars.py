"""Bars share one scale from zero; what is hidden has a star and no bar."""

import pytest

from opportunities.drawings.bars import bars
from opportunities.drawings.rows import NARROW
from tests.opportunities.drawings.rows_of import hidden, share


def test_lengths_are_in_proportion() -> None:
    drawn = bars([share("GP", 20, 50), share("Community nursing", 10, 50)], "Services")
    assert drawn
    gp, nursing = drawn.bars
    assert gp.length == pytest.approx(2 * (nursing.length or 0))
    assert gp.value.lines == ("40% (20 of 50)",)
    assert gp.whisker
    assert gp.whisker[0] < drawn.zero + (gp.length or 0) < gp.whisker[1]


def test_a_hidden_number_is_a_star_that_nothing_can_be_measured_from() -> None:
    drawn = bars([share("GP", 20, 50), hidden("Self care")], "Services")
    without = bars([share("GP", 20, 50), share("Self care", 1, 50)], "Services")
    assert drawn and without
    star = drawn.bars[1]
    assert (star.value.lines, star.length, star.whisker) == (("*",), None, None)
    assert drawn.bars[0] == without.bars[0]
    assert "Self care" not in drawn.words


def test_words_say_the_largest_first_whatever_the_order() -> None:
    drawn = bars([share("GP", 3, 15), share("Reablement", 9, 15)], "Services")
    assert drawn
    assert drawn.words == "Most: Reablement 60% (9 of 15); GP 20% (3 of 15). Small numbers: read with care."


def test_nothing_is_drawn_of_nothing_and_all_hidden_is_drawn() -> None:
    assert bars([], "Services") is None
    drawn = bars([hidden("GP")], "Services", NARROW)
    assert drawn
    assert drawn.words == "No bar can be shown. 1 of 1 bars can't be shown."
