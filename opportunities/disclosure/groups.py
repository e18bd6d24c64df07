"""The smallest groups of reviews behind the tables of one area, or of several pooled, as sums of unknowns."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from opportunities.disclosure.published import Published, Sum, Unknown, added
from opportunities.disclosure.showing import Address
from opportunities.rollup.ranking import counted_by
from opportunities.rollup.savings import Movements
from opportunities.rollup.workings import Workings
from pathways.questions import WITH_NOTES

Wanted = Callable[[str, str], bool]  # of actual and proposed pathway
Named = tuple[str, Workings]
WITH_CODES = tuple(point.code for point in WITH_NOTES)
EVERYWHERE = frozenset(point.code for point in WITH_NOTES)


def any_flow(actual: str, proposed: str) -> bool:
    return True


def leaving(actuals: Collection[str]) -> Wanted:
    """Flows from one of these pathways."""
    return lambda actual, proposed: actual in actuals


def to(pathways: Collection[str]) -> Wanted:
    """Flows to one of these pathways."""
    return lambda actual, proposed: proposed in pathways


@dataclass(frozen=True)
class Groups:
    """Sums over the reviews of `areas`, each with its name; the unknowns are noted in `book`."""

    areas: Sequence[Named]
    book: Published
    edition: str = ""

    def __post_init__(self) -> None:
        for name, workings in self.areas:
            for flow, n in counted_by(workings.flows["count"]):
                self.book.unknown(("flow", name, *flow), int(n), listed=True)
            for point, row in workings.reviews.to_dict("index").items():
                self.book.unknown(("best", name, str(point)), int(row["reviewed"] - row["improvable"]))
                self.book.unknown(("unclear", name, str(point)), int(row["unclear"]))

    def name(self, at: Address) -> Unknown:
        """Of the unknown that is no sum of flows and is published here."""
        return ("part", self.edition, *at)

    def part(self, at: Address, value: int) -> Sum:
        return self.book.unknown(self.name(at), value)

    def improvable(self, points: Collection[str], wanted: Wanted = any_flow) -> Sum:
        """Improvable reviews at these decision points whose actual and proposed pathway are wanted."""
        return {
            ("flow", name, *flow): 1.0
            for name, workings in self.areas
            for flow in workings.flows.index.tolist()
            if flow[0] in points and wanted(flow[1], flow[2])
        }

    def best(self, points: Collection[str]) -> Sum:
        return {("best", name, point): 1.0 for name, _ in self.areas for point in WITH_CODES if point in points}

    def unclear(self, points: Collection[str]) -> Sum:
        return {("unclear", name, point): 1.0 for name, _ in self.areas for point in WITH_CODES if point in points}

    def reviewed(self, points: Collection[str]) -> Sum:
        return added(self.improvable(points), self.best(points))

    def pounds(self, of: Callable[[Movements], pd.Series], points: Collection[str] = EVERYWHERE) -> Sum:
        """£ for each improvable review of each flow at these points. `of`: £ by flow."""
        return {
            ("flow", name, *flow): amount / self.counted[name, flow]
            for name, workings in self.areas
            if workings.money
            for flow, amount in _each(of(workings.money.movements))
            if flow[0] in points and amount
        }

    @cached_property
    def counted(self) -> dict[tuple[str, tuple[str, ...]], int]:
        return {(name, flow): n for name, workings in self.areas for flow, n in counted_by(workings.flows["count"])}


def _each(amounts: pd.Series) -> list[tuple[tuple[str, ...], float]]:
    return list(zip(amounts.index.tolist(), amounts.tolist(), strict=True))
