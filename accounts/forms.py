"""Forms about the person who is signed in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

DAYS = [(7, "7 days"), (30, "30 days"), (90, "90 days")]


NO_SUCH = "Enter the e-mail address and password of an account. Passwords tell capitals from small letters."


class SignInForm(AuthenticationForm):
    """E-mail address and password. What is wrong with them is never told apart."""

    error_messages = {
        "invalid_login": NO_SUCH,
        "inactive": NO_SUCH,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-mail address"
        self.fields["username"].widget.input_type = "email"
        self.fields["username"].widget.attrs["autocomplete"] = "username"


class TokenForm(forms.Form):
    """A new API token: how long it is to work."""

    days = forms.TypedChoiceField(
        label="How long should the token work?", choices=DAYS, coerce=int, widget=forms.RadioSelect
    )
