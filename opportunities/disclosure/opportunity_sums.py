"""What Figure 3 publishes, as sums: each focus, and the total of all."""

from collections.abc import Collection

import pandas as pd

from opportunities.disclosure.groups import EVERYWHERE, Groups, to
from opportunities.disclosure.marks import Row
from opportunities.disclosure.published import Quantity, Sum
from opportunities.disclosure.showing import Address
from opportunities.rollup import ranking
from opportunities.rollup.given import Catalogue
from opportunities.rollup.savings import Movements
from opportunities.rollup.workings import SAMPLED
from pathways.questions import WITH_NOTES


def opportunity_sums(table: Row, groups: Groups, catalogue: Catalogue) -> None:
    for row in table["rows"]:
        if row["area_of_focus"] not in SAMPLED:
            continue
        points = [point.code for point in WITH_NOTES if point.focus == row["area_of_focus"]]
        at = ("opportunities", row["area_of_focus"])
        improvable = _counts(row, at, points, groups)
        if row["saving"] is not None:
            groups.book.money((*at, "saving"), groups.pounds(net, points), 0.0)
        _proposed(row, at, points, groups, catalogue)
        _reasons(row, at, improvable, groups)
    _total(table["total"], groups)


def net(movements: Movements) -> pd.Series:
    return movements.net.sum(axis=1)


def procured(groups: Groups) -> float:
    return sum(float(workings.money.procurement.sum()) for _, workings in groups.areas if workings.money)


def _total(total: Row, groups: Groups) -> None:
    at = ("opportunities", "total")
    _counts(total, at, EVERYWHERE, groups)
    if total["saving"] is not None:
        groups.book.money((*at, "saving"), groups.pounds(net), procured(groups))


def _counts(row: Row, at: Address, points: Collection[str], groups: Groups) -> Quantity:
    book = groups.book
    reviewed = book.count((*at, "notes_reviewed"), groups.reviewed(points), row["notes_reviewed"])
    book.count((*at, "unclear"), groups.unclear(points), row["unclear"])
    improvable = book.count((*at, "improvable"), groups.improvable(points), row["improvable"])
    book.share(improvable, reviewed)
    return improvable


def _proposed(row: Row, at: Address, points: Collection[str], groups: Groups, catalogue: Catalogue) -> None:
    """The two most proposed: their counts, and that every other is proposed no more often."""
    named = {code: standing.label for code, standing in ranking.standings(catalogue).items()}
    by_label: dict[str, Sum] = {
        label: groups.improvable(points, to([code for code, name in named.items() if name == label]))
        for label in dict.fromkeys(named.values())
    }
    ranks = [each["label"] for each in row["top_proposed"]]
    for each in row["top_proposed"]:
        groups.book.count((*at, "top_proposed", each["label"], "count"), by_label[each["label"]], each["count"])
    for label, parts in by_label.items():
        if ranks and parts and label not in ranks[:1]:
            groups.book.at_most(parts, by_label[ranks[0] if label in ranks else ranks[-1]])


def _reasons(row: Row, at: Address, improvable: Quantity, groups: Groups) -> None:
    """Main reasons: each improvable review has one at most, and the first is named no less often than the second."""
    book = groups.book
    named = [
        book.count(
            (*at, "top_reasons", each["label"], "count"),
            groups.part((*at, "top_reasons", each["label"], "count"), each["count"]),
            each["count"],
        )
        for each in row["top_reasons"]
    ]
    for reason in named:
        book.share(reason, improvable)
    if named:
        book.at_most({name: 1.0 for reason in named for name in reason.parts}, improvable.parts)
    if len(named) > 1:
        book.at_most(named[1].parts, named[0].parts)
