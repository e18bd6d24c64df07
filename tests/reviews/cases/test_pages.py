"""The pages of illustrative cases: who may open which, what a page says to mend, and what they cost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from areas.models import Area
from reviews.models import CaseNote, IllustrativeCase
from tests.areas.pages import summary_of, without_tokens
from tests.conftest import Cast
from tests.reviews.cases.conftest import LINES

LIST = "/areas/kent/cases/"


def test_leads_and_facilitators_open_the_list_and_nobody_else(written, cast: Cast, signed_in) -> None:
    answers = {name: signed_in(cast[name]).get(LIST) for name in ("lead", "facilitator", "viewer", "gp", "steward")}
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "lead": 200, "facilitator": 200, "viewer": 404, "gp": 404, "steward": 404
    }  # fmt: skip
    elsewhere = signed_in(cast.outsider).get(LIST)
    nowhere = signed_in(cast.outsider).get("/areas/nowhere/cases/")
    assert (elsewhere.status_code, without_tokens(elsewhere)) == (404, without_tokens(nowhere))


@pytest.mark.parametrize("what", ["", "approve/", "refuse/", "withdraw/"])
@pytest.mark.parametrize("who", ["facilitator", "viewer", "outsider"])
def test_a_case_that_waits_is_not_there_for_others(written, cast: Cast, signed_in, what: str, who: str) -> None:
    client: Client = signed_in(cast[who])
    path = f"{LIST}{written.pk}/{what}"
    answer = client.post(path, {"reason": "no"}) if what else client.get(path)
    assert answer.status_code == 404
    assert IllustrativeCase.objects.get().waiting


def test_written_on_the_page_mended_there_and_approved_by_another(
    reviews, cast: Cast, area: Area, second_lead: User, signed_in
) -> None:
    client: Client = signed_in(cast.lead)
    page = client.get(LIST).content.decode()
    assert page.index("She could have gone home on day five.") < page.index(reviews[2].note.reference)
    path = f"{LIST}new/{reviews[1].pk}/"
    assert "Found on the kitchen floor" in client.get(path).content.decode()
    named = LINES | {"happened": "Mrs Fairweather went to a bed."}
    refused = client.post(path, named)
    assert "“Mrs Fairweather” looks like this: name" in summary_of(refused)
    assert "Mrs Fairweather went to a bed." in refused.content.decode()  # nothing typed is lost
    assert client.post(path, LINES).status_code == 302
    case = IllustrativeCase.objects.get()
    own = client.get(f"{LIST}{case.pk}/").content.decode()
    assert "Approve</button>" not in own and "Withdraw this case" in own
    assert client.post(f"{LIST}{case.pk}/approve/").status_code == 403
    client.force_login(second_lead)
    assert "Approve</button>" in client.get(f"{LIST}{case.pk}/").content.decode()
    assert client.post(f"{LIST}{case.pk}/approve/").status_code == 302
    assert IllustrativeCase.objects.get().approved


def test_a_false_alarm_is_confirmed_on_the_page(reviews, cast: Cast, signed_in) -> None:
    client: Client = signed_in(cast.lead)
    path, named = f"{LIST}new/{reviews[1].pk}/", LINES | {"happened": "Mrs Fairweather went to a bed."}
    alarm = re.search(r'name="(alarm-\w+)"', client.post(path, named).content.decode())
    assert alarm and client.post(path, named | {alarm[1]: "It is the name of a ward"}).status_code == 302
    assert IllustrativeCase.objects.get().false_alarms[0]["reason"] == "It is the name of a ward"


def test_a_refusal_without_a_reason_says_so(written, second_lead: User, signed_in) -> None:
    answer = signed_in(second_lead).post(f"{LIST}{written.pk}/refuse/", {"reason": ""})
    assert "Enter what is to be changed" in summary_of(answer)


def test_a_hidden_note_says_why(reviews, cast: Cast, signed_in) -> None:
    CaseNote.objects.update(hidden_at="2026-01-01T00:00Z")
    answer = signed_in(cast.lead).get(f"{LIST}new/{reviews[0].pk}/")
    assert (answer.status_code, b"Somebody reported" in answer.content) == (403, True)


def test_the_list_costs_the_same_however_long(written, reviews, cast: Cast, signed_in) -> None:
    client: Client = signed_in(cast.lead)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    few = queries()
    IllustrativeCase.objects.bulk_create(
        IllustrativeCase(note=review.note, written_by=cast.facilitator, **LINES) for review in reviews[1:]
    )
    assert queries() <= few <= 16
