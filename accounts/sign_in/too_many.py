"""The page for too many tries: when to try again, on the clock and for programs."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

PATIENCE = 5 * 60  # seconds: the longest of the limits in config/sign_in.py
CODES = {"too_many_login_attempts", "rate_limited"}


def tried_too_often(form: Any) -> bool:
    """Whether a form was refused for the number of tries, whatever was typed this time."""
    return any(error.code in CODES for errors in form.errors.as_data().values() for error in errors)


def too_many(request: HttpRequest, *, seconds: int = PATIENCE) -> HttpResponse:
    again = timezone.localtime() + timedelta(seconds=seconds)
    page = {"again": again, "minutes": -(-seconds // 60)}
    answer = render(request, "errors/429.html", page, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
