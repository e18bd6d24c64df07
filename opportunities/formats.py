"""How figures look to people: the only place where they are rounded.

Money is pounds a year, shares are 0 to 1, intervals are [low, high]. Files carry the unrounded values instead.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, wraps
from typing import Any

from opportunities.disclosure.marks import STAR

MINUS = "\N{MINUS SIGN}"


def rounded(value: float, places: int = 0) -> Decimal:
    """To the nearest, halves upwards as people do it (5 of 8 is 63%), from the value's shortest decimal."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def pounds(amount: float) -> str:
    """£27.0m and £2.15bn; below £100,000 the nearest £1,000, and below £1,000 the nearest pound."""
    sign, size = (MINUS if amount < 0 else ""), abs(amount)
    if size >= 999_500_000:
        return f"{sign}£{rounded(size / 1e9, 2)}bn"
    if size >= 99_500:
        return f"{sign}£{rounded(size / 1e6, 1)}m"
    nearest = rounded(size / 1_000) * 1_000 if size >= 999.5 else rounded(size)
    return f"{sign if nearest else ''}£{nearest:,}"


def pounds_exactly(amount: float | Decimal) -> str:
    """£1,234.50: what goes into a sum, with its pence unless they are none."""
    pence = rounded(float(amount), 2)
    return f"{MINUS if pence < 0 else ''}£{abs(pence):,}".removesuffix(".00")


def percent(share: float, places: int = 0) -> str:
    """A share of 0.447 is 45%. What is not nothing never reads 0%, and what is not everything never 100%."""
    shown, smallest = _percentage(share, places), Decimal(1).scaleb(-places)
    if share > 0 and shown == 0:
        return f"under {smallest}%"
    if share < 1 and shown == 100:
        return f"over {100 - smallest}%"
    return _signed(f"{shown}%")


def percent_interval(interval: list[float], places: int = 0) -> str:
    """36% to 53%. The ends of an interval are rounded plainly: both stand beside their figure."""
    low, high = (_signed(f"{_percentage(end, places)}%") for end in interval)
    return f"{low} to {high}"


@lru_cache(maxsize=4_096)
def _percentage(share: float, places: int) -> Decimal:
    """In percent; nothing is never less than nothing."""
    return (Decimal(repr(float(share))) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def _signed(shown: str) -> str:
    return shown.replace("-", MINUS)


def p_value(p: float) -> str:
    """p = 0.03, p = 0.004, p under 0.001: what a test gives, as exact as it helps anybody to decide."""
    if p < 0.001:
        return "p under 0.001"
    return f"p = {rounded(p, 2 if p >= 0.01 else 3)}"


def coefficient(value: float) -> str:
    """0.52; a coefficient of agreement, from below 0 to 1. Only full agreement reads 1.00."""
    shown = _hundredths(value)
    return _signed(f"{shown if value > 1 - 1e-9 else min(shown, Decimal('0.99'))}")


def coefficient_interval(interval: list[float]) -> str:
    """0.41 to 0.63."""
    low, high = (_signed(f"{_hundredths(end)}") for end in interval)
    return f"{low} to {high}"


def _hundredths(value: float) -> Decimal:
    """Without a minus before nothing."""
    return rounded(value, 2) + 0


def pounds_interval(interval: list[float]) -> str:
    """£4.2m to £5.7m."""
    low, high = interval
    return f"{pounds(low)} to {pounds(high)}"


def number(count: float) -> str:
    """1,234; a flow of fewer than ten people a year keeps one decimal."""
    whole = float(count).is_integer() or abs(count) >= 10
    return _signed(f"{rounded(count, 0 if whole else 1):,}")


def mid_sentence(label: str) -> str:
    """A label inside a sentence: "acute bed", but still "A&E attendance" and "GP"."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def or_star(shown: Callable[..., str]) -> Callable[..., str]:
    """On pages: what disclosure control hides is a star wherever it is written."""

    @wraps(shown)
    def star_or_shown(value: Any, *more: Any) -> str:
        return STAR if value is None else shown(value, *more)

    return star_or_shown


SHOWN: dict[str, Callable[..., str]] = {
    "pounds": pounds,
    "pounds_exactly": pounds_exactly,
    "percent": percent,
    "percent_interval": percent_interval,
    "p_value": p_value,
    "pounds_interval": pounds_interval,
    "coefficient": coefficient,
    "coefficient_interval": coefficient_interval,
    "number": number,
    "mid_sentence": mid_sentence,
}
FILTERS = {name: or_star(shown) for name, shown in SHOWN.items()}
