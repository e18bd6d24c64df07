"""The lines of the table, read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

ROLES = ("steward", "lead", "facilitator", "panel-member", "viewer", "site", "no area", "anonymous")
LETTERS = "SLFPVXNA"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Row:
    """One line: `things` and `words` say what a parameter names and what it is called, `says` a sentence or ""."""

    name: str
    methods: tuple[str, ...]
    whom: str
    things: Mapping[str, str]
    words: Mapping[str, str]
    says: str

    def mark(self, role: str) -> str:
        """A capital, a small letter or a dot."""
        return self.whom[ROLES.index(role)]


def rows(table: str) -> Iterator[Row]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            yield _row(line.split("#")[0].split())


def _row(words: list[str]) -> Row:
    name, methods, whom, *what = words
    assert all(has in (letter, letter.lower(), ".") for letter, has in zip(LETTERS, whom, strict=True)), name
    given = {each.split(":")[0]: each.split(":")[1] for each in what if ":" in each}
    things = {each.split("=")[0]: each.split("=")[1].replace("_", " ") for each in what if "=" in each}
    return Row(name, tuple(methods.split(",")), whom, things, given, given.pop("says", "").replace("_", " "))


def lines_for(name: str, table: list[Row]) -> list[Row]:
    """Those of one address: of the longest name that fits it."""
    fitting = [row for row in table if fnmatchcase(name, row.name)]
    longest = max((len(row.name) for row in fitting), default=0)
    return [row for row in fitting if len(row.name) == longest]
