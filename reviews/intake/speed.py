"""How fast a batch goes and when it will be done. No Django in here."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Speed:
    rows_per_second: float
    seconds_left: int


def speed(done: int, total: int | None, started: datetime | None, now: datetime) -> Speed | None:
    """Rows a second since it started, and whole seconds left; None while there is too little to tell."""
    if not done or not total or started is None:
        return None
    seconds = (now - started).total_seconds()
    if seconds < 0.5:
        return None
    rate = done / seconds
    return Speed(round(rate, 1), round((total - done) / rate))


def in_words(found: Speed | None) -> str:
    """ "4,100 rows a second, about 12 seconds left", or "" while there is too little to tell."""
    if found is None:
        return ""
    left, unit = (
        (found.seconds_left, "second") if found.seconds_left < 90 else (round(found.seconds_left / 60), "minute")
    )
    return f"{found.rows_per_second:,.0f} rows a second, about {left} {unit}{'' if left == 1 else 's'} left"
