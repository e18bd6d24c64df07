"""Forms of second factors."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from accounts.sign_in.forms import plain

CODE = "Six digits of your authenticator app, or a recovery code of eight."


class AuthenticateForm(base.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], "Code", CODE)
        short(self.fields["code"])


class ReauthenticateForm(base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], "Code", CODE)
        short(self.fields["code"])


class AddAppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], "Code that the app shows", "Six digits; a new one comes every 30 seconds.")
        short(self.fields["code"])


class AddPasskeyForm(AddWebAuthnForm):
    """Every passkey signs in by itself, so there is no choice about that."""

    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["name"], "Name", "For you, to tell it from others: “work laptop”, “phone”.")
        self.fields["name"].required = True
        self.fields["credential"].error_messages["required"] = "The passkey was not made. Try again"


def short(field: forms.Field) -> None:
    field.widget.attrs |= {"class": "nhsuk-input--width-10", "inputmode": "numeric", "spellcheck": "false"}
