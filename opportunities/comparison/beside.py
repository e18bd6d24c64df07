"""Rows of areas beside each other, in the order of their names, each against the share of all. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from opportunities.comparison.measures import Measure, Row
from opportunities.drawings.funnel import Z_95, Z_998, limits

FEWEST = 8  # under so many reviews a share is told of no area beside others
NUMBERS = ("count", "denominator", "share", "interval")


@dataclass(frozen=True)
class Beside:
    """`rows`: label, slug, NUMBERS, `suppressed` where they may not or can't be told, `few` where reviews are too few.

    `pooled` is the same of all areas; None before anything is rolled up.
    """

    measure: Measure
    rows: tuple[Row, ...]
    pooled: Row | None

    @property
    def drawn(self) -> int:
        """How many areas have a share."""
        return sum(row["share"] is not None for row in self.rows)

    @property
    def by_chance(self) -> float:
        """How many would lie outside the 95% limits if nothing but chance made them differ."""
        return self.drawn * 0.05


def beside(measure: Measure, found: Iterable[tuple[str, str, Row | None]], pooled: Row | None) -> Beside:
    """`found`: slug and name of each area, and what its tables say of the measure."""
    rows = sorted((_row(*each) for each in found), key=lambda row: (row["label"].casefold(), row["slug"]))
    return Beside(measure, tuple(rows), _row("", "All areas", pooled) if pooled else None)


def _row(slug: str, name: str, found: Row | None) -> dict[str, Any]:
    row: dict[str, Any] = {"slug": slug, "label": name, "suppressed": False, "few": False, **dict.fromkeys(NUMBERS)}
    row |= {key: found[key] for key in NUMBERS} if found else {"count": 0, "denominator": 0}
    row["few"] = row["denominator"] is not None and 0 < row["denominator"] < FEWEST
    if row["few"]:
        row["share"] = row["interval"] = None
    row["suppressed"] = row["few"] or bool(found and found.get("suppressed"))
    return row


def standing(row: Row, pooled: Row | None) -> str:
    """Where a share lies against the limits of chance around that of all areas: a place, and no judgement."""
    if row["share"] is None or not pooled or pooled["share"] is None:
        return ""
    for z, name in ((Z_998, "99.8%"), (Z_95, "95%")):
        low, high = limits(pooled["share"], row["denominator"], z)
        if not low <= row["share"] <= high:
            return f"{'Above' if row['share'] > high else 'Below'} the {name} limits"
    return "Within the limits"
