"""Which shares can be told apart: overlapping intervals can't, and few reviews are not ranked."""

from opportunities.rankable import groups_in_words, overlap, parts_in_words
from opportunities.rollup.intervals import wilson


def row(label: str, count: int, of: int) -> dict:
    return {"label": label, "share": count / of if of else None, "interval": wilson(count, of), "denominator": of}


def test_intervals_that_touch_overlap() -> None:
    assert overlap({"interval": [0.1, 0.3]}, {"interval": [0.3, 0.5]})
    assert not overlap({"interval": [0.1, 0.29]}, {"interval": [0.3, 0.5]})


def test_groups_are_told_apart_only_when_the_extremes_are() -> None:
    near = [row("North", 20, 40), row("South", 24, 40)]
    assert groups_in_words(near) == ["No two can be told apart: the intervals of the highest and the lowest overlap."]
    far = [row("North", 5, 40), row("South", 35, 40)]
    assert groups_in_words(far)[0].startswith("South is clearly above North")


def test_29_reviews_are_too_few_to_rank_and_30_are_not() -> None:
    assert groups_in_words([row("North", 1, 29), row("South", 20, 30)]) == [
        "Too few reviews to rank (under 30): North."
    ]
    assert parts_in_words([row("Pressure", 9, 29), row("Choice", 1, 29)]) == ["Fewer than 30 reviews: too few to rank."]


def test_parts_that_reach_the_first_are_named_with_it() -> None:
    rows = [row("Pressure", 30, 100), row("Choice", 25, 100), row("Habit", 2, 100)]
    assert parts_in_words(rows) == ["Pressure and Choice can’t be told apart: their intervals overlap."]
    assert parts_in_words([rows[0], rows[2]])[0].startswith("Pressure is clearly the most frequent")


def test_what_nobody_reviewed_says_nothing() -> None:
    assert groups_in_words([row("North", 0, 0)]) == parts_in_words([]) == []
