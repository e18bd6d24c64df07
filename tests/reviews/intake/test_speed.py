"""How fast a batch goes and when it will be done, from hand-worked numbers."""

from datetime import datetime, timedelta

import pytest

from reviews.intake.speed import Speed, in_words, speed

START = datetime(2026, 3, 1, 12, 0)


@pytest.mark.parametrize(
    ("done", "total", "seconds", "expected"),
    [
        (2_000, 10_000, 4, Speed(500.0, 16)),
        (10_000, 10_000, 4, Speed(2_500.0, 0)),
        (0, 10_000, 4, None),
        (10, None, 4, None),
        (10, 100, 0.1, None),
    ],
)
def test_rows_a_second_and_seconds_left(done: int, total: int | None, seconds: float, expected: Speed | None) -> None:
    assert speed(done, total, START, START + timedelta(seconds=seconds)) == expected


def test_in_words() -> None:
    assert in_words(Speed(4_100.4, 12)) == "4,100 rows a second, about 12 seconds left"
    assert in_words(Speed(20, 600)) == "20 rows a second, about 10 minutes left"
    assert in_words(Speed(20, 1)) == "20 rows a second, about 1 second left"
    assert in_words(None) == ""
