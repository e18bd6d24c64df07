"""The demonstration's counts and inputs give every published figure, at published rounding and well inside it."""

from collections import Counter
from functools import cache

import pandas as pd
import pytest

from tests.demo.figures import FOCUS, Money
from tests.demo.files import catalogue, decisions, published

# A figure must not sit on the edge of its rounding: £10,000 in a £1bn economy, where £50,000 is the most there can be.
MARGIN = 0.01

money = cache(Money)
FIGURE_2, FIGURE_3 = published()["figure_2"], published()["figure_3"]
ROWS_WITH_NOTES = [row for row in FIGURE_3["rows"] if row["notes_reviewed"]]


@cache
def of_focus(focus: str) -> pd.DataFrame:
    table = decisions()
    return table[table["decision_point"].map(FOCUS) == focus]


def well_inside(amount: float, shown: float) -> bool:
    """Whether an amount in £m rounds to the figure shown, with a margin."""
    return abs(amount - shown) <= 0.05 - MARGIN


@pytest.mark.parametrize("row", ROWS_WITH_NOTES, ids=lambda row: row["area_of_focus"])
def test_counts_are_the_published(row):
    best = of_focus(row["area_of_focus"])["best_pathway"].value_counts()
    assert (best["yes"] + best["no"], best["no"]) == (row["notes_reviewed"], row["improvable"])
    assert round(best["no"] / (best["yes"] + best["no"]) * 100) == row["improvable_percent"]


def test_all_decisions_are_2265_and_about_60_more_are_unclear():
    best = decisions()["best_pathway"].value_counts()
    assert (best["yes"] + best["no"], best["no"], best["unclear"]) == (2265, 1014, 60)


@pytest.mark.parametrize("row", FIGURE_3["rows"], ids=lambda row: row["area_of_focus"])
def test_savings_are_the_published(row):
    saving = money().saving(row["area_of_focus"])
    assert well_inside(money().typical(saving), row["saving_typical_gbp_m"])
    assert abs(saving / money().total_saving() * 100 - row["saving_percent"]) < 0.49


@pytest.mark.parametrize("row", FIGURE_2["rows"], ids=lambda row: row["sector"])
def test_cost_movements_are_the_published(row):
    gross, reinvestment = (
        money().typical(amount) for amount in (money().gross_of(row["sector"]), money().reinvestment_of(row["sector"]))
    )
    assert well_inside(gross, row["gross_savings_gbp_m"])
    assert well_inside(reinvestment, row["reinvestment_gbp_m"])
    assert well_inside(gross - reinvestment, row["net_gbp_m"])


def test_totals_are_the_published():
    sectors = [row["sector"] for row in FIGURE_2["rows"]]
    assert well_inside(money().typical(sum(map(money().gross_of, sectors))), FIGURE_2["total"]["gross_savings_gbp_m"])
    assert well_inside(
        money().typical(sum(map(money().reinvestment_of, sectors))), FIGURE_2["total"]["reinvestment_gbp_m"]
    )
    assert well_inside(money().typical(money().total_saving()), FIGURE_3["total"]["saving_typical_gbp_m"])


def test_budgets_average_a_billion_with_the_published_part_reviewed():
    assert money().budget() / 5 == 1e9
    assert (
        round(money().typical(money().budget("reviewed_budget"))) == FIGURE_2["typical_reviewed_pathway_budget_gbp_m"]
    )


@pytest.mark.parametrize(
    ("focus", "first", "second", "instead_of"),
    [
        ("q1-attendances", "GP", "Community nursing", "A&E attendance"),
        ("q1-admissions", "Community health", "GP", "Acute admission, long stay"),
        ("q2", "Home with clinical or social support", "Step-up and step-down intermediate beds", "Acute ward bed"),
        (
            "q3-4",
            "Domiciliary package",
            "Falls service, voluntary sector support, equipment and telecare",
            "Long-term residential placement",
        ),
        (
            "q5-6",
            "Lower-grade nurses, care workers, service users and families",
            "GP",
            "Registered nurse visits at home",
        ),
    ],
)
def test_most_proposed_pathways_are_the_published(focus, first, second, instead_of):
    groups = {group["code"]: group["label"] for group in catalogue()["pathway_groups"]}
    label = {pathway["code"]: groups.get(pathway["group"], pathway["label"]) for pathway in catalogue()["pathways"]}
    improvable = of_focus(focus)[of_focus(focus)["best_pathway"] == "no"]
    ranked = Counter(improvable["proposed_pathway"].map(label)).most_common(3)
    assert [name for name, _ in ranked[:2]] == [first, second]
    assert ranked[0][1] > ranked[1][1] > ranked[2][1], "no ties, so that catalogue order never decides"
    replaced = Counter(
        improvable.loc[improvable["proposed_pathway"].map(label).isin([first, second]), "actual_pathway"]
    )
    names = {pathway["code"]: pathway["label"] for pathway in catalogue()["pathways"]}
    assert names[replaced.most_common(1)[0][0]] == instead_of


@pytest.mark.parametrize("row", ROWS_WITH_NOTES, ids=lambda row: row["area_of_focus"])
def test_most_prevalent_reasons_are_the_published(row):
    reasons = {reason["code"]: reason for reason in catalogue()["reasons"]}
    improvable = of_focus(row["area_of_focus"])
    main = Counter(improvable.loc[improvable["best_pathway"] == "no", "reasons"].str.split(";").str[0])
    other = Counter(
        {reasons[code]["label"]: n for code, n in main.items() if not reasons[code]["practitioner_variation"]}
    )
    assert [label for label, _ in other.most_common(2)] == row["top_reasons"]
