"""What the breakdowns publish, as sums: parts of all reviewed or improvable reviews."""

from collections.abc import Mapping

from opportunities.disclosure.breakdown_rows import BY_POINT, address
from opportunities.disclosure.groups import EVERYWHERE, Groups
from opportunities.disclosure.marks import Row
from opportunities.disclosure.published import Sum, added
from opportunities.rollup.breakdowns import ANY_SERVICE, BY_GROUP
from opportunities.rollup.given import Catalogue

Parts = Mapping[str, Sum]  # by the code of the part


def breakdown_sums(table: Row, groups: Groups, catalogue: Catalogue) -> None:
    level = {code: pathway.level_of_care for code, pathway in catalogue.pathways.items()}
    for breakdown in table["breakdowns"]:
        if breakdown["code"] == BY_POINT:
            _answers(breakdown, groups)
        elif breakdown["rows"]:
            _publish(breakdown, _parts(breakdown, groups, level), groups)


def _answers(breakdown: Row, groups: Groups) -> None:
    """Yes, no and unclear at each decision point and at all of them."""
    for row in breakdown["rows"]:
        points = (row["decision_point"],) if row["decision_point"] else EVERYWHERE
        unclear, reviewed = groups.unclear(points), groups.reviewed(points)
        parts = {"yes": groups.best(points), "no": groups.improvable(points), "unclear": unclear}[row["code"]]
        of = added(reviewed, unclear) if row["code"] == "unclear" else reviewed
        at, book = address(breakdown, row), groups.book
        counted = book.count((*at, "count"), parts, row["count"])
        book.share(counted, book.count((*at, "denominator"), of, row["denominator"]))


def _parts(breakdown: Row, groups: Groups, level: Mapping[str, int]) -> Parts:
    """The count of each row, and what everybody knows of them together."""
    improvable = groups.improvable(EVERYWHERE)
    if breakdown["code"] == "level-of-care":
        return {code: groups.improvable(EVERYWHERE, to) for code, to in _levels(level).items()}
    parts = {row["code"]: groups.part((*address(breakdown, row), "count"), row["count"]) for row in breakdown["rows"]}
    if breakdown["code"] == "missed-prevention":
        _services(parts, groups.reviewed(EVERYWHERE), groups)
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


def _publish(breakdown: Row, parts: Parts, groups: Groups) -> None:
    book, rests = groups.book, []
    for row in breakdown["rows"]:
        at, of = address(breakdown, row), _of(breakdown, row, groups)
        if of is None:
            rests.append(groups.part((*at, "best"), row["denominator"] - row["count"]))
            of = added(parts[row["code"]], rests[-1])
        counted = book.count((*at, "count"), parts[row["code"]], row["count"])
        book.share(counted, book.count((*at, "denominator"), of, row["denominator"]))
    if rests:
        book.within(rests, groups.best(EVERYWHERE))


def _of(breakdown: Row, row: Row, groups: Groups) -> Sum | None:
    """What the row's count is of; None where the group has reviews of its own."""
    if breakdown["code"] in BY_GROUP:
        return None
    if breakdown["of"] == "improvable":
        return groups.improvable(EVERYWHERE)
    return groups.reviewed(EVERYWHERE)
