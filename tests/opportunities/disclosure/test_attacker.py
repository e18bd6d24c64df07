"""An attacker who has the published tables and a solver, and knows nothing of how they were made."""

import random
from collections.abc import Collection

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from opportunities.disclosure.control import control, given_away
from opportunities.disclosure.rules import Rules
from opportunities.rollup.tables import Figures, draw_up
from pathways.questions import WITH_NOTES
from tests.opportunities.disclosure import worlds
from tests.opportunities.disclosure.scale import AREAS

RULES = Rules()


def known(shown: int | None) -> tuple[float, float]:
    """A shown count is within 2 of what it was and never 1 to 7; a hidden one is at least 1."""
    if shown is None:
        return 1, np.inf
    return (0, 0) if shown == 0 else (max(8, shown - 2), shown + 2)


def equations(figures: Figures) -> tuple[list[str], list[tuple[dict[str, int], int | None]]]:
    """Unknowns, and what is published of sums of them: Figure 3 with its totals, the flows, and the answers."""
    flows = {f"flow {at}": row for at, row in enumerate(figures.flows["flows"])}
    points = {point.code: point.focus for point in WITH_NOTES}

    def of(kind: str, where: Collection[str]) -> dict[str, int]:
        if kind == "no":
            return {name: 1 for name, flow in flows.items() if flow["decision_point"] in where}
        return {f"{kind} {code}": 1 for code in where}

    published = [({name: 1}, row["count"]) for name, row in flows.items()]
    rows = [row for row in figures.opportunities["rows"] if row["area_of_focus"] != "q7"]
    for row in (*rows, figures.opportunities["total"]):
        here = [code for code, focus in points.items() if row.get("area_of_focus", focus) == focus]
        both = {**of("no", here), **of("yes", here)}
        published += [(of("no", here), row["improvable"]), (both, row["notes_reviewed"])]
        published += [(of("unclear", here), row["unclear"])]
    answers = next(each["rows"] for each in figures.breakdowns["breakdowns"] if each["code"] == "answers")
    for row in answers:
        here = [row["decision_point"]] if row["decision_point"] else list(points)
        every = {**of("no", here), **of("yes", here)} | (of("unclear", here) if row["code"] == "unclear" else {})
        published += [(of(row["code"], here), row["count"]), (every, row["denominator"])]
    others = [f"{kind} {code}" for kind in ("yes", "unclear") for code in points]
    return [*flows, *others], published


def reach(figures: Figures) -> list[tuple[float, float]]:
    """Between which whole numbers each hidden count must lie."""
    names, published = equations(figures)
    if not names:
        return []
    rows = np.array([[parts.get(name, 0) for name in names] for parts, _ in published], dtype=float)
    spans = [known(shown) for _, shown in published]
    limits = LinearConstraint(rows, [low for low, _ in spans], [high for _, high in spans])
    found = []
    for row, (parts, shown) in zip(rows, published, strict=True):
        if shown is None and parts:
            ends = [
                milp(sign * row, constraints=limits, integrality=np.ones(len(names)), bounds=Bounds(0, 10_000)).fun
                for sign in (1, -1)
            ]
            found.append((round(ends[0]), round(-ends[1])))
    return found


@pytest.mark.parametrize("seed", range(max(AREAS // 10, 8)))
def test_no_hidden_count_can_be_told_to_fewer_than_five_whole_numbers(seed: int) -> None:
    rng = random.Random(seed)
    catalogue = worlds.catalogue(rng)
    area = worlds.area(rng, catalogue)
    given = given_away(draw_up(area, catalogue), [("", area)], catalogue, RULES)
    assert all(high - low >= 4 for low, high in reach(given))


def test_without_the_second_pass_the_attacker_wins() -> None:
    """So that the test above could fail."""
    pinned = 0
    for seed in range(8):
        rng = random.Random(seed)
        catalogue = worlds.catalogue(rng)
        plain = control(draw_up(worlds.area(rng, catalogue), catalogue), RULES)
        pinned += sum(high - low < 4 for low, high in reach(plain))
    assert pinned


def test_the_same_data_give_the_same_tables() -> None:
    made = []
    for _ in range(2):
        rng = random.Random(5)
        catalogue = worlds.catalogue(rng)
        area = worlds.area(rng, catalogue)
        made.append(given_away(draw_up(area, catalogue), [("", area)], catalogue, RULES))
    assert made[0] == made[1]
