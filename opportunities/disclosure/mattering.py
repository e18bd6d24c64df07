"""How much readers lose with a number: what is hidden for the sake of another is what matters least."""

from opportunities.disclosure.published import Quantity
from opportunities.disclosure.showing import Address

UNCLEAR, DETAIL, ANSWERS, SECTOR, HEADLINE, FOCUS, TOTAL = range(7)


def matters(quantity: Quantity) -> int:
    """As much as the most important of the places where it stands. The higher the later it is hidden."""
    return max(map(_place, quantity.addresses))


def _place(at: Address) -> int:
    table, where = at[0], at[1]
    if table == "opportunities":
        return _figure_3(at)
    if table == "breakdowns" and where == "answers":
        return UNCLEAR if "unclear" in at else ANSWERS
    if table == "headlines":
        return DETAIL if "/" in where else HEADLINE
    if table == "cost_movements":
        return TOTAL if where == "total" else SECTOR
    return DETAIL


def _figure_3(at: Address) -> int:
    _, where, *_, key = at
    if key == "unclear":
        return UNCLEAR
    if len(at) > 3:
        return DETAIL  # of its reasons and proposals
    return TOTAL if where == "total" else FOCUS
