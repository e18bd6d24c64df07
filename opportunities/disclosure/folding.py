"""Rule 5: groups of people and places that are small are put together until each has enough."""

from collections.abc import Sequence
from typing import Any

from opportunities.disclosure.marks import Row
from opportunities.disclosure.rules import Rules
from reviews.consistency.referral import Rate

GROUPS = ("professions", "localities", "organisations")
OTHERS = {"code": "other", "name": "Other", "label": "Other", "profession": "others"}


def folded(value: Any, rules: Rules) -> Any:
    """The same table with the small groups of every list of groups put together as "other", however deep it lies."""
    if isinstance(value, list):
        return [folded(each, rules) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: fold(each, rules) if key in GROUPS else folded(each, rules) for key, each in value.items()}


def fold(groups: Sequence[Row], rules: Rules) -> list[Row]:
    """Small groups, smallest first, become one; the next smallest joins them while together they are still small."""
    by_size = sorted(groups, key=_size)
    few = [group for group in by_size if 0 < _size(group) <= rules.hide_up_to]
    rest = [group for group in by_size if _size(group) > rules.hide_up_to]
    while few and rest and sum(map(_size, few)) <= rules.hide_up_to:
        few.append(rest.pop(0))
    kept = [group for group in groups if not any(group is each for each in few)]
    return [*kept, _together(few)] if few else kept


def _size(group: Row) -> int:
    """People of a profession; reviews of a place."""
    return int(group.get("people", group.get("denominator", 0)) or 0)


def _together(groups: Sequence[Row]) -> Row:
    """Counts are added up; a share that is none of counts can't be, and is no longer known."""
    return {key: _added(key, [group.get(key) for group in groups]) for key in groups[0]} | (
        _rate(groups).as_row() if "denominator" in groups[0] else {}
    )


def _added(key: str, values: list[Any]) -> Any:
    if key in OTHERS:
        return OTHERS[key]
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return sum(values)
    if all(isinstance(value, dict) and "denominator" in value for value in values):
        return _rate(values).as_row()
    return values[0] if key == "decision_point" else None


def _rate(rates: Sequence[Row]) -> Rate:
    return Rate(sum(each["count"] for each in rates), sum(each["denominator"] for each in rates))
