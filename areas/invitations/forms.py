"""What somebody who was invited enters: a name and a password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.models import User
from accounts.sign_in.forms import NEW
from areas.fields import LineField


class AcceptForm(forms.Form):
    name = LineField(label="Your name", max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label="Password", strip=False, help_text=NEW, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password
