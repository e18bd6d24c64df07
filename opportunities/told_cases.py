"""Illustrative cases as pages and reports show them, each beside the figure it illustrates."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from opportunities.formats import number, percent
from opportunities.rollup.tables import Figures
from opportunities.sentences import FEW
from pathways.questions import BY_CODE
from reviews.cases import LABELS, Case


def told(cases: Iterable[Case], figures: Figures) -> tuple[dict[str, Any], ...]:
    """Each as {"decision_point", "title", "lines": [text], "parts": [(label, text)], "beside": sentence or ""}."""
    shares = _shares(figures)
    return tuple(_told(case, shares.get(case.decision_point)) for case in cases)


def _told(case: Case, row: dict[str, Any] | None) -> dict[str, Any]:
    parts = [(label, str(asdict(case)[name])) for name, label in LABELS.items()]
    return {
        "decision_point": case.decision_point,
        "title": BY_CODE[case.decision_point].label,
        "parts": parts,
        "lines": [f"{label}: {text}" for label, text in parts],
        "beside": _beside(row),
    }


def _beside(row: dict[str, Any] | None) -> str:
    """One of how many: what the case is an example of. Nothing while that is hidden, not known, or of few reviews."""
    if row is None or row["share"] is None or row["denominator"] is None or row["denominator"] < FEW:
        return ""
    share, of = percent(row["share"]), number(row["denominator"])
    return f"One example of the {share} of {of} reviewed decisions here that had a better pathway."


def _shares(figures: Figures) -> dict[str, dict[str, Any]]:
    """The improvable share of each decision point."""
    found = [each for each in figures.breakdowns["breakdowns"] if each["code"] == "answers"]
    rows = [row for each in found for row in each["rows"]]
    return {row["decision_point"]: row for row in rows if row["code"] == "no" and row["decision_point"]}
