"""What is known of each published number while some are hidden: the lowest and the highest it can be."""

from collections.abc import Collection
from dataclasses import dataclass

from opportunities.disclosure import money
from opportunities.disclosure.published import INFINITE, Published, Quantity, Share, Sum
from opportunities.disclosure.rules import Rules

Span = tuple[float, float]
# What one review of a flow stands for is not published. It follows from the money and the count of shown flows, whose
# two figures leave 5% open.
POUNDS_KNOWN_WITHIN = 0.05


@dataclass(frozen=True)
class Line:
    """One row of the attacker's sums. `tells`: what has to be hidden to take it away; None: it can't be."""

    parts: Sum
    span: Span
    tells: Quantity | None


def span_of(quantity: Quantity, rules: Rules, *, hidden: bool) -> Span:
    """Of the parts alone. A hidden count is at least 1: none would be shown as 0."""
    if quantity.kind == "count":
        return (1.0, INFINITE) if hidden else rules.span(rules.count(int(quantity.value)) or 0)
    if hidden:
        return -INFINITE, INFINITE
    low, high = money.span(money.rounded(quantity.value))
    return low - quantity.fixed, high - quantity.fixed


def span_of_difference(share: Share, rules: Rules, *, hidden: bool) -> Span:
    """Where both counts are shown, a share that is not says that they differ by a little, and one that is, that not."""
    difference = int(share.difference.value)
    if hidden or not share.of.value:
        return 0.0, INFINITE
    if rules.hides(int(share.count.value)) or rules.hides(int(share.of.value)):
        return 0.0, INFINITE
    if rules.hides(difference):
        return 1.0, float(rules.hide_up_to)
    return (float(rules.hide_up_to + 1), INFINITE) if difference else (0.0, 0.0)


def small(published: Published, rules: Rules) -> list[Quantity]:
    """What the plain rules hide: small counts, and the money of a focus or an area whose improvable reviews are few."""
    counts = [each for each in published.quantities.values() if each.kind == "count" and rules.hides(int(each.value))]
    few = {tuple(sorted(each.parts)) for each in counts}
    amounts = [each for each in published.quantities.values() if each.kind == "money"]
    return counts + [each for each in amounts if tuple(sorted(each.parts)) in few]


def _lines(quantity: Quantity, span: Span) -> list[Line]:
    """One line, or for money two: at the least and at the most that each review may stand for."""
    if quantity.kind == "count":
        return [Line(quantity.parts, span, quantity)]
    least, most = (
        {name: each * (1 + (off if each > 0 else -off)) for name, each in quantity.parts.items()}
        for off in (-POUNDS_KNOWN_WITHIN, POUNDS_KNOWN_WITHIN)
    )
    return [Line(least, (-INFINITE, span[1]), quantity), Line(most, (span[0], INFINITE), quantity)]


def lines(published: Published, hidden: Collection[int], rules: Rules) -> list[Line]:
    """Every row, in one order whatever is hidden. `hidden`: ids of quantities."""
    numbers = [
        line
        for each in published.quantities.values()
        for line in _lines(each, span_of(each, rules, hidden=id(each) in hidden))
    ]
    shares = [
        Line(
            each.difference.parts,
            span_of_difference(each, rules, hidden=id(each.count) in hidden or id(each.of) in hidden),
            each.count,
        )
        for each in published.shares
    ]
    return [*numbers, *shares, *(Line(each.parts, (each.low, each.high), None) for each in published.relations)]
