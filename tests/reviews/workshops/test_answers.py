"""What a set of answers must be, whoever gives it."""

from typing import Any

import pytest

from reviews.workshops.answers import Invalid, Offered, checked, checked_agreement
from tests.factories.workshops import NO, ROOM, YES

OFFERED = Offered(
    choices={
        "level_of_need": ["low", "moderate", "high", "complex"],
        "best_pathway": ["yes", "no", "unclear"],
        "alternative_existed": ["available", "under-commissioned", "no"],
        "timing": ["on-the-day", "earlier"],
        "person_implication": ["much-better", "better", "same", "worse"],
        "cost_implication": ["lower", "same", "higher"],
        "achievability": ["very-likely", "likely", "even", "unlikely", "very-unlikely"],
        "confidence": ["sure", "fairly", "unsure"],
    },
    pathways=["reablement", "domiciliary-package", "short-term-bed"],
    reasons=["capacity-short", "hospital-pressure"],
    services=["falls-prevention", "telecare-equipment"],
    actual="short-term-bed",
    professions=["gp", "social-worker"],
    agreements=["unanimous", "majority", "contested"],
)


def errors(given: Any, *, whole: bool = True) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        checked(given, OFFERED, whole=whole)
    return caught.value.errors


@pytest.mark.parametrize(
    "given", [YES, NO, {"level_of_need": "low", "best_pathway": "unclear", "missing_information": "Age"}]
)
def test_whole_answers_are_taken(given: Any) -> None:
    answers = checked(given, OFFERED, whole=True)
    assert {name: answers[name] for name in given} == dict(given)


def test_nothing_answered_asks_for_the_first_two_questions() -> None:
    assert list(errors({})) == ["level_of_need", "best_pathway"]


def test_no_asks_for_questions_3_to_8_in_the_order_of_the_page() -> None:
    assert list(errors({"level_of_need": "low", "best_pathway": "no"})) == [
        "proposed_pathway", "alternative_existed", "timing", "reasons",
        "person_implication", "cost_implication", "achievability",
    ]  # fmt: skip


def test_a_program_must_give_only_what_tables_need() -> None:
    assert list(errors({"best_pathway": "no"}, whole=False)) == ["proposed_pathway", "reasons"]
    assert checked({"best_pathway": "yes"}, OFFERED, whole=False)["level_of_need"] == ""


@pytest.mark.parametrize("best", ["yes", "unclear"])
@pytest.mark.parametrize("field", [name for name in NO if name not in ("level_of_need", "best_pathway")])
def test_what_is_asked_after_no_stays_empty_otherwise(best: str, field: str) -> None:
    assert list(errors({"level_of_need": "low", "best_pathway": best, field: NO[field]})) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level_of_need", "enormous"),
        ("level_of_need", ["low"]),
        ("best_pathway", True),
        ("proposed_pathway", "acute-bed"),  # not at this decision point
        ("proposed_pathway", "short-term-bed"),  # the actual one
        ("reasons", ["no-such-reason"]),
        ("reasons", "capacity-short"),
        ("reasons", ["capacity-short", "capacity-short"]),
        ("reasons", [{"code": "capacity-short"}]),
        ("missed_prevention", ["falls"]),
        ("illustrative", "yes"),
        ("comment", 5),
        ("comment", False),
        ("reasons", 0),
        ("evidence", {}),
        ("comment", "a\x00b"),
        ("comment", "half of a pair: \ud83d"),
        ("comment", "x" * 5_001),
        ("no_such_field", "x"),
    ],
)
def test_a_value_that_cannot_be_taken_is_named(field: str, value: Any) -> None:
    assert list(errors({**NO, field: value})) == [field]


def test_an_illustrative_case_needs_its_sentence() -> None:
    assert list(errors({**YES, "illustrative": True})) == ["illustrative_sentence"]


def test_missing_information_belongs_to_not_enough_information() -> None:
    assert list(errors({**YES, "missing_information": "Where she lived"})) == ["missing_information"]


def test_line_breaks_are_kept_as_one_character() -> None:
    assert checked({**YES, "comment": "one\r\ntwo\n"}, OFFERED, whole=True)["comment"] == "one\ntwo"


def test_who_was_in_the_room() -> None:
    assert checked_agreement(ROOM, OFFERED, whole=True)["presence"] == {"gp": 1, "social-worker": 2}


@pytest.mark.parametrize(
    "presence",
    [
        "gp", [["gp", 1]], [{"profession": "astronaut", "number": 1}], [{"profession": "gp", "number": 0}],
        [{"profession": "gp", "number": 1.5}], [{"profession": "gp", "number": True}],
        [{"profession": ["gp"], "number": 1}],
        [{"profession": "gp", "number": 1}, {"profession": "gp", "number": 2}], [{"profession": "gp", "number": 100}],
    ],
)  # fmt: skip
def test_presence_that_cannot_be_taken(presence: Any) -> None:
    with pytest.raises(Invalid) as caught:
        checked_agreement({**ROOM, "presence": presence}, OFFERED, whole=True)
    assert list(caught.value.errors) == ["presence"]


def test_the_page_asks_how_the_panel_agreed_and_who_was_there() -> None:
    with pytest.raises(Invalid) as caught:
        checked_agreement({}, OFFERED, whole=True)
    assert list(caught.value.errors) == ["agreement", "presence"]
    assert checked_agreement({}, OFFERED, whole=False) == {"agreement": "", "presence": {}, "dissent": ""}
