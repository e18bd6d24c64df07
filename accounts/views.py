"""Pages about the person who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import tokens as kept
from accounts.forms import TokenForm
from accounts.requests import SignedIn


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: SignedIn) -> HttpResponse:
    """This person's API tokens; a new one is shown on the answer to the form, once."""
    form = TokenForm(request.POST if request.method == "POST" else None, user=request.user)
    made = kept.make_token(wanted=form.wanted, by=request.user) if form.is_valid() else None
    return render(
        request,
        "accounts/tokens.html",
        {
            "form": TokenForm(user=request.user) if made else form,
            "made": made,
            "tokens": kept.tokens_of(request.user),
            "areas": kept.areas_to_choose(request.user),
        },
    )


@login_required
@require_POST
def end_token(request: SignedIn, key: str) -> HttpResponse:
    kept.end_token(key=key, by=request.user)
    return redirect("accounts:tokens")
