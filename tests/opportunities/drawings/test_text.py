"""Words are measured as Arial has them, and broken so that none is clipped."""

import pytest

from opportunities.drawings.text import Label, beside, width_of, wrap


def test_widths_are_those_of_arial() -> None:
    # A 667, & 667, E 667 thousandths of 14 px
    assert width_of("A&E") == pytest.approx(3 * 0.667 * 14)
    assert width_of("A&E", bold=True) > width_of("A&E")


def test_lines_break_between_words_and_keep_within_the_room() -> None:
    lines = wrap("Short-term nursing, care and GP support", 120)
    assert " ".join(lines) == "Short-term nursing, care and GP support"
    assert len(lines) == 3
    assert all(width_of(line) <= 120 for line in lines)


def test_a_word_that_is_too_long_is_broken_too() -> None:
    lines = wrap("Neurorehabilitation", 60)
    assert all(width_of(line) <= 60 for line in lines)
    assert "".join(line.removesuffix("-") for line in lines) == "Neurorehabilitation"


def test_lines_are_centred_on_the_middle() -> None:
    assert beside(("one",), 0, 100) == Label(("one",), 0, 105)
    assert beside(("one", "two"), 0, 100).y == 96  # half a line of 18 px higher
