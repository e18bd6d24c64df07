"""Which inputs a scenario can change, what each is called and what it is now."""

import pytest

from opportunities.scenarios.choices import choices, code_of, in_words, named, with_these
from tests.opportunities.rollup.worked import AREA, CATALOGUE

OFFERED = choices(AREA, CATALOGUE)


@pytest.mark.parametrize(
    ("code", "label", "as_set"),
    [
        ("annual-volume/q4-intake", "Decisions a year: Council intake", "2,000 a year"),
        ("annual-volume/q2-setting", "Decisions a year: Acute setting of care", "not set"),
        ("realisable-share/q4-intake", "Realisable share: Council intake, everybody", "50%"),
        ("realisable-share/q3-discharge", "Realisable share: Hospital discharge, everybody else", "50%"),
        (
            "realisable-share/q3-discharge/residential",
            "Realisable share: Hospital discharge, people on residential placement",
            "25%",
        ),
        (
            "realisable-share/q3-discharge/package",
            "Realisable share: Hospital discharge, people on domiciliary package",
            "50%",
        ),
        ("procurement-share", "Realisable share: Procurement of beds", "50%"),
        ("cost//residential/la", "Cost of one decision: Residential placement, Local authority", "£2,000.00"),
        ("cost//bed/acute", "Cost of one decision: Acute bed, Acute", "not set"),
    ],
)
def test_each_is_named_with_what_it_is_now(code: str, label: str, as_set: str) -> None:
    choice = OFFERED[code]
    assert (choice.full_label, choice.as_set, choice.code) == (label, as_set, code)
    assert named(code, AREA, CATALOGUE) == choice
    assert code == code_of(choice.kind, choice.decision_point, choice.pathway, choice.sector)


def test_a_cost_is_offered_for_who_pays_and_where_nobody_does_for_everybody() -> None:
    paying = [code for code in OFFERED if code.startswith(("cost//residential/", "cost//bed/"))]
    assert paying == [
        "cost//residential/ccg",
        "cost//residential/la",
        "cost//bed/acute",
        "cost//bed/ccg",
        "cost//bed/la",
    ]


@pytest.mark.parametrize(
    "code",
    ["", "volume", "annual-volume", "annual-volume/nowhere", "cost//bed", "cost//nothing/la", "budget/q4-intake"],
)
def test_a_code_of_no_input_names_none(code: str) -> None:
    assert named(code, AREA, CATALOGUE) is None
    assert with_these(OFFERED, [code], AREA, CATALOGUE) == OFFERED


def test_what_was_chosen_once_can_still_be_named() -> None:
    code = "cost//residential/acute"
    assert code not in OFFERED
    assert with_these(OFFERED, [code], AREA, CATALOGUE)[code].as_set == "not set"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("realisable-share", 0.333333, "33.3333%"),
        ("annual-volume", 61234.5, "61,234.5 a year"),
        ("cost", 571.25, "£571.25"),
        ("annual-volume", 0, "0 a year"),
        ("realisable-share", 1, "100%"),
    ],
)
def test_values_read_as_entered(kind: str, value: float, words: str) -> None:
    assert in_words(kind, value) == words
