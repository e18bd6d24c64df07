"""The research file: every answer on counted notes, none that is blind, under pseudonyms of this file alone."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from areas.models import Area
from opportunities.exports.research import as_research_csv
from reviews.models import Workshop
from reviews.tally import answers_given, counted
from tests.conftest import Cast
from tests.factories.workshops import NO, YES
from tests.reviews.consistency.conftest import Judge

REASON = {"reason": "Agreement between professions"}


def rows(area: Area) -> list[dict[str, str]]:
    text = b"".join(as_research_csv(area.name, answers_given(area.pk))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def shape(found: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return sorted((row["profession"], row["answer"], row["final"], row["best_pathway"]) for row in found)


def test_first_final_and_agreed_answers_are_rows(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO}, after={"gp": NO}, agreed=NO)
    assert shape(rows(area)) == [
        ("", "agreed", "yes", "no"),
        ("district-nurse", "first", "yes", "no"),
        ("gp", "first", "no", "yes"),
        ("gp", "revised", "yes", "no"),
    ]


def test_counts_in_are_counts_out(judge: Judge, area: Area) -> None:
    for position, agreed in ((1, NO), (2, YES), (3, NO)):
        judge(position, {"gp": YES, "nurse": NO}, agreed=agreed)
    found = rows(area)
    agreed_rows = [row for row in found if row["answer"] == "agreed"]
    assert {row["agreed_reviews"] for row in found} == {"3"}
    assert len(agreed_rows) == 3 == counted(area.pk).count()
    assert len({row["note"] for row in found}) == 3
    assert len({row["reviewer"] for row in found} - {""}) == 2


@pytest.mark.parametrize("reveal", [False, True])
def test_nothing_of_a_note_that_is_not_agreed_is_in_it(judge: Judge, area: Area, reveal: bool) -> None:
    judge(1, {"gp": YES, "nurse": NO}, reveal=reveal)
    assert rows(area) == []


def test_what_was_never_revealed_stays_with_who_judged(judge: Judge, workshop: Workshop, area: Area) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(mode="together")
    judge(1, {"gp": YES, "nurse": NO}, reveal=False, agreed=NO)
    assert shape(rows(area)) == [("", "agreed", "yes", "no")]


def test_codes_that_hang_on_an_answer_stand_beside_it(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": {**NO, "missed_prevention": ["carer-support", "falls-prevention"]}}, agreed=NO)
    judge(2, {"gp": {**NO, "missed_prevention": ["medication-review"]}, "nurse": YES}, agreed=NO)
    found = [row["missed_prevention"] for row in rows(area) if row["answer"] == "first"]
    assert found == ["", "carer-support;falls-prevention", "medication-review", ""]


def test_no_reference_no_text_and_no_name_is_in_it(judge: Judge, area: Area, cast: Cast) -> None:
    place = judge(
        1, {"gp": {**YES, "comment": "A marker word"}, "nurse": NO}, agreed={**NO, "dissent": "Another marker"}
    )
    text = b"".join(as_research_csv(area.name, answers_given(area.pk))).decode()
    for secret in ("marker", place.note.reference, cast.gp.get_full_name(), cast.gp.email, "East panel"):
        assert secret not in text


def test_pseudonyms_hold_in_one_file_only(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO}, agreed=NO)
    first, second = rows(area), rows(area)
    assert {row["reviewer"] for row in first}.isdisjoint({row["reviewer"] for row in second} - {""})


def test_as_many_statements_for_many_answers_as_for_few(judge: Judge, area: Area) -> None:
    judge(1, {"gp": YES, "nurse": NO}, agreed=NO)
    with CaptureQueriesContext(connection) as few:
        rows(area)
    for position in range(2, 6):
        judge(position, {"gp": NO, "nurse": NO}, after={"gp": YES}, agreed=YES)
    with CaptureQueriesContext(connection) as many:
        rows(area)
    assert len(few) == len(many) == 8


def test_leads_take_it_for_a_reason_that_is_recorded(judge: Judge, area: Area, cast: Cast, signed_in: Any) -> None:
    judge(1, {"gp": YES, "nurse": NO}, agreed=NO)
    lead = signed_in(cast.lead)
    assert b"What is it for?" in lead.get("/areas/kent/export/answers/").content
    refused = lead.post("/areas/kent/export/answers/", {"reason": " "})
    assert (refused.status_code, AuditEvent.objects.filter(action="research file.handed out").count()) == (422, 0)
    taken = lead.post("/areas/kent/export/answers/", REASON)
    assert len(b"".join(taken.streaming_content).splitlines()) == 1 + 3
    (event,) = AuditEvent.objects.filter(action="research file.handed out")
    assert (event.by, event.detail) == (cast.lead, {**REASON, "agreed_reviews": 1})


@pytest.mark.parametrize("who", ["gp", "facilitator", "steward", "outsider"])
def test_to_all_others_it_is_not_there(area: Area, cast: Cast, signed_in: Any, who: str) -> None:
    for answer in (
        signed_in(cast[who]).get("/areas/kent/export/answers/"),
        signed_in(cast[who]).post("/areas/kent/export/answers/", REASON),
    ):
        assert answer.status_code == 404
