"""Answers as parts of 100%."""

import pytest

from opportunities.drawings.stacked import stacked

ANSWERS = {"yes": "Yes", "no": "No", "unclear": "Not clear"}


def test_parts_fill_the_bar_in_the_order_of_answers() -> None:
    drawn = stacked([("Council intake", {"no": 25, "yes": 50, "unclear": 25})], ANSWERS, "Answers")
    assert drawn
    yes, no, unclear = drawn.stacks[0].parts
    width = drawn.right - drawn.left
    assert [part.length / width for part in (yes, no, unclear)] == pytest.approx([0.5, 0.25, 0.25])
    assert (yes.x, no.x) == (drawn.left, pytest.approx(drawn.left + width / 2))
    assert [part.text for part in (yes, no, unclear)] == ["50%", "25%", "25%"]
    assert drawn.words == "Council intake: yes 50%, no 25%, not clear 25% of 100."


def test_a_number_that_does_not_fit_its_part_is_left_to_the_table() -> None:
    drawn = stacked([("Council intake", {"yes": 99, "no": 1, "unclear": 0})], ANSWERS, "Answers")
    assert drawn
    assert [part.text for part in drawn.stacks[0].parts] == ["99%", ""]


def test_one_hidden_answer_takes_the_whole_bar() -> None:
    """What is left of 100% would give it away."""
    drawn = stacked([("Council intake", {"yes": 60, "no": 30, "unclear": None})], ANSWERS, "Answers")
    assert drawn
    stack = drawn.stacks[0]
    assert (stack.parts, stack.value.lines) == ((), ("*",))
    assert "60" not in drawn.words


def test_groups_without_any_answer_are_left_out() -> None:
    assert stacked([("Council intake", dict.fromkeys(ANSWERS, 0))], ANSWERS, "Answers") is None
