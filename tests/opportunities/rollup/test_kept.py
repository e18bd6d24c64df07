"""What is kept beside an area's tables gives the same tables again."""

import json
from dataclasses import replace

import numpy as np
import pytest

from opportunities.rollup.given import Tally
from opportunities.rollup.kept import pack, unpack
from opportunities.rollup.pooling import pool
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import Workings, workings
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY, counts


def kept(made: Workings) -> Workings:
    packed, draws = pack(made)
    return unpack(json.loads(json.dumps(packed)), draws)


@pytest.mark.parametrize("tally", [TALLY, Tally(counts=counts())], ids=["reviews", "no reviews"])
@pytest.mark.parametrize("inputs", [AREA, replace(AREA, points={}, total_budget=None)], ids=["complete", "incomplete"])
def test_kept_workings_give_the_same_tables(tally, inputs):
    made = workings(tally, inputs, CATALOGUE)
    before, after = draw_up(made, CATALOGUE), draw_up(kept(made), CATALOGUE)
    assert (before.cost_movements, before.flows) == (after.cost_movements, after.flows)
    assert before.opportunities["total"]["saving"] == after.opportunities["total"]["saving"]
    assert before.headlines["headlines"][:-2] == after.headlines["headlines"][:-2]


def test_draws_keep_the_digits_an_interval_needs():
    made = workings(TALLY, AREA, CATALOGUE)
    assert np.allclose(kept(made).money.draws, made.money.draws, rtol=1e-6)


def test_areas_pool_from_what_is_kept():
    made = workings(TALLY, AREA, CATALOGUE)
    pooled = pool([("Kent", kept(made)), ("Bath", kept(replace(made, money=None, incomplete=("No.",))))], CATALOGUE)
    total = draw_up(pooled, CATALOGUE).opportunities["total"]
    assert (total["improvable"], total["saving"]) == (14, pytest.approx(286_500))
