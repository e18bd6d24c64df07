"""All areas: counts over every area, money over the complete ones."""

from dataclasses import replace

import numpy as np
import pytest

from opportunities.rollup.given import Procurement, Tally
from opportunities.rollup.pooling import pool
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY, counts

KENT = workings(TALLY, AREA, CATALOGUE)
# Swindon has the same reviews, and a quarter of the budget that Kent has.
SWINDON = workings(TALLY, replace(AREA, slug="swindon", name="Swindon", total_budget=125e6), CATALOGUE)
UNPRICED = workings(
    Tally(counts=counts(("q4-intake", "residential", "no", "package", "choice", 3))),
    replace(AREA, slug="bath", name="Bath", total_budget=None, procurement=Procurement(reasons=("Spot purchasing",))),
    CATALOGUE,
)


def test_counts_are_pooled_and_typical_is_the_sum_over_the_sum():
    figures = draw_up(pool([("Kent", KENT), ("Swindon", SWINDON)], CATALOGUE), CATALOGUE)
    total = figures.opportunities["total"]
    assert (total["notes_reviewed"], total["improvable"]) == (28, 14)
    assert total["saving"] == pytest.approx(2 * 286_500)
    assert total["saving_typical"] == pytest.approx(1e9 * 2 * 286_500 / 625e6)
    assert figures.flows["flows"][0]["count"] == 4
    assert figures.flows["flows"][0]["annual_flow"] == pytest.approx(200)


def test_an_area_without_money_brings_its_counts_and_is_named():
    figures = draw_up(pool([("Kent", KENT), ("Bath", UNPRICED)], CATALOGUE), CATALOGUE)
    total = figures.opportunities["total"]
    assert (total["notes_reviewed"], total["improvable"]) == (17, 10)
    assert total["saving"] == pytest.approx(286_500)
    assert total["saving_typical"] == pytest.approx(573_000)
    assert figures.opportunities["incomplete"] == [
        "Bath is left out of the money. Set the area's total health and social care budget."
    ]
    unknown = next(
        flow
        for flow in figures.flows["flows"]
        if (flow["actual"], flow["decision_point"]) == ("residential", "q4-intake")
    )
    assert (unknown["count"], unknown["annual_flow"], unknown["saving"]) == (3, None, None)


def test_no_complete_area_means_no_money():
    figures = draw_up(pool([("Bath", UNPRICED)], CATALOGUE), CATALOGUE)
    assert figures.opportunities["total"]["saving"] is None
    assert figures.opportunities["total"]["improvable"] == 3


def test_the_reasons_most_areas_name_come_first():
    pooled = pool([("Kent", KENT), ("Bath", UNPRICED)], CATALOGUE)
    assert pooled.procurement_reasons == ("Spot purchasing", "Supply of housing", "A third")


def test_areas_are_resampled_independently():
    pooled = pool([("Kent", KENT), ("Swindon", SWINDON)], CATALOGUE)
    one, two = (area.money.draws.sum(axis=1) for area in (KENT, SWINDON))
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.1
    assert pooled.money.draws.sum(axis=1) == pytest.approx(one + two)


def test_a_pool_of_one_area_is_that_area():
    alone, pooled = (draw_up(each, CATALOGUE) for each in (KENT, pool([("Kent", KENT)], CATALOGUE)))
    assert alone.opportunities == pooled.opportunities
    assert alone.flows == pooled.flows
    assert alone.headlines == pooled.headlines


def test_a_part_of_a_headline_is_of_every_review_also_where_no_area_named_it():
    # Kent missed falls prevention in 2 of 4 reviews; Bath reviewed 3 at council intake and missed none.
    shown = draw_up(pool([("Kent", KENT), ("Bath", UNPRICED)], CATALOGUE), CATALOGUE).headlines["headlines"]
    missed = next(headline for headline in shown if headline["code"] == "missed-prevention")
    assert missed["denominator"] == 7
    assert [(part["code"], part["count"], part["denominator"]) for part in missed["breakdown"]] == [
        ("falls-prevention", 2, 7),
        ("medication", 1, 7),
    ]
    assert missed["breakdown"][0]["share"] == pytest.approx(2 / 7)
