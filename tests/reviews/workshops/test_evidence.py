"""Evidence from the page and the API: kept with the answers, drawn in the note, and nobody else's before the reveal."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from areas.models import Area
from reviews.models import AgreedReview, Judgement, Panel, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NARRATIVE, NO, ROOM
from tests.reviews.workshops.test_blind import answers, without_tokens
from tests.reviews.workshops.test_pages import FORM_NO, FORM_ROOM, agree_url, judge_url

FLOOR, DAY_5 = "on the kitchen floor", "Medically fit on day 5"


def at(words: str, narrative: str = NARRATIVE) -> list[int]:
    start = narrative.index(words)
    return [start, start + len(words)]


def sent(*words: str) -> list[str]:
    return ["-".join(map(str, at(each))) for each in words]


def given(*words: str) -> list[dict[str, int]]:
    return [dict(zip(("start", "end"), at(each), strict=True)) for each in words]


def judge(place: WorkshopNote, by, answers: Any, **more):
    return sitting.submit_judgement(
        workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=by, **more
    )


# --- Kept ------------------------------------------------------------------------------------------------------------


def test_evidence_is_kept_merged_and_sending_it_again_changes_nothing(place: WorkshopNote, gp) -> None:
    answers = {**NO, "evidence": given(DAY_5, "kitchen floor by", FLOOR)}
    assert judge(place, gp, answers).changed
    assert Judgement.objects.get().evidence == [at("on the kitchen floor by"), at(DAY_5)]
    assert not judge(place, gp, answers).changed
    assert judge(place, gp, NO).changed
    assert Judgement.objects.get().evidence == []


def test_a_revision_after_the_reveal_leaves_the_first_evidence(panel: Panel, cast: Cast, area: Area) -> None:
    place = revealed(panel, cast, area)
    judge(place, cast.gp, {**NO, "evidence": given(DAY_5)})
    first, revised = Judgement.objects.filter(by=cast.gp).order_by("phase")
    assert (first.evidence, revised.evidence) == ([at(FLOOR)], [at(DAY_5)])


def test_an_agreed_review_keeps_its_own(place: WorkshopNote, cast: Cast) -> None:
    sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, whole=True, by=cast.facilitator,
        answers={**NO, **ROOM, "evidence_quote": FLOOR},
    )  # fmt: skip
    assert AgreedReview.objects.get().evidence == [at(FLOOR)]


# --- The page --------------------------------------------------------------------------------------------------------


def text_of(page: str) -> str:
    return " ".join(re.sub(r"\s+", " ", page).split())


def test_what_is_kept_is_marked_in_the_note_and_listed_in_the_form(signed_in, gp, place: WorkshopNote) -> None:
    client = signed_in(gp)
    client.post(judge_url(place), {**FORM_NO, "evidence": sent(FLOOR, DAY_5)})
    page = client.get(judge_url(place)).content.decode()
    assert f'Found <mark class="evidence">{FLOOR}</mark> by a neighbour' in page
    for words in (FLOOR, DAY_5):
        assert f'name="evidence" value="{sent(words)[0]}"' in page
        assert f"<q>{words}</q>" in page


def test_unticking_a_passage_removes_it(signed_in, gp, place: WorkshopNote) -> None:
    client = signed_in(gp)
    client.post(judge_url(place), {**FORM_NO, "evidence": sent(FLOOR, DAY_5)})
    client.post(judge_url(place), {**FORM_NO, "revision": "1", "evidence": sent(DAY_5)})
    assert Judgement.objects.get().evidence == [at(DAY_5)]


def test_a_copied_passage_becomes_evidence(signed_in, gp, place: WorkshopNote) -> None:
    signed_in(gp).post(judge_url(place), {**FORM_NO, "evidence_quote": "No fracture. Two   earlier falls"})
    assert Judgement.objects.get().evidence == [at("No fracture.\nTwo earlier falls")]


@pytest.mark.parametrize(("quote", "what"), [("pneumonia", "these are not in it"), ("home", "more than once")])
def test_a_passage_that_is_not_there_once_is_mended_at_its_field(
    signed_in, gp, place: WorkshopNote, quote: str, what: str
) -> None:
    form = {**FORM_NO, "evidence": sent(DAY_5), "evidence_quote": quote}
    page = text_of(signed_in(gp).post(judge_url(place), form).content.decode())
    assert re.search(rf'<a href="#evidence_quote">[^<]*{what}', page)
    assert re.search(
        rf'id="evidence_quote"[^>]*aria-describedby="[^"]*evidence_quote-error[^>]*>{quote}</textarea>', page
    )
    assert f'name="evidence" value="{sent(DAY_5)[0]}"' in page
    assert not Judgement.objects.exists()


def test_too_much_evidence_is_told_and_all_of_it_stays_in_the_form(signed_in, gp, place: WorkshopNote) -> None:
    many = [f"{n * 4}-{n * 4 + 2}" for n in range(21)]
    page = signed_in(gp).post(judge_url(place), {**FORM_NO, "evidence": many}).content.decode()
    assert "Mark 20 passages or fewer: there are 21" in page
    assert page.count('name="evidence" value="') == 21


@pytest.mark.parametrize("wrong", ["all", "5-3", "0-99999", "-1-4", "<b>"])
def test_passages_that_nobody_marked_are_refused_and_not_drawn(signed_in, gp, place: WorkshopNote, wrong: str) -> None:
    page = signed_in(gp).post(judge_url(place), {**FORM_NO, "evidence": [wrong]}).content.decode()
    assert "There is a problem" in page
    assert 'class="evidence"' not in page
    assert not Judgement.objects.exists()


def test_marked_text_is_escaped_and_a_mark_over_a_heading_is_drawn_around_it(
    signed_in, gp, panel: Panel, cast: Cast, area: Area
) -> None:
    narrative = "Before & <b>bold</b>\r\nend 🙂 here\r\n\r\nOn the ward:\r\nFit <i>now</i>"
    place = make.workshop(panel, cast.facilitator, make.notes(area, 1, narrative=narrative)).notes.get()
    start, end = narrative.index("<b>"), narrative.index("<i>")
    signed_in(gp).post(judge_url(place), {**FORM_NO, "evidence": [f"{start}-{end}"]})
    page = signed_in(gp).get(judge_url(place)).content.decode()
    assert 'Before &amp; <mark class="evidence">&lt;b&gt;bold&lt;/b&gt; \nend 🙂 here</mark></p>' in page
    assert '<mark class="evidence">Fit </mark>&lt;i&gt;now&lt;/i&gt;</p>' in page
    assert '<h3 id="section-2">On the ward</h3>' in page
    assert Judgement.objects.get().evidence == [[start, end]]


def test_each_paragraph_says_where_it_begins(signed_in, gp, place: WorkshopNote) -> None:
    page = signed_in(gp).get(judge_url(place)).content.decode()
    starts = [int(start) for start in re.findall(r'data-start="(\d+)"', page)]
    assert [NARRATIVE[start:].split(" ")[0] for start in starts] == ["Found", "Medically", "Short-term"]


# --- Who sees it -----------------------------------------------------------------------------------------------------


def revealed(panel: Panel, cast: Cast, area: Area, *, reveal: bool = True) -> WorkshopNote:
    """A note that the GP and the nurse judged alone: their evidence overlaps on the floor of the kitchen."""
    place = make.workshop(panel, cast.facilitator, make.notes(area, 2), mode="independent").notes.all()[0]
    run = {"workshop_id": place.workshop_id, "note_id": place.pk, "by": cast.facilitator}
    sitting.open_note(**run)
    judge(place, cast.gp, {**NO, "evidence": given(FLOOR)})
    judge(place, cast.nurse, {**NO, "evidence": given("kitchen floor by a neighbour")})
    return sitting.reveal_note(**run) if reveal else place


def test_after_the_reveal_the_room_sees_who_marked_what(signed_in, panel, cast: Cast, area: Area) -> None:
    place = revealed(panel, cast, area)
    for who, address in ((cast.facilitator, agree_url(place)), (cast.social_worker, judge_url(place))):
        page = text_of(signed_in(who).get(address).content.decode())
        assert "<q>on the kitchen floor by a neighbour</q>" in page
        assert "Marked by GP, District nurse" in page
        assert '<mark class="sp-marked sp-marked--more" data-by="GP, District nurse">kitchen floor</mark>' in page


@pytest.mark.parametrize("who", ["nurse", "social_worker", "facilitator", "lead", "viewer"])
def test_before_the_reveal_nobody_sees_another_s_evidence(signed_in, panel, cast: Cast, area: Area, who: str) -> None:
    """Two rooms that differ only in what the GP marked look alike, byte for byte."""
    place, seen = revealed(panel, cast, area, reveal=False), []
    for words in (FLOOR, DAY_5):
        judge(place, cast.gp, {**NO, "evidence": given(words)})
        seen.append({name: without_tokens(text) for name, text in answers(signed_in(cast[who]), place).items()})
    assert seen[0] == seen[1]


def test_late_evidence_is_shown_with_the_other(signed_in, panel, cast: Cast, area: Area) -> None:
    place = revealed(panel, cast, area)
    judge(place, cast.social_worker, {**NO, "evidence": given(DAY_5)})
    page = text_of(signed_in(cast.facilitator).get(agree_url(place)).content.decode())
    assert "Marked by Social worker" in page


# --- The API ---------------------------------------------------------------------------------------------------------


def address(place: WorkshopNote, what: str = "judgement") -> str:
    return f"/api/v1/workshops/{place.workshop_id}/notes/{place.pk}/{what}/"


def put(client: Client, place: WorkshopNote, body: Any, what: str = "judgement"):
    return client.put(address(place, what), json.dumps(body), content_type="application/json")


def test_evidence_over_the_api_is_in_characters_of_the_narrative(signed_in, panel, cast: Cast, area: Area) -> None:
    narrative = "🙂 first\r\nthen 🙂 fell twice\r\n"
    place = make.workshop(panel, cast.facilitator, make.notes(area, 1, narrative=narrative)).notes.get()
    client = signed_in(cast.gp)
    told = client.get(f"/api/v1/workshops/{place.workshop_id}/next/").json()["narrative"]
    passage = dict(zip(("start", "end"), at("fell twice", told), strict=True))
    answer = put(client, place, {**NO, "evidence": [passage]}).json()
    assert answer["answers"]["evidence"] == [passage]
    assert client.get(address(place)).json() == answer
    assert '<mark class="evidence">fell twice</mark>' in client.get(judge_url(place)).content.decode()


def test_a_program_may_quote_instead_of_counting(signed_in, cast: Cast, place: WorkshopNote) -> None:
    answer = put(signed_in(cast.facilitator), place, {**NO, **ROOM, "evidence_quote": FLOOR}, "agreed-review").json()
    assert answer["answers"]["evidence"] == given(FLOOR)
    assert "evidence_quote" not in answer["answers"]


def test_wrong_evidence_is_a_problem_that_says_where(signed_in, gp, place: WorkshopNote) -> None:
    answer = put(signed_in(gp), place, {**NO, "evidence": [{"start": 5, "end": 5}]})
    assert answer.status_code == 400
    assert "evidence" in answer.content.decode()
    assert put(signed_in(gp), place, {**NO, "evidence_quote": "pneumonia"}).status_code == 400


def test_agreeing_with_a_passage_on_the_page(signed_in, cast: Cast, place: WorkshopNote) -> None:
    signed_in(cast.facilitator).post(agree_url(place), {**FORM_NO, **FORM_ROOM, "evidence": sent(FLOOR)})
    assert AgreedReview.objects.get().evidence == [at(FLOOR)]
