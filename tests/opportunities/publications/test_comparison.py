"""What differs between two publications, worked by hand."""

from typing import Any

from opportunities.publications.comparison import SECTIONS, catalogue_changes, focus_pairs, input_changes

KENT: dict[str, Any] = {
    "area": {"name": "Kent", "total_budget": 500, "reviewed_budget": None},
    "decision_points": [
        {"code": "q2-setting", "annual_volume": 100, "realisable_share": 0.5, "by_actual_pathway": {"bed": 0.25}}
    ],
    "unit_costs": [{"pathway": "bed", "sector": "acute", "unit_cost": 300, "units": 4, "source": ""}],
    "procurement": {
        "realisable_share": 0.5, "reasons": [],
        "rates": [{"commissioner": "CCG", "bed_type": "EMI", "weekly_rate": 800, "benchmark": 700, "beds": 10}],
    },
}  # fmt: skip
LABELS = {"q2-setting": "Acute setting", "bed": "Acute bed", "acute": "Acute"}


def told(changes: list[Any]) -> list[tuple[str, Any, Any]]:
    return [(change.what, change.first, change.second) for change in changes]


def test_the_same_inputs_do_not_differ() -> None:
    assert input_changes({"kent": KENT}, {"kent": KENT}, LABELS) == []


def test_every_kind_of_input_is_compared() -> None:
    second = KENT | {
        "area": KENT["area"] | {"reviewed_budget": 90},
        "decision_points": [KENT["decision_points"][0] | {"annual_volume": 120, "by_actual_pathway": {}}],
        "unit_costs": [KENT["unit_costs"][0] | {"units": 5}],
        "procurement": KENT["procurement"] | {"rates": [KENT["procurement"]["rates"][0] | {"beds": 12}]},
    }
    assert told(input_changes({"kent": KENT}, {"kent": second}, LABELS)) == [
        ("Reviewed budget", None, 90),
        ("Acute setting: decisions a year", 100, 120),
        ("Acute setting: realisable share, Acute bed", 0.25, None),
        ("Acute bed: cost to Acute", 1200, 1500),
        ("CCG, EMI: beds", 10, 12),
    ]


def test_of_several_areas_each_change_says_whose_it_is() -> None:
    other = KENT | {"area": KENT["area"] | {"name": "Swindon", "total_budget": 10}}
    changes = input_changes({"kent": KENT, "swindon": other}, {"kent": KENT}, LABELS)
    assert {change.what.split(":")[0] for change in changes} == {"Swindon"}


def test_catalogue_entries_that_came_and_went() -> None:
    empty: dict[str, Any] = {section: [] for section in SECTIONS}
    reason, other = {"code": "habit", "label": "Habit"}, {"code": "habit", "label": "A habit"}
    assert told(catalogue_changes(empty | {"reasons": [reason]}, empty | {"reasons": [other]})) == [
        ("Reason habit", "Habit", "A habit")
    ]
    assert told(catalogue_changes(empty, empty | {"reasons": [reason]})) == [("Reason habit", None, "Habit")]


def test_rows_meet_by_their_area_of_focus() -> None:
    q2, q7 = {"area_of_focus": "q2", "label": "Q2"}, {"area_of_focus": "q7", "label": "Q7"}
    pairs = focus_pairs({"rows": [q2], "total": {"label": "Total"}}, {"rows": [q2, q7], "total": {"label": "Total"}})
    assert [(pair.label, bool(pair.first), bool(pair.second)) for pair in pairs] == [
        ("Q2", True, True), ("Q7", False, True), ("Total", True, True)
    ]  # fmt: skip
