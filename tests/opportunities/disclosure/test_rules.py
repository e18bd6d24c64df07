"""Rules 1 to 3 of disclosure control, worked by hand and then over random areas."""

import random
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opportunities.disclosure import money
from opportunities.disclosure.control import CONTROLS, control
from opportunities.disclosure.rules import Rules, UnsafeRules
from opportunities.rollup.tables import Figures, draw_up
from reviews.consistency.wilson import wilson
from tests.opportunities.disclosure import worlds
from tests.opportunities.disclosure.scale import AREAS

RULES = Rules()


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (203, 205)]
)
def test_a_count_is_0_or_hidden_or_to_the_nearest_5(count: int, shown: int | None) -> None:
    assert RULES.count(count) == shown


@pytest.mark.parametrize("rules", [RULES, Rules(9, 5), Rules(7, 10), Rules(5, 5), Rules(8, 20)])
def test_the_span_of_a_shown_count_is_every_count_shown_so_and_no_other(rules: Rules) -> None:
    for shown in {rules.count(count) for count in range(200)} - {None}:
        low, high = rules.span(shown)
        assert [count for count in range(300) if rules.count(count) == shown] == list(range(low, high + 1))


@pytest.mark.parametrize(
    ("count", "of"), [(3, 40), (40, 43), (4, 6), (1, 1)], ids=["numerator", "difference", "both", "one of one"]
)
def test_a_share_is_hidden_when_a_count_behind_it_is_small(count: int, of: int) -> None:
    assert RULES.share(count, of) is None


def test_a_share_and_its_interval_come_from_the_rounded_counts() -> None:
    assert RULES.share(13, 42) == (15 / 40, list(wilson(15 / 40, 40)))
    assert RULES.share(0, 12) == (0.0, list(wilson(0.0, 10)))
    assert RULES.share(12, 12) == (1.0, list(wilson(1.0, 10)))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, 0), (499, 0), (500, 1_000), (12_499, 12_000), (99_400, 99_000), (99_500, 100_000), (123_456, 120_000),
     (286_500, 290_000), (-51_500, -52_000), (27_049_000, 27_000_000)],
)  # fmt: skip
def test_money_goes_to_two_figures_and_never_finer_than_a_thousand_pounds(amount: float, shown: int) -> None:
    assert money.rounded(amount) == shown
    low, high = money.span(shown)
    assert low <= amount <= high


@given(st.floats(-1e10, 1e10))
def test_an_amount_lies_in_the_span_of_what_is_shown(amount: float) -> None:
    low, high = money.span(money.rounded(amount))
    assert low <= amount <= high


@pytest.mark.parametrize(
    ("unsafe", "setting"),
    [({"hide_up_to": 4}, "DISCLOSURE_HIDE_UP_TO"), ({"round_to": 1}, "DISCLOSURE_ROUND_TO")],
)
def test_rules_that_would_give_counts_away_are_refused_by_name(unsafe: dict[str, int], setting: str) -> None:
    with pytest.raises(UnsafeRules, match=f"{setting}.*from 5 up"):
        Rules(**unsafe)


def test_every_table_has_its_control() -> None:
    """A new table of figures would otherwise be published as it is."""
    assert set(CONTROLS) >= {field.name for field in fields(Figures)}


def rows(value):
    """Every row of a table, however deep."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from rows(part)


COUNTS = {"notes_reviewed", "unclear", "improvable", "count", "denominator"}
SHARES = (
    ("improvable", "notes_reviewed", ("improvable_share", "improvable_share_interval")),
    ("count", "denominator", ("share", "interval")),
)


def check_counts(row: dict) -> None:
    for key in COUNTS & row.keys():
        if row.get("unit") != "pounds" and row[key] is not None:
            assert row[key] == 0 or (row[key] >= 10 and row[key] % 5 == 0)


def check_shares(working: dict, row: dict) -> None:
    for counted, of, keys in SHARES:
        if row.get("unit") == "pounds" or counted not in row or of not in row or not working[of]:
            continue
        small = [0 < n < 8 for n in (working[counted], working[of], working[of] - working[counted])]
        if any(small) or row[counted] is None or row[of] is None:
            assert [row[key] for key in keys] == [None, None]
            assert set(keys) <= set(row["suppressed_keys"])
        else:
            share = row[counted] / row[of]
            assert [row[key] for key in keys] == [share, list(wilson(share, row[of]))]


def check_marks(row: dict) -> None:
    hidden = row.get("suppressed_keys", [])
    assert all(row[key] is None for key in hidden)
    assert row.get("suppressed", False) is bool(hidden)


def check_money_of_flows(flow: dict) -> None:
    if flow["count"] is None:
        assert flow["saving"] is None and flow["annual_flow"] is None
    assert not 0 < (flow["annual_flow"] or 0) < 8  # people a year
    if flow["saving"] is not None:
        assert flow["saving"] % 1_000 == 0


@settings(max_examples=AREAS, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_the_area_the_plain_rules_hold(seed: int) -> None:
    rng = random.Random(seed)
    catalogue = worlds.catalogue(rng)
    working = draw_up(worlds.area(rng, catalogue), catalogue)
    controlled = control(working, RULES)
    for field in fields(controlled):
        for row in rows(getattr(controlled, field.name)):
            check_counts(row)
            check_marks(row)
    for before, row in zip(working.opportunities["rows"], controlled.opportunities["rows"], strict=True):
        if before["notes_reviewed"] is not None:
            check_shares(before, row)
    for before, row in zip(working.headlines["headlines"], controlled.headlines["headlines"], strict=True):
        check_shares(before, row)
    for flow in controlled.flows["flows"]:
        check_money_of_flows(flow)
