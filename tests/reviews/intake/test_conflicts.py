"""A row in conflict with a note is shown beside it, column by column, and never in a message."""

import pytest

from reviews.intake.conflicts import conflicting_lines, conflicts
from reviews.intake.difference import MOST, difference
from tests.reviews.intake.files import Submit, notes


def told(pieces: list) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


def test_words_that_only_one_text_has_are_marked() -> None:
    here, there = difference("Home after a bad fall on Monday.", "Home after a fall on Tuesday.")
    assert told(here) == "Home after a [bad ]fall on [Monday.]" and told(there) == "Home after a fall on [Tuesday.]"


@pytest.mark.parametrize(("one", "other"), [("", "x"), ("x", ""), ("a b", "a b"), ("a a a", "a a"), ("\n\n a", " a")])
def test_joined_the_pieces_are_the_texts(one: str, other: str) -> None:
    here, there = difference(one, other)
    assert ("".join(piece.text for piece in here), "".join(piece.text for piece in there)) == (one, other)
    assert any(piece.differs for piece in [*here, *there]) is (one != other)


def test_long_texts_that_differ_all_over_are_marked_as_a_whole() -> None:
    here, _ = difference("a " + "b c " * MOST + "z", "a " + "d e " * MOST + "z")
    assert [piece.differs for piece in here] == [False, True, False]


def test_a_conflict_is_shown_column_by_column(load_rows: Submit) -> None:
    load_rows(notes("A1", "A2"))
    batch = load_rows([*notes("A1", narrative="Home after a bad fall.", sex="female"), *notes("A3", age_band="83")])
    assert conflicting_lines(batch) == [2]
    (conflict,) = conflicts(batch, [2])
    assert [(column, told(here), told(there)) for column, here, there in conflict.columns] == [
        ("narrative", "Home after a [bad ]fall.", "Home after a fall."),
        ("sex", "[female]", ""),
    ]


def test_an_identifier_in_a_row_in_conflict_is_masked(load_rows: Submit) -> None:
    load_rows(notes("A1"))
    batch = load_rows(notes("A1", narrative="Seen with Mrs Fairweather."))
    shown = "".join(told(here) for _, here, _ in conflicts(batch, [2])[0].columns)
    assert "Fairweather" not in shown and "●●●" in shown
    assert "Fairweather" not in "".join(batch.problems.values_list("message", flat=True))


def test_a_conflict_is_gone_with_the_note_it_was_with(load_rows: Submit) -> None:
    from reviews.models import CaseNote

    load_rows(notes("A1"))
    batch = load_rows(notes("A1", narrative="Another."))
    CaseNote.objects.all().delete()
    assert conflicts(batch, conflicting_lines(batch)) == []
