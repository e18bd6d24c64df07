"""How often discussion changed an answer, worked by hand."""

import pandas as pd
import pytest

from reviews.consistency.shift import Change, majority_changed, members_changed


def test_members_who_end_with_another_answer_have_changed() -> None:
    assert members_changed(pd.Series(list("ynny")), pd.Series(list("yyny"))) == Change(1, 4)


@pytest.mark.parametrize(
    ("first", "agreed", "expected"),
    [
        ("nny", "y", Change(1, 1)),  # two of three said no, the panel yes
        ("nny", "n", Change(0, 1)),
        ("ny", "y", Change(0, 0, 1)),  # half is no majority: nothing that could change
        ("nyu", "y", Change(0, 0, 1)),
        ("n", "y", Change()),  # one alone is no majority either, and nobody differed
    ],
)
def test_a_majority_is_more_than_half_of_two_or_more(first: str, agreed: str, expected: Change) -> None:
    notes = pd.Series([7] * len(first))
    assert majority_changed(notes, pd.Series(list(first)), pd.Series([agreed] * len(first))) == expected


def test_notes_are_counted_each_by_itself() -> None:
    notes = pd.Series([1, 1, 2, 2, 3, 3])
    assert majority_changed(notes, pd.Series(list("yynnyn")), pd.Series(list("yyyynn"))) == Change(1, 2, 1)


def test_nothing_judged_is_nothing_changed() -> None:
    none = pd.Series([], dtype=object)
    assert majority_changed(none, none, none) == members_changed(none, none) == Change()
    assert Change(1, 2, 3) + Change(1, 1, 1) == Change(2, 3, 4)
    assert Change().rate.share is None
