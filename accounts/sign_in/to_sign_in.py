"""The way from the admin's own sign-in to ours."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in was sent here by the admin because it is not for them: signing in would lead back here."""
    if request.user.is_authenticated:
        raise PermissionDenied
    asked_for = request.GET.urlencode(safe="/")
    return redirect(f"{reverse('accounts:sign-in')}?{asked_for}")
