"""The same reviews counted in two tables under two names: what ties the tables together."""

from opportunities.disclosure.groups import Groups
from opportunities.disclosure.published import Sum, added
from opportunities.disclosure.showing import Address
from opportunities.rollup.breakdowns import ANY_SERVICE
from opportunities.rollup.given import Catalogue
from opportunities.rollup.workings import SAMPLED


def links(groups: Groups, catalogue: Catalogue) -> None:
    """Timing, alternatives, prevention and reasons are counted in a headline or in Figure 3, and in a breakdown."""
    book = groups.book
    for when in ("on-the-day", "earlier"):
        book.at_most(_named(groups, f"avoidable-{when}"), _part(groups, "timing", when))
    existed = [_part(groups, "alternatives", code) for code in ("available", "under-commissioned")]
    book.same(_named(groups, "alternative-existed"), added(*existed))
    book.at_most(_named(groups, "missed-prevention"), _part(groups, "missed-prevention", ANY_SERVICE))
    for service in catalogue.preventive_services:
        book.at_most(_named(groups, f"missed-prevention/{service}"), _part(groups, "missed-prevention", service))
    for code, reason in catalogue.reasons.items():
        at = (("opportunities", focus, "top_reasons", reason.label, "count") for focus in SAMPLED)
        book.at_most(added(*(_known(groups, each) for each in at)), _part(groups, "reasons", code))


def _named(groups: Groups, code: str) -> Sum:
    return _known(groups, ("headlines", code, "count"))


def _part(groups: Groups, breakdown: str, code: str) -> Sum:
    return _known(groups, ("breakdowns", breakdown, code, "count"))


def _known(groups: Groups, at: Address) -> Sum:
    """The unknown of this address; nothing where it is not published."""
    name = groups.name(at)
    return {name: 1.0} if name in groups.book.true else {}
