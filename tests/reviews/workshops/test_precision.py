"""How sure more notes would make the improvable share, and how long they take: plain values, worked by hand."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.consistency.wilson import wilson
from reviews.workshops.precision import Known, width
from reviews.workshops.time_needed import Pace, TimeNeeded, pace_from

NINE = datetime(2026, 11, 22, 9, 0)


def test_the_ends_are_exactly_0_and_1() -> None:
    assert wilson(0, 7)[0] == 0.0
    assert wilson(1, 7)[1] == 1.0


def test_what_20_more_would_tell_by_hand() -> None:
    """36 of 80 are 45%. At that share 100 reviews would find 45: the centre is (45 + 1.920729) / 103.841459 = 0.451850
    and half the width 1.959964 / 103.841459 x sqrt(45 x 55 / 100 + 0.960365) = 0.095704."""
    assert Known(80, 36).share == 0.45
    assert Known(80, 36).after(20) == pytest.approx((0.356146, 0.547554), abs=1e-6)
    assert width(Known(80, 36).after(20)) == 55 - 36


def test_where_nothing_is_known_the_share_is_taken_as_half() -> None:
    """5 of 10: 0.5 give or take 1.959964 / 13.841459 x sqrt(2.5 + 0.960365) = 0.263407."""
    nothing = Known()
    assert (nothing.share, nothing.interval) == (None, None)
    assert nothing.after(10) == pytest.approx((0.236593, 0.763407), abs=1e-6)
    assert width(nothing.after(10)) == 76 - 24


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 80))
def test_more_notes_never_tell_less(reviewed: int, improvable: int, more: int) -> None:
    known = Known(reviewed, min(improvable, reviewed))
    now, low, high = known.interval or (0, 1), *known.after(more)
    assert 0 <= low <= (0.5 if known.share is None else known.share) + 1e-9
    assert low <= high <= 1
    assert high - low <= now[1] - now[0]


# --- Time ------------------------------------------------------------------------------------------------------------


def sitting(start: float, end: float) -> tuple[datetime, datetime]:
    return NINE + timedelta(minutes=start), NINE + timedelta(minutes=end)


def test_pace_is_the_median_of_what_was_timed() -> None:
    """4, 7 and 60 minutes, and one that was agreed as it was opened, which does not count."""
    assert pace_from([sitting(0, 4), sitting(4, 11), sitting(11, 71), sitting(71, 71)]) == Pace(7, 3)


def test_six_minutes_are_assumed_where_nobody_has_timed_a_note() -> None:
    assert pace_from([]) == Pace(6, 0)


@pytest.mark.parametrize(
    ("notes", "pace", "planned", "minutes", "fits", "over", "fitting"),
    [
        (30, 6, 180, 180, True, 0, 30),
        (31, 6, 180, 186, False, 6, 30),
        (20, 7.5, 120, 150, False, 30, 16),
        (1, 240, 180, 240, False, 60, 0),
    ],
)
def test_whether_notes_fit_the_planned_length(notes, pace, planned, minutes, fits, over, fitting) -> None:
    needed = TimeNeeded(notes, Pace(pace, 5), planned)
    assert (needed.minutes, needed.fits, needed.too_long_by, needed.notes_that_fit) == (minutes, fits, over, fitting)
