"""Rounds over time, from counts that are quick to add up by hand."""

from opportunities.comparison.over_time import over_time
from reviews.tally import InPeriod

NAMES = ["Baseline", "Six months on"]
LABELS = {"habit": "Habit", "process": "Discharge process", "beds": "No beds"}
COUNTS = [
    InPeriod(0, "q3-discharge", "no", "process", 40),
    InPeriod(0, "q3-discharge", "no", "habit", 8),
    InPeriod(0, "q3-discharge", "yes", "", 32),
    InPeriod(0, "q3-discharge", "unclear", "", 5),
    InPeriod(0, "q4-intake", "yes", "", 10),
    InPeriod(1, "q3-discharge", "no", "habit", 56),
    InPeriod(1, "q3-discharge", "yes", "", 14),
    InPeriod(None, "q2-setting", "no", "process", 3),
]


def test_each_share_is_held_against_the_first_round() -> None:
    found = over_time(NAMES, COUNTS, LABELS)
    assert [each.label for each in found.shares] == ["All decisions", "Hospital discharge", "Council intake"]
    whole, discharge, intake = found.shares
    assert [(each.count, each.denominator) for each in whole.rounds] == [(48, 90), (56, 70)]
    assert [(each.count, each.denominator) for each in discharge.rounds] == [(48, 80), (56, 70)]
    first, later = discharge.rounds
    assert first.change is None
    assert later.change and round(later.change.low, 4) == 0.0524
    assert (intake.rounds[1].share, intake.rounds[1].change) == (None, None)


def test_unclear_answers_and_reviews_of_no_round_are_counted_apart() -> None:
    found = over_time(NAMES, COUNTS, LABELS)
    assert (found.unclear, found.outside) == ((5, 0), 3)


def test_main_reasons_are_most_first_over_all_rounds_and_of_the_improvable() -> None:
    found = over_time(NAMES, COUNTS, LABELS)
    assert [each.label for each in found.reasons] == ["Habit", "Discharge process"]  # 64 and 40; no beds never
    habit = found.reasons[0]
    assert [(each.count, each.denominator) for each in habit.rounds] == [(8, 48), (56, 56)]


def test_without_reviews_there_is_nothing_to_show() -> None:
    assert over_time(NAMES, [], LABELS).shares == ()
    assert over_time([], COUNTS[-1:], LABELS).outside == 3


def test_every_later_round_is_held_against_the_first_and_not_against_the_one_before() -> None:
    third = [InPeriod(2, "q3-discharge", "no", "habit", 40), InPeriod(2, "q3-discharge", "yes", "", 40)]
    rounds = over_time([*NAMES, "A year on"], [*COUNTS, *third], LABELS).shares[1].rounds
    assert [each.change and round(each.change.by, 4) for each in rounds] == [None, 0.2, -0.1]  # 60%, 80%, 50%
