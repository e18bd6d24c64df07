"""One value of a file that somebody wrote, where it stands, and what is wrong with it: collected, not raised.

Each reader gives back something of the right kind even when it has noted a problem, so that a file is checked to its
end and every problem can be shown at once. Places are JSON pointers: `/pathways/3/costs/0/unit_cost`.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from typing import Any

from config.errors import Problem, Refused

SLUG = re.compile(r"[A-Za-z0-9_-]+")
MISSING = object()
# What every database we run on keeps of a number, and what a spreadsheet keeps.
FIFTEEN_DIGITS = Context(prec=15)
WIDE = Context(prec=40)
LARGEST_INTEGER = 2**31 - 1  # of an integer column of the database


@dataclass
class Found:
    """What was found wrong in one file, and the places it has that mean nothing to us."""

    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def refuse_if_any(self) -> None:
        if self.problems:
            raise Refused(*self.problems)


@dataclass(frozen=True)
class Given:
    """A value, its place in the file, and where its problems go."""

    value: Any
    place: str
    found: Found

    def problem(self, code: str, message: str) -> None:
        self.found.problems.append(Problem(0, self.place or "/", code, message))

    @property
    def missing(self) -> bool:
        return self.value is MISSING

    @property
    def empty(self) -> bool:
        """Not there, or null."""
        return self.value is MISSING or self.value is None

    def shown(self) -> str:
        """The value as a message quotes it: short, so that a slip of the mouse is not repeated by the page."""
        text = str(self.value)
        return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"

    # --- kinds of value ---

    def table(self, *keys: str) -> "dict[str, Given]":
        """An object with these keys; one that it lacks is given as missing, others are noted as unknown."""
        value = self.value
        if not isinstance(value, dict):
            self.problem("not-an-object", f"{{…}} is needed here, with {', '.join(keys)}.")
            value = {}
        self.found.unknown += [f"{self.place}/{key}" for key in value if key not in keys]
        return {key: Given(value.get(key, MISSING), f"{self.place}/{key}", self.found) for key in keys}

    def mapping(self) -> "Iterator[tuple[str, Given]]":
        """An object whose keys are codes."""
        if self.empty:
            return
        if not isinstance(self.value, dict):
            self.problem("not-an-object", "{…} is needed here.")
            return
        for key, value in self.value.items():
            yield key, Given(value, f"{self.place}/{key}", self.found)

    def rows(self) -> "Iterator[Given]":
        """A list, row by row; none when it is missing or null."""
        if self.empty:
            return
        if not isinstance(self.value, list):
            self.problem("not-a-list", "A list in [ ] is needed here.")
            return
        for number, value in enumerate(self.value):
            yield Given(value, f"{self.place}/{number}", self.found)

    def text(self, most: int, *, needed: bool = True) -> str:
        """One line of text of at most `most` characters, exactly as given; "" when it may be and is missing."""
        if self.empty and not needed:
            return ""
        if self.empty or (isinstance(self.value, str) and needed and not self.value.strip()):
            self.problem("missing", "This is missing. Write a text.")
        elif not isinstance(self.value, str):
            self.problem("not-text", f"{self.shown()} is not text. Put it in quotation marks.")
        elif any(not _printable(character) for character in self.value):
            self.problem("not-text", "This has line breaks or other control characters. Write it as one line.")
        elif len(self.value) > most:
            self.problem("too-long", f"This has {len(self.value)} characters. Use at most {most}.")
        else:
            return self.value
        return ""

    def slug(self, most: int = 60) -> str:
        """A code: letters, digits, hyphens and underscores."""
        code = self.text(most)
        if code and not SLUG.fullmatch(code):
            self.problem("not-a-code", f"{self.shown()} is not a code. Use letters, digits and - as in acute-bed.")
        return code

    def one_of(self, allowed: Collection[str], what: str) -> str:
        """One of these codes; "" and a problem that lists them when it is none."""
        if isinstance(self.value, str) and self.value in allowed:
            return self.value
        if self.empty:
            self.problem("missing", f"A code is missing. {_remedy(allowed)}")
        else:
            self.problem("unknown-code", f"{self.shown()} is not {what}. {_remedy(allowed)}")
        return ""

    def whole(self) -> int:
        """A whole number, negative ones too."""
        number = self._number()
        if number is None:
            return 0
        if abs(number) > LARGEST_INTEGER or number != number.to_integral_value():
            self.problem("not-whole", f"{self.shown()} is not a whole number in our range. Use one such as 40.")
            return 0
        return int(number)

    def amount(self, digits: int, places: int, *, most: int | None = None, above: int | None = None) -> Decimal:
        """A number from 0, kept to `places` decimals and 15 digits; at most `most`, and more than `above`."""
        number = self._number()
        if number is None:
            return Decimal(0)
        if number < 0 or (above is not None and number <= above):
            least = "0 or more" if above is None else f"more than {above}"
            self.problem("too-small", f"{self.shown()} is too small. Use {least}.")
        elif most is not None and number > most:
            self.problem("too-large", f"{self.shown()} is too large. Use a number from 0 to {most}.")
        elif number >= Decimal(10) ** (digits - places):
            self.problem("too-large", f"{self.shown()} is too large. Use less than 1 and {digits - places} noughts.")
        else:
            return abs(FIFTEEN_DIGITS.create_decimal(number)).quantize(Decimal(1).scaleb(-places), context=WIDE)
        return Decimal(0)

    def day(self) -> str:
        """A day as 2026-03-31; a spreadsheet's midnight after it is let go. "" and a problem when it is none."""
        try:
            return date.fromisoformat(str(self.value).removesuffix(" 00:00:00")).isoformat()
        except ValueError:
            self.problem("not-a-day", f"{self.shown()} is not a day. Write it as 2026-03-31.")
        return ""

    def yes_or_no(self) -> bool:
        """true or false; false when it is missing."""
        if self.empty:
            return False
        if not isinstance(self.value, bool):
            self.problem("not-yes-or-no", f"{self.shown()} is neither true nor false. Write one of them, unquoted.")
        return self.value is True

    def _number(self) -> Decimal | None:
        if self.empty:
            self.problem("missing", "A number is missing.")
        elif isinstance(self.value, (int, Decimal)) and not isinstance(self.value, bool):
            return Decimal(self.value)
        else:
            self.problem("not-a-number", f"{self.shown()} is not a number. Write it in digits, such as 12.5.")
        return None


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in "\ufffe\uffff"


def _remedy(codes: Collection[str], most: int = 12) -> str:
    if not codes:
        return "There are none yet: load those first."
    shown = list(codes)[:most]
    return f"Use one of {', '.join(shown)}{' and others' if len(codes) > most else ''}."


def read_json(content: bytes) -> Any:
    """The value that a JSON file holds, numbers as int or Decimal. Raises Refused, with the line, if it has none."""
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused(line, "This file is not UTF-8 text. Save it as JSON in UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"character {error.colno} of line {error.lineno}"
        raise _refused(error.lineno, f"This is not JSON from {where} on: {error.msg}.") from None
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise _refused(0, f"This is not JSON that can be read: {error}.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” stands twice in one {{…}}")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _refused(line: int, message: str) -> Refused:
    return Refused(Problem(line, "", "not-json", message))
