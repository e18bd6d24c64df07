"""What a report may ask for while it is typeset: our style sheet and its own drawings. Nothing goes over a network."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from weasyprint.urls import URLFetcher, URLFetcherResponse


class OnlyOurs(URLFetcher):
    """Answers `static:NAME` with a file of ours and `picture:NAME` with one of the drawings; refuses all else."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = unquote(url).partition(":")
        if scheme == "picture" and name in self._pictures:
            return URLFetcherResponse(url, self._pictures[name].encode(), {"Content-Type": "image/svg+xml"})
        found = finders.find(name) if scheme == "static" and name.endswith(".css") else None
        if not found:
            raise ValueError(f"{url} is not ours")
        return URLFetcherResponse(url, Path(str(found)).read_bytes(), {"Content-Type": "text/css; charset=utf-8"})
