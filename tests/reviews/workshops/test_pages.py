"""The pages of panels and workshops, without scripts: what they show, to whom, and what one POST does."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from areas.models import Area
from reviews.models import AgreedReview, CaseNote, Judgement, Panel, Workshop, WorkshopNote
from tests.conftest import Cast
from tests.factories import workshops as make

FORM_NO = {
    "level_of_need": "moderate", "best_pathway": "no", "proposed_pathway": "reablement",
    "alternative_existed": "under-commissioned", "timing": "earlier", "missed_prevention": ["falls-prevention"],
    "main_reason": "capacity-short", "other_reasons": ["capacity-short", "hospital-pressure"],
    "person_implication": "much-better", "cost_implication": "lower", "achievability": "likely", "revision": "0",
}  # fmt: skip
FORM_ROOM = {"agreement": "unanimous", "presence-gp": "1", "presence-social-worker": "2", "presence-acute-nurse": ""}


def judge_url(place: WorkshopNote) -> str:
    return reverse("reviews:judge", args=[place.workshop_id, place.pk])


def agree_url(place: WorkshopNote) -> str:
    return reverse("reviews:agree", args=[place.workshop_id, place.pk])


# --- The judging page ------------------------------------------------------------------------------------------------


def test_nothing_is_preselected(signed_in, gp, place: WorkshopNote) -> None:
    page = signed_in(gp).get(judge_url(place)).content.decode()
    assert "checked" not in page
    assert "selected" not in page


def test_the_note_is_shown_as_text_in_sections(signed_in, gp, panel: Panel, cast: Cast, area: Area) -> None:
    harmful = "Admission:\n<script>alert(1)</script>\nsecond line\n\nOn the ward:\nFit"
    workshop = make.workshop(panel, cast.facilitator, make.notes(area, 1, narrative=harmful))
    page = signed_in(gp).get(judge_url(workshop.notes.get())).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\nsecond line" in page
    assert '<h3 id="section-2">On the ward</h3>' in page
    assert '<a href="#section-1">Admission</a>' in page


def test_the_first_load_of_the_page_asks_for_eight_things_of_at_most_60_kb(signed_in, gp, place: WorkshopNote) -> None:
    page = signed_in(gp).get(judge_url(place)).content
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode())
    sizes = [len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files]
    assert len(set(files)) == len(files) == 7
    assert sum(sizes) + len(gzip.compress(page)) < 60_000


def test_the_actual_pathway_stands_in_the_ladder_and_cannot_be_chosen(signed_in, gp, place: WorkshopNote) -> None:
    page = signed_in(gp).get(judge_url(place)).content.decode()
    assert 'value="reablement"' in page
    assert 'value="short-term-bed"' not in page
    assert (
        page.index("Reablement at home<small>")
        < page.index("Actual pathway</strong>")
        < page.index(">Long-term nursing placement<")
    )


def test_submit_and_go_on_is_one_post(signed_in, gp, places: list[WorkshopNote]) -> None:
    answer = signed_in(gp).post(judge_url(places[0]), FORM_NO)
    assert (answer.status_code, answer.headers["Location"]) == (302, judge_url(places[1]))
    judgement = Judgement.objects.get()
    assert (judgement.main_reason.code, [r.code for r in judgement.other_reasons.all()]) == (
        "capacity-short", ["hospital-pressure"],
    )  # fmt: skip


def test_after_the_last_note_comes_the_workshop(signed_in, gp, places: list[WorkshopNote]) -> None:
    client = signed_in(gp)
    for place in places:
        answer = client.post(judge_url(place), FORM_NO)
    assert answer.headers["Location"] == reverse("reviews:workshop", args=[places[0].workshop_id])


def test_errors_come_first_with_links_and_what_was_entered_stays(signed_in, gp, place: WorkshopNote) -> None:
    answer = signed_in(gp).post(
        judge_url(place), {**FORM_NO, "proposed_pathway": "", "main_reason": "", "reason_note": "<b>Friday</b>"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<a href="#proposed_pathway-1">Select the pathway that would have been better</a>' in page
    assert '<a href="#main_reason">Select the main reason' in page
    assert "&lt;b&gt;Friday&lt;/b&gt;</textarea>" in page
    assert 'value="falls-prevention" checked' in page
    assert not Judgement.objects.exists()


def test_what_later_answers_do_not_ask_is_left_out(signed_in, gp, place: WorkshopNote) -> None:
    signed_in(gp).post(judge_url(place), {**FORM_NO, "best_pathway": "yes", "missing_information": "nothing"})
    judgement = Judgement.objects.get()
    assert (judgement.best_pathway, judgement.proposed_pathway, judgement.missing_information) == ("yes", None, "")


def test_a_saved_judgement_comes_back_as_it_was(signed_in, gp, place: WorkshopNote) -> None:
    client = signed_in(gp)
    client.post(judge_url(place), {**FORM_NO, "comment": "Ask the family"})
    page = client.get(judge_url(place)).content.decode()
    assert 'value="reablement" checked' in page
    assert "Ask the family</textarea>" in page
    assert 'name="revision" value="1"' in page


def test_a_stale_form_shows_both_and_can_be_sent_again(signed_in, gp, place: WorkshopNote) -> None:
    client = signed_in(gp)
    client.post(judge_url(place), FORM_NO)
    changed = {**FORM_NO, "level_of_need": "high"}
    answer = client.post(judge_url(place), changed)  # still from the form without a judgement
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "Saved now" in page
    assert "Changed, not submitted yet" in page
    assert "<dd>Moderate</dd>" in page
    assert 'name="revision" value="1"' in page
    assert client.post(judge_url(place), {**changed, "revision": "1"}).status_code == 302
    assert Judgement.objects.get().level_of_need == "high"


def test_record_and_go_on_opens_the_next_note(signed_in, facilitator, places: list[WorkshopNote]) -> None:
    answer = signed_in(facilitator).post(agree_url(places[0]), {**FORM_NO, **FORM_ROOM})
    assert answer.headers["Location"] == agree_url(places[1])
    review = AgreedReview.objects.get()
    assert dict(review.presence.values_list("profession__code", "number")) == {"gp": 1, "social-worker": 2}
    places[1].refresh_from_db()
    assert places[1].phase == "open"


def test_the_room_is_filled_in_from_the_panel_and_then_from_the_note_before(
    signed_in, facilitator, places: list[WorkshopNote]
) -> None:
    client = signed_in(facilitator)
    assert (
        'name="presence-district-nurse" type="text" inputmode="numeric" autocomplete="off" value="1"'
        in client.get(agree_url(places[0])).content.decode()
    )
    client.post(agree_url(places[0]), {**FORM_NO, **FORM_ROOM})
    page = client.get(agree_url(places[1])).content.decode()
    assert 'name="presence-social-worker" type="text" inputmode="numeric" autocomplete="off" value="2"' in page
    assert 'name="presence-district-nurse" type="text" inputmode="numeric" autocomplete="off" value=""' in page


def test_the_agreed_review_asks_who_was_there_and_how_they_agreed(signed_in, facilitator, place: WorkshopNote) -> None:
    page = signed_in(facilitator).post(agree_url(place), {**FORM_NO, "presence-gp": "many"}).content.decode()
    assert '<a href="#presence-1">Enter whole numbers' in page
    assert '<a href="#agreement-1">Select how the panel agreed' in page


def test_next_leads_a_member_to_judge_and_the_facilitator_to_record(
    client: Client, cast: Cast, places: list[WorkshopNote]
) -> None:
    address = reverse("reviews:next", args=[places[0].workshop_id])
    for who, expected in (("gp", judge_url(places[0])), ("facilitator", agree_url(places[0]))):
        client.force_login(cast[who])
        assert client.get(address).headers["Location"] == expected


def test_a_get_writes_nothing(signed_in, facilitator, places: list[WorkshopNote]) -> None:
    client = signed_in(facilitator)
    for name in ("next", "workshop"):
        client.get(reverse(f"reviews:{name}", args=[places[0].workshop_id]))
    client.get(agree_url(places[0]))
    assert set(WorkshopNote.objects.values_list("phase", flat=True)) == {"waiting"}


# --- Who reaches what ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["outsider", "viewer", "steward"])
@pytest.mark.parametrize("name", ["workshop", "next", "choose-notes"])
def test_a_workshop_that_is_not_yours_is_not_there(
    client: Client, cast: Cast, workshop: Workshop, who: str, name: str
) -> None:
    client.force_login(cast[who])
    assert client.get(reverse(f"reviews:{name}", args=[workshop.pk])).status_code == 404
    assert client.get(reverse(f"reviews:{name}", args=[workshop.pk + 999])).status_code == 404


def test_the_facilitator_does_not_judge_and_a_member_does_not_record(
    client: Client, cast: Cast, place: WorkshopNote
) -> None:
    client.force_login(cast.facilitator)
    assert client.get(judge_url(place)).status_code == 403
    client.force_login(cast.gp)
    assert client.get(agree_url(place)).status_code == 403
    assert client.post(agree_url(place), {**FORM_NO, **FORM_ROOM}).status_code == 403


def test_signing_in_comes_first(client: Client, place: WorkshopNote) -> None:
    answer = client.get(judge_url(place))
    assert answer.status_code == 302
    assert "sign-in" in answer.headers["Location"]


# --- Running it ------------------------------------------------------------------------------------------------------


def test_start_put_off_open_and_close(signed_in, facilitator, places: list[WorkshopNote]) -> None:
    client, number = signed_in(facilitator), places[0].workshop_id
    page = client.get(reverse("reviews:workshop", args=[number])).content.decode()
    assert "Start with note 1" in page
    client.post(reverse("reviews:open-note", args=[number, places[0].pk]))
    answer = client.post(reverse("reviews:skip-note", args=[number, places[0].pk]))
    assert answer.headers["Location"] == agree_url(places[1])
    client.post(reverse("reviews:close-workshop", args=[number]))
    page = client.get(reverse("reviews:workshop", args=[number])).content.decode()
    assert "Closed" in page
    assert "Start with" not in page


def test_a_member_sees_the_workshop_without_the_buttons_to_run_it(signed_in, gp, places: list[WorkshopNote]) -> None:
    page = signed_in(gp).get(reverse("reviews:workshop", args=[places[0].workshop_id])).content.decode()
    assert "Judge note 1" in page
    for action in ("open-note", "skip-note", "remove-note"):
        assert reverse(f"reviews:{action}", args=[places[0].workshop_id, places[0].pk]) not in page


# --- Panels and planning ---------------------------------------------------------------------------------------------


def test_a_lead_makes_a_panel_and_is_warned_until_it_is_broad(
    signed_in, lead, cast: Cast, area: Area, professions
) -> None:
    client = signed_in(lead)
    made = client.post(reverse("reviews:new-panel"), {"area": area.pk, "name": "East panel"})
    panel = Panel.objects.get()
    assert made.headers["Location"] == reverse("reviews:panel", args=[panel.pk])
    for who, profession in (("gp", "gp"), ("nurse", "district-nurse")):
        client.post(made.headers["Location"], {"user": cast[who].pk, "profession": professions[profession].pk})
    page = client.get(made.headers["Location"]).content.decode()
    assert "2 professions: a panel should have at least 3." in page
    assert "Health without social care" in page
    client.post(
        made.headers["Location"], {"user": cast.social_worker.pk, "profession": professions["social-worker"].pk}
    )
    page = client.get(made.headers["Location"]).content.decode()
    assert "a panel should have" not in page
    assert "Health without" not in page


def test_who_has_no_role_in_the_area_cannot_be_put_on_a_panel(
    signed_in, lead, cast: Cast, panel: Panel, professions
) -> None:
    address = reverse("reviews:panel", args=[panel.pk])
    for who in ("outsider", "viewer"):
        answer = signed_in(lead).post(address, {"user": cast[who].pk, "profession": professions["gp"].pk})
        assert "There is a problem" in answer.content.decode()
    assert panel.members.count() == 3


def test_somebody_leaves_the_panel(signed_in, lead, panel: Panel) -> None:
    member = panel.members.get(profession__code="gp")
    signed_in(lead).post(reverse("reviews:leave-panel", args=[panel.pk, member.pk]))
    member.refresh_from_db()
    assert member.left_at is not None


@pytest.mark.parametrize("who", ["facilitator", "gp", "viewer", "steward", "outsider"])
def test_only_leads_reach_a_panel(client: Client, cast: Cast, panel: Panel, who: str) -> None:
    client.force_login(cast[who])
    assert client.get(reverse("reviews:panel", args=[panel.pk])).status_code == 404


def plan(panel: Panel, cast: Cast, **numbers: object) -> dict[str, object]:
    return {
        "name": "Tuesday", "panel": panel.pk, "facilitator": cast.facilitator.pk, "minutes": "180", "method": "random",
        "planned_on_0": "3", "planned_on_1": "12", "planned_on_2": "2026", **numbers,
    }  # fmt: skip


def test_a_workshop_draws_a_sample_that_can_be_drawn_again(
    signed_in, lead, cast: Cast, panel: Panel, area: Area
) -> None:
    make.notes(area, 30)
    client = signed_in(lead)
    answer = client.post(reverse("reviews:new-workshop"), plan(panel, cast, **{"number_q3-discharge": 10, "seed": 7}))
    first = Workshop.objects.get()
    assert answer.headers["Location"] == reverse("reviews:workshop", args=[first.pk])
    assert first.sample == {
        "method": "random", "seed": 7, "numbers": {"q3-discharge": 10}, "drawn_from": {"q3-discharge": 30},
    }  # fmt: skip
    drawn = list(first.notes.values_list("note", flat=True))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "10 of 30 Hospital discharge" in page
    first.notes.all().delete()
    first.delete()
    client.post(reverse("reviews:new-workshop"), plan(panel, cast, **{"number_q3-discharge": 10, "seed": 7}))
    assert list(Workshop.objects.get().notes.values_list("note", flat=True)) == drawn


def test_two_workshops_never_take_the_same_note(signed_in, lead, cast: Cast, panel: Panel, area: Area) -> None:
    make.notes(area, 15)
    client = signed_in(lead)
    client.post(reverse("reviews:new-workshop"), plan(panel, cast, **{"number_q3-discharge": 10}))
    refused = client.post(reverse("reviews:new-workshop"), plan(panel, cast, **{"number_q3-discharge": 6}))
    assert "Enter 5 or fewer" in refused.content.decode()
    client.post(reverse("reviews:new-workshop"), plan(panel, cast, **{"number_q3-discharge": 5}))
    taken = WorkshopNote.objects.values_list("note", flat=True)
    assert len(taken) == len(set(taken)) == 15


def test_notes_are_chosen_by_hand_from_a_filtered_list(signed_in, lead, cast: Cast, panel: Panel, area: Area) -> None:
    wanted = make.notes(area, 2)
    make.notes(area, 1, decision_point="q4-intake")
    client = signed_in(lead)
    answer = client.post(reverse("reviews:new-workshop"), plan(panel, cast))
    address = answer.headers["Location"]
    page = client.get(address, {"decision_point": "q3-discharge"}).content.decode()
    assert page.count('name="note"') == 2
    client.post(f"{address}?decision_point=q3-discharge", {"note": [note.pk for note in wanted]})
    workshop = Workshop.objects.get()
    assert set(workshop.notes.values_list("note", flat=True)) == {note.pk for note in wanted}
    assert workshop.sample == {"by_hand": 2}
    assert client.get(address).content.decode().count('name="note"') == 1


def test_a_note_of_another_area_is_never_added(signed_in, lead, workshop: Workshop, other_area: Area) -> None:
    strange = make.notes(other_area, 1)[0]
    signed_in(lead).post(reverse("reviews:choose-notes", args=[workshop.pk]), {"note": [strange.pk, "x", "9" * 40]})
    assert not WorkshopNote.objects.filter(note=strange).exists()


def test_a_filter_that_is_not_on_the_list_filters_nothing(signed_in, lead, workshop: Workshop, area: Area) -> None:
    make.notes(area, 1)
    page = signed_in(lead).get(reverse("reviews:choose-notes", args=[workshop.pk]), {"locality": "1 OR 1=1"})
    assert page.status_code == 200
    assert page.content.decode().count('name="note"') == 1


def test_a_note_that_waits_can_be_removed_and_is_free_again(signed_in, lead, places: list[WorkshopNote]) -> None:
    number, note = places[0].workshop_id, places[0].note_id
    signed_in(lead).post(reverse("reviews:remove-note", args=[number, places[0].pk]))
    assert CaseNote.objects.filter(pk=note).exists()
    assert not WorkshopNote.objects.filter(pk=places[0].pk).exists()
