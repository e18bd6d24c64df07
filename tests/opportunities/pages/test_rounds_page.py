"""The page of rounds: for leads, counted now by the days of review, in constant queries; its forms mend in place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.inputs import fingerprint
from areas.models import Area
from opportunities.comparison.keep import contents
from opportunities.models import Round
from reviews.models import AgreedReview
from tests.conftest import Cast
from tests.opportunities.pages.test_area_page import text_of

PAGE = "/areas/kent/rounds/"
BASELINE = {"name": "Baseline", "starts_0": "1", "starts_1": "3", "starts_2": "2026",
            "ends_0": "31", "ends_1": "3", "ends_2": "2026"}  # fmt: skip
LATER = BASELINE | {"name": "Six months on", "starts_1": "9", "ends_0": "30", "ends_1": "9"}


@pytest.fixture
def two_rounds(reviewed: Area) -> Area:
    """Of 10 discharges 5 were improvable: one of those was reviewed half a year later, with two that were best."""
    Round.objects.create(area=reviewed, name="Baseline", starts="2026-03-01", ends="2026-03-31")
    Round.objects.create(area=reviewed, name="Six months on", starts="2026-09-01", ends="2026-09-30")
    at_discharge = AgreedReview.objects.filter(note__decision_point="q3-discharge").order_by("pk")
    moved = [*at_discharge.filter(best_pathway="no")[:1], *at_discharge.filter(best_pathway="yes")[:2]]
    AgreedReview.objects.filter(pk__in=[each.pk for each in moved]).update(reviewed_on="2026-09-30")
    outside = AgreedReview.objects.filter(note__decision_point="q4-intake").order_by("pk").first()
    AgreedReview.objects.filter(pk=outside.pk if outside else 0).update(reviewed_on="2026-10-01")
    return reviewed


@pytest.mark.parametrize(
    ("who", "status"),
    [("lead", 200), ("admin", 200), ("viewer", 404), ("steward", 404), ("gp", 404), ("outsider", 404)],
)
def test_who_may_see_and_keep_rounds(two_rounds: Area, cast: Cast, signed_in, who: str, status: int) -> None:
    client, kept = signed_in(cast[who]), Round.objects.latest("pk").pk
    for address in (PAGE, f"/api/v1{PAGE}", f"{PAGE}new/", f"{PAGE}{kept}/"):
        assert client.get(address).status_code == status
    assert client.post(f"{PAGE}{kept}/remove/").status_code == (412 if status == 200 else 404)


def test_another_areas_round_is_not_there(two_rounds: Area, cast: Cast, signed_in) -> None:
    kept = Round.objects.latest("pk")
    Round.objects.filter(pk=kept.pk).update(area=Area.objects.get(slug="swindon"))
    client = signed_in(cast.lead)
    assert client.get(f"{PAGE}{kept.pk}/").status_code == client.post(f"{PAGE}{kept.pk}/remove/").status_code == 404


def test_shares_by_round_with_the_change_in_words(two_rounds: Area, lead, signed_in) -> None:
    page = text_of(signed_in(lead), PAGE)
    assert "Hospital discharge: Baseline 57% (4 of 7;" in page
    assert "Hospital discharge: Six months on 33% (1 of 3;" in page
    assert "<b>Six months on</b> against Baseline: can’t be told apart (" in page
    assert "1 agreed review of this area lies in no round. Not for publication" in page
    assert "£" not in page


def test_before_the_first_round_it_says_what_to_do(reviewed: Area, lead, signed_in) -> None:
    assert "No rounds yet. Name the baseline" in text_of(signed_in(lead), PAGE)
    Round.objects.create(area=reviewed, name="Too late", starts="2027-01-01", ends="2027-01-31")
    assert "No note was reviewed on the days of any round." in text_of(signed_in(lead), PAGE)


def test_rounds_are_named_changed_and_removed_on_pages(reviewed: Area, lead, signed_in) -> None:
    client = signed_in(lead)
    assert client.post(f"{PAGE}new/", BASELINE).status_code == 302
    kept = Round.objects.get()
    assert (kept.name, kept.starts.isoformat(), kept.ends.isoformat()) == ("Baseline", "2026-03-01", "2026-03-31")
    seen = fingerprint(contents(kept))
    assert f'value="{seen}"' in text_of(client, f"{PAGE}{kept.pk}/")
    assert client.post(f"{PAGE}{kept.pk}/", BASELINE | {"name": "First", "seen": seen}).status_code == 302
    stale = client.post(f"{PAGE}{kept.pk}/", BASELINE | {"name": "Other", "seen": seen})
    assert stale.status_code == 412 and "Somebody else saved this" in stale.content.decode()
    assert client.post(f"{PAGE}{kept.pk}/remove/", {"seen": seen}).status_code == 412
    now = {"seen": fingerprint(contents(Round.objects.get()))}
    assert client.post(f"{PAGE}{kept.pk}/remove/", now).status_code == 302
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends_1": "2", "ends_0": "1"}, "Enter a last day that is not before the first day"),
        ({"starts_0": "32"}, "Enter a date that exists"),
        ({"name": ""}, "Name: enter an answer"),
        ({"name": "x" * 61}, "60"),
        ({"name": "Six months on"}, "There is a round called “Six months on” already"),
        ({"starts_1": "9", "ends_1": "9", "ends_0": "1"}, "These days overlap the round “Six months on”"),
        ({"ends_2": "99999"}, "Enter a date that exists"),
    ],
)
def test_what_can_not_be_saved_says_why_and_keeps_what_was_entered(
    reviewed: Area, lead, signed_in, wrong: dict, said: str
) -> None:
    client = signed_in(lead)
    assert client.post(f"{PAGE}new/", LATER).status_code == 302
    answer = client.post(f"{PAGE}new/", BASELINE | wrong)
    assert answer.status_code == 200 and said in answer.content.decode()
    assert Round.objects.count() == 1


def test_as_many_queries_for_six_rounds_as_for_two(two_rounds: Area, lead, signed_in) -> None:
    client = signed_in(lead)
    text_of(client, PAGE)
    with CaptureQueriesContext(connection) as two:
        text_of(client, PAGE)
    for day in range(1, 5):
        Round.objects.create(area=two_rounds, name=f"Day {day}", starts=f"2026-05-0{day}", ends=f"2026-05-0{day}")
    with CaptureQueriesContext(connection) as six:
        text_of(client, PAGE)
    assert len(six) == len(two)


def test_over_http_with_the_same_numbers(two_rounds: Area, lead, signed_in) -> None:
    answer = signed_in(lead).get(f"/api/v1{PAGE}").json()
    assert [each["name"] for each in answer["rounds"]] == ["Baseline", "Six months on"]
    discharge = next(each for each in answer["shares"] if each["code"] == "q3-discharge")
    first, later = discharge["rounds"]
    assert (first["count"], first["denominator"], first["change"]) == (4, 7, None)
    assert later["change"]["by"] == pytest.approx(1 / 3 - 4 / 7)
    assert answer["outside"] == 1
