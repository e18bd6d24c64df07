"""What every reader hands over: rows with the place they stand in, as {column: text}."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from config.errors import Problem, Refused
from reviews.intake.headers import Header
from reviews.intake.limits import Limits
from reviews.intake.problems import refuse


class Row(NamedTuple):
    """One row of a file. `line` is the physical line it starts on (CSV, JSON Lines) or the spreadsheet's row number.

    `cells` has the text exactly as it was, under the columns' names after matching; absent cells are absent or "".
    `problems` are what the reader itself found wrong: such a row can't be taken whatever its cells say.
    """

    line: int
    cells: dict[str, str]
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """One open file. `rows` may be called again and starts from the top each time."""

    header: Header

    def rows(self) -> Iterator[Row]: ...


def too_many_rows(limits: Limits, line: int) -> Refused:
    """The file goes on at `line` beyond the rows that are read."""
    return refuse("too-many-rows", f"The file has over {limits.rows:,} rows. Split it into smaller files.", line=line)


def outside_columns(line: int, count: int) -> Problem:
    """A row has text to the right of, or under no, header."""
    cells = "1 cell of this row holds text but has" if count == 1 else f"{count:,} cells of this row hold text but have"
    message = (
        f"{cells} no column name above. "
        "Give the column a name, or put quotation marks around text that holds the separator."
    )
    return Problem(line, "", "text-without-column", message)
