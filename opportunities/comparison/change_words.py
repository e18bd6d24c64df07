"""A difference of two shares in words, in whole points. Pure."""

from decimal import Decimal

from opportunities.comparison.difference import Difference
from opportunities.formats import rounded


def in_words(found: Difference | None) -> str:
    """Fell by 12 points (3 to 21); or, where it may be chance, Can't be told apart (9 points lower to 2 higher)."""
    if found is None:
        return "–"
    if not found.told_apart:
        return f"Can’t be told apart ({_side(found.low, ' points')} to {_side(found.high)})"
    went, by = "Rose" if found.by > 0 else "Fell", _points(found.by)
    small, large = sorted((abs(found.low), abs(found.high)))
    return f"{went} by {by} point{'' if by == '1' else 's'} ({_points(small)} to {_points(large)})"


def _points(share: float) -> str:
    """What is not nothing never reads 0."""
    shown: Decimal = rounded(abs(share) * 100)
    return str(shown) if shown or not share else "under 1"


def _side(share: float, unit: str = "") -> str:
    return f"{_points(share)}{unit} {'lower' if share < 0 else 'higher'}" if share else "no change"
