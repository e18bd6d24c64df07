"""Revisions as entity tags: `ETag` out, `If-Match` in."""

import re

from rest_framework.exceptions import ParseError
from rest_framework.request import Request

TAG = re.compile(r'(?:W/)?"?(\d{1,9})"?')


def etag(revision: int) -> str:
    return f'"{revision}"'


def revision_asked(request: Request) -> int | None:
    """The revision that the client changes, from `If-Match`; None where it names none, or any with `*`."""
    given = request.headers.get("If-Match", "").strip()
    if given in {"", "*"}:
        return None
    found = TAG.fullmatch(given)
    if found is None:
        raise ParseError('If-Match takes one ETag as this API gave it, such as "3".')
    return int(found[1])
