"""The lines of an attacker put together: of the same sum one row, and of a single unknown its limits."""

from collections.abc import Mapping, Sequence

from opportunities.disclosure.known import Line, Span
from opportunities.disclosure.published import INFINITE, Unknown

Parts = tuple[tuple[Unknown, float], ...]


class Stacked:
    """Which lines make up each row and each column, and what they say together."""

    def __init__(self, lines: Sequence[Line], columns: Mapping[Unknown, int]) -> None:
        self._spans: list[Span] = []
        self._place: list[tuple[int | None, int | None]] = []
        self._of_row: list[list[int]] = []
        self._of_column: dict[int, list[int]] = {}
        self.rows: list[Parts] = []
        rows: dict[Parts, int] = {}
        for at, line in enumerate(lines):
            self._spans.append(line.span)
            self._place.append(self._put(at, line, rows, columns))

    def _put(
        self, at: int, line: Line, rows: dict[Parts, int], columns: Mapping[Unknown, int]
    ) -> tuple[int | None, int | None]:
        """Row or column."""
        parts: Parts = tuple(sorted(line.parts.items()))
        if not parts:
            return None, None
        if len(parts) == 1 and parts[0][1] == 1:
            column = columns[parts[0][0]]
            self._of_column.setdefault(column, []).append(at)
            return None, column
        if parts not in rows:
            rows[parts] = len(self.rows)
            self.rows.append(parts)
            self._of_row.append([])
        self._of_row[rows[parts]].append(at)
        return rows[parts], None

    def learns(self, line: int, span: Span) -> tuple[int | None, int | None]:
        """The row or the column whose limits this line now moves."""
        self._spans[line] = span
        return self._place[line]

    def of_row(self, row: int) -> Span:
        return self._together(self._of_row[row])

    def of_column(self, column: int) -> Span:
        return self._together(self._of_column.get(column, ()))

    def lines_of(self, rows: Sequence[int], columns: Sequence[int]) -> list[int]:
        return [
            *(line for row in rows for line in self._of_row[row]),
            *(line for column in columns for line in self._of_column.get(column, ())),
        ]

    def _together(self, lines: Sequence[int]) -> Span:
        spans = [self._spans[line] for line in lines]
        return max((low for low, _ in spans), default=-INFINITE), min((high for _, high in spans), default=INFINITE)
