"""Drafts and notes to self: kept while somebody types, seen by nobody else, gone with the submit."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from areas.models import Area, Membership
from reviews.models import Draft, Judgement, Panel, PrivateNote, WorkshopNote
from reviews.workshops import declarations, sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM
from tests.reviews.workshops.test_pages import FORM_NO, FORM_ROOM, agree_url, judge_url
from tests.reviews.workshops.test_statements import statements

SECRET = "a sentence that only its owner reads"


def url(name: str, place: WorkshopNote) -> str:
    return reverse(f"reviews:{name}", args=[place.workshop_id, place.pk])


def sent(by, form: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A form as its page's script sends it."""
    given = {**(form or FORM_NO), "about": "judgement", "draft": "0", "user": str(by.pk), "page": "desk", "step": "1"}
    return given | {name: str(value) for name, value in more.items()}


def keep(client: Client, place: WorkshopNote, by, form: dict[str, Any] | None = None, **more: Any):
    return client.post(url("draft", place), sent(by, form, **more), headers={"Accept": "application/json"})


@pytest.fixture
def judging(signed_in, gp) -> Client:
    return signed_in(gp)


# --- Kept, shown again, gone ------------------------------------------------------------------------------------------


def test_a_draft_comes_back_right_or_wrong(judging: Client, gp, place: WorkshopNote) -> None:
    answer = keep(judging, place, gp, {"best_pathway": "no", "comment": "<b>Half", "revision": "0"})
    assert answer.json() == {"saved": f"{timezone.localtime():%H:%M}", "version": 1}
    page = judging.get(judge_url(place)).content.decode()
    assert "These answers were kept at" in page
    assert "&lt;b&gt;Half</textarea>" in page
    assert 'name="draft" value="1"' in page
    assert ", not submitted" in page


def test_a_submit_takes_the_draft_away(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp)
    answer = judging.post(judge_url(place), FORM_NO)
    assert answer.cookies["answers-arrived"].value == f"{gp.pk}-{place.pk}-judgement"
    assert not Draft.objects.exists()
    keep(judging, place, gp, FORM_NO, revision=1, comment="and more")
    judging.post(judge_url(place), {**FORM_NO, "revision": "1"})  # back to what is submitted: nothing changes
    assert not Draft.objects.exists()


def test_a_refused_submit_leaves_the_draft(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp)
    page = judging.post(judge_url(place), {**FORM_NO, "main_reason": "", "comment": "typed"}).content.decode()
    assert "typed</textarea>" in page
    assert " data-unsent" in page  # the script keeps what stands in the form now
    assert "were kept at" not in page
    assert Draft.objects.exists()


def test_a_draft_can_be_dropped(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp)
    answer = judging.post(url("drop-draft", place), {"about": "judgement"})
    assert answer.headers["Location"] == judge_url(place)
    assert "checked" not in judging.get(judge_url(place)).content.decode()


def test_a_draft_of_the_agreed_review_is_another_one(signed_in, facilitator, place: WorkshopNote) -> None:
    client = signed_in(facilitator)
    assert keep(client, place, facilitator, {**FORM_NO, **FORM_ROOM}, about="agreed-review").status_code == 200
    page = client.get(agree_url(place)).content.decode()
    assert 'name="presence-social-worker" type="text" inputmode="numeric" autocomplete="off" value="2"' in page
    assert "were kept at" in page
    client.post(agree_url(place), {**FORM_NO, **FORM_ROOM})
    assert not Draft.objects.exists()


# --- Behind, stale, late ---------------------------------------------------------------------------------------------


def test_another_device_is_told_and_writes_over_nothing(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp, comment="phone", page="phone")
    answer = keep(judging, place, gp, comment="desk", page="desk")
    assert (answer.status_code, answer.json()["kind"], answer.json()["version"]) == (409, "elsewhere", 1)
    assert "on another page or device at" in answer.json()["words"]
    assert Draft.objects.get().entered["form"]["one"]["comment"] == "phone"
    assert keep(judging, place, gp, comment="desk", page="desk", draft=1).json()["version"] == 2


def test_an_answer_that_was_lost_on_the_way_is_no_second_device(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp, comment="one", step=1)
    assert keep(judging, place, gp, comment="two", step=2).status_code == 200  # still knows version 0
    assert Draft.objects.get().entered["form"]["one"]["comment"] == "two"


def test_an_earlier_request_that_comes_late_writes_over_nothing(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp, comment="two", step=2)
    assert keep(judging, place, gp, comment="one", step=1).status_code == 200
    assert Draft.objects.get().entered["form"]["one"]["comment"] == "two"


def test_a_draft_from_before_the_submit_is_refused(judging: Client, gp, place: WorkshopNote) -> None:
    judging.post(judge_url(place), FORM_NO)
    answer = keep(judging, place, gp, comment="late")
    assert (answer.status_code, answer.json()["kind"]) == (409, "changed")
    assert not Draft.objects.exists()


def test_a_draft_that_landed_beside_its_submit_is_never_shown(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp, comment="late")
    Draft.objects.update(workshop_note=place)  # as if it had come after the submit looked for it
    left = Draft.objects.get()
    judging.post(judge_url(place), FORM_NO)
    left.save(force_insert=True)
    page = judging.get(judge_url(place)).content.decode()
    assert "late" not in page
    assert "✓ Submitted" in page
    assert keep(judging, place, gp, comment="new", revision=1, draft=0).status_code == 200  # nor in the way


def test_the_service_says_what_happened_and_what_is_safe(
    client: Client, cast: Cast, places: list[WorkshopNote]
) -> None:
    place, gp = places[0], cast.gp
    answer = keep(client, place, gp)
    assert (answer.status_code, answer.json()["kind"]) == (401, "signed-out")
    assert answer.json()["href"].endswith(f"?next={judge_url(place).replace('/', '%2F')}")
    client.force_login(cast.nurse)
    assert keep(client, place, gp).json()["kind"] == "somebody-else"
    client.force_login(gp)
    assert keep(client, place, gp, about="everything").status_code == 404
    assert keep(client, place, gp, comment="x" * 5_001).json()["words"].startswith("“Comment” has 5,001 characters")
    assert keep(client, place, gp, comment="\x00").status_code == 413
    assert keep(client, place, gp, about="agreed-review").status_code == 403
    agreed(place, cast)
    answer = keep(client, place, gp)
    assert (answer.status_code, answer.json()["kind"]) == (403, "closed")
    assert "The panel has agreed this note" in answer.json()["words"]
    client.force_login(cast.outsider)
    assert keep(client, place, cast.outsider).status_code == 404
    assert not Draft.objects.exists()


def test_a_form_that_expired_is_told_to_a_script_as_data(cast: Cast, place: WorkshopNote) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.gp)
    assert keep(client, place, cast.gp).json()["kind"] == "form-expired"
    assert "open too long" in client.post(judge_url(place), FORM_NO).content.decode()


# --- Its owner's alone -----------------------------------------------------------------------------------------------


def test_a_draft_and_a_note_to_self_are_their_owner_s_alone(client: Client, cast: Cast, place: WorkshopNote) -> None:
    client.force_login(cast.gp)
    keep(client, place, cast.gp, comment=SECRET, private_note=SECRET)
    assert SECRET in client.get(judge_url(place)).content.decode()
    number, note = place.workshop_id, place.pk
    pages = [
        judge_url(place), agree_url(place), url("live-judge", place), f"/workshops/{number}/",
        f"/api/v1/workshops/{number}/",
        f"/api/v1/workshops/{number}/notes/{note}/judgement/", "/admin/reviews/workshop/",
        f"/admin/reviews/workshop/{number}/change/",
    ]  # fmt: skip
    for who in ("nurse", "facilitator", "lead", "admin"):
        client.force_login(cast[who])
        for page in pages:
            assert SECRET not in client.get(page, follow=True).content.decode(), (who, page)
    assert SECRET not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_what_is_kept_is_not_logged(judging: Client, gp, place: WorkshopNote, caplog) -> None:
    keep(judging, place, gp, comment=SECRET, private_note=SECRET)
    keep(judging, place, gp, comment=SECRET, page="phone")
    assert SECRET not in caplog.text


# --- A note to self --------------------------------------------------------------------------------------------------


def test_a_note_to_self_is_saved_with_the_submit_and_emptied_with_it(judging: Client, gp, place: WorkshopNote) -> None:
    judging.post(judge_url(place), {**FORM_NO, "private_note": SECRET})
    assert (PrivateNote.objects.get().text, PrivateNote.objects.get().by) == (SECRET, gp)
    assert f"{SECRET}</textarea>" in judging.get(judge_url(place)).content.decode()
    judging.post(judge_url(place), {**FORM_NO, "revision": "1", "private_note": ""})
    assert not PrivateNote.objects.exists()


def test_a_stale_submit_leaves_the_note_to_self_alone(judging: Client, place: WorkshopNote) -> None:
    judging.post(judge_url(place), {**FORM_NO, "private_note": "first"})
    answer = judging.post(judge_url(place), {**FORM_NO, "level_of_need": "high", "private_note": "second"})
    assert answer.status_code == 412
    assert "second</textarea>" in answer.content.decode()
    assert PrivateNote.objects.get().text == "first"


def test_an_old_page_never_empties_a_newer_note_to_self(judging: Client, gp, place: WorkshopNote) -> None:
    page = judging.get(judge_url(place)).content.decode()
    mark = page.split('name="private_note_from" value="')[1].split('"')[0]
    keep(judging, place, gp, private_note="from the phone")
    judging.post(judge_url(place), {**FORM_NO, "private_note": "", "private_note_from": mark})
    assert PrivateNote.objects.get().text == "from the phone"


def test_without_scripts_its_own_button_saves_it_and_keeps_the_answers(judging: Client, place: WorkshopNote) -> None:
    form = {**FORM_NO, "main_reason": "", "about": "judgement", "private_note": SECRET}
    assert judging.post(url("private-note", place), form).headers["Location"] == judge_url(place)
    page = judging.get(judge_url(place)).content.decode()
    assert f"{SECRET}</textarea>" in page
    assert 'value="reablement" checked' in page
    assert not Judgement.objects.exists()


def test_who_neither_judges_nor_runs_keeps_no_note(client: Client, cast: Cast, area: Area, place: WorkshopNote) -> None:
    client.force_login(cast.outsider)
    form = {"about": "judgement", "private_note": SECRET}
    assert client.post(url("private-note", place), form).status_code == 404
    Membership.objects.create(area=area, user=cast.outsider, role="facilitator")  # of other workshops there
    assert client.post(url("private-note", place), form).status_code == 403
    assert not PrivateNote.objects.exists()


def test_a_note_to_self_that_is_too_long_is_an_error_of_the_form(judging: Client, place: WorkshopNote) -> None:
    answer = judging.post(judge_url(place), {**FORM_NO, "private_note": "x" * 5_001})
    assert '<a href="#private_note">Use 5,000 characters or fewer' in answer.content.decode()
    assert not Judgement.objects.exists()


# --- Too late, and afterwards ----------------------------------------------------------------------------------------


def agreed(place: WorkshopNote, cast: Cast) -> None:
    sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, answers={**NO, **ROOM}, whole=True, by=cast.facilitator
    )


def test_who_is_overtaken_sees_what_they_typed_and_that_nothing_was_recorded(
    judging: Client, gp, cast: Cast, places: list[WorkshopNote]
) -> None:
    keep(judging, places[0], gp)
    agreed(places[0], cast)
    sitting.close_workshop(workshop_id=places[1].workshop_id, by=cast.facilitator)
    for place, sentence in ((places[0], "The panel has agreed this note"), (places[1], "This workshop is closed.")):
        answer = judging.post(judge_url(place), {**FORM_NO, "comment": "<i>Typed</i>", "private_note": SECRET})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert sentence in page
        assert "Nothing of what you sent was recorded" in page
        assert "&lt;i&gt;Typed&lt;/i&gt;" in page
        assert '<dd class="jp-lines">Reablement at home</dd>' in page
    assert Draft.objects.get().workshop_note == places[0]
    assert set(PrivateNote.objects.values_list("text", flat=True)) == {SECRET}
    assert not Judgement.objects.exists()


def test_a_note_that_was_put_off_refuses_with_the_answers_at_hand(
    judging: Client, cast: Cast, panel: Panel, area
) -> None:
    place = make.workshop(panel, cast.facilitator, make.notes(area, 1), mode="independent").notes.get()
    answer = judging.post(judge_url(place), {**FORM_NO, "comment": "Typed"})
    assert answer.status_code == 409
    assert "has not opened this note yet, or has put it off" in answer.content.decode()
    assert "Typed" in answer.content.decode()


def test_answers_about_a_note_that_was_hidden_come_back_without_its_words(
    judging: Client, cast: Cast, place: WorkshopNote
) -> None:
    at = {"workshop_id": place.workshop_id, "note_id": place.pk}
    declarations.declare(**at, kind="identifies", by=cast.nurse)
    form = {**FORM_NO, "comment": "Typed", "evidence": ["11-40"], "private_note": SECRET}
    answer = judging.post(judge_url(place), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "identifies a person" in page
    assert "Typed" in page
    assert "Found on the kitchen" not in page
    assert "See what the panel agreed" not in page
    assert PrivateNote.objects.get().text == SECRET
    assert keep(judging, place, cast.gp).json()["kind"] == "closed"


def test_who_left_the_panel_is_not_allowed(judging: Client, panel: Panel, place: WorkshopNote) -> None:
    panel.members.filter(profession__code="gp").update(left_at=timezone.now())
    assert judging.post(judge_url(place), FORM_NO).status_code == 404


def test_a_closed_workshop_refuses_a_review_with_the_answers_at_hand(
    signed_in, facilitator, place: WorkshopNote
) -> None:
    sitting.close_workshop(workshop_id=place.workshop_id, by=facilitator)
    answer = signed_in(facilitator).post(agree_url(place), {**FORM_NO, **FORM_ROOM, "dissent": "Typed"})
    assert answer.status_code == 409
    assert "Typed" in answer.content.decode()


def test_an_agreed_note_can_be_read_again_by_its_panel(client: Client, cast: Cast, place: WorkshopNote) -> None:
    client.force_login(cast.gp)
    keep(client, place, cast.gp, comment="Never sent", private_note=SECRET)
    client.force_login(cast.nurse)
    client.post(judge_url(place), {**FORM_NO, "comment": "Own words"})
    agreed(place, cast)
    page = unescape(client.get(judge_url(place)).content.decode())
    assert "The panel agreed" in page
    assert "Found on the kitchen floor" in page
    assert "The GP would have waited another day." in page
    assert "Own words" in page
    assert SECRET not in page
    assert 'name="best_pathway"' not in page
    client.force_login(cast.gp)
    page = client.get(judge_url(place)).content.decode()
    assert "Own words" not in page  # nothing was revealed in this room
    assert SECRET in page
    assert "Never sent" in page
    assert judge_url(place) in client.get(f"/workshops/{place.workshop_id}/").content.decode()
    client.force_login(cast.outsider)
    assert client.get(judge_url(place)).status_code == 404
    client.force_login(cast.facilitator)
    assert client.get(judge_url(place)).status_code == 403


def test_what_was_revealed_is_read_again_with_the_review(client: Client, cast: Cast, panel: Panel, area) -> None:
    place = make.workshop(panel, cast.facilitator, make.notes(area, 1), mode="independent").notes.get()
    at = {"workshop_id": place.workshop_id, "note_id": place.pk}
    sitting.open_note(**at, by=cast.facilitator)
    sitting.submit_judgement(**at, answers={**NO, "comment": "Shown to all"}, whole=True, by=cast.nurse)
    sitting.reveal_note(**at, by=cast.facilitator)
    agreed(place, cast)
    client.force_login(cast.gp)
    page = client.get(judge_url(place)).content.decode()
    assert "Shown to all" in page


# --- What it costs ---------------------------------------------------------------------------------------------------


def test_a_draft_costs_few_statements(judging: Client, gp, place: WorkshopNote) -> None:
    keep(judging, place, gp)
    assert statements(lambda: keep(judging, place, gp, draft=1, step=2, comment="more")) <= 8


def test_a_draft_costs_the_loop_only_its_own_deletion(judging: Client, gp, place: WorkshopNote) -> None:
    def act() -> None:
        judging.get(judge_url(place))
        judging.post(judge_url(place), FORM_NO)

    judging.get(judge_url(place))
    keep(judging, place, gp)
    with_draft = statements(act)
    Judgement.objects.all().delete()
    assert with_draft == statements(act) + 1
