"""What the headlines publish: sums of flows where they are, else counts that can't exceed what they are part of."""

from opportunities.disclosure.groups import EVERYWHERE, Groups, leaving, to
from opportunities.disclosure.marks import Row
from opportunities.disclosure.opportunity_sums import net, procured
from opportunities.disclosure.published import Quantity, Sum, added
from opportunities.rollup.given import Catalogue
from opportunities.rollup.workings import Workings

ADMISSION, DISCHARGE, INTAKE = ("q1-admission",), ("q3-discharge",), ("q4-intake",)
POUNDS = ("saving-of-reviewed-budget", "saving-of-total-budget")


def headline_sums(table: Row, groups: Groups, catalogue: Catalogue) -> None:
    headlines = {row["code"]: row for row in table["headlines"]}
    if not headlines:
        return
    _pounds(headlines, groups)
    _admissions(headlines, groups, catalogue)
    _discharges(headlines, groups, catalogue)
    _prevention(headlines["missed-prevention"], groups)
    _rest(headlines, groups, catalogue)


def _counted(row: Row, count: Sum, of: Sum, groups: Groups) -> tuple[Quantity, Quantity]:
    at, book = ("headlines", row["code"]), groups.book
    counted = book.count((*at, "count"), count, row["count"])
    counted_of = book.count((*at, "denominator"), of, row["denominator"])
    book.share(counted, counted_of)
    return counted, counted_of


def _apart(row: Row, within: Sum, groups: Groups) -> Sum:
    """A count that is no sum of flows, and part of `within`."""
    parts = groups.part(("headlines", row["code"], "count"), row["count"])
    groups.book.at_most(parts, within)
    return parts


def _pounds(headlines: dict[str, Row], groups: Groups) -> None:
    if headlines["saving-of-total-budget"]["count"] is not None:
        at = ("headlines", "saving-of-total-budget", "count")
        groups.book.money(at, groups.pounds(net), procured(groups))
    if headlines["saving-of-reviewed-budget"]["count"] is not None:
        stated = Groups([each for each in groups.areas if _states_a_budget(each[1])], groups.book, groups.edition)
        at = ("headlines", "saving-of-reviewed-budget", "count")
        groups.book.money(at, stated.pounds(net), procured(stated))


def _states_a_budget(workings: Workings) -> bool:
    return workings.money is not None and workings.money.reviewed_budget is not None


def _admissions(headlines: dict[str, Row], groups: Groups, catalogue: Catalogue) -> None:
    row = headlines["avoidable-admissions"]
    outside = {code for code, pathway in catalogue.pathways.items() if pathway.setting != "hospital"}
    avoidable = groups.improvable(ADMISSION, to(outside))
    _counted(row, avoidable, groups.reviewed(ADMISSION), groups)
    went = {code: pathway.group or code for code, pathway in catalogue.pathways.items()}
    for part in row["breakdown"]:
        there = [code for code in outside if went[code] == part["code"]]
        went_there = groups.improvable(ADMISSION, to(there))
        _counted({**part, "code": f"{row['code']}/{part['code']}"}, went_there, avoidable, groups)
    when = [headlines["avoidable-on-the-day"], headlines["avoidable-earlier"]]
    parts = [_apart(each, avoidable, groups) for each in when]
    groups.book.within(parts, avoidable)
    for each, counted in zip(when, parts, strict=True):
        _counted(each, counted, avoidable, groups)


def _discharges(headlines: dict[str, Row], groups: Groups, catalogue: Catalogue) -> None:
    offered = [pathway for pathway in catalogue.pathways.values() if "q3-discharge" in pathway.decision_points]
    lowest = min((pathway.level_of_care for pathway in offered), default=0)
    kinds = {
        "discharge-with-package": {c for c, each in catalogue.pathways.items() if each.level_of_care > lowest},
        "long-term-residential": {c for c, each in catalogue.pathways.items() if each.setting == "care-home"},
    }
    within: Sum = groups.best(DISCHARGE)
    for code, wanted in kinds.items():
        row = headlines[code]
        improvable = groups.improvable(DISCHARGE, leaving(wanted))
        best = groups.part(("headlines", code, "best"), row["denominator"] - row["count"])
        groups.book.at_most(best, within)
        _counted(row, improvable, added(improvable, best), groups)
        within = best if wanted >= kinds["long-term-residential"] else within


def _prevention(row: Row, groups: Groups) -> None:
    reviewed = groups.reviewed(INTAKE)
    missed = _apart(row, reviewed, groups)
    _counted(row, missed, reviewed, groups)
    parts = [({**part, "code": f"{row['code']}/{part['code']}"}) for part in row["breakdown"]]
    sums = [_apart(part, missed, groups) for part in parts]
    for part, counted in zip(parts, sums, strict=True):
        _counted(part, counted, reviewed, groups)
    groups.book.at_most(missed, added(*sums))


def _rest(headlines: dict[str, Row], groups: Groups, catalogue: Catalogue) -> None:
    improvable = groups.improvable(EVERYWHERE)
    _counted(headlines["improvable"], improvable, groups.reviewed(EVERYWHERE), groups)
    level = {code: pathway.level_of_care for code, pathway in catalogue.pathways.items()}
    lower = groups.improvable(EVERYWHERE, lambda actual, proposed: level[proposed] < level[actual])
    _counted(headlines["lower-level-of-care"], lower, improvable, groups)
    existed = headlines["alternative-existed"]
    _counted(existed, _apart(existed, improvable, groups), improvable, groups)
    referred = headlines["self-referred-attendances"]
    at = ("q1-attendance",)
    best = groups.part(("headlines", referred["code"], "best"), referred["denominator"] - referred["count"])
    groups.book.at_most(best, groups.best(at))
    counted = _apart(referred, groups.improvable(at), groups)
    _counted(referred, counted, added(counted, best), groups)
