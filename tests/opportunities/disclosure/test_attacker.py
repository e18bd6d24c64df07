"""An attacker who has the published tables and a solver, and knows nothing of how they were made."""

import random
from dataclasses import replace

import pytest

from opportunities.disclosure.control import control
from opportunities.disclosure.rules import Rules
from tests.opportunities.disclosure import worlds
from tests.opportunities.disclosure.attack import known, known_with_money
from tests.opportunities.disclosure.many import attacked

RULES = Rules()
ONCE_TOLD = 70  # money in whole numbers left four values of a proposed pathway, in fractions more
SEEDS = (*range(8), ONCE_TOLD)  # a thousand: tests/opportunities/disclosure/many.py


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_count_can_be_told_to_fewer_than_five_whole_numbers(seed: int) -> None:
    """By figure 3, flows, headlines, every breakdown, and money by somebody who knows what a review stands for."""
    assert not attacked(seed)


def test_without_the_second_pass_the_attacker_wins() -> None:
    """So that the test above could fail: by each kind of table."""
    made = worlds.made(random.Random(1))
    plain = control(made.working, RULES)
    few = replace(plain, headlines={"headlines": []}, breakdowns={"breakdowns": []})
    told = [
        {where for where, (low, high) in found.reach().items() if high - low < 4}
        for found in (
            known(few, made.catalogue),
            known(plain, made.catalogue),
            known_with_money(plain, made.catalogue, made.area),
        )
    ]
    assert len(told[0]) < len(told[1]) < len(told[2])


def test_the_same_data_give_the_same_tables() -> None:
    assert worlds.made(random.Random(5)).given == worlds.made(random.Random(5)).given
