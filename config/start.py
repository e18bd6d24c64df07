"""The start page: what waits for the person who signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "start.html", {})
