"""Pages of invitations: the steward's buttons, and the page on which somebody accepts."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import SignedIn
from areas.access import area_for
from areas.invitations import accepting, mail, sending
from areas.invitations.forms import AcceptForm
from areas.models import Invitation
from areas.people import account_of

KEPT = "invitation"


def tell(request: HttpRequest, invitation: Invitation, token: str) -> str:
    """Send the link; where no e-mail leaves this machine it is given back, for the steward to hand over."""
    link = request.build_absolute_uri(reverse("invitations:open", args=[token]))
    if not mail.send(invitation, link):
        messages.error(request, f"The e-mail to {invitation.email} could not be sent. Try “Send again” later.")
    elif settings.EMAIL_GOES_OUT:
        messages.success(request, f"{invitation.name} is invited: an e-mail is on its way to {invitation.email}.")
    return "" if settings.EMAIL_GOES_OUT else link


@login_required
@require_POST
def send_again(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    area = area_for(request.user, slug, "see people")
    invitation, token = sending.send_again(area=area, pk=pk, by=request.user)
    link = tell(request, invitation, token)
    if link:
        return render(request, "areas/invitations/link.html", {"area": area, "invitation": invitation, "link": link})
    return redirect("areas:people", area.slug)


@login_required
@require_POST
def withdraw(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    area = area_for(request.user, slug, "see people")
    invitation = sending.withdraw(area=area, pk=pk, by=request.user)
    messages.success(request, f"The invitation to {invitation.email} is withdrawn.")
    return redirect("areas:people", area.slug)


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Keeps the token in the session, so that it stands in no address that is shown, kept or passed on."""
    request.session[KEPT] = token
    return redirect("invitations:accept")


@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """A name and a password make the account; whoever has one since signs in and takes the role."""
    invitation = accepting.invitation_of(request.session.get(KEPT, ""))
    if invitation is None:
        return render(request, "areas/invitations/over.html", {}, status=404)
    if request.user.is_authenticated or account_of(invitation.email):
        return _take(request, invitation)
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if form.is_valid():
        person = accepting.accept(invitation=invitation, **form.cleaned_data, by=None)
        del request.session[KEPT]
        record_authentication(request, person, "invitation")
        return perform_login(request, Login(user=person, redirect_url=reverse("start")))
    return render(request, "areas/invitations/accept.html", {"form": form, "invitation": invitation})


def _take(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    user = request.user
    if not isinstance(user, User):
        return redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': reverse('invitations:accept')})}")
    if user.email.lower() != invitation.email:
        return render(request, "areas/invitations/other.html", {"invitation": invitation}, status=403)
    if request.method == "POST":
        accepting.accept(invitation=invitation, name="", password=None, by=user)
        del request.session[KEPT]
        return redirect("start")
    return render(request, "areas/invitations/take.html", {"invitation": invitation})
