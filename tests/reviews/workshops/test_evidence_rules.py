"""Passages marked as evidence: what can be kept, where a quote stands, and how marks are drawn."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.workshops import evidence, quotes
from reviews.workshops.answers import Invalid, checked
from reviews.workshops.marks import Piece, pieces, together
from tests.factories.workshops import NARRATIVE, NO, YES
from tests.reviews.workshops.test_answers import OFFERED

LENGTH = 300
PASSAGES = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(sorted).filter(lambda p: p[0] < p[1])
)
MARKS = st.lists(
    st.tuples(PASSAGES.filter(bool).map(lambda p: p[0]), st.sampled_from(["GP", "Nurse", "Social worker"]))
)


def rows(passages: Any) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in passages]


def characters(passages: Any) -> set[int]:
    return {at for start, end in passages for at in range(start, end)}


@given(PASSAGES)
def test_merging_keeps_every_character_and_no_other(passages: Any) -> None:
    found = evidence.merged(passages)
    assert characters(found) == characters(passages)
    assert all(one[1] < following[0] for one, following in pairwise(found))
    assert evidence.merged(found) == found


@given(PASSAGES)
def test_a_passage_comes_back_from_a_form_as_it_went(passages: Any) -> None:
    assert [evidence.read(evidence.written(passage)) for passage in passages] == rows(passages)


@pytest.mark.parametrize("text", ["", "5", "5-", "-5-7", "5-7-9", "a-b", "٥-٧", "5 - 7", "1" * 10 + "-2"])
def test_what_is_no_passage_is_refused_and_not_guessed(text: str) -> None:
    assert evidence.checked([evidence.read(text)], LENGTH)[1]


@pytest.mark.parametrize(
    "wrong",
    [
        "5-7", [[5, 7]], [{"start": 5}], [{"start": 5, "end": 7, "text": "x"}], [{"start": 7, "end": 7}],
        [{"start": 0, "end": 10}, {"start": 5, "end": 3}], [{"start": -1, "end": 7}], [{"start": 5, "end": LENGTH + 1}],
        [{"start": True, "end": 7}], [{"start": 1.0, "end": 7}], [{"start": 1, "end": 10**30}], {"start": 5, "end": 7},
    ],
)  # fmt: skip
def test_passages_that_cannot_be_taken(wrong: Any) -> None:
    assert evidence.checked(wrong, LENGTH)[1]


def test_at_most_twenty_passages_once_merged() -> None:
    apart = rows([n * 10, n * 10 + 5] for n in range(20))
    assert evidence.checked(apart, LENGTH) == ([[n * 10, n * 10 + 5] for n in range(20)], "")
    assert evidence.checked([*apart, {"start": 2, "end": 4}], LENGTH)[1] == ""
    assert "20 passages" in evidence.checked([*apart, {"start": 250, "end": 255}], LENGTH)[1]


def test_at_most_2000_characters_in_one_piece_once_merged() -> None:
    assert evidence.checked(rows([[0, 2_000]]), 5_000) == ([[0, 2_000]], "")
    assert "2,000 characters" in evidence.checked(rows([[0, 1_500], [1_500, 3_000]]), 5_000)[1]


# --- Quotes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote", ["Found on the kitchen floor", "  Found\non   the\tkitchen floor ", "No fracture. Two earlier falls,"]
)
def test_a_quote_is_found_whatever_its_white_space(quote: str) -> None:
    found, wrong = quotes.place(quote, NARRATIVE)
    assert found
    assert (NARRATIVE[slice(*found)].split(), wrong) == (quote.split(), "")


@pytest.mark.parametrize(("quote", "wrong"), [("home", quotes.NOT_ONCE), ("pneumonia", quotes.NOT_THERE)])
def test_a_quote_that_is_not_there_once_says_what_to_do(quote: str, wrong: str) -> None:
    assert quotes.place(quote, NARRATIVE) == (None, wrong)


def test_places_that_overlap_are_two() -> None:
    assert quotes.places("na na", "na na na") == [[0, 5], [3, 8]]


@given(st.text(alphabet="ab .*+(é🙂\n ", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_whatever_is_copied_is_found_where_it_was(narrative: str, one: int, other: int) -> None:
    start, end = sorted((one, other))
    copied = narrative[start:end]
    if copied.strip():
        trimmed = start + len(copied) - len(copied.lstrip())
        assert [trimmed, trimmed + len(copied.strip())] in quotes.places(copied, narrative)


# --- Among the answers -----------------------------------------------------------------------------------------------


def take(**given: Any) -> dict[str, Any]:
    return checked({**YES, **given}, replace(OFFERED, narrative=NARRATIVE), whole=True)


def test_a_quote_joins_what_was_marked() -> None:
    answers = take(evidence=[{"start": 11, "end": 20}], evidence_quote="on the kitchen floor")
    assert [NARRATIVE[slice(*passage)] for passage in answers["evidence"]] == ["Found on the kitchen floor"]
    assert "evidence_quote" not in answers


@pytest.mark.parametrize("answers", [YES, NO])
def test_nothing_marked_is_nothing(answers: Any) -> None:
    assert checked(answers, OFFERED, whole=True)["evidence"] == []


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"evidence": [{"start": 0, "end": 9_999}]}, "evidence"),
        ({"evidence": "all of it"}, "evidence"),
        ({"evidence_quote": "home"}, "evidence_quote"),
        ({"evidence_quote": "pneumonia"}, "evidence_quote"),
        ({"evidence_quote": "x" * 2_001}, "evidence_quote"),
        ({"evidence_quote": 7}, "evidence_quote"),
    ],
)
def test_evidence_that_cannot_be_taken_is_named_where_it_was_given(given: Any, at: str) -> None:
    with pytest.raises(Invalid) as caught:
        take(**given)
    assert list(caught.value.errors) == [at]


# --- Drawing ---------------------------------------------------------------------------------------------------------


@given(st.text(max_size=50), st.integers(0, 60), MARKS)
def test_a_text_in_pieces_is_the_text_and_each_character_has_its_marks(text: str, start: int, marks: Any) -> None:
    found = pieces(text, start, marks)
    assert "".join(piece.text for piece in found) == text
    drawn = [set(piece.by) for piece in found for _ in piece.text]
    assert drawn == [{who for (at, end), who in marks if at <= start + n < end} for n in range(len(text))]


def test_a_mark_over_two_sections_is_drawn_in_both() -> None:
    assert pieces("abc", 10, [([8, 12], "me")]) == [Piece("ab", ("me",)), Piece("c")]
    assert pieces("", 0, [([0, 3], "me")]) == []


def test_passages_of_several_people_are_put_together_where_they_overlap() -> None:
    marks = [([10, 20], "GP"), ([15, 30], "Nurse"), ([40, 50], "GP"), ([20, 22], "GP")]
    assert together(marks) == [([10, 30], ("GP", "Nurse")), ([40, 50], ("GP",))]
