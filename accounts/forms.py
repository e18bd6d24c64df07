"""Forms about the person who is signed in."""

from typing import Any

from django import forms

from accounts.models import User
from accounts.token_limits import Scope
from accounts.tokens import Wanted, areas_to_choose

DAYS = [(7, "7 days"), (30, "30 days"), (90, "90 days"), (365, "a year")]


class TokenForm(forms.Form):
    """A new API token: what for, what it may do, where, and for how long."""

    name = forms.CharField(label="What is the token for?", max_length=60)
    scope = forms.ChoiceField(label="What may it do?", choices=Scope.choices, widget=forms.RadioSelect)
    areas = forms.TypedMultipleChoiceField(
        label="Only in these areas", help_text="None ticked: in all your areas.",
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label="How long should the token work?", choices=DAYS, coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = areas_to_choose(user)
        self.fields["areas"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["areas"]

    @property
    def wanted(self) -> Wanted:
        """Once it is valid."""
        return Wanted(**self.cleaned_data)
