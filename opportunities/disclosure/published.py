"""Everything that is published about an area as sums over the counts behind it: what an attacker can set up.

The unknowns are the smallest groups of reviews that anything published is a sum of: a flow, the reviews of a decision
point with nothing to improve, the unclear ones. See docs/method.md, "Disclosure control", for every relation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from opportunities.disclosure.showing import Address

Unknown = tuple[str, ...]
Sum = Mapping[Unknown, float]
INFINITE = float("inf")


@dataclass
class Quantity:
    """One number, wherever it is published: `fixed` plus the `parts`; worked out, it is `value`.

    reviews  how many reviews are behind it
    """

    kind: Literal["count", "money"]
    parts: Sum
    value: float
    fixed: float = 0.0
    reviews: float = 0.0
    addresses: list[Address] = field(default_factory=list)


@dataclass(frozen=True)
class Share:
    """A published share: whether it is shown tells something of the difference of its two counts."""

    count: Quantity
    of: Quantity
    difference: Quantity


@dataclass(frozen=True)
class Relation:
    """What anybody knows besides: the sum lies between `low` and `high`."""

    parts: Sum
    low: float = 0.0
    high: float = INFINITE


@dataclass
class Published:
    """The unknowns with their true values and least possible ones, and all that is known of them."""

    true: dict[Unknown, int] = field(default_factory=dict)
    least: dict[Unknown, int] = field(default_factory=dict)
    quantities: dict[tuple, Quantity] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def unknown(self, name: Unknown, value: int, *, listed: bool = False) -> Sum:
        """A count of its own. `listed`: that it is in a table at all says that there is at least one."""
        self.true[name] = value
        self.least[name] = int(listed)
        return {name: 1.0}

    def count(self, at: Address, parts: Sum, value: int) -> Quantity:
        """A published count. One that is no sum of known unknowns, against all expectation, is an unknown itself."""
        if self.value_of(parts) != value:
            parts = self.unknown(("other", *at), value)
        return self._quantity(Quantity("count", parts, value, reviews=value), at)

    def money(self, at: Address, parts: Sum, fixed: float) -> Quantity:
        """Published money: £ for each review of each part, and `fixed` for what no review is behind."""
        reviews = sum(self.true[name] for name in parts)
        return self._quantity(Quantity("money", parts, self.value_of(parts) + fixed, fixed, reviews), at)

    def share(self, count: Quantity, of: Quantity) -> None:
        rest = less(of.parts, count.parts)
        if rest:
            self.shares.append(Share(count, of, Quantity("count", rest, of.value - count.value)))

    def at_most(self, smaller: Sum, larger: Sum) -> None:
        """Everybody knows that the one can't exceed the other."""
        rest = less(larger, smaller)
        if larger and smaller and rest and self.value_of(rest) >= 0:
            self.relations.append(Relation(rest))

    def same(self, one: Sum, other: Sum) -> None:
        """Everybody knows that the two are equal, if they are."""
        rest = less(one, other)
        if one and other and rest and self.value_of(rest) == 0:
            self.relations.append(Relation(rest, 0.0, 0.0))

    def within(self, parts: Iterable[Sum], whole: Sum) -> None:
        """Everybody knows that together they can't exceed the whole; and, if they do, that they make it up."""
        together = added(*parts)
        self.at_most(together, whole)
        self.same(together, whole)

    def value_of(self, parts: Sum) -> float:
        return sum(each * self.true[name] for name, each in parts.items())

    def _quantity(self, quantity: Quantity, at: Address) -> Quantity:
        """The same sum published at several places is one number: it is shown everywhere or nowhere."""
        same = (quantity.kind, round(quantity.fixed, 6), tuple(sorted(quantity.parts.items())))
        kept = self.quantities.setdefault(same, quantity)
        kept.addresses.append(at)
        return kept


def added(*sums: Sum) -> dict[Unknown, float]:
    total: dict[Unknown, float] = {}
    for parts in sums:
        for name, each in parts.items():
            total[name] = total.get(name, 0.0) + each
    return {name: each for name, each in total.items() if each}


def less(larger: Sum, smaller: Sum) -> dict[Unknown, float]:
    return added(larger, {name: -each for name, each in smaller.items()})
