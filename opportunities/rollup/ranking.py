"""Most first, and catalogue order where two are level."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from opportunities.rollup.given import Catalogue

AT_MOST = 2
SMALLEST_DRIVER = 0.05


class Standing(NamedTuple):
    """A row of a ranking: its place in the catalogue settles ties. A group stands where its first pathway stands."""

    position: int
    label: str


Ranked = tuple[Standing, float]


def standings(catalogue: Catalogue) -> dict[str, Standing]:
    """Pathway code → the group that tables rank it under, or itself."""
    first: dict[str, int] = {}
    for position, pathway in enumerate(catalogue.pathways.values()):
        if pathway.group:
            first.setdefault(pathway.group, position)
    return {
        code: Standing(first[pathway.group], catalogue.groups[pathway.group])
        if pathway.group
        else Standing(position, pathway.label)
        for position, (code, pathway) in enumerate(catalogue.pathways.items())
    }


def most_first(counted: Mapping[Standing, float]) -> list[Ranked]:
    """Everything above 0, most first, ties by place in the catalogue."""
    return sorted(((at, n) for at, n in counted.items() if n > 0), key=lambda row: (-row[1], row[0]))


def add_up(rows: Iterable[tuple[Standing, float]]) -> dict[Standing, float]:
    total: dict[Standing, float] = {}
    for standing, amount in rows:
        total[standing] = total.get(standing, 0) + amount
    return total


def counted_by(counts: pd.Series) -> list[tuple[tuple[str, ...], int]]:
    """The rows of a series of counts: its index and its value."""
    return [(at, int(n)) for at, n in zip(counts.index.tolist(), counts.tolist(), strict=True)]


def top_proposed(flows: pd.Series, catalogue: Catalogue) -> list[Ranked]:
    """The two pathway groups (or pathways) proposed most. `flows`: n by decision_point, actual and proposed."""
    ranked = standings(catalogue)
    counted = add_up((ranked[proposed], n) for (_, _, proposed), n in counted_by(flows))
    return most_first(counted)[:AT_MOST]


def instead_of(flows: pd.Series, top: list[Ranked], catalogue: Catalogue) -> str | None:
    """The actual pathway that the top proposals most often replace."""
    ranked = standings(catalogue)
    wanted = {standing for standing, _ in top}
    places = {code: Standing(at, pathway.label) for at, (code, pathway) in enumerate(catalogue.pathways.items())}
    counted = add_up(
        (places[actual], n) for (_, actual, proposed), n in counted_by(flows) if ranked[proposed] in wanted
    )
    replaced = most_first(counted)
    return replaced[0][0].label if replaced else None


def top_reasons(reasons: pd.Series, catalogue: Catalogue) -> list[Ranked]:
    """The two commonest main reasons that are not practitioner variation. `reasons`: n by decision_point and reason."""
    places = {code: Standing(at, reason.label) for at, (code, reason) in enumerate(catalogue.reasons.items())}
    counted = add_up(
        (places[code], n) for (_, code), n in counted_by(reasons) if not catalogue.reasons[code].practitioner_variation
    )
    return most_first(counted)[:AT_MOST]


def drivers(amounts: Mapping[Standing, float]) -> list[str]:
    """The two labels behind most of an amount; what makes up less than 5% of it drives nothing."""
    least = SMALLEST_DRIVER * sum(amounts.values())
    return [standing.label for standing, amount in most_first(amounts)[:AT_MOST] if amount >= least]
