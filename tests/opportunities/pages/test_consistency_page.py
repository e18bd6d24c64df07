"""The page of how far members and panels agree: what it says, and to whom."""

import pytest

from areas.models import Area
from opportunities.models import Snapshot
from reviews.consistency.counts import Counts
from reviews.consistency.table import table
from tests.conftest import Cast
from tests.opportunities.pages.test_area_page import text_of
from tests.reviews.consistency.test_table import COUNTS, NAMED

PAGE = "/areas/kent/consistency/"


def store(area: Area | None, counts: Counts) -> None:
    """As if this had been counted."""
    snapshot = Snapshot.objects.get(area=area)
    Snapshot.objects.filter(pk=snapshot.pk).update(figures=snapshot.figures | {"consistency": table(counts, NAMED)})


@pytest.mark.parametrize(("who", "status"), [("lead", 200), ("viewer", 200), ("gp", 404), ("outsider", 404)])
def test_who_may_see_it(rolled_up: Area, cast: Cast, signed_in, who: str, status: int) -> None:
    assert signed_in(cast[who]).get(PAGE).status_code == status


def test_it_says_in_words_how_far_members_agree(rolled_up: Area, lead, signed_in) -> None:
    store(rolled_up, COUNTS)
    page = text_of(signed_in(lead), PAGE)
    assert "On <b>50%</b> of 2 notes all members gave the same answer" in page
    # yes yes, yes no: 2 of 4 values stand in unlike pairs, by chance 2 x 3 x 1 / 3 would: alpha is 0
    assert "agreement is no more than chance, without an interval (alpha 0.00)" in page
    assert "of members’ answers changed after the others’ were shown: 1 of 4." in page
    assert "On 1 more note no answer had a majority before discussion." in page
    assert "GP</th>" not in page  # two GPs and a nurse are told together
    assert "All professions" in page


def test_exchanged_notes_show_by_how_much_panels_differ(rolled_up: Area, lead, signed_in) -> None:
    store(rolled_up, COUNTS)
    page = text_of(signed_in(lead), PAGE)
    assert "they gave the same answer on <b>71%</b> of them" in page  # 6 of 10 and 4 of 4
    assert page.count("More than chance") == 1 and "McNemar, p = 0.03" in page  # none and 6: 2 / 2^6
    assert page.count("Could be chance") == 1
    assert "A panel of another area" in page


def test_referral_rates_of_the_pathway_in_the_address(rolled_up: Area, lead, signed_in) -> None:
    page = text_of(signed_in(lead), f"{PAGE}?pathway=package")
    assert '<option value="package" selected>' in page
    assert "Panel A" in page
    assert '<option value="package" selected>' in text_of(signed_in(lead), f"{PAGE}?pathway=package&x=%00")
    assert "selected" in text_of(signed_in(lead), f"{PAGE}?pathway=nowhere")


def test_before_anything_was_judged_alone_it_says_what_to_do(rolled_up: Area, lead, signed_in) -> None:
    page = text_of(signed_in(lead), PAGE)
    assert "Nothing to compare yet." in page
    assert "What discussion changed" not in page


def test_before_the_first_roll_up_and_of_older_tables(reviewed: Area, lead, signed_in) -> None:
    assert "Nothing to compare yet." in text_of(signed_in(lead), PAGE)
    assert "Nothing to compare yet." in text_of(signed_in(lead), "/all-areas/consistency/")


def test_tables_kept_by_an_older_version_can_be_read(rolled_up: Area, lead, signed_in) -> None:
    snapshot = Snapshot.objects.get(area=rolled_up)
    del snapshot.figures["consistency"]
    snapshot.save(update_fields=["figures"])
    assert "Nothing to compare yet." in text_of(signed_in(lead), PAGE)
    assert signed_in(lead).get("/api/v1/areas/kent/consistency/").json()["agreement"] == []


def test_the_page_takes_the_same_queries_whatever_there_is(
    rolled_up: Area, lead, signed_in, django_assert_num_queries
) -> None:
    client = signed_in(lead)
    text_of(client, PAGE)
    with django_assert_num_queries(11) as few:
        text_of(client, PAGE)
    store(rolled_up, COUNTS)
    with django_assert_num_queries(len(few)):
        text_of(client, PAGE)


def test_over_http_with_its_shape(rolled_up: Area, lead, signed_in) -> None:
    store(rolled_up, COUNTS)
    answer = signed_in(lead).get("/api/v1/areas/kent/consistency/").json()
    assert answer["area"] == "kent"
    assert {key: answer[key] for key in table(COUNTS, NAMED)} == table(COUNTS, NAMED)
