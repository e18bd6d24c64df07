"""Before the reveal nothing that leaves the server tells what another answered: each person, page and phase."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import Area, Membership
from pathways.models import Profession
from reviews.models import Judgement, Panel, Workshop, WorkshopNote
from reviews.workshops import panels, sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO
from tests.reviews.workshops.test_pages import FORM_NO, FORM_ROOM

PEOPLE = ["gp", "nurse", "social_worker", "facilitator", "lead", "viewer", "steward", "admin", "outsider"]
MARK = "zebra-crossing"  # in the GP's comment; the GP alone answers "Much better" and names this pathway
GP: dict[str, Any] = {**NO, "proposed_pathway": "reablement", "comment": MARK}


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    return make.workshop(panel, cast.facilitator, make.notes(area, 2), mode="independent")


@pytest.fixture
def opened(place: WorkshopNote, cast: Cast) -> WorkshopNote:
    return sitting.open_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)


@pytest.fixture
def judged(opened: WorkshopNote, cast: Cast) -> WorkshopNote:
    sitting.submit_judgement(workshop_id=opened.workshop_id, note_id=opened.pk, answers=GP, whole=True, by=cast.gp)
    return opened


def reveal(place: WorkshopNote, cast: Cast) -> None:
    sitting.reveal_note(workshop_id=place.workshop_id, note_id=place.pk, by=cast.facilitator)


def url(name: str, place: WorkshopNote) -> str:
    return reverse(f"reviews:{name}", args=[place.workshop_id, place.pk])


def answers(client: Client, place: WorkshopNote) -> dict[str, str]:
    """Everything that this person can get about a note: each address with the whole answer, its headers too."""
    number = place.workshop_id
    api = f"/api/v1/workshops/{number}"
    addresses = [
        "/", reverse("reviews:workshops"), reverse("reviews:workshop", args=[number]), url("judge", place),
        url("agree", place), url("live-judge", place), url("live-agree", place),
        reverse("reviews:live", args=[number]), reverse("reviews:next", args=[number]), "/api/v1/workshops/",
        f"{api}/", f"{api}/next/", f"{api}/notes/{place.pk}/judgement/", f"{api}/notes/{place.pk}/agreed-review/",
    ]  # fmt: skip
    got = {}
    for address in addresses:
        answer = client.get(address, follow=True)
        got[address] = f"{dict(answer.headers)} {answer.content.decode()}"
    return got


def tries(client: Client, place: WorkshopNote) -> dict[str, str]:
    """What writes answer that are refused: empty ones, a stale one, and those of who may not."""
    api = f"/api/v1/workshops/{place.workshop_id}/notes/{place.pk}"
    got = {}
    for name in ("judge", "agree"):
        got[name] = client.post(url(name, place), {"revision": "7"}, follow=True).content.decode()
    for what in ("judgement", "agreed-review"):
        answer = client.put(
            f"{api}/{what}/", json.dumps({"best_pathway": "maybe"}), content_type="application/json",
            headers={"If-Match": '"7"'},
        )  # fmt: skip
        got[what] = f"{dict(answer.headers)} {answer.content.decode()}"
    return got


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "gp"])
def test_nothing_of_another_s_answer_leaves_before_the_reveal(signed_in, judged, cast: Cast, who: str) -> None:
    client = signed_in(cast[who])
    told = {**answers(client, judged), **tries(client, judged)}
    assert [address for address, text in told.items() if MARK in text] == []


@pytest.mark.parametrize("who", ["nurse", "facilitator", "lead", "viewer", "outsider"])
def test_what_leaves_is_the_same_whatever_the_other_answered(signed_in, opened, cast: Cast, who: str) -> None:
    """The strongest form: two rooms that differ only in what the GP answered look alike, byte for byte."""
    client, seen = signed_in(cast[who]), []
    for given in (GP, {"level_of_need": "complex", "best_pathway": "yes", "comment": "x" * 900}):
        sitting.submit_judgement(
            workshop_id=opened.workshop_id, note_id=opened.pk, answers=given, whole=True, by=cast.gp
        )
        seen.append({name: without_tokens(text) for name, text in answers(client, opened).items()})
    assert seen[0] == seen[1]


def without_tokens(text: str) -> str:
    """Without what is new in every answer: form tokens, nonces, request ids, times of day."""

    text = re.sub(r'(csrfmiddlewaretoken" value=|nonce=|nonce-)["\']?[^"\' ;]+', "", text)
    return re.sub(r"'(X-Request-ID|Server-Timing|Date|Expires|Last-Modified)': '[^']*'", "", text, flags=re.IGNORECASE)


@pytest.mark.parametrize("name", ["judge", "agree"])
@pytest.mark.parametrize("who", ["nurse", "social_worker", "facilitator", "lead"])
def test_after_the_reveal_the_room_sees_it(signed_in, judged, cast: Cast, who: str, name: str) -> None:
    """The walk above would find the mark: it is there as soon as it may be."""
    reveal(judged, cast)
    text = signed_in(cast[who]).get(url(name, judged)).content.decode()
    allowed = name == "judge" if who in {"nurse", "social_worker"} else name == "agree"
    assert (MARK in text) == allowed


@pytest.mark.parametrize("who", ["viewer", "steward", "outsider"])
def test_after_the_reveal_others_still_see_nothing(signed_in, judged, cast: Cast, who: str) -> None:
    reveal(judged, cast)
    assert [name for name, text in answers(signed_in(cast[who]), judged).items() if MARK in text] == []


def test_a_revealed_note_that_is_hidden_again_is_blind_again(signed_in, judged, cast: Cast) -> None:
    client = signed_in(cast.facilitator)
    client.post(url("reveal-note", judged))
    assert MARK in client.get(url("agree", judged)).content.decode()
    assert client.post(url("undo-reveal", judged)).status_code == 302
    assert MARK not in "".join(answers(signed_in(cast.nurse), judged).values())


# --- The pages of each phase -----------------------------------------------------------------------------------------


def test_before_the_reveal_the_facilitator_sees_who_has_submitted(signed_in, judged, cast: Cast) -> None:
    page = signed_in(cast.facilitator).get(url("agree", judged)).content.decode()
    assert "<b>1 of 3</b> has submitted" in page
    assert "Show the answers" in page
    assert 'name="best_pathway"' not in page


def test_a_waiting_note_is_opened_from_its_page_and_not_judged_before(signed_in, place, cast: Cast) -> None:
    client = signed_in(cast.facilitator)
    assert f"Open note {place.position}" in client.get(url("agree", place)).content.decode()
    assert signed_in(cast.gp).get(url("judge", place)).status_code == 403


def test_submitting_stays_on_the_note_and_says_so(signed_in, opened, cast: Cast) -> None:
    client = signed_in(cast.gp)
    answer = client.post(url("judge", opened), FORM_NO)
    assert answer.headers["Location"] == url("judge", opened)
    page = client.get(url("judge", opened)).content.decode()
    assert "Submitted. All answers are shown here" in page
    assert "Waiting: District nurse, Social worker" in " ".join(page.split())


def test_a_member_revises_after_the_reveal_and_both_are_kept(signed_in, judged, cast: Cast) -> None:
    reveal(judged, cast)
    client = signed_in(cast.gp)
    assert "Save my revision" in client.get(url("judge", judged)).content.decode()
    client.post(url("judge", judged), {"level_of_need": "high", "best_pathway": "yes", "revision": "1"})
    kept = Judgement.objects.filter(by=cast.gp).order_by("phase").values_list("phase", "best_pathway")
    assert list(kept) == [("independent", "no"), ("revised", "yes")]
    assert "before: No" not in client.get(url("judge", judged)).content.decode()  # one person differs from nobody


def room(place: WorkshopNote, cast: Cast) -> None:
    """No, no and yes on the pathway; reablement against home care: a majority and a tie."""
    given = {
        cast.gp: GP,
        cast.nurse: {**NO, "proposed_pathway": "domiciliary-package"},
        cast.social_worker: {"level_of_need": "high", "best_pathway": "yes"},
    }
    for who, what in given.items():
        sitting.submit_judgement(workshop_id=place.workshop_id, note_id=place.pk, answers=what, whole=True, by=who)
    reveal(place, cast)


def test_the_form_is_filled_in_by_the_majority_and_ties_are_open(signed_in, opened, cast: Cast) -> None:
    room(opened, cast)
    page = " ".join(signed_in(cast.facilitator).get(url("agree", opened)).content.decode().split())
    assert "Where the room differs" in page
    assert "Proposed pathway: tie, the room decides" in page
    assert 'name="decided-proposed_pathway" id="decided-proposed_pathway-1" value="reablement"' in page
    assert 'value="no" checked' in page
    assert 'value="reablement" checked' not in page
    assert 'value="domiciliary-package" checked' not in page
    assert '<dt>Best pathway?</dt><dd><b>No</b></dd><dd class="sp-of">2 of 3</dd>' in page
    assert 'value="contested" checked' in page  # the pathway that decides a table is open


@pytest.mark.parametrize(("below", "kept"), [("", "reablement"), ("domiciliary-package", "domiciliary-package")])
def test_a_tie_is_decided_in_its_box_or_below_it(signed_in, opened, cast: Cast, below: str, kept: str) -> None:
    room(opened, cast)
    form = {**FORM_NO, **FORM_ROOM, "proposed_pathway": below, "decided-proposed_pathway": "reablement"}
    assert signed_in(cast.facilitator).post(url("agree", opened), form).status_code == 302
    opened.refresh_from_db()
    assert opened.agreed_review.proposed_pathway.code == kept


def test_an_agreed_note_says_whom_its_quorum_lacked_in_the_room(signed_in, opened, cast: Cast, panel: Panel) -> None:
    for code in ("gp", "district-nurse"):
        panels.add_rule(panel=panel, professions=[Profession.objects.get(code=code)], by=cast.lead)
    room(opened, cast)
    client = signed_in(cast.facilitator)
    assert "Missing: " not in client.get(url("agree", opened)).content.decode()  # all sit on the panel
    client.post(url("agree", opened), {**FORM_NO, **FORM_ROOM})  # with a GP and two social workers there
    page = client.get(url("agree", opened)).content.decode()
    assert "Agreed without its whole quorum" in page
    assert "Missing: a district nurse." in page
    assert "Missing: a GP." not in page


def test_recording_goes_on_to_the_next_note_and_keeps_what_the_room_decided(signed_in, opened, cast: Cast) -> None:
    room(opened, cast)
    following = opened.workshop.notes.get(position=2)
    answer = signed_in(cast.facilitator).post(url("agree", opened), {**FORM_NO, **FORM_ROOM, "dissent": "GP: not yet."})
    assert answer.headers["Location"] == url("agree", following)
    opened.refresh_from_db()
    assert (opened.phase, opened.agreed_review.dissent) == ("agreed", "GP: not yet.")
    page = signed_in(cast.facilitator).get(url("agree", opened)).content.decode()
    assert "Where the room differs" in page
    assert "tie, the room decides" not in page


def test_who_comes_late_is_shown_apart(signed_in, judged, cast: Cast) -> None:
    reveal(judged, cast)
    signed_in(cast.nurse).post(url("judge", judged), FORM_NO)
    page = signed_in(cast.facilitator).get(url("agree", judged)).content.decode()
    assert "1 judgement submitted before the reveal" in page
    assert "After the reveal, not counted:" in page


def test_the_button_that_hides_again_is_there_until_somebody_has_seen(signed_in, judged, cast: Cast) -> None:
    reveal(judged, cast)
    client = signed_in(cast.facilitator)
    for _ in range(2):  # looking oneself is not being seen
        assert "hide the answers again" in client.get(url("agree", judged)).content.decode()
    signed_in(cast.nurse).get(url("judge", judged))
    client = signed_in(cast.facilitator)
    assert "hide the answers again" not in client.get(url("agree", judged)).content.decode()
    assert client.post(url("undo-reveal", judged)).status_code == 403


def test_a_facilitator_who_judges_too_cannot_look_and_hide(signed_in, opened, cast: Cast, panel: Panel) -> None:
    opened.workshop.facilitator = cast.gp
    opened.workshop.save()

    Membership.objects.create(area=opened.workshop.area, user=cast.gp, role="facilitator")
    client = signed_in(cast.gp)
    client.post(url("reveal-note", opened))
    client.get(url("agree", opened))
    assert client.post(url("undo-reveal", opened)).status_code == 403


# --- The API ---------------------------------------------------------------------------------------------------------


def test_the_api_tells_phase_and_who_has_submitted(signed_in, judged, cast: Cast) -> None:
    client = signed_in(cast.nurse)
    note = client.get(f"/api/v1/workshops/{judged.workshop_id}/").json()["notes"][0]
    assert (note["phase"], note["submitted"]) == ("open", [{"profession": "gp", "number": 1}])
    following = client.get(f"/api/v1/workshops/{judged.workshop_id}/next/").json()
    assert (following["id"], following["submitted"]) == (judged.pk, note["submitted"])


def test_putting_over_the_api_is_submitting_then_revising(signed_in, opened, cast: Cast) -> None:
    client, address = signed_in(cast.gp), f"/api/v1/workshops/{opened.workshop_id}/notes/{opened.pk}/judgement/"

    def put(body: dict) -> dict:
        return client.put(address, json.dumps(body), content_type="application/json").json()

    first = put(NO)
    assert (first["revision"], first["phase"], first["late"]) == (1, "independent", False)
    reveal(opened, cast)
    second = put({"best_pathway": "yes"})
    assert (second["revision"], second["phase"], second["late"]) == (2, "revised", False)
    assert client.get(address).json() == second


@pytest.mark.parametrize("mode", ["together", "independent"])
def test_a_lead_chooses_how_the_room_judges(signed_in, panel: Panel, cast: Cast, area: Area, mode: str) -> None:
    client, address = signed_in(cast.lead), f"{reverse('reviews:new-workshop')}?area={area.slug}"
    assert 'value="together" ' in client.get(address).content.decode()
    form = {"name": mode, "panel": panel.pk, "facilitator": cast.facilitator.pk, "minutes": "180", "mode": mode}
    form["method"] = "random"
    assert client.post(address, form).status_code == 302
    assert Workshop.objects.get(name=mode).mode == mode
