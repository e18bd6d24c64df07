"""The run finds what it looks for: each way in which an acknowledged judgement can go wrong, and nothing else."""

from typing import Any

import pytest

from tests.faults.answers import answers, fingerprint
from tests.faults.compare import Found, compare

SENT = {"kind": "sent", "who": "gp", "place": 7, "revision": 1, "answers": "a"}
TOLD = {**SENT, "kind": "acknowledged", "began": 10.0}
ROW = {
    "who": "gp", "place": 7, "revision": 1, "phase": "independent", "answers": "a", "at": 11.0, "recorded": {1: 1},
}  # fmt: skip
CHANGED = [{**SENT, "revision": 2, "answers": "b"}, {**TOLD, "revision": 2, "answers": "b"}]
IN_PLACE = {**ROW, "revision": 2, "answers": "b", "recorded": {1: 1, 2: 1}}
BESIDE = {**ROW, "revision": 2, "answers": "b", "phase": "revised", "recorded": {2: 1}}


def wrong(found: Found) -> set[str]:
    return {name for name in ("lost", "doubled", "changed", "unrecorded") if getattr(found, name)}


@pytest.mark.parametrize("rows", [[IN_PLACE], [ROW, BESIDE]])
def test_a_change_stands_in_place_or_beside_the_first_answers(rows: list[dict[str, Any]]) -> None:
    found = compare([SENT, TOLD, *CHANGED], rows)
    assert wrong(found) == set()
    assert (found.acknowledged, found.rows) == (2, len(rows))


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([], {"lost"}),
        ([ROW, {**ROW}], {"doubled"}),
        ([{**ROW, "recorded": {1: 2}}], {"doubled"}),
        ([{**ROW, "recorded": {1: 0}}], {"unrecorded"}),
        ([{**ROW, "answers": "other"}], {"changed"}),
        ([{**ROW, "who": "nurse"}], {"lost", "changed"}),
    ],
)
def test_what_became_of_an_acknowledged_judgement_is_named(rows: list[dict[str, Any]], what: set[str]) -> None:
    assert wrong(compare([SENT, TOLD], rows)) == what


def test_a_change_that_was_acknowledged_and_is_gone_is_lost() -> None:
    assert wrong(compare([SENT, TOLD, *CHANGED], [ROW])) == {"lost"}


def test_what_was_sent_may_be_stored_without_an_acknowledgement_and_is_counted() -> None:
    found = compare([SENT], [ROW])
    assert wrong(found) == set()
    assert found.stored_unacknowledged == 1


def test_stored_by_the_first_request_and_acknowledged_by_a_later_one_is_counted_once() -> None:
    again = {**TOLD, "began": 20.0}
    assert compare([SENT, again], [ROW]).stored_before_acknowledged == 1
    assert compare([SENT, TOLD, again], [ROW]).stored_before_acknowledged == 0


def test_answers_are_known_again_whatever_is_left_empty_and_in_whatever_order_lists_stand() -> None:
    given = answers(2016, 1, "gp", 1)
    stored = {"main_reason": None, "timing": "", **given, "other_reasons": given.get("other_reasons", [])[::-1]}
    assert fingerprint(stored) == fingerprint(given)
    assert fingerprint({**given, "comment": "another"}) != fingerprint(given)
    assert fingerprint(answers(2016, 1, "gp", 1)) == fingerprint(given) != fingerprint(answers(2016, 1, "gp", 2))
