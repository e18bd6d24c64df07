"""The breakdowns as a table: each part with its count, of how many, share and interval."""

from collections.abc import Iterator, Mapping

import pandas as pd

from opportunities.rollup.breakdowns import ANY_SERVICE, BREAKDOWNS, BY_GROUP, NOT_STATED, Breakdown
from opportunities.rollup.given import Catalogue, Reason
from opportunities.rollup.intervals import wilson
from opportunities.rollup.workings import Workings
from pathways import questions

VARIATION = "practitioner variation"
Counts = Mapping[str, tuple[int, int]]


def breakdown_table(workings: Workings, catalogue: Catalogue) -> dict:
    """The table as opportunities.rollup.tables describes it."""
    shown = [
        {"code": each.code, "label": each.label, "of": each.of, "rows": list(_rows(workings, each, catalogue))}
        for each in BREAKDOWNS
    ]
    return {"breakdowns": shown, "incomplete": list(workings.incomplete)}


def no_breakdowns() -> dict:
    """The table before anything has been rolled up."""
    return {"breakdowns": [], "incomplete": []}


def _rows(workings: Workings, breakdown: Breakdown, catalogue: Catalogue) -> Iterator[dict]:
    """First all decision points together, then each that somebody has reviewed."""
    found = workings.breakdowns[workings.breakdowns.index.get_level_values("breakdown") == breakdown.code]
    if found.empty and (workings.breakdowns.empty or not breakdown.codes):
        return
    together = _counts(found.groupby(level="code", sort=False).sum())
    labels = _labels(breakdown, catalogue, together)
    yield from _of_point(None, together, workings.reviews.sum(), breakdown, labels)
    for point in questions.WITH_NOTES:
        reviews = workings.reviews.T[point.code]
        if reviews["reviewed"] + reviews["unclear"]:
            here = found[found.index.get_level_values("decision_point") == point.code]
            yield from _of_point(point.code, _counts(here.droplevel([0, 1])), reviews, breakdown, labels)


def _counts(found: pd.DataFrame) -> Counts:
    return {str(code): (int(n), int(of)) for code, n, of in found.reset_index().to_numpy(dtype=object).tolist()}


def _of_point(
    point: str | None, counts: Counts, reviews: pd.Series, breakdown: Breakdown, labels: Mapping[str, str]
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


def _denominator(breakdown: Breakdown, code: str, reviews: pd.Series) -> int:
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
