"""The words of refusals and row problems that more than one reader or check needs."""

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from config.errors import Problem, Refused

_LISTED = 6  # choices named in a message before "and 12 more"
_SHOWN = 40  # characters of a cell that a message may repeat
_DIGITS = re.compile(r"\d")


def refuse(code: str, message: str, *, line: int = 0, column: str = "") -> Refused:
    """The whole file can't be taken. `line` and `column` say where, if it is at one place."""
    return Refused(Problem(line=line, column=column, code=code, message=message))


def shown(text: str) -> str:
    """A cell in quotation marks for a message: shortened, and never one that might be an identifier.

    Columns get shifted, so any cell may hold a name, number or address. Six digits or an @ are enough to keep quiet.
    """
    if "@" in text or len(_DIGITS.findall(text)) >= 6:
        return "This value"
    plain = "".join(each if each.isprintable() else " " for each in text[: 2 * _SHOWN]).strip()
    return f"“{plain[:_SHOWN]}…”" if len(plain) > _SHOWN else f"“{plain}”"


@lru_cache(maxsize=4_096)
def closest_first(text: str, choices: tuple[str, ...], *, at_most: int = _LISTED) -> str:
    """`choices` as one phrase, those most like `text` first, the rest counted."""
    text = text[:_SHOWN].casefold()
    ranked = sorted(choices, key=lambda choice: -difflib.SequenceMatcher(None, text, choice.casefold()).ratio())
    named = ", ".join(ranked[:at_most])
    return f"{named} and {len(ranked) - at_most} more" if len(ranked) > at_most else named


def listed(names: Iterable[str], *, at_most: int = _LISTED) -> str:
    """Names as one phrase in their own order, cut after `at_most`."""
    names = [name if len(name) <= _SHOWN else name[:_SHOWN] + "…" for name in names]
    return ", ".join(names[:at_most]) + (f" and {len(names) - at_most} more" if len(names) > at_most else "")
