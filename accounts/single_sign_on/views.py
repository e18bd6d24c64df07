"""The two addresses that a provider and a browser know: off to the provider, and back."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider. A link, not a form: our security policy lets no form lead to another site."""
    check_is_ours(provider_id)
    if request.GET.keys() - {"next"}:
        raise Http404
    from accounts.single_sign_on import signed  # a site without single sign-on goes without its libraries

    return signed.go(request, provider_id)


@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    check_is_ours(provider_id)
    from accounts.single_sign_on import signed

    return signed.come_back(request, provider_id)


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/single_sign_on/failed.html", {"cancelled": True})


def check_is_ours(provider_id: str) -> None:
    """Raises Http404 for any other than the provider that the settings name."""
    if not settings.OIDC_NAME or provider_id != "provider":
        raise Http404
