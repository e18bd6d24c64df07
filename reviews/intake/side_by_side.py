"""A row of a file beside what the area has under its reference, column by column. No Django in here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from reviews.intake.difference import Piece, difference


class Column(NamedTuple):
    """One column that differs, in pieces that say what differs; `withheld` says why the area's side is not shown."""

    name: str
    file: list[Piece]
    area: list[Piece]
    withheld: str = ""


@dataclass(frozen=True)
class Conflict:
    """`source`: where the area's side came from, in words."""

    line: int
    reference: str
    review_point: int
    source: str
    columns: list[Column]


def beside(name: str, file: Mapping[str, Any], area: Mapping[str, Any]) -> Column:
    """A column of both."""
    return Column(name, *difference(shown(file.get(name)), shown(area.get(name))))


def withheld(name: str, file: Mapping[str, Any], why: str) -> Column:
    """A column whose side of the area is not for this person: the marks would tell it too."""
    return Column(name, [Piece(text, False)] if (text := shown(file.get(name))) else [], [], why)


def shown(value: Any) -> str:
    """A cell as a file would have it; "" where there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(value)
    return "" if value is None else str(value)


def joined(pieces: Iterable[Piece]) -> str:
    """The text that they are the pieces of."""
    return "".join(piece.text for piece in pieces)
