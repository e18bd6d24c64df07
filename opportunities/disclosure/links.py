"""The same reviews counted in two tables under two names: what ties the tables together."""

from opportunities.disclosure.groups import Groups
from opportunities.disclosure.published import Sum, added
from opportunities.disclosure.showing import Address
from opportunities.rollup.given import Catalogue
from opportunities.rollup.workings import FOCUS_OF, SAMPLED


def links(groups: Groups, catalogue: Catalogue) -> None:
    """Timing, alternatives and prevention of the headlines, and reasons of Figure 3, with their breakdowns."""
    book = groups.book
    for when in ("on-the-day", "earlier"):
        book.at_most(_named(groups, f"avoidable-{when}"), _part(groups, "timing", "q1-admission", when))
    existed = [_part(groups, "alternatives", "", code) for code in ("available", "under-commissioned")]
    book.same(_named(groups, "alternative-existed"), added(*existed))
    book.same(_named(groups, "missed-prevention"), _part(groups, "missed-prevention", "q4-intake", "any"))
    for service in catalogue.preventive_services:
        named = _named(groups, f"missed-prevention/{service}")
        book.same(named, _part(groups, "missed-prevention", "q4-intake", service))
    for focus in SAMPLED:
        for code, reason in catalogue.reasons.items():
            points = [point for point, of in FOCUS_OF.items() if of == focus]
            of_points = added(*(_part(groups, "reasons", point, code) for point in points))
            book.same(_known(groups, ("opportunities", focus, "top_reasons", reason.label, "count")), of_points)


def _named(groups: Groups, code: str) -> Sum:
    return _known(groups, ("headlines", code, "count"))


def _part(groups: Groups, breakdown: str, point: str, code: str) -> Sum:
    return _known(groups, ("breakdowns", breakdown, point, code, "count"))


def _known(groups: Groups, at: Address) -> Sum:
    """The unknown of this address; nothing where it is not published."""
    name = groups.name(at)
    return {name: 1.0} if name in groups.book.true else {}
