"""Reads of an answer what a person would see."""

import html
import re

from django.http import HttpResponse


def summary_of(answer: HttpResponse) -> str:
    """The text of the error summary; "" when there is none."""
    found = re.search(r'nhsuk-error-summary__list">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", found[1])) if found else ""


def without_tokens(answer: HttpResponse) -> str:
    """The page without the token that differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
