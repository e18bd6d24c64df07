"""Who may come in by a provider: whoever has an account or an invitation for an address that the provider verified."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from accounts.models import User
from accounts.single_sign_on import claims
from areas.invitations import accepting
from areas.people import account_of


class Adapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the person by the provider's own number, or else by the verified address, or raises a refusal."""
        data = sociallogin.account.extra_data
        email = claims.verified_email(data, by=settings.OIDC_VERIFIED_CLAIM)
        if not claims.of_one_person(data):
            raise refusal(request, email)
        person = sociallogin.user if sociallogin.is_existing else _person(email, claims.merged(data))
        if not isinstance(person, User) or not person.is_active:
            raise refusal(request, email)
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)
        if person.email.lower() == email:
            accepting.accept_all(by=person)
        if claims.second_factor_used(data, any_of=settings.OIDC_SECOND_FACTOR):
            record_authentication(request, person, "provider", second_factor=True)


@transaction.atomic
def _person(email: str, told: dict[str, Any]) -> User | None:
    """Who has this address, or a new account where an invitation waits for it; None for everybody else."""
    person = account_of(email) if email else None
    if person is None and email and accepting.invited(email):
        person = accepting.account_by_provider(email=email, name=str(told.get("name") or ""))
    return person


def refusal(request: HttpRequest, email: str) -> ImmediateHttpResponse:
    page = render(request, "accounts/single_sign_on/not_invited.html", {"email": email}, status=403)
    return ImmediateHttpResponse(page)
