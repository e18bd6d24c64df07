"""Any catalogue, areas and reviews: the tables equal a plain calculation, written from the definitions alone."""

import math
from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opportunities.rollup.given import (
    COUNT_COLUMNS,
    AreaInputs,
    Catalogue,
    Pathway,
    PointInputs,
    Procurement,
    Rate,
    Reason,
    Tally,
)
from opportunities.rollup.pooling import pool
from opportunities.rollup.tables import Figures, draw_up
from opportunities.rollup.workings import workings
from pathways.questions import DECISION_POINTS, FOCUSES, WITH_NOTES
from tests.examples import examples

SECTORS = {"acute": "Acute", "ccg": "CCG/Other", "la": "Local authority"}
PATHWAYS = [f"p{number}" for number in range(6)]
REASONS = {f"r{number}": Reason(f"r{number}", f"Reason {number}", number == 1) for number in range(4)}
AREAS = ("kent", "bath", "ely")
pounds = st.floats(0, 10_000, allow_nan=False).map(lambda amount: round(amount, 2))
shares = st.floats(0, 1, allow_nan=False)


@st.composite
def catalogues(draw):
    groups = draw(st.lists(st.sampled_from([None, "g1", "g2"]), min_size=6, max_size=6))
    levels = draw(st.lists(st.integers(0, 4), min_size=6, max_size=6))
    pathways = {
        code: Pathway(code, f"Pathway {code}", level, None, group)
        for code, level, group in zip(PATHWAYS, levels, groups, strict=True)
    }
    return Catalogue(SECTORS, pathways, REASONS, {"g1": "Group one", "g2": "Group two"}, {})


@st.composite
def areas(draw, slug):
    points = {
        point.code: PointInputs(
            draw(st.none() | st.floats(0, 50_000)),
            draw(st.none() | shares),
            draw(st.dictionaries(st.sampled_from(PATHWAYS), shares, max_size=3)),
        )
        for point in draw(st.lists(st.sampled_from(WITH_NOTES), unique=True, min_size=4))
    }
    costs = draw(
        st.dictionaries(
            st.sampled_from(PATHWAYS), st.dictionaries(st.sampled_from(list(SECTORS)), pounds, min_size=1), min_size=4
        )
    )
    rates = st.builds(
        Rate,
        st.just("C"),
        st.sampled_from(list(SECTORS)),
        st.sampled_from(["Nursing", "Dementia"]),
        pounds,
        pounds,
        st.integers(0, 50),
    )
    return AreaInputs(
        slug, slug.title(), draw(st.none() | st.floats(1e6, 2e9)), draw(st.none() | st.floats(1e6, 1e9)), points, costs,
        Procurement(tuple(draw(st.lists(rates, max_size=3))), draw(st.none() | shares)),
    )  # fmt: skip


@st.composite
def reviews(draw):
    """Single reviews as an area might hold them: decision point, actual, best, proposed, main reason."""
    found = []
    for _ in range(draw(st.integers(0, 25))):
        point, actual = draw(st.sampled_from(WITH_NOTES)).code, draw(st.sampled_from(PATHWAYS))
        best = draw(st.sampled_from(["yes", "no", "no", "unclear"]))
        others = [code for code in PATHWAYS if code != actual]
        no = best == "no"
        found.append(
            (
                point,
                actual,
                best,
                draw(st.sampled_from(others)) if no else "",
                draw(st.sampled_from(list(REASONS))) if no else "",
            )
        )
    return found


def tally(found: list[tuple]) -> Tally:
    counted = defaultdict(int)
    for review in found:
        counted[review] += 1
    return Tally(
        pd.DataFrame([(*review, "", "", None, n) for review, n in counted.items()], columns=list(COUNT_COLUMNS))
    )


worlds = st.tuples(catalogues(), st.tuples(*(areas(slug) for slug in AREAS)), st.tuples(*(reviews() for _ in AREAS)))


# --- the same again, one review at a time


def plain_money(area: AreaInputs, found: list[tuple]) -> dict | None:
    """(focus, sector) → [gross, reinvestment]; None when something is missing."""
    reviewed = defaultdict(int)
    for point, _, best, _, _ in found:
        reviewed[point] += best in ("yes", "no")
    if area.total_budget is None or (area.procurement.rates and area.procurement.realisable_share is None):
        return None
    if any(
        n and (point not in area.points or area.points[point].annual_volume is None) for point, n in reviewed.items()
    ):
        return None
    money = defaultdict(lambda: [0.0, 0.0])
    for point, actual, best, proposed, _ in found:
        if best != "no":
            continue
        given_here = area.points[point]
        share = given_here.by_actual_pathway.get(actual, given_here.realisable_share)
        if share is None or actual not in area.unit_costs or proposed not in area.unit_costs:
            return None
        flow = given_here.annual_volume / reviewed[point] * share
        focus = next(each.focus for each in DECISION_POINTS if each.code == point)
        for sector in SECTORS:
            d = area.unit_costs[actual].get(sector, 0) - area.unit_costs[proposed].get(sector, 0)
            money[focus, sector][0] += flow * max(d, 0)
            money[focus, sector][1] += flow * max(-d, 0)
    for rate in area.procurement.rates:
        money["q7", rate.sector][0] += (
            max(rate.weekly_rate - rate.benchmark, 0) * rate.beds * 52 * area.procurement.realisable_share
        )
    return money


def near(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-6)


def check_money(figures: Figures, each: list[dict], budget: float) -> None:
    saving = {
        focus.code: sum(g - r for money in each for (f, _), (g, r) in money.items() if f == focus.code)
        for focus in FOCUSES
    }
    total = sum(saving.values())
    for row in figures.opportunities["rows"]:
        assert row["saving"] == near(saving[row["area_of_focus"]])
        assert row["saving_typical"] == near(saving[row["area_of_focus"]] * 1e9 / budget)
        if abs(total) > 1:
            assert row["saving_share"] == near(saving[row["area_of_focus"]] / total)
    for row in figures.cost_movements["rows"]:
        gross, spent = (
            sum(amounts[kind] for money in each for (_, s), amounts in money.items() if s == row["sector"])
            for kind in (0, 1)
        )
        assert (row["gross_saving"], row["reinvestment"], row["net"]) == (near(gross), near(spent), near(gross - spent))
    assert figures.opportunities["total"]["saving"] == near(total)
    assert figures.cost_movements["total"]["net"] == near(total)
    assert sum(flow["saving"] or 0 for flow in figures.flows["flows"]) == near(total - saving["q7"])


def check_counts(figures: Figures, catalogue: Catalogue, found: list[tuple]) -> None:
    for row in figures.opportunities["rows"][:-1]:
        here = [
            review
            for review in found
            if next(p.focus for p in DECISION_POINTS if p.code == review[0]) == row["area_of_focus"]
        ]
        improvable = [review for review in here if review[2] == "no"]
        answered = [review for review in here if review[2] != "unclear"]
        assert (row["notes_reviewed"], row["unclear"], row["improvable"]) == (
            len(answered),
            len(here) - len(answered),
            len(improvable),
        )

        def ranked(code):
            group = catalogue.pathways[code].group
            return catalogue.groups[group] if group else catalogue.pathways[code].label

        labels = list(dict.fromkeys(ranked(code) for code in PATHWAYS))  # in the order of the catalogue
        most = sorted(labels, key=lambda label: -sum(ranked(review[3]) == label for review in improvable))
        top = [(label, sum(ranked(review[3]) == label for review in improvable)) for label in most][:2]
        top = [(label, n) for label, n in top if n]
        assert [(each["label"], each["count"]) for each in row["top_proposed"]] == top
        replaced = [review[1] for review in improvable if ranked(review[3]) in dict(top)]
        instead = max(PATHWAYS, key=replaced.count)
        assert row["instead_of"] == (catalogue.pathways[instead].label if replaced else None)
        given_reasons = [review[4] for review in improvable]
        reasons = sorted(
            (r for r in REASONS if r != "r1" and r in given_reasons), key=lambda r: -given_reasons.count(r)
        )[:2]
        assert [(each["label"], each["count"]) for each in row["top_reasons"]] == [
            (REASONS[r].label, given_reasons.count(r)) for r in reasons
        ]


@settings(max_examples=examples(60), deadline=None)
@given(worlds)
def test_an_area_and_all_areas_equal_the_plain_calculation(world):
    catalogue, inputs, found = world
    worked = {area.name: workings(tally(mine), area, catalogue) for area, mine in zip(inputs, found, strict=True)}
    plain = [plain_money(area, mine) for area, mine in zip(inputs, found, strict=True)]
    for area, mine, money, each in zip(inputs, found, plain, worked.values(), strict=True):
        figures = draw_up(each, catalogue)
        check_counts(figures, catalogue, mine)
        assert bool(figures.opportunities["incomplete"]) == (money is None)
        if money is not None:
            check_money(figures, [money], area.total_budget)
    together = draw_up(pool(list(worked.items()), catalogue), catalogue)
    check_counts(together, catalogue, [review for mine in found for review in mine])
    complete = [money for money in plain if money is not None]
    if complete:
        budget = sum(area.total_budget for area, money in zip(inputs, plain, strict=True) if money is not None)
        check_money(together, complete, budget)
    else:
        assert together.opportunities["total"]["saving"] is None


@settings(max_examples=examples(20), deadline=None)
@given(worlds)
def test_a_total_is_the_sum_of_what_it_totals(world):
    catalogue, inputs, found = world
    for area, mine in zip(inputs, found, strict=True):
        figures = draw_up(workings(tally(mine), area, catalogue), catalogue)
        if figures.opportunities["incomplete"]:
            continue
        for table, names in (
            (figures.opportunities, ["saving"]),
            (figures.cost_movements, ["gross_saving", "reinvestment", "net"]),
        ):
            for name in names:
                assert table["total"][name] == math.fsum(row[name] for row in table["rows"])
