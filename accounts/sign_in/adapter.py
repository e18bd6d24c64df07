"""What allauth asks of us about accounts: nobody signs up, words are ours, changes are on the audit trail."""

import logging
from smtplib import SMTPException
from time import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import audit
from accounts.came_from import address_of
from accounts.models import User
from accounts.sessions.listing import end_others

logger = logging.getLogger(__name__)
NO_SUCH = "Enter the e-mail address and password of an account. Passwords tell capitals from small letters."
WRONG_CODE = "Enter the code that the app shows now, or a recovery code that you have not used"
# What a page says after a change; allauth's other messages ("Successfully signed in as …") tell people nothing new.
SAID = {
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/recovery_codes_generated.txt": "Below are your recovery codes. Keep them now.",
    "mfa/messages/webauthn_added.txt": "The passkey is added.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
    "usersessions/messages/sessions_logged_out.txt": "You are signed out everywhere else.",
}


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NO_SUCH,
        "enter_current_password": "Enter the password that you sign in with now",
        "incorrect_password": "Enter the password that you sign in with",
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": "This link has been used, or is older than three days",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
        "rate_limited": "Too many tries. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The person, or None: a closed account looks like one that does not exist."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """On the trail where somebody has the address; who types another's address leaves no more than a count."""
        person = User.objects.filter(email__iexact=credentials.get("email", "")).first()
        if person:
            with transaction.atomic():
                audit.record("sign-in.failed", person, by=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the audit trail knows it; all whose address can't be read share one limit."""
        return address_of(request) or "::"

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "accounts.second_factor.stage.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not within five minutes of signing in: whoever is led to set up a second factor has just done so."""
        request = context.request
        shown = [each["at"] for each in get_authentication_records(request, request.user)]
        return not shown or time() - max(shown) > app_settings.REAUTHENTICATION_TIMEOUT

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Whoever is signed in with the old one elsewhere is not any longer."""
        super().set_password(user, password)
        end_others(key=context.request.session.session_key, by=user)
        audit.record("password.changed", user, by=user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Where no e-mail goes out the log says so, without the address; what was done on the page stays done."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            logger.error("An e-mail (%s) could not be sent: %s", template_prefix, type(error).__name__)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:password-changed")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return redirect("accounts:sign-in")

    def format_email_subject(self, subject: str) -> str:
        return subject

    def add_message(
        self, request: HttpRequest, level: int, message_template: Any = None, *args: Any, **more: Any
    ) -> None:
        if message_template in SAID:
            messages.add_message(request, messages.SUCCESS, SAID[message_template])
        elif more.get("message"):
            messages.add_message(request, level, more["message"])
