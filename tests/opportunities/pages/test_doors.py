"""Every address that shows figures, as people who lead nothing there: no number of the working tables is told."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, resolve

from accounts.models import User
from areas.models import Area
from opportunities import api_urls, urls, urls_publications
from opportunities.catch_up import catch_up_all
from opportunities.exports.formats import FORMATS
from opportunities.gallery import DRAWINGS
from opportunities.models import Snapshot
from opportunities.publications.decide import approve
from opportunities.publications.propose import Proposal, propose
from tests.conftest import Cast
from tests.opportunities.disclosure.telling import Secrets, secrets_of
from tests.opportunities.rollup.stored import store_reviews

# Flows of 19, 7, 3 and 4, and sums that no rounding leaves as they are: 58 and 24 reviewed, 33 improvable, 88 in all.
REVIEWS = [
    ("q3-discharge", "residential", "yes", "", "", "", "", None, 29),
    ("q3-discharge", "residential", "no", "package", "pressure", "available", "on-the-day", None, 19),
    ("q3-discharge", "residential", "no", "falls", "habit", "no", "earlier", None, 7),
    ("q3-discharge", "package", "no", "telecare", "choice", "available", "on-the-day", None, 3),
    ("q4-intake", "package", "yes", "", "", "", "", None, 20),
    ("q4-intake", "package", "unclear", "", "", "", "", None, 6),
    ("q4-intake", "package", "no", "falls", "habit", "available", "earlier", None, 4),
]
SINCE = [("q4-intake", "package", "yes", "", "", "", "", None, 6)]
AREA, ALL = "areas/kent", "all-areas"
PAGES = ("", "flows/", "why/", "where/", "consistency/")
FIGURES = [f"/{AREA}/{page}" for page in PAGES]
OF_ALL = [f"/{ALL}/{page}" for page in (*PAGES, "compare/", "compare/?what=q3-discharge")]
TABLES = [f"/api/v1/{AREA}/{table}/" for table in api_urls.TABLES]
TABLES_OF_ALL = [f"/api/v1/{table}/" for table in api_urls.TABLES]
FILES = [f"/{AREA}/export/{form}/" for form in FORMATS] + [f"/{AREA}/drawings/{code}.svg" for code in DRAWINGS]
FILES_OF_ALL = [
    *(f"/{ALL}/export/{form}/" for form in FORMATS),
    *(f"/{ALL}/drawings/{code}.svg" for code in DRAWINGS),
    *(f"/{ALL}/compare/{code}.svg?what=q3-discharge" for code in ("dots", "funnel")),
]
AROUND = ["/", "/areas/", "/api/v1/areas/", f"/api/v1/{AREA}/"]
FOR_LEADS = [
    *(
        f"/{AREA}/{page}"
        for page in ("export/answers/", "method/", "reviews/", "cases/", "rounds/", "scenarios/", "scenarios/compare/")
    ),
    *(f"/{AREA}/export/{form}/without-disclosure-control/" for form in FORMATS),
    *(f"/api/v1/{AREA}/{what}/" for what in ("rounds", "scenarios")),
]
PUBLISHED = [f"/{AREA}/publications/{end}" for end in ("", "1/", "1/flows/", "1/why/", "1/where/", "compare/")]
PUBLISHED += [f"/{AREA}/publications/1/export/{form}/" for form in ("csv", "json", "xlsx")]
PUBLISHED_TABLES = [f"/api/v1/{AREA}/publications/{end}" for end in ("", "1/")]
# Forms, decisions, single rows of lists that are leads' alone, and what is only sent to.
NO_FIGURES = {
    "roll-up", "roll-up-all", "new-scenario", "scenario", "copy-scenario", "remove-scenario", "new-round", "round",
    "remove-round", "lift-all",
    "export-jobs", "export-job", "export-file",  # of one person: tests/opportunities/export_jobs/test_pages.py
    "propose", "decide", "approve", "refuse", "withdraw",
}  # fmt: skip


@pytest.fixture
def small(area: Area) -> Area:
    """Rolled up, and six reviews have come since. Its revision is no count of reviews."""
    store_reviews(area, REVIEWS)
    for _ in range(90):
        Area.objects.touch(area.pk)
    assert catch_up_all()
    store_reviews(area, SINCE)
    return area


@pytest.fixture
def secrets(small: Area) -> Secrets:
    return secrets_of(Snapshot.objects.get(area=small))


def told(client: Client, addresses: list[str], secrets: Secrets) -> Iterator[tuple[str, set[str]]]:
    """Of each address that answers."""
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 404, 409), address
        if answer.status_code == 200:
            yield address, secrets.told(answer.content)


def test_the_working_numbers_are_hard_to_miss(secrets: Secrets) -> None:
    assert {3, 4, 6, 7} <= secrets.few
    assert {19, 24, 33, 58, 82} <= secrets.numbers
    assert secrets.said  # amounts


@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        ("viewer", AROUND + FIGURES + TABLES + FILES),
        ("viewer", OF_ALL + TABLES_OF_ALL),
        ("outsider", OF_ALL + TABLES_OF_ALL),
        ("lead", OF_ALL + TABLES_OF_ALL + FILES_OF_ALL),
    ],
    ids=["viewer", "viewer of all", "lead of another area", "lead of one area only"],
)
def test_no_door_tells_a_working_number(
    secrets: Secrets, cast: Cast, signed_in, who: str, addresses: list[str]
) -> None:
    found = dict(told(signed_in(cast[who]), addresses, secrets))
    assert {address: numbers for address, numbers in found.items() if numbers} == {}
    assert set(addresses) - set(found) <= {each for each in addresses if each.split("?")[0].endswith(".svg")}


def test_a_lead_sees_them_in_the_same_places(secrets: Secrets, cast: Cast, signed_in) -> None:
    """So that the test above could fail."""
    found = dict(told(signed_in(cast.lead), ["/", *FIGURES, *TABLES], secrets))
    found |= dict(told(signed_in(cast.admin), OF_ALL + TABLES_OF_ALL, secrets))
    assert [address for address, numbers in found.items() if not numbers] == []


def test_files_without_control_tell_them(secrets: Secrets, cast: Cast, signed_in) -> None:
    client, reason = signed_in(cast.lead), {"reason": "To check the tables with the panel."}
    for form in FORMATS.keys() - {"pdf"}:  # which takes long, and is searched beside the others in test_every_byte
        assert secrets.told(client.post(f"/{AREA}/export/{form}/without-disclosure-control/", reason).content), form


def test_what_is_for_leads_is_not_there_for_others(small: Area, cast: Cast, signed_in) -> None:
    for who in ("viewer", "outsider"):
        client = signed_in(cast[who])
        assert [each for each in FOR_LEADS if client.get(each).status_code != 404] == []
        assert client.get(f"/{AREA}/?decision_point=q3-discharge&workshop=1").status_code == (
            200 if who == "viewer" else 404
        )
    client = signed_in(cast.lead)
    assert [each for each in FOR_LEADS if client.get(each).status_code != 200] == []


def test_filters_in_the_address_single_nobody_out_for_a_viewer(secrets: Secrets, cast: Cast, signed_in) -> None:
    asked = [f"{page}?decision_point=q4-intake" for page in FIGURES]
    assert not any(numbers for _, numbers in told(signed_in(cast.viewer), asked, secrets))


def test_a_publication_holds_none_of_them_unless_control_was_lifted(secrets: Secrets, small: Area, lead: User) -> None:
    assert catch_up_all()
    for because, tells in (("", False), ("The board asked for exact figures.", True)):
        made = propose(area=small, proposal=Proposal(f"Spring {because}", "For the board.", because), by=lead)
        kept = json.loads(made.content)
        assert bool(secrets.told(json.dumps({**kept, "inputs": {}, "catalogue": {}}).encode())) is tells


def test_nor_do_its_pages_and_files(secrets: Secrets, small: Area, cast: Cast, signed_in) -> None:
    assert catch_up_all()
    for title in ("Spring", "Summer"):
        made = propose(area=small, proposal=Proposal(title, "For the board."), by=cast.lead)
        approve(publication_id=made.pk, by=cast.admin)
    client = signed_in(cast.viewer)
    found = dict(told(client, PUBLISHED, secrets))
    assert list(found) == PUBLISHED and not any(found.values())
    for address in PUBLISHED_TABLES:
        body = client.get(address).json()
        assert not secrets.told(json.dumps({**body, "inputs": {}, "catalogue": {}}).encode())


def test_every_address_of_figures_is_tried_here() -> None:
    """A new page or table must say above whom it is for. Of all areas publications are those of an area."""
    tried = AROUND + FIGURES + OF_ALL + FILES + FILES_OF_ALL + FOR_LEADS + TABLES + TABLES_OF_ALL
    names = {resolve(each.split("?")[0]).url_name for each in tried + PUBLISHED + PUBLISHED_TABLES}
    there = {each.name for each in (*urls.urlpatterns, *api_urls.urlpatterns) if isinstance(each, URLPattern)}
    there |= {str(each.name).removesuffix("-of-all") for each in urls_publications.urlpatterns}
    assert there - names == NO_FIGURES
