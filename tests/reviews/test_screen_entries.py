"""An area's stewards add patterns and allowed texts to the identifier screen of their own area."""

import pytest
from django.test import Client

from accounts.models import AuditEvent
from areas.models import Area
from reviews.models import ScreenEntry
from tests.conftest import Cast

PAGE = "/batches/screen/kent/"


@pytest.fixture
def steward_client(cast: Cast, area: Area) -> Client:
    client = Client()
    client.force_login(cast.steward)
    return client


def test_a_pattern_is_added_once_and_listed(steward_client: Client) -> None:
    for _ in range(2):
        steward_client.post(PAGE, {"use": "pattern", "text": " KMPT-9999 "})
    assert ScreenEntry.objects.get().text == "KMPT-9999"
    assert "KMPT-9999" in steward_client.get(PAGE).content.decode()
    assert AuditEvent.objects.filter(action="screen-entry.added").count() == 1


@pytest.mark.parametrize(
    ("use", "text", "words"),
    [("pattern", "AAAA", "would hit every word"), ("allow", "x", "2 to 80"), ("", "KMPT-9999", "Say whether")],
)
def test_what_can_not_be_added_says_how_to_mend_it(steward_client: Client, use: str, text: str, words: str) -> None:
    page = steward_client.post(PAGE, {"use": use, "text": text}).content.decode()
    assert words in page and "Error: " in page and f'value="{text}"' in page
    assert not ScreenEntry.objects.exists()


def test_an_entry_can_be_removed(steward_client: Client, area: Area) -> None:
    entry = ScreenEntry.objects.create(area=area, use="allow", text="Barthel")
    steward_client.post(f"{PAGE}{entry.pk}/remove/")
    assert not ScreenEntry.objects.exists()


@pytest.mark.parametrize("who", ["lead", "facilitator", "gp", "outsider"])
def test_nobody_else_finds_the_page(cast: Cast, area: Area, who: str) -> None:
    client = Client()
    client.force_login(cast[who])
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"use": "allow", "text": "Barthel"}).status_code == 404


def test_entries_of_another_area_are_out_of_reach(steward_client: Client, other_area: Area) -> None:
    entry = ScreenEntry.objects.create(area=other_area, use="allow", text="Barthel")
    assert steward_client.post(f"{PAGE}{entry.pk}/remove/").status_code == 404
    assert ScreenEntry.objects.exists()
