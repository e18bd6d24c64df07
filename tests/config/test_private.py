"""What a person sees stays with that person, and is small on the way."""

import gzip

import pytest
from django.test import Client

from tests.conftest import Cast

PAGES = ["/", "/areas/", "/areas/kent/", "/all-areas/", "/batches/", "/workshops/", "/catalogue/", "/api/v1/areas/"]


@pytest.mark.parametrize("path", [*PAGES, "/nowhere/", "/api/v1/nowhere/"])
def test_no_cache_keeps_what_the_site_answers(client: Client, cast: Cast, catalogue: None, path: str) -> None:
    client.force_login(cast.admin)
    assert "no-store" in client.get(path)["Cache-Control"]


def test_pages_are_packed_for_browsers_that_can_unpack(client: Client, cast: Cast, catalogue: None) -> None:
    client.force_login(cast.admin)
    answer = client.get("/catalogue/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < len(gzip.decompress(answer.content)) / 3
