"""Pages of second factors: allauth's views with our templates."""

from typing import Any

from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.http import HttpResponse

from accounts.sign_in.too_many import too_many, tried_too_often

HERE = "accounts/second_factor/"


class Overview(base.IndexView):
    template_name = f"{HERE}overview.html"


class EnterCode(base.AuthenticateView):
    """The second step of signing in."""

    template_name = f"{HERE}enter.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return too_many(self.request) if tried_too_often(form) else super().form_invalid(form)


class EnterCodeAgain(base.ReauthenticateView):
    template_name = f"{HERE}again.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return too_many(self.request) if tried_too_often(form) else super().form_invalid(form)


class AddApp(totp.ActivateTOTPView):
    template_name = f"{HERE}add_app.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return too_many(self.request) if tried_too_often(form) else super().form_invalid(form)


class RemoveApp(totp.DeactivateTOTPView):
    template_name = f"{HERE}remove_app.html"


class RecoveryCodes(codes.ViewRecoveryCodesView):
    template_name = f"{HERE}recovery_codes.html"


class NewRecoveryCodes(codes.GenerateRecoveryCodesView):
    template_name = f"{HERE}new_recovery_codes.html"


class AddPasskey(webauthn.AddWebAuthnView):
    template_name = f"{HERE}add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Asks for a passkey that knows who its person is and checks them, so that it signs in by itself."""
        shown = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        return {**shown, "options": begin_registration(self.request.user, True)}


class RemovePasskey(webauthn.RemoveWebAuthnView):
    template_name = f"{HERE}remove_passkey.html"


class PasskeyAgain(webauthn.ReauthenticateWebAuthnView):
    template_name = f"{HERE}passkey_again.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | NextRedirectMixin.get_context_data(self, **kwargs)


class SignInByPasskey(webauthn.LoginWebAuthnView):
    """Without scripts there is no passkey: the address alone leads to the page of signing in."""
