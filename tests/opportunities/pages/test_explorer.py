"""Every count opens the reviews it counts; filters count anew; each saving is worked out."""

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import Area, Locality, Organisation
from opportunities.catch_up import catch_up_all
from pathways.models import PreventiveService, Reason
from reviews import tally
from reviews.models import AgreedReview, CaseNote, Panel
from tests.conftest import Cast
from tests.opportunities.rollup.stored import add_review, pathway, store_reviews

KENT = "/areas/kent/"
PAGES = ["", "flows/", "flows/?focus=q1-admissions", "why/", "where/"]
LINK = re.compile(rf'<a href="{KENT}reviews/\?([^"]*)">([\d,]+)</a>')
SENTENCE = re.compile(rf'<b>([^<]*)</b><a href="{KENT}reviews/\?([^"]*)">([^<]*)</a>')


@pytest.fixture
def varied(reviewed: Area) -> Area:
    """Kent with admissions, attendances, two localities and every kind of answer."""
    north, hospital = (
        model.objects.create(area=reviewed, name=name)
        for model, name in ((Locality, "North"), (Organisation, "St James"))
    )
    no: dict[str, Any] = {"best_pathway": "no", "main_reason": Reason.objects.get(code="choice")}
    for timing, existed, chance, to in [
        ("on-the-day", "available", "likely", "telecare"),
        ("earlier", "under-commissioned", "even", "short-stay"),
        ("earlier", "no", "unlikely", "telecare"),
    ]:
        told = {"timing": timing, "alternative_existed": existed, "achievability": chance}
        add_review(reviewed, "q1-admission", "bed", proposed_pathway=pathway(to), **no, **told)
    add_review(reviewed, "q1-attendance", "home", self_referred=True, proposed_pathway=pathway("package"), **no)
    add_review(reviewed, "q1-attendance", "home", self_referred=True, best_pathway="yes")
    CaseNote.objects.filter(decision_point__startswith="q1").update(age_band="65-74", locality=north)
    CaseNote.objects.filter(decision_point="q4-intake").update(locality=north, organisation=hospital)
    for review in AgreedReview.objects.filter(note__decision_point="q4-intake")[:2]:
        review.missed_prevention.set(PreventiveService.objects.all())
    Area.objects.touch(reviewed.pk)
    assert catch_up_all()
    return reviewed


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def counts_and_addresses(page: str) -> list[tuple[int, str]]:
    found = [(int(shown.replace(",", "")), query) for query, shown in LINK.findall(page)]
    for figure, query, words in SENTENCE.findall(page):
        counted = re.search(r"(\d+) of \d+", figure) or re.search(r"(\d+) of \d+", words)
        assert counted
        found.append((int(counted[1]), query))
    return [(count, html.unescape(query)) for count, query in found]


@pytest.mark.parametrize("filters", ["", "decision_point=q4-intake", "from=2026-03&to=2026-03"])
@pytest.mark.parametrize("path", PAGES)
def test_every_count_opens_as_many_reviews_as_it_says(varied: Area, lead, signed_in, path: str, filters: str) -> None:
    page = page_of(signed_in(lead), f"{KENT}{path}{'&' if '?' in path else '?'}{filters}")
    found = counts_and_addresses(page)
    assert len(found) >= 3
    for count, query in found:
        choice, unclear = tally.read(QueryDict(query))
        assert not unclear
        assert tally.chosen(tally.counted(varied.pk), choice).count() == count, query


def test_a_count_and_the_list_it_opens_say_the_same(varied: Area, lead, signed_in) -> None:
    client = signed_in(lead)
    for count, query in counts_and_addresses(page_of(client, f"{KENT}where/"))[:4]:
        assert f">{count} review" in page_of(client, f"{KENT}reviews/?{query}")


@pytest.mark.parametrize("path", PAGES)
def test_a_viewer_sees_numbers_and_no_way_to_single_reviews_out(varied: Area, cast: Cast, signed_in, path: str) -> None:
    client = signed_in(cast.viewer)
    plain = page_of(client, KENT + path)
    assert "/reviews/?" not in plain
    assert "Filter these figures" not in plain
    assert "/method/" not in plain
    assert client.get(f"{KENT}method/").status_code == 404
    assert "Filtered:" not in page_of(client, f"{KENT}{path.split('?')[0]}?decision_point=q4-intake")


def test_a_filter_counts_anew_and_leaves_money_out(varied: Area, lead, signed_in) -> None:
    north = Locality.objects.get().pk
    page = page_of(signed_in(lead), f"{KENT}?locality={north}&decision_point=q4-intake")
    assert "decision point <b>Council intake</b>, locality <b>North</b>. 5 agreed reviews" in page
    assert re.search(r">4</a></td> <td class=\"num\"><a [^>]*>2</a></td> <td class=\"num\"><b>50%</b>", page)
    assert "£" not in page.split('id="headlines"')[1].split('id="method"')[0]


def test_filters_stay_from_page_to_page(varied: Area, lead, signed_in) -> None:
    page = page_of(signed_in(lead), f"{KENT}why/?decision_point=q4-intake&from=2026-01")
    assert f'href="{KENT}where/?decision_point=q4-intake&amp;from=2026-01"' in page


@pytest.mark.parametrize(
    "bad", ["decision_point=q9", "locality=999", "panel=x", "from=2026-13", "workshop=99999999999999999999", "to=%00"]
)
def test_a_filter_that_means_nothing_is_told_and_left_out(varied: Area, lead, signed_in, bad: str) -> None:
    page = page_of(signed_in(lead), f"{KENT}?{bad}")
    assert f"we don’t have here ({bad.split('=')[0]})" in page
    assert "Made from 20 agreed reviews" in page


def test_another_area_s_panel_is_no_filter(varied: Area, other_area: Area, lead, signed_in) -> None:
    theirs = Panel.objects.create(area=other_area, name="Their panel")
    page = page_of(signed_in(lead), f"{KENT}?panel={theirs.pk}")
    assert "we don’t have here (panel)" in page and "Their panel" not in page


def test_filters_that_leave_nothing_say_so(varied: Area, lead, signed_in) -> None:
    assert "No agreed review is like this" in page_of(signed_in(lead), f"{KENT}?from=2030-01")


@pytest.mark.parametrize("path", ["", "why/", "?decision_point=q4-intake", "method/?row=q3-4"])
def test_pages_take_as_many_queries_for_many_reviews_as_for_few(varied: Area, lead, signed_in, path: str) -> None:
    client = signed_in(lead)
    client.get(KENT + path)
    with CaptureQueriesContext(connection) as few:
        client.get(KENT + path)
    store_reviews(varied)
    assert catch_up_all()
    with CaptureQueriesContext(connection) as many:
        client.get(KENT + path)
    assert len(many) == len(few) <= 40


def test_what_can_t_be_told_apart_is_said(varied: Area, lead, signed_in) -> None:
    assert "Fewer than 30 reviews: too few to rank." in page_of(signed_in(lead), f"{KENT}why/")
    assert "Too few reviews to rank (under 30): North and Not stated." in page_of(signed_in(lead), f"{KENT}where/")


def test_a_saving_is_worked_out_down_to_the_pounds_of_the_table(rolled_up: Area, lead, signed_in) -> None:
    page = page_of(signed_in(lead), f"{KENT}method/?row=q3-4")
    # 2,000 × 2/4 × 0.5 = 500 people a year; £300 − £100 each
    assert "V = 2,000 decisions a year, N = 4 reviewed." in page
    assert re.search(r'50%</td> <td class="num">500</td><td class="num">£300</td><td class="num">£100</td>', page)
    assert "Nothing has changed since" in page


def test_changed_inputs_are_told_where_a_saving_is_worked_out(rolled_up: Area, lead, signed_in) -> None:
    Area.objects.touch(rolled_up.pk)
    page = page_of(signed_in(lead), f"{KENT}method/?row=strange")
    assert "may not fit together until the next roll-up" in page


def test_all_areas_has_the_same_pages_without_places(varied: Area, lead, signed_in) -> None:
    client = signed_in(lead)
    for path in PAGES:
        assert "/reviews/?" not in page_of(client, f"/all-areas/{path}")
    assert "By age band" in page_of(client, "/all-areas/where/")
    assert "By locality" not in page_of(client, "/all-areas/where/")
