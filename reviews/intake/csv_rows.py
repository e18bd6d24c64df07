"""CSV: any of the usual separators, quotes, line breaks inside quotes. Streamed: memory does not grow with the file."""

import csv
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from reviews.intake.encodings import Encoding
from reviews.intake.headers import Columns, Header, read_header
from reviews.intake.limits import Limits
from reviews.intake.problems import refuse
from reviews.intake.rows import Row, outside_columns
from reviews.intake.text_lines import text_lines

SEPARATORS = (",", ";", "\t", "|")


class CsvReader:
    """A CSV file, opened far enough to know its separator and columns."""

    def __init__(self, path: Path, encoding: Encoding, columns: Columns, limits: Limits) -> None:
        self._path, self._encoding, self._limits = path, encoding, limits
        csv.field_size_limit(limits.cell)
        self._separator = self._sniff(columns)
        with closing(self._records()) as records:
            first = next(records, None)
        if first is None:
            raise refuse("empty-file", "The file is empty. It needs a line of column names and then one line per row.")
        self._header_line = first[0]
        self.header: Header = read_header(first[1], columns, limits, line=first[0])

    def rows(self) -> Iterator[Row]:
        """Every record below the header that holds any text."""
        names = self.header.names
        width, unnamed = len(names), "" in names
        for line, cells in self._records(skip=self._header_line):
            if not any(cells) or not any(map(str.strip, cells)):
                continue
            if unnamed or len(cells) > width:
                lost = sum(1 for name, cell in zip(names, cells, strict=False) if not name and cell.strip())
                lost += sum(1 for cell in cells[width:] if cell.strip())
                if lost:
                    yield Row(line, dict(zip(names, cells, strict=False)), (outside_columns(line, lost),))
                    continue
            yield Row(line, dict(zip(names, cells, strict=False)))

    def _records(self, skip: int = 0) -> Generator[tuple[int, list[str]]]:
        """(first physical line, cells) of each record below line `skip`, without blank lines before the header."""
        with text_lines(self._path, self._encoding, self._limits) as lines:
            reader = csv.reader(_without_separator_line(lines), delimiter=self._separator, strict=True)
            start = 1
            try:
                for cells in reader:
                    if start > skip and (skip or any(cell.strip() for cell in cells)):
                        yield start, cells
                    start = reader.line_num + 1
            except csv.Error as error:
                raise _unreadable(error, start, self._limits) from None

    def _sniff(self, columns: Columns) -> str:
        """The separator that makes most of our column names out of the first line with text, or else most columns."""
        with text_lines(self._path, self._encoding, self._limits) as lines:
            first = next(lines, "")
            if first[:4].casefold() == "sep=" and first[4:5] in SEPARATORS:
                return first[4]
            while first and not first.strip():
                first = next(lines, "")
        return max(SEPARATORS, key=lambda separator: self._fit(first, separator, columns))

    def _fit(self, line: str, separator: str, columns: Columns) -> tuple[int, int]:
        try:
            cells: Sequence[str] = next(csv.reader([line], delimiter=separator), [])
        except csv.Error:  # as one cell the line is too long, so this is not its separator
            return 0, 0
        if len(cells) > self._limits.columns:
            return 0, len(cells)
        return sum(1 for name in columns.names_of(cells) if name in columns.known), len(cells)


def _without_separator_line(lines: Iterator[str]) -> Iterator[str]:
    """Excel's own first line `sep=;` says how to read the file and is no part of it."""
    first = next(lines, "")
    told = first[:4].casefold() == "sep=" and len(first.strip()) <= 5
    return chain(["\n" if told else first] if first else [], lines)


def _unreadable(error: csv.Error, line: int, limits: Limits) -> Exception:
    reason = str(error)
    if "field limit" in reason:
        return refuse(
            "cell-too-long",
            f"The row that starts on line {line} holds a cell of over {limits.cell:,} characters. "
            "A closing quotation mark may be missing.",
            line=line,
        )
    if "unexpected end" in reason:
        return refuse(
            "unclosed-quote",
            f"The row that starts on line {line} opens a quotation mark that is never closed. "
            "Close it, or save the file again as CSV from a spreadsheet.",
            line=line,
        )
    return refuse(
        "bad-quotes",
        f"The row that starts on line {line} has a quotation mark inside quoted text. "
        'Write it twice (""), or save the file again as CSV from a spreadsheet.',
        line=line,
    )
