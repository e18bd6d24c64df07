"""What the breakdowns publish, as sums: parts of the reviewed or improvable reviews of a decision point."""

from collections.abc import Collection, Mapping

from opportunities.disclosure.breakdown_rows import address
from opportunities.disclosure.groups import EVERYWHERE, Groups
from opportunities.disclosure.marks import Row
from opportunities.disclosure.published import Sum, added
from opportunities.rollup.breakdowns import ANY_SERVICE, BY_GROUP
from opportunities.rollup.given import Catalogue

Parts = Mapping[str, Sum]  # by the code of the part


def breakdown_sums(table: Row, groups: Groups, catalogue: Catalogue) -> None:
    level = {code: pathway.level_of_care for code, pathway in catalogue.pathways.items()}
    for breakdown in table["breakdowns"]:
        points = {row["decision_point"]: [] for row in breakdown["rows"]}
        for row in breakdown["rows"]:
            points[row["decision_point"]].append(row)
        of_point = {point: _parts(breakdown, rows, groups, level) for point, rows in points.items() if point}
        for point, rows in points.items():
            parts = of_point[point] if point else _together(breakdown, rows, of_point, groups, level)
            _publish(breakdown, rows, parts, groups)


def _where(point: str | None) -> Collection[str]:
    return (point,) if point else EVERYWHERE


def _parts(breakdown: Row, rows: list[Row], groups: Groups, level: Mapping[str, int]) -> Parts:
    """The count of each row, and what everybody knows of them together."""
    where = _where(rows[0]["decision_point"])
    improvable = groups.improvable(where)
    if breakdown["code"] == "answers":
        return {"yes": groups.best(where), "no": improvable, "unclear": groups.unclear(where)}
    if breakdown["code"] == "level-of-care":
        return {code: groups.improvable(where, to) for code, to in _levels(level).items()}
    parts = {row["code"]: groups.part((*address(breakdown, row), "count"), row["count"]) for row in rows}
    if breakdown["code"] == "missed-prevention":
        _services(parts, groups.reviewed(where), groups)
    else:
        groups.book.within(parts.values(), improvable)
    return parts


def _levels(level: Mapping[str, int]):
    return {
        "lower": lambda actual, proposed: level[proposed] < level[actual],
        "same": lambda actual, proposed: level[proposed] == level[actual],
        "higher": lambda actual, proposed: level[proposed] > level[actual],
    }


def _services(parts: Parts, reviewed: Sum, groups: Groups) -> None:
    """Whoever missed any service missed at least one; of each, no more than of any."""
    if ANY_SERVICE not in parts:
        return
    services = [each for code, each in parts.items() if code != ANY_SERVICE]
    groups.book.at_most(parts[ANY_SERVICE], reviewed)
    groups.book.at_most(parts[ANY_SERVICE], added(*services))
    for each in services:
        groups.book.at_most(each, parts[ANY_SERVICE])


def _together(breakdown: Row, rows: list[Row], of_point, groups: Groups, level: Mapping[str, int]) -> Parts:
    """All decision points: the sum of each of them, where the rows are the same ones."""
    parts = dict(_parts(breakdown, rows, groups, level))
    for code, own in parts.items():
        groups.book.same(own, added(*(each[code] for each in of_point.values() if code in each)))
    return parts


def _publish(breakdown: Row, rows: list[Row], parts: Parts, groups: Groups) -> None:
    where, book, rests = _where(rows[0]["decision_point"]), groups.book, []
    for row in rows:
        at, of = address(breakdown, row), _of(breakdown, row, where, groups)
        if of is None:
            rest = groups.part((*at, "best"), row["denominator"] - row["count"])
            rests.append(rest)
            of = added(parts[row["code"]], rest)
        counted = book.count((*at, "count"), parts[row["code"]], row["count"])
        book.share(counted, book.count((*at, "denominator"), of, row["denominator"]))
    if rests:
        book.within(rests, groups.best(where))


def _of(breakdown: Row, row: Row, where: Collection[str], groups: Groups) -> Sum | None:
    """What the row's count is of; None where the group has reviews of its own."""
    if breakdown["code"] in BY_GROUP:
        return None
    if breakdown["of"] == "improvable":
        return groups.improvable(where)
    unclear = groups.unclear(where) if row["code"] == "unclear" else {}
    return added(groups.reviewed(where), unclear)
