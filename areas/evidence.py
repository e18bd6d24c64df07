"""What an area says of its volumes and shares beside the numbers: where they come from and how sure they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from areas.area_file.contents import Contents, section
from areas.models import Area, InputEvidence, Measured
from areas.shown import exact, percent


@dataclass(frozen=True)
class Evidence:
    """Of one input. `low` and `high`: decisions a year, or shares of 0 to 1; None where not said."""

    low: Decimal | None = None
    high: Decimal | None = None
    source: str = ""
    as_of: date | None = None

    @property
    def said(self) -> bool:
        return self != Evidence()


Said = Mapping[tuple[str, str], Evidence]  # by decision point and input (areas.models.Measured)


def evidence_of(area: Area) -> Said:
    """All that the area has said. One query."""
    return {(row["decision_point"], row["of"]): _evidence(row) for row in section(area, "evidence")}


def at_point(area: Area, point: str) -> dict[str, Evidence]:
    """Of both inputs of one decision point, empty where nothing is said."""
    said = evidence_of(area)
    return {of: said.get((point, of), Evidence()) for of in Measured.values}


def _evidence(row: Contents) -> Evidence:
    as_of = date.fromisoformat(row["as_of"]) if row["as_of"] else None
    return Evidence(row["low"], row["high"], row["source"], as_of)


def keep_at_point(area: Area, point: str, said: Mapping[str, Evidence]) -> None:
    """Make what is said at one decision point this; inside the caller's transaction."""
    InputEvidence.objects.filter(area=area, decision_point=point).delete()
    InputEvidence.objects.bulk_create(
        InputEvidence(area=area, decision_point=point, of=of, **vars(each)) for of, each in said.items() if each.said
    )


def in_words(of: str, evidence: Evidence) -> str:
    """As in "Hospital Episode Statistics, 31 March 2016; 900 to 1,200"; "" where nothing is said."""
    shown: Sequence[Any] = (evidence.low, evidence.high)
    ends = [percent(end) if of == Measured.SHARE else exact(end) for end in shown if end is not None]
    day = f"{evidence.as_of.day} {evidence.as_of:%B %Y}" if evidence.as_of else ""
    return "; ".join(part for part in (", ".join(filter(None, (evidence.source, day))), " to ".join(ends)) if part)


def in_words_by_point(area: Area) -> dict[str, list[tuple[str, str]]]:
    """Decision point → label of the input and what is said of it. One query."""
    words: dict[str, list[tuple[str, str]]] = {}
    for (point, of), evidence in evidence_of(area).items():
        words.setdefault(point, []).append((Measured(of).label, in_words(of, evidence)))
    return words
