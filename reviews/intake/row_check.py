"""One row under check: its cells, and every problem found so far."""

import re
from collections.abc import Sequence

from config.errors import Problem
from reviews.intake.lookups import Choices
from reviews.intake.problems import closest_first, shown
from reviews.intake.rows import Row
from reviews.intake.screen.dates import has_full_date

_WHOLE = re.compile(r"(\d{1,6})(?:\.0+)?\Z")  # other programs write a whole number in a column with gaps as 12.0
YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


class RowCheck:
    """Reads cells by column and gathers what is wrong with them."""

    def __init__(self, row: Row) -> None:
        self.line = row.line
        self.cells = row.cells
        self.problems: list[Problem] = list(row.problems)
        self._unread = bool(row.problems) and not row.cells  # then nothing more can be said of it
        self._unstorable(row)

    def problem(self, column: str, code: str, message: str) -> None:
        self.problems.append(Problem(self.line, column[:100], code, message))

    def text(self, column: str) -> str:
        """The cell without outer spaces; "" when absent."""
        return self.cells.get(column, "").strip()

    def required(self, column: str, remedy: str) -> str:
        """The cell, with a problem when it is empty."""
        text = self.text(column)
        if not text and not self._unread and not self._has_problem(column):
            self.problem(column, "required", f"This is empty. {remedy}")
        return text

    def choice(self, column: str, choices: Choices, *, code: str = "unknown-value") -> str:
        """The code of what the cell names, or "" with a problem when it names nothing known. Empty stays empty."""
        text = self.text(column)
        found = choices.find(text) if text else ""
        if found is None:
            self.problem(column, code, f"{shown(text)} is not known here. Use one of: {options(text, choices)}.")
        return found or ""

    def whole_number(self, column: str, *, most: int) -> int | None:
        """Days or times: 0 to `most`, or None when empty or wrong."""
        text = self.text(column)
        if not text:
            return None
        match = _WHOLE.match(text)
        if not match or int(match[1]) > most:
            self.problem(
                column,
                "not-a-number",
                f"{shown(text)} is not a whole number from 0 to {most:,}. Correct it or leave it empty.",
            )
            return None
        return int(match[1])

    def yes_no(self, column: str) -> bool | None:
        text = self.text(column)
        if not text:
            return None
        answer = YES_NO.get(text.casefold())
        if answer is None:
            self.problem(
                column, "not-yes-or-no", f"{shown(text)} is neither yes nor no. Use yes, no, or leave it empty."
            )
        return answer

    def fact(self, column: str, *, longest: int) -> str:
        """A short text that holds no full date."""
        text = self.text(column)
        if len(text) > longest:
            self.problem(
                column, "too-long", f"This has {len(text):,} characters; at most {longest:,} are kept. Shorten it."
            )
        elif text and has_full_date(text):
            self.problem(
                column,
                "full-date",
                "A full date, which could tell who this is. Use the month alone, as 2016-03, or take it out.",
            )
        return text

    def _has_problem(self, column: str) -> bool:
        return any(problem.column == column for problem in self.problems)

    def _unstorable(self, row: Row) -> None:
        """Zero bytes and halves of characters: no database holds them, so the row can't come out as it went in."""
        if _storable("".join(row.cells.values())):
            return
        self.cells = dict(row.cells)
        for column, text in row.cells.items():
            if not _storable(text):
                self.problem(
                    column,
                    "not-text",
                    "This holds characters that are not text (a zero byte or half of a character). "
                    "Take them out, or export the file again.",
                )
                self.cells[column] = ""


def options(text: str, choices: Choices) -> str:
    """What would have been right, closest first."""
    return closest_first(text, choices.labels)


def _storable(text: str) -> bool:
    if "\x00" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def several(text: str) -> Sequence[str]:
    """The parts of a cell that lists names with `;` between."""
    return [part.strip() for part in text.split(";") if part.strip()]
