"""The smallest groups of reviews behind the tables of one area, or of several pooled, as sums of unknowns."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from opportunities.disclosure.published import Published, Sum, Unknown, added
from opportunities.disclosure.showing import Address
from opportunities.rollup.workings import Workings
from pathways.questions import WITH_NOTES

Flow = tuple[str, str, str]
Named = tuple[str, Workings]
EVERYWHERE = frozenset(point.code for point in WITH_NOTES)


@dataclass(frozen=True)
class Groups:
    """Sums over the reviews of `areas`, each with its name; the unknowns are noted in `book`."""

    areas: Sequence[Named]
    book: Published
    edition: str = ""

    def __post_init__(self) -> None:
        for name, workings in self.areas:
            for flow, n in workings.flows["count"].items():
                self.book.unknown(("flow", name, *flow), int(n), listed=True)
            for point, reviewed, unclear, improvable in workings.reviews.itertuples():
                self.book.unknown(("best", name, point), int(reviewed - improvable))
                self.book.unknown(("unclear", name, point), int(unclear))

    def name(self, at: Address) -> Unknown:
        """Of the unknown that is no sum of flows and is published here."""
        return ("part", self.edition, *at)

    def part(self, at: Address, value: int) -> Sum:
        return self.book.unknown(self.name(at), value)

    def improvable(self, points: Collection[str], wanted: Callable[[str, str], bool] = lambda a, p: True) -> Sum:
        """Improvable reviews at these decision points whose actual and proposed pathway are wanted."""
        return {
            ("flow", name, *flow): 1.0
            for name, workings in self.areas
            for flow in workings.flows.index
            if flow[0] in points and wanted(flow[1], flow[2])
        }

    def best(self, points: Collection[str]) -> Sum:
        return {("best", name, point): 1.0 for name, _ in self.areas for point in WITH_CODES if point in points}

    def unclear(self, points: Collection[str]) -> Sum:
        return {("unclear", name, point): 1.0 for name, _ in self.areas for point in WITH_CODES if point in points}

    def reviewed(self, points: Collection[str]) -> Sum:
        return added(self.improvable(points), self.best(points))

    def pounds(self, of: Callable[[Workings], pd.Series], points: Collection[str] = EVERYWHERE) -> Sum:
        """£ for each improvable review of each flow at these points. `of`: £ by flow, from workings with money."""
        return {
            ("flow", name, *flow): amount / self.counted[name, flow]
            for name, workings in self.areas
            if workings.money
            for flow, amount in of(workings).items()
            if flow[0] in points and amount
        }

    @cached_property
    def counted(self) -> dict[tuple[str, Flow], int]:
        return {(name, flow): int(n) for name, workings in self.areas for flow, n in workings.flows["count"].items()}


WITH_CODES = tuple(point.code for point in WITH_NOTES)
