"""JSON Lines: one object per line, numbers and yes/no values as the text they show. Streamed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from config.errors import Problem
from reviews.intake.encodings import Encoding
from reviews.intake.headers import Columns, Header, fold, read_header, taken_for
from reviews.intake.limits import Limits
from reviews.intake.problems import refuse
from reviews.intake.rows import Row, too_many_rows
from reviews.intake.text_lines import text_lines

_PLAIN = {None: "", True: "yes", False: "no"}


class JsonLinesReader:
    """A JSON Lines file, read once to learn its columns: every key that any line uses, in order of appearance."""

    def __init__(self, path: Path, encoding: Encoding, columns: Columns, limits: Limits) -> None:
        self._path, self._encoding, self._limits, self._columns = path, encoding, limits, columns
        self._names: dict[str, str] = {}  # key as written → our name of it
        self.header: Header = self._read_header()

    def rows(self) -> Iterator[Row]:
        """Every line that is not blank, those that are no object with the problem that says so."""
        for line, text in self._lines():
            pairs, problem = _parse(line, text)
            yield Row(line, {}, (problem,)) if problem else self._row(line, pairs)

    def _row(self, line: int, pairs: list[tuple[str, Any]]) -> Row:
        cells: dict[str, str] = {}
        problems = []
        for key, value in pairs:
            name = self._names[key]
            if name in cells:
                problems.append(
                    Problem(line, name[:60], "duplicate-column", "This line gives the column twice. Keep one.")
                )
            elif isinstance(value, str):
                cells[name] = value
            elif value is None or isinstance(value, bool):
                cells[name] = _PLAIN[value]
            else:
                problems.append(
                    Problem(
                        line,
                        name[:60],
                        "not-a-value",
                        "This holds a list or an object. Give one text, number, true, false or null.",
                    )
                )
        return Row(line, cells, tuple(problems))

    def _read_header(self) -> Header:
        found = first = 0
        for line, text in self._lines():
            found, first = found + 1, first or line
            if found > self._limits.rows:
                raise too_many_rows(self._limits, line)
            for key, _ in _parse(line, text)[0]:
                self._names.setdefault(key, key)
            if len(self._names) > self._limits.columns:
                raise refuse(
                    "too-many-columns",
                    f"The lines use over {self._limits.columns} different keys. Leave out those that are not needed.",
                    line=line,
                )
        if not found:
            raise refuse("empty-file", "The file is empty. It needs one JSON object per line.")
        if not self._names:
            raise refuse(
                "not-json",
                'No line of the file is a JSON object. Write each row as {"reference": …} on a line of its own.',
                line=first,
            )
        names = self._columns.names_of(list(self._names))
        folded: dict[str, str] = {}  # so that "Age band" on one line and "age_band" on another are one column
        for key, name in zip(self._names, names, strict=True):
            self._names[key] = folded.setdefault(fold(name), name or "(no name)")
        header = read_header(list(dict.fromkeys(self._names.values())), self._columns, self._limits, line=1)
        return replace(header, remarks=tuple(taken_for(list(self._names), list(self._names.values()))))

    def _lines(self) -> Iterator[tuple[int, str]]:
        with text_lines(self._path, self._encoding, self._limits) as lines:
            for number, text in enumerate(lines, start=1):
                if text.strip():
                    yield number, text


def _parse(line: int, text: str) -> tuple[list[tuple[str, Any]], Problem | None]:
    """The (key, value) pairs of one line, doubles kept; numbers come as the text they are written in."""
    try:
        value = json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return [], Problem(
            line,
            "",
            "not-json",
            'This line is not one JSON object. Write each row as {"reference": …} on a line '
            "of its own, with no comma or bracket between lines.",
        )
    if not isinstance(value, _Pairs):
        return [], Problem(line, "", "not-json", 'This line is not a JSON object. Write it as {"reference": …}.')
    return value, None


class _Pairs(list):
    """An object's pairs, told apart from a JSON list."""


def _no_number(name: str) -> str:
    raise ValueError(f"{name} is not JSON")
