"""Figures are rounded once, and read as people write them."""

from datetime import UTC, datetime

import pytest

from opportunities import formats, times


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (2_150_000_000, "£2.15bn"), (999_499_999, "£999.5m"), (27_049_000, "£27.0m"), (-1_149_999, "−£1.1m"),
        (430_000, "£0.4m"), (99_500, "£0.1m"), (99_499, "£99,000"), (85_400, "£85,000"), (999.6, "£1,000"),
        (640.2, "£640"), (0, "£0"), (-0.2, "£0"),
    ],
)  # fmt: skip
def test_pounds(amount: float, shown: str) -> None:
    assert formats.pounds(amount) == shown


@pytest.mark.parametrize(
    ("share", "places", "shown"),
    [
        (253 / 566, 0, "45%"),
        (5 / 8, 0, "63%"),
        (0.285, 0, "29%"),
        (0, 0, "0%"),
        (1, 0, "100%"),
        (0.0127, 1, "1.3%"),
        (-0.02, 0, "−2%"),
        (-0.001, 0, "0%"),
        (-0.0, 0, "0%"),
    ],
)
def test_percent(share: float, places: int, shown: str) -> None:
    assert formats.percent(share, places) == shown


def test_a_little_is_not_nothing_and_almost_all_is_not_all() -> None:
    assert formats.percent(1 / 566) == "under 1%"
    assert formats.percent(0.0004, 1) == "under 0.1%"
    assert formats.percent(565 / 566) == "over 99%"


def test_intervals_are_written_with_to() -> None:
    assert formats.percent_interval([0.3561, 0.5349]) == "36% to 53%"
    assert formats.pounds_interval([-4_180_000, 5_730_000]) == "−£4.2m to £5.7m"


@pytest.mark.parametrize(("count", "shown"), [(1234, "1,234"), (3.24, "3.2"), (310.5, "311"), (0, "0"), (0.0, "0")])
def test_numbers(count: float, shown: str) -> None:
    assert formats.number(count) == shown


def test_a_moment_is_in_local_time() -> None:
    assert times.moment(datetime(2026, 7, 1, 13, 5, tzinfo=UTC)) == "14:05 on 1 July 2026"
