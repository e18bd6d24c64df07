"""What is known of each published number while some are hidden: the lowest and the highest it can be."""

from collections.abc import Collection
from dataclasses import dataclass

from opportunities.disclosure import money
from opportunities.disclosure.published import INFINITE, Published, Quantity, Relation, Share, Sum
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
    """One line, or for money two: at the least and at the most that each review may stand for.

    Money is in units of what one review of its dearest flow stands for: a solver would take a millionth for nothing.
    """
    if quantity.kind == "count":
        return [Line(quantity.parts, span, quantity)]
    dearest = max(map(abs, quantity.parts.values()), default=1.0)
    low, high = (end / dearest for end in span)
    least, most = (
        {name: each / dearest * (1 + (off if each > 0 else -off)) for name, each in quantity.parts.items()}
        for off in (-POUNDS_KNOWN_WITHIN, POUNDS_KNOWN_WITHIN)
    )
    return [Line(least, (-INFINITE, high), quantity), Line(most, (low, INFINITE), quantity)]


class Known:
    """Every line, in one order whatever is hidden."""

    def __init__(self, published: Published, hidden: Collection[int], rules: Rules) -> None:
        """`hidden`: ids of quantities."""
        self._rules, self._hidden = rules, set(hidden)
        self._begins: dict[int, int] = {}
        self._shares: dict[int, list[Share]] = {}
        self.lines: list[Line] = []
        everything: list[Quantity | Share | Relation] = [*published.quantities.values()]
        for each in [*everything, *published.shares, *published.relations]:
            self._begins[id(each)] = len(self.lines)
            self.lines += self._told(each)
        for share in published.shares:
            for counted in (share.count, share.of):
                self._shares.setdefault(id(counted), []).append(share)

    def hide(self, quantity: Quantity) -> dict[int, Span]:
        """By its place: what is known of each line that tells less now."""
        self._hidden.add(id(quantity))
        return self._changed(quantity)

    def show(self, quantity: Quantity) -> dict[int, Span]:
        """The same of each line that tells more now."""
        self._hidden.discard(id(quantity))
        return self._changed(quantity)

    def _changed(self, quantity: Quantity) -> dict[int, Span]:
        changed = {}
        concerned: list[Quantity | Share] = [quantity, *self._shares.get(id(quantity), ())]
        for each in concerned:
            for at, line in enumerate(self._told(each), self._begins[id(each)]):
                if line.span != self.lines[at].span:
                    self.lines[at], changed[at] = line, line.span
        return changed

    def _told(self, each: Quantity | Share | Relation) -> list[Line]:
        if isinstance(each, Quantity):
            return _lines(each, span_of(each, self._rules, hidden=id(each) in self._hidden))
        if isinstance(each, Relation):
            return [Line(each.parts, (each.low, each.high), None)]
        hidden = id(each.count) in self._hidden or id(each.of) in self._hidden
        return [Line(each.difference.parts, span_of_difference(each, self._rules, hidden=hidden), each.count)]
