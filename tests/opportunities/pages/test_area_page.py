"""The page of an area's figures: what it says, to whom, and what it says when something is missing."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.models import Area
from opportunities.catch_up import catch_up
from opportunities.figures import snapshot_for
from opportunities.models import Snapshot
from tests.conftest import Cast
from tests.opportunities.rollup.stored import add_review

KENT = "/areas/kent/"


def text_of(client, address: str = KENT) -> str:
    """The page's words, with what separates them made plain."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("&nbsp;", " ").split())


def without_links(page: str) -> str:
    return re.sub(r"</?a\b[^>]*>", "", page)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("lead", 200),
        ("viewer", 200),
        ("admin", 200),
        ("steward", 404),
        ("facilitator", 404),
        ("gp", 404),
        ("outsider", 404),
    ],
)
def test_who_may_see_an_areas_figures(rolled_up: Area, cast: Cast, signed_in, who: str, status: int) -> None:
    client = signed_in(cast[who])
    assert client.get(KENT).status_code == status
    assert client.get(f"{KENT}export/csv/").status_code == status
    assert client.post(f"{KENT}roll-up/").status_code == (302 if status == 200 else status)


def test_an_area_that_is_not_yours_looks_like_none(rolled_up: Area, cast: Cast, signed_in) -> None:
    client = signed_in(cast.outsider)
    there, nowhere = (client.get(f"/areas/{slug}/") for slug in ("kent", "nowhere"))
    token = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    assert there.status_code == nowhere.status_code == 404
    assert token.sub(b"", there.content) == token.sub(b"", nowhere.content)


def test_it_says_what_it_was_made_from(rolled_up: Area, lead, signed_in) -> None:
    page, made = text_of(signed_in(lead)), Snapshot.objects.get(area=rolled_up).as_of
    assert f"Made from 15 agreed reviews at {timezone.localtime(made):%H:%M}" in page
    assert f"revision {snapshot_for(rolled_up).revision}" in page
    assert "Roll up now" not in page


def test_newer_reviews_are_told_and_one_button_counts_them(rolled_up: Area, lead, signed_in) -> None:
    add_review(rolled_up, "q4-intake", "package", best_pathway="yes")
    Area.objects.touch(rolled_up.pk)
    client = signed_in(lead)
    page = text_of(client)
    assert "; 1 newer review</p>" in page
    assert "Roll up now" in page
    assert client.post(reverse("opportunities:roll-up", args=["kent"])).url == KENT
    page = text_of(client)
    assert "Made from 16 agreed reviews" in page
    assert "Roll up now" not in page


def test_changed_inputs_are_told(rolled_up: Area, lead, signed_in) -> None:
    Area.objects.touch(rolled_up.pk)
    assert "inputs or the catalogue have changed since" in text_of(signed_in(lead))


def test_a_roll_up_that_somebody_else_does_just_now_is_said(rolled_up: Area, lead, signed_in) -> None:
    Area.objects.touch(rolled_up.pk)
    soon = timezone.now() + timedelta(minutes=1)
    Snapshot.objects.filter(area=rolled_up).update(claim="0" * 32, claimed_until=soon)
    page = signed_in(lead).post(reverse("opportunities:roll-up", args=["kent"]), follow=True).content.decode()
    assert "The tables are being rolled up just now." in page


def test_looking_never_writes(rolled_up: Area, lead, signed_in) -> None:
    Area.objects.touch(rolled_up.pk)
    before = list(Snapshot.objects.order_by("pk").values("as_of", "revision", "claim"))
    client = signed_in(lead)
    for address in (KENT, f"{KENT}export/xlsx/", "/all-areas/", "/api/v1/areas/kent/opportunities/"):
        assert client.get(address).status_code == 200
    assert list(Snapshot.objects.order_by("pk").values("as_of", "revision", "claim")) == before
    assert client.get(f"{KENT}roll-up/").status_code == 405


def test_figure_3_reads_as_the_worked_example(rolled_up: Area, lead, signed_in) -> None:
    page = without_links(text_of(signed_in(lead)))
    # q3-4: 7 of 14, Wilson 27% to 73%, £260,500 of £286,500; in an area of half a billion, twice that is typical
    for shown in (
        '<td class="num">14</td> <td class="num">7</td> <td class="num"><b>50%</b>',
        '<span class="ci">27% to 73%</span></td>',
        'Falls service and telecare <span class="n">(5)</span><br>Domiciliary package <span class="n">(2)</span>',
        "most often instead of domiciliary package",
        "<b>£0.3m</b>",
        '<td class="num">91%</td>',
        '<td class="num">£0.5m</td>',
    ):
        assert shown in page
    assert "1 more review was unclear and is in neither count." in page


def test_q7_has_no_notes_and_is_not_sampled(rolled_up: Area, lead, signed_in) -> None:
    page = without_links(text_of(signed_in(lead)))
    assert '<td class="num muted">no notes</td>' in page
    assert '<b>£26,000</b><span class="ci">not sampled</span>' in page


def test_small_numbers_say_the_count_first(rolled_up: Area, lead, signed_in) -> None:
    page = without_links(text_of(signed_in(lead)))
    assert "<b>7 of 14</b>pathway decisions could have been better (50%).Small" not in page
    assert (
        '<b>7 of 14</b>pathway decisions could have been better (50%).<span class="ci">95% interval 27% to 73%' in page
    )
    assert "Small numbers: read with care." in page


def test_figure_2_is_drawn_and_tabled(rolled_up: Area, lead, signed_in) -> None:
    page = text_of(signed_in(lead))
    assert "£0.3m gross saving less £52,000 reinvestment leaves £0.3m a year" in page
    assert '<desc id="cost-movements-wide-words">' in page
    assert "<b>−£24,000</b>" in page  # CCG/Other: 28,000 − 51,500
    assert "style=" not in page.split("<main")[1]


def test_flows_of_one_focus_at_a_time_largest_first(rolled_up: Area, lead, signed_in) -> None:
    page = text_of(signed_in(lead), f"{KENT}flows/").split('id="flows"')[1]
    assert "7 improvable reviews" in page
    row = r'<th scope="row">([^<]*)</th><td>([^<]*)</td><td>[^<]*</td><td class="num"><a href="[^"]*">(\d+)</a></td>'
    rows = re.findall(row, page)
    assert [int(count) for _, _, count in rows] == [2, 2, 2, 1]
    assert rows[-1][:2] == ("Residential placement", "Falls service")


def test_what_is_missing_is_named_and_its_money_left_out(reviewed: Area, lead, signed_in) -> None:
    Area.objects.filter(pk=reviewed.pk).update(total_budget=None)
    assert catch_up(reviewed.pk)
    page = text_of(signed_in(lead))
    assert "Set the area&#39;s total health and social care budget." in page
    assert reverse("areas:inputs", args=["kent"]) in page
    assert page.count("Inputs missing") == 7  # six areas of focus and the total
    assert "a year could be saved" not in page
    assert "<b>50%</b>" in page  # counts stay


def test_a_viewer_is_told_what_is_missing_but_not_sent_to_set_it(reviewed: Area, viewer, signed_in) -> None:
    Area.objects.filter(pk=reviewed.pk).update(total_budget=None)
    assert catch_up(reviewed.pk)
    assert "Set inputs</a>" not in text_of(signed_in(viewer))


def test_an_empty_area_says_what_to_do_next(cast: Cast, area: Area, signed_in) -> None:
    Area.objects.filter(pk=area.pk).update(total_budget=None)
    page = text_of(signed_in(cast.lead))
    assert "Nothing rolled up yet" in page
    assert "No agreed reviews yet." in page
    assert "Plan a workshop" in page
    assert "Opportunities by area of focus" not in page
    assert "Plan a workshop" not in text_of(signed_in(cast.viewer))


def test_reviews_that_no_table_holds_yet_are_told(reviewed: Area, lead, signed_in) -> None:
    assert "15 newer reviews" in text_of(signed_in(lead))


def test_an_area_with_q7_alone_shows_its_money(area: Area, lead, signed_in) -> None:
    assert catch_up(area.pk)
    page = without_links(text_of(signed_in(lead)))
    assert "No agreed reviews yet: the money below comes from Q7" in page
    assert "<b>£26,000</b>" in page


def test_texts_are_texts(rolled_up: Area, lead, signed_in) -> None:
    Area.objects.filter(pk=rolled_up.pk).update(name="<b>Kent</b>")
    assert "<b>Kent</b>" not in text_of(signed_in(lead))
