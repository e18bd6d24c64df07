"""Consistency under disclosure control, worked by hand."""

from opportunities.disclosure.consistency_rows import controlled_consistency
from opportunities.disclosure.folding import fold
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.showing import Showing
from reviews.consistency.referral import Rate
from reviews.consistency.table import nothing

SHOWING = Showing(Rules())


def agreement(notes: int, same: float) -> dict:
    return {
        "field": "best_pathway", "notes": notes, "answers": 3 * notes, "unanimous": Rate(notes // 2, notes).as_row(),
        "same_answer": same, "alpha": 0.7431, "alpha_interval": [0.512, 0.861], "ac1": 0.8, "ac1_interval": [0.61, 0.9],
        "prevalence": [{"answer": "no", "share": 0.613}, {"answer": "yes", "share": 0.05}],
    }  # fmt: skip


def test_rates_follow_the_rules_and_coefficients_are_coarse() -> None:
    table = nothing() | {"agreement": [agreement(42, 0.778)]}
    row = controlled_consistency(table, SHOWING)["agreement"][0]
    assert (row["notes"], row["answers"]) == (40, 125)
    assert (row["unanimous"]["count"], row["unanimous"]["denominator"]) == (20, 40)
    assert (row["same_answer"], row["alpha"], row["alpha_interval"]) == (0.8, 0.75, [0.5, 0.85])
    assert [each["share"] for each in row["prevalence"]] == [0.6, None]  # 0.05 of 42 notes is two


def test_what_few_notes_say_is_hidden() -> None:
    row = controlled_consistency(nothing() | {"agreement": [agreement(6, 0.5)]}, SHOWING)["agreement"][0]
    assert [row[key] for key in ("notes", "same_answer", "alpha", "alpha_interval", "ac1")] == [None] * 5
    assert {"notes", "alpha", "same_answer"} <= set(row["suppressed_keys"])


def test_a_share_of_all_but_few_is_hidden_too() -> None:
    assert controlled_consistency({"agreement": [agreement(42, 0.95)]}, SHOWING)["agreement"][0]["same_answer"] is None


def group(name: str, count: int, of: int) -> dict:
    return {"name": name} | Rate(count, of).as_row()


def test_small_groups_are_put_together_until_they_have_eight() -> None:
    places = [group("Ashford", 4, 30), group("Dover", 1, 3), group("Thanet", 2, 9), group("Deal", 1, 2)]
    folded = [(each["name"], each["count"], each["denominator"]) for each in fold(places, Rules())]
    assert folded == [("Ashford", 4, 30), ("Other", 4, 14)]


def test_people_count_as_people() -> None:
    professions = [
        {"profession": code, "label": code, "people": people, "same_as_others": 0.5, "changed": Rate(1, 10).as_row()}
        for code, people in (("gp", 9), ("nurse", 4), ("ot", 6))
    ]
    gp, others = controlled_consistency({"professions": professions}, SHOWING)["professions"]
    assert (gp["profession"], gp["people"]) == ("gp", 10)
    assert (others["profession"], others["people"], others["same_as_others"]) == ("others", 10, None)
    assert others["changed"]["denominator"] == 20
