"""The agreed reviews behind a figure: who may open them, what an address chooses, and what bad ones say."""

import re

import pytest

from areas.models import Area
from pathways.models import PreventiveService
from reviews import tally
from reviews.models import AgreedReview, Declaration
from reviews.tally import Choice
from tests.conftest import Cast
from tests.opportunities.rollup.stored import add_review, store_area, store_catalogue, store_reviews

LIST = "/areas/kent/reviews/"


@pytest.fixture
def area(db: None) -> Area:
    store_catalogue()
    return store_area()


@pytest.fixture
def reviewed(area: Area) -> Area:
    store_reviews(area)
    return area


def number(area: Area, **wanted: str) -> int:
    return tally.chosen(tally.counted(area.pk), Choice(**wanted)).count()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, 15),
        ({"decision_point": "q3-discharge"}, 10),
        ({"focus": "q3-4", "best": "reviewed"}, 14),
        ({"best": "no"}, 7),
        ({"best": "unclear"}, 1),
        ({"actual": "residential", "best": "no"}, 3),
        ({"proposed": "falls"}, 3),
        ({"service": "light"}, 5),  # the group of falls service and telecare
        ({"service": "package"}, 2),
        ({"service": "falls"}, 0),  # ranked under its group
        ({"reason": "habit"}, 3),
        ({"level": "lower"}, 7),
        ({"level": "higher"}, 0),
        ({"about": "with-support"}, 8),  # all at discharge but two who went home without
        ({"about": "care-home", "best": "no"}, 3),
        ({"age_band": "85+"}, 15),
        ({"locality": "0"}, 15),
        ({"since": "2026-03", "until": "2026-03"}, 15),
        ({"since": "2026-04"}, 0),
        ({"until": "2026-02"}, 0),
        ({"until": "2025-12"}, 0),
    ],
)
def test_a_choice_counts_by_the_words_of_the_tables(reviewed: Area, wanted: dict[str, str], expected: int) -> None:
    assert number(reviewed, **wanted) == expected


def test_missed_services_are_chosen_one_by_one_or_any(area: Area) -> None:
    for codes in (["falls-prevention", "medication"], ["falls-prevention"], []):
        add_review(area, "q4-intake", "package", best_pathway="yes").missed_prevention.set(
            PreventiveService.objects.filter(code__in=codes)
        )
    assert [number(area, missed=code) for code in ("any", "falls-prevention", "medication")] == [2, 2, 1]


def test_an_address_says_a_choice_and_a_choice_its_address() -> None:
    choice, unclear = tally.read({"decision_point": "q3-discharge", "from": "2026-03", "page": "2", "locality": "7"})
    assert choice == Choice(decision_point="q3-discharge", since="2026-03", locality="7")
    assert choice.query() == "decision_point=q3-discharge&locality=7&from=2026-03"
    assert unclear == []


@pytest.mark.parametrize(
    "address",
    ["from=2026-13", "from=yesterday", "panel=-1", "panel=99999999999999999999", "decision_point=q7-procurement",
     "best=%00", "reason='", "actual=<b>", "to=0001-01", "level=up"],
)  # fmt: skip
def test_what_an_address_can_t_mean_is_told_and_left_out(reviewed: Area, lead, signed_in, address: str) -> None:
    response = signed_in(lead).get(f"{LIST}?{address}")
    page = response.content.decode()
    assert response.status_code == 200
    assert f"({address.split('=')[0]}), so that part is left out" in page
    assert "15 reviews" in page


def test_the_list_says_what_it_shows_and_opens_each_note(reviewed: Area, lead, signed_in) -> None:
    client = signed_in(lead)
    page = client.get(f"{LIST}?reason=pressure&best=no").content.decode()
    assert "2 reviews" in page
    assert "Hospital pressure" in page
    opened = client.get(re.findall(rf"{LIST}\d+/", page)[0]).content.decode()
    for shown in ("At home, alone.", "Domiciliary package", "Hospital pressure", "Panel A", "made on paper"):
        assert shown in opened


def test_a_hidden_note_stays_hidden(reviewed: Area, lead, signed_in) -> None:
    review = AgreedReview.objects.first()
    Declaration.objects.create(note=review.note, by=lead, kind=Declaration.Kind.KNOWS_PERSON)
    response = signed_in(lead).get(f"{LIST}{review.pk}/")
    assert response.status_code == 403
    assert "At home, alone." not in response.content.decode()


@pytest.mark.parametrize("who", ["steward", "facilitator", "gp", "viewer", "outsider"])
def test_only_leads_open_what_figures_count(reviewed: Area, cast: Cast, signed_in, who: str) -> None:
    client = signed_in(cast[who])
    mine = AgreedReview.objects.first().pk
    token = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    there, nowhere = (client.get(f"/areas/{slug}/reviews/") for slug in ("kent", "nowhere"))
    assert there.status_code == nowhere.status_code == client.get(f"{LIST}{mine}/").status_code == 404
    assert token.sub(b"", there.content) == token.sub(b"", nowhere.content)


def test_another_area_s_review_is_not_there(reviewed: Area, other_area: Area, lead, signed_in) -> None:
    theirs = add_review(other_area, "q4-intake", "package", best_pathway="yes")
    assert signed_in(lead).get(f"{LIST}{theirs.pk}/").status_code == 404


def test_a_list_takes_the_same_queries_for_many_reviews_as_for_few(
    reviewed: Area, lead, signed_in, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    client = signed_in(lead)
    client.get(LIST)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    store_reviews(reviewed)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(LIST)
