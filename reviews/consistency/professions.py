"""How each profession's first answers stand to the others', never told of one or two people. No Django in here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reviews.consistency.counts import OfProfession
from reviews.consistency.referral import Rate

# Told of fewer, a profession's figures would be those of a person whom everybody in the room can name.
PEOPLE = 3
OTHERS, OTHERS_LABEL, ALL_LABEL = "others", "Other professions", "All professions"


@dataclass(frozen=True)
class Told:
    """A line of professions: one, or several that have few people, told together."""

    code: str
    label: str
    professions: tuple[str, ...]


def who(found: Mapping[str, OfProfession], labels: Mapping[str, str]) -> tuple[Told, ...]:
    """The lines that may be told, in catalogue order, what is told together last. None while all are too few.

    Professions with few people go together; where those are still too few, the next smallest joins them, so that
    nothing of them is left over when what is told is taken from the whole.
    """
    ordered = [code for code in labels if code in found]
    together = [code for code in ordered if len(found[code].people) < PEOPLE]
    apart = sorted((code for code in ordered if code not in together), key=lambda code: len(found[code].people))
    while together and apart and _people(found, together) < PEOPLE:
        together.append(apart.pop(0))
    lines = [Told(code, labels[code], (code,)) for code in ordered if code in apart]
    if together and _people(found, together) >= PEOPLE:
        lines.append(Told(OTHERS, OTHERS_LABEL if lines else ALL_LABEL, tuple(together)))
    return tuple(lines)


def professions(found: Mapping[str, OfProfession], told: tuple[Told, ...]) -> list[dict[str, Any]]:
    return [_row(line, sum((found[code] for code in line.professions), OfProfession())) for line in told]


def _people(found: Mapping[str, OfProfession], codes: list[str]) -> int:
    return len(frozenset().union(*(found[code].people for code in codes)))


def _row(line: Told, counted: OfProfession) -> dict[str, Any]:
    return {
        "profession": line.code,
        "label": line.label,
        "people": len(counted.people),
        "same_as_others": counted.alike / counted.pairs if counted.pairs else None,
        "same_as_agreed": Rate(counted.as_agreed, counted.answers).as_row(),
        "changed": Rate(counted.changed, counted.answers).as_row(),
        "improvable": Rate(counted.improvable, counted.decided).as_row(),
    }
