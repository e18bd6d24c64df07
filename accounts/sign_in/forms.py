"""Forms of signing in and of passwords. No rules of composition: length, and not among those known from leaks."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest

NEW = "12 characters or more: three or four words of your own are easy to keep. Passwords known from leaks are refused."


class SignInForm(allauth.LoginForm):
    """E-mail address and password. What is wrong with them is never told apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].widget.attrs = {"autocomplete": "username webauthn"}
        self.fields["login"].widget.input_type = "email"
        plain(self.fields["password"], "Password")

    def add_prefix(self, field_name: str) -> str:
        """The page's field is called `username`: that is what password managers and our own programs look for."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class ChangePasswordForm(allauth.ChangePasswordForm):
    password2 = None  # it can be shown, so nobody needs to type it twice

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], "Password you have now")
        plain(self.fields["password1"], "New password", NEW)


class ResetPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["email"], "E-mail address")
        self.fields["email"].widget.input_type = "email"

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """An e-mail either way, so that neither words nor time tell whether anybody has the address."""
        if self.users:
            return super().save(request, **kwargs)
        get_adapter(request).send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
        return self.cleaned_data["email"]


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password1"], "New password", NEW)


class ReauthenticateForm(allauth.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], "Password")


def plain(field: forms.Field, label: str, hint: str = "") -> None:
    """Our label and hint, and no placeholder: it vanishes as one types."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
