"""One area worked by hand from beginning to end (the same numbers are in docs/method.md)."""

from dataclasses import replace

import pytest

from opportunities.rollup.given import AreaInputs
from opportunities.rollup.tables import Figures, draw_up
from opportunities.rollup.workings import workings
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY


def figures(inputs: AreaInputs = AREA) -> Figures:
    return draw_up(workings(TALLY, inputs, CATALOGUE), CATALOGUE)


def row(table: dict, **wanted: str) -> dict:
    ((name, value),) = wanted.items()
    return next(row for row in table["rows"] if row[name] == value)


def test_a_focus_with_two_decision_points_adds_their_counts_and_savings():
    q3_4 = row(figures().opportunities, area_of_focus="q3-4")
    assert (q3_4["notes_reviewed"], q3_4["unclear"], q3_4["improvable"]) == (14, 1, 7)
    assert q3_4["improvable_share"] == 0.5
    # q3: 100 x 250 + 25 x (2000 - 60) + 50 x (1700 + 40); q4: 500 x (300 - 100)
    assert q3_4["saving"] == pytest.approx(25_000 + 48_500 + 87_000 + 100_000)


def test_groups_are_ranked_as_one_and_ties_follow_the_catalogue():
    q3_4 = row(figures().opportunities, area_of_focus="q3-4")
    assert q3_4["top_proposed"] == [
        {"label": "Falls service and telecare", "count": 5},
        {"label": "Domiciliary package", "count": 2},
    ]
    assert q3_4["instead_of"] == "Domiciliary package"  # 4 of the 7; residential is 3
    assert q3_4["top_reasons"] == [
        {"label": "Hospital pressure", "count": 2, "share": 2 / 7},  # level with Choice, and before it in the catalogue
        {"label": "Choice", "count": 2, "share": 2 / 7},
    ]


def test_rates_above_the_benchmark_save_and_those_below_cost_nothing():
    q7 = row(figures().opportunities, area_of_focus="q7")
    assert q7["saving"] == pytest.approx(100 * 10 * 52 * 0.5)
    assert q7["saving_interval"] == [q7["saving"], q7["saving"]]
    assert [q7[name] for name in ("notes_reviewed", "improvable", "improvable_share", "instead_of")] == [None] * 4
    assert q7["top_reasons"] == [
        {"label": "Supply of housing", "count": None, "share": None},
        {"label": "Spot purchasing", "count": None, "share": None},
    ]


def test_a_focus_without_reviews_saves_nothing_and_has_no_share():
    q2 = row(figures().opportunities, area_of_focus="q2")
    assert (q2["notes_reviewed"], q2["improvable"], q2["saving"], q2["saving_interval"]) == (0, 0, 0.0, [0.0, 0.0])
    assert (q2["improvable_share"], q2["improvable_share_interval"]) == (None, None)
    assert (q2["top_proposed"], q2["instead_of"], q2["top_reasons"]) == ([], None, [])


def test_totals_shares_and_the_typical_geography():
    table = figures().opportunities
    total = table["total"]
    assert total["saving"] == pytest.approx(286_500)
    assert total["saving"] == sum(row["saving"] for row in table["rows"])
    assert total["saving_typical"] == pytest.approx(
        573_000
    )  # a budget of half a billion, so twice as much in a whole one
    assert (total["notes_reviewed"], total["improvable"], total["saving_share"]) == (14, 7, 1.0)
    assert row(table, area_of_focus="q7")["saving_share"] == pytest.approx(26_000 / 286_500)
    low, high = total["saving_interval"]
    assert low < total["saving"] < high


def test_cost_movements_net_inside_a_sector():
    table = figures().cost_movements
    ccg, authority = row(table, sector="ccg"), row(table, sector="la")
    assert [ccg["gross_saving"], ccg["reinvestment"], ccg["net"]] == pytest.approx([28_000, 51_500, -23_500])
    assert [authority["gross_saving"], authority["reinvestment"]] == pytest.approx([310_000, 0])
    assert [row["sector"] for row in table["rows"]] == ["acute", "ccg", "la"]
    assert ccg["net_typical"] == pytest.approx(-47_000)
    assert table["total"]["net"] == pytest.approx(286_500)


def test_drivers_are_what_moves_most_and_at_least_a_twentieth():
    table = figures().cost_movements
    ccg, authority, acute = row(table, sector="ccg"), row(table, sector="la"), row(table, sector="acute")
    assert ccg["saving_drivers"] == ["Bed rates: Nursing", "Residential placement"]  # 26,000 and 2,000 of 28,000
    assert ccg["investment_drivers"] == ["Falls service and telecare"]
    assert authority["saving_drivers"] == ["Domiciliary package", "Residential placement"]  # 175,000 and 135,000
    assert (acute["saving_drivers"], acute["investment_drivers"]) == ([], [])


def test_flows_are_in_catalogue_order_with_people_a_year():
    flows = figures().flows["flows"]
    assert [tuple(flow.values()) for flow in flows] == [
        ("q3-discharge", "package", "telecare", 2, pytest.approx(100), pytest.approx(25_000)),
        ("q3-discharge", "residential", "falls", 1, pytest.approx(25), pytest.approx(48_500)),
        ("q3-discharge", "residential", "package", 2, pytest.approx(50), pytest.approx(87_000)),
        ("q4-intake", "package", "falls", 2, pytest.approx(500), pytest.approx(100_000)),
    ]


def test_headlines_count_what_they_say():
    shown = {headline["code"]: headline for headline in figures().headlines["headlines"]}
    counted = {code: (headline["count"], headline["denominator"]) for code, headline in shown.items()}
    assert counted["improvable"] == (7, 14)
    assert counted["discharge-with-package"] == (5, 8)  # of those not going home without support
    assert counted["long-term-residential"] == (3, 6)
    assert counted["missed-prevention"] == (2, 4)
    assert counted["lower-level-of-care"] == (7, 7)
    assert shown["saving-of-reviewed-budget"]["share"] == pytest.approx(286_500 / 50e6)
    assert shown["saving-of-total-budget"]["share"] == pytest.approx(286_500 / 500e6)
    assert [
        (part["label"], part["count"], part["denominator"]) for part in shown["missed-prevention"]["breakdown"]
    ] == [
        ("Falls prevention", 2, 4),
        ("Medication review", 1, 4),
    ]


def test_without_a_reviewed_budget_only_its_headline_is_unknown():
    shown = figures(replace(AREA, reviewed_budget=None)).headlines["headlines"]
    of_reviewed, of_total = shown[-2:]
    assert (of_reviewed["share"], of_reviewed["interval"], of_reviewed["count"]) == (None, None, None)
    assert of_total["share"] is not None


def test_the_same_input_gives_the_same_figures():
    assert figures() == figures()


def test_the_headline_and_the_table_give_the_same_saving_to_the_last_digit():
    shown = figures()
    assert shown.headlines["headlines"][-1]["count"] == shown.opportunities["total"]["saving"]
