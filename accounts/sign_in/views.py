"""Pages of signing in and of passwords: allauth's, with a page for too many tries."""

from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.http import HttpResponse

from accounts.sign_in.too_many import too_many, tried_too_often


class SignIn(allauth.LoginView):
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "provider": settings.OIDC_NAME}

    def form_invalid(self, form: Any) -> HttpResponse:
        return too_many(self.request) if tried_too_often(form) else super().form_invalid(form)


class Reauthenticate(allauth.ReauthenticateView):
    template_name = "accounts/reauthenticate.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return too_many(self.request) if tried_too_often(form) else super().form_invalid(form)


class ChangePassword(allauth.PasswordChangeView):
    template_name = "accounts/password.html"


class ResetPassword(allauth.PasswordResetView):
    template_name = "accounts/reset.html"


class ResetSent(allauth.PasswordResetDoneView):
    template_name = "accounts/reset_sent.html"


class NewPassword(allauth.PasswordResetFromKeyView):
    template_name = "accounts/new_password.html"


class NewPasswordSet(allauth.PasswordResetFromKeyDoneView):
    template_name = "accounts/new_password_set.html"
