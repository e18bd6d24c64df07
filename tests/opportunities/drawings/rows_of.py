"""Rows as the tables hold them, quick to write down."""

from typing import Any

from opportunities.rollup.intervals import wilson


def share(label: str, count: int, of: int) -> dict[str, Any]:
    return {"label": label, "count": count, "denominator": of, "share": count / of, "interval": list(wilson(count, of))}


def hidden(label: str) -> dict[str, Any]:
    """As disclosure control leaves a row whose numbers it hides."""
    none = dict.fromkeys(("count", "denominator", "share", "interval"))
    return {"label": label, **none, "suppressed": True, "suppressed_keys": sorted(none)}


def unreviewed(label: str) -> dict[str, Any]:
    return {"label": label, "count": 0, "denominator": 0, "share": None, "interval": None}


def flow(actual: str, proposed: str, count: int | None, annual: float | None, saving: float | None) -> dict[str, Any]:
    return {
        "decision_point": "q4-intake",
        "actual": actual,
        "proposed": proposed,
        "actual_label": actual.title(),
        "proposed_label": proposed.title(),
        "count": count,
        "annual_flow": annual,
        "saving": saving,
    }
