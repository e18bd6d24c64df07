"""Consistency under disclosure control: rates as everywhere, coefficients coarse, small groups folded into "others"."""

from typing import Any

from opportunities.disclosure.folding import folded
from opportunities.disclosure.marks import Row, hide, is_hidden
from opportunities.disclosure.showing import Showing

COUNTS = ("people", "notes", "answers", "undecided", "no_majority", "no_majority_pathway")
SHARES = ("same_answer", "same_as_others")
COEFFICIENTS = ("alpha", "alpha_interval", "ac1", "ac1_interval")
COARSE = 0.05  # exact coefficients and shares of pairs would give the counts behind them away


def controlled_consistency(table: Row, showing: Showing) -> Row:
    return _controlled(folded(table, showing.rules), showing)


def _controlled(value: Any, showing: Showing) -> Any:
    if isinstance(value, list):
        return [_controlled(each, showing) for each in value]
    if not isinstance(value, dict):
        return value
    if {"count", "denominator", "share"} <= value.keys():
        return _rate(value, showing)
    row = {key: _controlled(each, showing) for key, each in value.items()}
    for key in COUNTS:
        if key in row:
            showing.count(row, key, ())
    _coarse(value, row, showing)
    return row


def _rate(working: Row, showing: Showing) -> Row:
    row = dict(working)
    showing.count(row, "count", ())
    showing.count(row, "denominator", ())
    hidden = is_hidden(row, "count") or is_hidden(row, "denominator")
    showing.shares(row, ("share", "interval"), working["count"], working["denominator"], hidden=hidden)
    return row


def _coarse(working: Row, row: Row, showing: Showing) -> None:
    """What is worked out from notes or people that are hidden is hidden; so is what few of them say, or all but few."""
    behind = working.get("notes", working.get("people", 0)) or 0
    few = is_hidden(row, "notes") or is_hidden(row, "people")
    for key in (*SHARES, *COEFFICIENTS):
        if isinstance(row.get(key), float | list):
            _to_the_nearest(row, key, few or (key in SHARES and _tells_few(row[key], behind, showing)))
    for each in row.get("prevalence", ()):
        _to_the_nearest(each, "share", few or _tells_few(each["share"], behind, showing))
    hide(row, "p")


def _tells_few(share: float, of: int, showing: Showing) -> bool:
    return any(showing.rules.hides(-int(-part * of // 1)) for part in (share, 1 - share))


def _to_the_nearest(row: Row, key: str, hidden: bool) -> None:
    if hidden:
        hide(row, key)
    elif isinstance(row[key], list):
        row[key] = [round(round(end / COARSE) * COARSE, 2) for end in row[key]]
    else:
        row[key] = round(round(row[key] / COARSE) * COARSE, 2)
