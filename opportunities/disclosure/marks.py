"""How a hidden number is marked: null, and its key among the row's `suppressed_keys`."""

from typing import Any

Row = dict[str, Any]
STAR = "*"  # what pages and files show for a hidden number


def hide(row: Row, *keys: str) -> None:
    """Take these values out of the row. What was not known before stays plainly unknown."""
    known = [key for key in keys if row.get(key) is not None]
    if known:
        row |= dict.fromkeys(known)
        row["suppressed"] = True
        row["suppressed_keys"] = sorted({*row.get("suppressed_keys", ()), *known})


def is_hidden(row: Any, key: str) -> bool:
    """True of a number that is kept back, not of one that nobody knows."""
    return key in row.get("suppressed_keys", ())
