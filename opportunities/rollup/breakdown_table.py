"""The breakdowns as a table: each part with its count, of how many, share and interval."""

from collections.abc import Iterator, Mapping
from typing import Any

from opportunities.rollup.breakdowns import ANY_SERVICE, BREAKDOWNS, BY_GROUP, NOT_STATED, Breakdown
from opportunities.rollup.given import Catalogue, Reason
from opportunities.rollup.intervals import wilson
from opportunities.rollup.workings import Workings
from pathways import questions

VARIATION = "practitioner variation"
Counts = dict[str, tuple[int, int]]  # by code: count and of
Found = dict[str, dict[str | None, Counts]]  # by breakdown and decision point; None: all of them together
Reviews = Mapping[Any, int]


def breakdown_table(workings: Workings, catalogue: Catalogue) -> dict:
    """The table as opportunities.rollup.tables describes it."""
    found, reviews = _found(workings), _reviews(workings)
    shown = [
        {"code": each.code, "label": each.label, "of": each.of, "rows": list(_rows(each, found, reviews, catalogue))}
        for each in BREAKDOWNS
    ]
    return {"breakdowns": shown, "incomplete": list(workings.incomplete)}


def no_breakdowns() -> dict:
    """The table before anything has been rolled up."""
    return {"breakdowns": [], "incomplete": []}


def _found(workings: Workings) -> Found:
    """As plain values, since each of a thousand rows is looked up by itself."""
    found: Found = {}
    for (kind, point, code), n, of in zip(
        workings.breakdowns.index.tolist(),
        *(workings.breakdowns[name].tolist() for name in ("count", "of")),
        strict=True,
    ):
        for at in (None, point):
            before = found.setdefault(kind, {}).setdefault(at, {}).get(code, (0, 0))
            found[kind][at][code] = before[0] + n, before[1] + of
    return found


def _reviews(workings: Workings) -> Mapping[str | None, Reviews]:
    every: dict[str | None, Reviews] = {str(point): dict(row) for point, row in workings.reviews.iterrows()}
    return every | {None: dict(workings.reviews.sum())}


def _rows(
    breakdown: Breakdown, found: Found, reviews: Mapping[str | None, Reviews], catalogue: Catalogue
) -> Iterator[dict]:
    """First all decision points together, then each that somebody has reviewed."""
    here = found.get(breakdown.code, {})
    if not here and (not found or not breakdown.codes):
        return
    labels = _labels(breakdown, catalogue, here.get(None, {}))
    for point in (None, *(each.code for each in questions.WITH_NOTES)):
        if point is None or reviews[point]["reviewed"] + reviews[point]["unclear"]:
            yield from _of_point(point, here.get(point, {}), reviews[point], breakdown, labels)


def _of_point(
    point: str | None, counts: Counts, reviews: Reviews, breakdown: Breakdown, labels: Mapping[str, str]
) -> Iterator[dict]:
    for code in _in_order(breakdown, counts, labels):
        n, of_group = counts.get(code, (0, 0))
        of = of_group if breakdown.code in BY_GROUP else _denominator(breakdown, code, reviews)
        yield {
            "decision_point": point,
            "code": code,
            "label": labels[code],
            "count": n,
            "denominator": of,
            "share": n / of if of else None,
            "interval": wilson(n, of),
        }


def _denominator(breakdown: Breakdown, code: str, reviews: Reviews) -> int:
    """N or I; unclear answers are in neither, so theirs is every agreed review."""
    if code == "unclear":
        return int(reviews["reviewed"] + reviews["unclear"])
    return int(reviews[breakdown.of])


def _in_order(breakdown: Breakdown, counts: Counts, labels: Mapping[str, str]) -> list[str]:
    """Fixed answers in their order; groups by name, "not stated" last; all else most first, in catalogue order."""
    if breakdown.code in BY_GROUP:
        return [code for code in labels if code in counts]
    if breakdown.codes:
        return list(breakdown.codes)
    places = {code: at for at, code in enumerate(labels)}
    return sorted(counts, key=lambda code: (code != ANY_SERVICE, -counts[code][0], places[code]))


def _labels(breakdown: Breakdown, catalogue: Catalogue, found: Counts) -> Mapping[str, str]:
    if breakdown.codes:
        return breakdown.codes
    if breakdown.code == "reasons":
        return {code: _flagged(reason) for code, reason in catalogue.reasons.items()}
    if breakdown.code == "missed-prevention":
        return {ANY_SERVICE: "Any preventive service", **catalogue.preventive_services}
    names = sorted(found, key=lambda name: (name == NOT_STATED, name))
    return {name: name or "Not stated" for name in names}


def _flagged(reason: Reason) -> str:
    """Practitioner variation is named as such, unless the catalogue's own label does."""
    said = not reason.practitioner_variation or VARIATION in reason.label.casefold()
    return reason.label if said else f"{reason.label} ({VARIATION})"
