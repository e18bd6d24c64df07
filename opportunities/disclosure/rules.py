"""Which counts are hidden and how the others are rounded: rules 1 and 2 of docs/method.md, "Disclosure control"."""

from dataclasses import dataclass

from reviews.consistency.wilson import wilson

VERSION = 3  # grows when the same data would give another controlled table
SAFEST = 5  # neither setting may be below it
FEWEST_VALUES = 5  # a hidden count that arithmetic leaves fewer whole numbers than this is as good as shown


class UnsafeRules(ValueError):
    """A setting would give counts away; says which and what it must be."""


@dataclass(frozen=True)
class Rules:
    """Counts of 1 to `hide_up_to` are hidden, larger ones go to the nearest `round_to`, halves up; 0 stays 0."""

    hide_up_to: int = 7
    round_to: int = 5

    def __post_init__(self) -> None:
        for name, value in (("DISCLOSURE_HIDE_UP_TO", self.hide_up_to), ("DISCLOSURE_ROUND_TO", self.round_to)):
            if value < SAFEST:
                raise UnsafeRules(f"{name}: {value} would give small counts away. Set a whole number from {SAFEST} up.")

    @property
    def code(self) -> str:
        """3.7.5: version, threshold, base. Tables made under other rules are out of date."""
        return f"{VERSION}.{self.hide_up_to}.{self.round_to}"

    @classmethod
    def of_code(cls, code: str) -> "Rules":
        """The rules that a table says it is under."""
        _, hide_up_to, round_to = code.split(".")
        return cls(int(hide_up_to), int(round_to))

    def hides(self, count: int) -> bool:
        return 0 < count <= self.hide_up_to

    def count(self, count: int) -> int | None:
        """As shown: 0, a multiple of the base (never 0 for something), or None when it is hidden."""
        if self.hides(count):
            return None
        return max(self.round_to, self._nearest(count)) if count else 0

    def span(self, shown: int) -> tuple[int, int]:
        """The smallest and the largest count that are shown so."""
        if not shown:
            return 0, 0
        least = self.hide_up_to + 1
        low, high = shown - self.round_to // 2, shown + (self.round_to - 1) // 2
        return (least if shown == self.count(least) else max(least, low)), high

    def share(self, count: int, of: int) -> tuple[float, list[float]] | None:
        """Share and 95% interval from the rounded counts. None when hidden, or of nothing."""
        if not of or any(map(self.hides, (count, of, of - count))):
            return None
        shown, shown_of = self.count(count) or 0, self.count(of) or 0
        share = shown / shown_of
        return share, list(wilson(share, shown_of))

    def _nearest(self, count: int) -> int:
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to
