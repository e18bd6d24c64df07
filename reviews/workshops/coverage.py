"""Which professions a panel covers, and what it lacks. No Django in here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 3  # professions, below which a panel's answers are too much one trade's view


@dataclass(frozen=True)
class Coverage:
    """`professions`: (label, how many), in the order given; `warnings`: sentences, empty when all is well."""

    professions: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]


def coverage(members: Iterable[tuple[str, str]]) -> Coverage:
    """What a panel covers, from each member's (profession, side): "health", "social-care" or "voluntary"."""
    members = list(members)
    counts = Counter(profession for profession, _ in members)
    return Coverage(tuple(counts.items()), tuple(_warnings(len(counts), {side for _, side in members})))


def _warnings(professions: int, sides: set[str]) -> Iterable[str]:
    if professions < FEWEST:
        covered = f"{professions or 'No'} profession{'' if professions == 1 else 's'}"
        yield f"{covered}: a panel should have at least {FEWEST}."
    if "health" in sides and "social-care" not in sides:
        yield "Health without social care: add somebody from social care."
    if "social-care" in sides and "health" not in sides:
        yield "Social care without health: add somebody from health."
