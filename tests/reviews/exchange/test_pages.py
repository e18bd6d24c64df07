"""The pages of an exchange: offering, the code, accepting, the list, and the comparison."""

import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from areas.models import Membership, Role
from reviews.models import CaseNote, Exchange, Panel, Workshop
from reviews.workshops.exchange import NO_SUCH_OFFER, Offered
from tests.conftest import Cast
from tests.factories import exchanges as given
from tests.factories.workshops import NO, YES


def accept_form(code: str, panel: Panel, facilitator, **more: object) -> dict:
    return {
        "code": code, "panel": panel.pk, "name": "Exchange, 3 December", "facilitator": facilitator.pk,
        "minutes": 180, "mode": "independent", **more,
    }  # fmt: skip


def comparison(client: Client, **query: str) -> str:
    address = reverse("reviews:exchange", args=[Exchange.objects.get().pk])
    return re.sub(r"\s+", " ", client.get(address, query).content.decode())


def test_the_code_is_shown_once_and_leads_to_a_workshop(
    signed_in, notes: list[CaseNote], panel: Panel, other_panel: Panel, cast: Cast
) -> None:
    client = signed_in(cast.lead)
    address = reverse("reviews:offer-exchange", args=[panel.pk])
    assert "All (8 notes)" in client.get(address).content.decode()
    page = client.post(address, {"number": 3, "decision_point": "q3-discharge"})
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", page.content.decode())[0]
    assert "no-store" in page["Cache-Control"]
    assert code not in client.get(reverse("reviews:exchanges")).content.decode()
    client = signed_in(cast.outsider)
    answer = client.post(reverse("reviews:accept-exchange"), accept_form(code.lower(), other_panel, cast.outsider))
    made = Workshop.objects.get(area=other_panel.area)
    assert answer["Location"] == reverse("reviews:workshop", args=[made.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "Exchanged notes" in page
    assert "Choose notes" not in page


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"number": ""}, "Enter how many notes to draw"),
        ({"number": 9}, "Enter 8 or fewer"),
        ({"number": 1, "decision_point": "q4-intake"}, "Select a valid choice"),
        ({"references": "kent-9999"}, "has agreed no note that could be offered under: kent-9999"),
    ],
)
def test_what_can_t_be_offered_is_said_and_offers_nothing(
    signed_in, notes: list[CaseNote], panel: Panel, cast: Cast, given: dict, message: str
) -> None:
    page = signed_in(cast.lead).post(reverse("reviews:offer-exchange", args=[panel.pk]), given)
    assert message in page.content.decode()
    assert not Exchange.objects.exists()


def test_a_panel_without_agreed_notes_is_told_so(signed_in, panel: Panel, cast: Cast) -> None:
    page = signed_in(cast.lead).get(reverse("reviews:offer-exchange", args=[panel.pk])).content.decode()
    assert "has agreed no notes yet" in page


def test_a_wrong_code_and_a_panel_that_knows_are_mended_on_the_form(
    signed_in, offered: Offered, panel: Panel, other_panel: Panel, cast: Cast
) -> None:
    client, address = signed_in(cast.outsider), reverse("reviews:accept-exchange")
    page = client.post(address, accept_form("0000-0000-0000", other_panel, cast.outsider)).content.decode()
    assert NO_SUCH_OFFER in page
    page = signed_in(cast.lead).post(address, accept_form(offered.code, panel, cast.lead)).content.decode()
    assert "own notes" in page
    assert "Exchange, 3 December" in page  # nothing typed is lost
    assert Exchange.objects.get().accepted_at is None


def test_somebody_else_s_panel_can_t_be_chosen(signed_in, offered: Offered, panel: Panel, cast: Cast) -> None:
    page = signed_in(cast.outsider).post(
        reverse("reviews:accept-exchange"), accept_form(offered.code, panel, cast.outsider)
    )
    assert "Select a valid choice" in page.content.decode()


def test_a_lead_of_two_areas_says_in_which(signed_in, other_panel: Panel, cast: Cast) -> None:
    Membership.objects.create(area=other_panel.area, user=cast.lead, role=Role.LEAD)
    client = signed_in(cast.lead)
    assert "in which area?" in client.get(reverse("reviews:accept-exchange")).content.decode()
    page = client.get(reverse("reviews:accept-exchange"), {"area": "swindon"}).content.decode()
    assert "Swindon panel" in page


def test_the_list_says_where_each_stands_and_an_offer_can_be_withdrawn(
    signed_in, reading: Workshop, panel: Panel, cast: Cast
) -> None:
    waiting = given.offered(panel, 2, by=cast.lead)
    client = signed_in(cast.lead)
    page = client.get(reverse("reviews:exchanges")).content.decode()
    assert "Being read" in page
    assert "Offered" in page
    answer = client.post(reverse("reviews:withdraw-exchange", args=[waiting.exchange.pk]), follow=True)
    assert "Nobody can accept it any more" in answer.content.decode()
    assert "Withdrawn" in answer.content.decode()


def test_who_reads_can_t_withdraw(signed_in, reading: Workshop, cast: Cast) -> None:
    answer = signed_in(cast.outsider).post(reverse("reviews:withdraw-exchange", args=[Exchange.objects.get().pk]))
    assert answer.status_code == 403


def test_the_comparison_tells_rates_agreement_chance_and_each_difference(
    signed_in, notes: list[CaseNote], panel: Panel, other_panel: Panel, cast: Cast
) -> None:
    """The first panel proposed reablement for 3 of 8; the second for all 8."""
    offered = given.offered(panel, 8, by=cast.lead)
    given.agree(given.accepted(offered, other_panel, by=cast.outsider), [NO] * 8, by=cast.outsider)
    page = comparison(signed_in(cast.lead))
    assert "Reablement at home: who would have been referred" in page
    assert "East Kent panel, Kent: 3 of 8 people" in page
    assert "Swindon panel, Swindon: 8 of 8 people" in page
    assert "only the second on 5. That could be chance (McNemar’s exact test, p = 0.06)" in page
    assert ">3 of 8<" in page  # the same answer, and the same pathway
    assert page.count("Yes, the actual one") == 5
    assert all(note.reference in page for note in notes[3:])
    assert notes[0].reference not in page
    other = comparison(signed_in(cast.lead), pathway="short-term-bed")
    assert "Short-term care home bed: who would have been referred" in other
    assert "Reablement at home: who would" in comparison(signed_in(cast.lead), pathway="<script>")


def test_nothing_that_both_decided_is_said_so(signed_in, reading: Workshop, cast: Cast) -> None:
    given.agree(reading, [{"level_of_need": "low", "best_pathway": "unclear"}] * 6, by=cast.outsider)
    assert "There is nothing to compare" in comparison(signed_in(cast.lead))


def test_notes_that_a_panel_could_not_decide_are_counted_apart(signed_in, reading: Workshop, cast: Cast) -> None:
    given.agree(reading, [YES] * 4 + [{"level_of_need": "low", "best_pathway": "unclear"}] * 2, by=cast.outsider)
    page = comparison(signed_in(cast.outsider))
    assert "On the same 4 notes" in page
    assert "Left out: 2 notes on which a panel had not enough information" in page


def test_recording_in_an_exchange_says_that_tables_do_not_count_it(signed_in, reading: Workshop, cast: Cast) -> None:
    Workshop.objects.filter(pk=reading.pk).update(mode="together")
    client = signed_in(cast.outsider)
    page = client.get(reverse("reviews:agree", args=[reading.pk, reading.notes.first().pk])).content.decode()
    assert "tables do not count it" in page


def test_the_comparison_costs_the_same_at_2_and_8_notes(
    signed_in, notes: list[CaseNote], panel: Panel, other_panel: Panel, cast: Cast
) -> None:
    """Session, person, rights of the navigation; the exchange, two lists of answers, the notes, the catalogue."""
    client, costs = signed_in(cast.lead), []
    for number in (2, 8):
        reader = Panel.objects.create(area=other_panel.area, name=f"Readers of {number}")
        offered = given.offered(panel, number, by=cast.lead)
        workshop = given.accepted(offered, reader, by=cast.outsider, mode="together")
        given.agree(workshop, [NO] * number, by=cast.outsider)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("reviews:exchange", args=[offered.exchange.pk])).status_code == 200
        costs.append(len(captured))
    assert costs[0] == costs[1]
    assert costs[0] <= 8


def test_the_list_costs_the_same_at_1_and_10(
    signed_in, notes: list[CaseNote], panel: Panel, other_panel: Panel, cast: Cast
) -> None:
    client, costs = signed_in(cast.lead), []
    for number in (1, 9):
        for n in range(number):
            reader = Panel.objects.create(area=other_panel.area, name=f"Reader {number} {n}")
            workshop = given.accepted(given.offered(panel, 2, by=cast.lead), reader, by=cast.outsider, mode="together")
            given.agree(workshop, [YES] * 2, by=cast.outsider)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("reviews:exchanges"))
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 7


def test_after_five_wrong_codes_not_even_the_right_one_is_looked_at_for_five_minutes(
    signed_in, offered: Offered, other_panel: Panel, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = signed_in(cast.outsider), reverse("reviews:accept-exchange")
    wrong, right = (accept_form(code, other_panel, cast.outsider) for code in ("0000-0000-0000", offered.code))
    for _ in range(5):
        assert client.post(address, wrong).status_code == 200
    answer = client.post(address, right)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "You can try again at" in page and "Exchange, 3 December" in page  # nothing typed is lost
    assert not Workshop.objects.filter(area=other_panel.area).exists()
    later = time.time() + 301
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert client.post(address, right).status_code == 302


def test_what_is_refused_for_another_reason_is_no_guess(signed_in, offered: Offered, panel: Panel, cast: Cast) -> None:
    client, address = signed_in(cast.lead), reverse("reviews:accept-exchange")
    for _ in range(7):
        assert "own notes" in client.post(address, accept_form(offered.code, panel, cast.lead)).content.decode()
