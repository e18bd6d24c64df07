"""How inputs look: as exact as they were entered, with a unit. Figures made from them are rounded elsewhere. Pure."""

from decimal import Decimal


def exact(number: Decimal | None) -> str:
    """61,234.5; "" where nothing is set."""
    return "" if number is None else f"{_shortest(number):,f}"


def money(amount: Decimal | None) -> str:
    """£301.25, £2,480,000,000, £0.50."""
    if amount is None:
        return ""
    shortest = _shortest(amount)
    pence = -int(shortest.as_tuple().exponent)
    return f"£{shortest:,.2f}" if pence == 1 else f"£{shortest:,f}"


def percent(share: Decimal | None) -> str:
    """33.33%, at two decimals; "" where nothing is set."""
    return "" if share is None else f"{_shortest(round(share * 100, 2)):f}%"


def _shortest(number: Decimal) -> Decimal:
    """Without noughts at the end, and without an exponent."""
    shortest = number.normalize()
    return shortest if int(shortest.as_tuple().exponent) <= 0 else shortest.quantize(Decimal(1))
