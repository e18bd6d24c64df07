"""What a table is to every file format: titled columns and rows of unrounded values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

# pounds: £ a year · share: 0 to 1 · shares, amounts: an interval of them · yearly: people a year
# ranked: at most two {"label", "count"}, most first · labels: at most two texts
# measure: reviews or pounds, as the row's "unit" says · coefficient: of agreement, 1 at most; coefficients: an interval
Kind = Literal[
    "text",
    "count",
    "share",
    "shares",
    "pounds",
    "amounts",
    "ranked",
    "labels",
    "yearly",
    "measure",
    "coefficient",
    "coefficients",
]
INTERVALS = frozenset({"shares", "amounts", "coefficients"})
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """`key` is the API's name of the value, `heading` what a reader sees."""

    key: str
    heading: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """One table. Rows are looked up by column key; a key that a row does not have is left empty.

    `codes` are the keys of what identifies a row to a program, for formats that programs read.
    """

    code: str
    name: str
    title: str
    about: str
    codes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
