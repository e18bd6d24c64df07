"""Exchanges over HTTP: for leads alone, the other side unnamed and nothing compared until one is complete."""

import pytest

from reviews.models import Exchange, Workshop
from tests.conftest import Cast
from tests.factories import exchanges as given
from tests.factories.workshops import NO


def read(client, exchange: Exchange) -> dict:
    return client.get(f"/api/v1/exchanges/{exchange.pk}/").json()


def test_neither_side_is_named_to_the_other_and_nothing_compared_before_the_end(
    signed_in, reading: Workshop, cast: Cast
) -> None:
    given.agree(reading, [NO] * 5, by=cast.outsider)
    made = Exchange.objects.get()
    mine, theirs = read(signed_in(cast.lead), made), read(signed_in(cast.outsider), made)
    assert (mine["first"], mine["second"]) == ({"name": "East Kent panel", "area": "kent"}, None)
    assert (theirs["first"], theirs["second"]) == (None, {"name": "Swindon panel", "area": "swindon"})
    assert mine["state"] == theirs["state"] == "accepted"
    assert mine["comparison"] is theirs["comparison"] is None


def test_a_complete_one_tells_both_leads_the_same(signed_in, reading: Workshop, cast: Cast) -> None:
    given.agree(reading, [NO] * 6, by=cast.outsider)
    made = Exchange.objects.get()
    mine, theirs = read(signed_in(cast.lead), made), read(signed_in(cast.outsider), made)
    assert mine == theirs
    compared = mine["comparison"]
    assert (mine["state"], compared["notes"], compared["undecided"], compared["unread"]) == ("complete", 6, 0, 0)
    reablement = next(each for each in compared["referral"] if each["pathways"] == ["reablement"])
    assert (reablement["second"]["count"], reablement["second"]["of"], reablement["second"]["share"]) == (6, 6, 1.0)
    assert reablement["only_second"] == 6 - reablement["first"]["count"]
    assert compared["improvable"]["first"] == reablement["first"]


def test_the_list_is_paged_and_for_leads_of_either_area(signed_in, reading: Workshop, cast: Cast) -> None:
    for lead in (cast.lead, cast.outsider):
        listed = signed_in(lead).get("/api/v1/exchanges/").json()
        assert (listed["count"], listed["results"][0]["notes"]) == (1, 6)


@pytest.mark.parametrize("who", ["gp", "facilitator", "steward", "viewer"])
def test_to_others_there_is_none(signed_in, reading: Workshop, cast: Cast, who: str) -> None:
    client, made = signed_in(cast[who]), Exchange.objects.get()
    assert client.get("/api/v1/exchanges/").json()["results"] == []
    answers = [client.get(f"/api/v1/exchanges/{number}/") for number in (made.pk, made.pk + 1)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
