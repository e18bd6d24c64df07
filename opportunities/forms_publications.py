"""Forms of proposing and deciding a publication."""

from django import forms

from opportunities.publications.decide import NO_REASON
from opportunities.publications.propose import Proposal


class ProposeForm(forms.Form):
    title = forms.CharField(
        label="Title",
        help_text="As people will quote it, for example Spring 2026, first round.",
        max_length=120,
        error_messages={"required": "Enter a title"},
    )
    why = forms.CharField(
        label="Why these figures are published",
        help_text="For whom and what for. Everybody who reads the publication reads this.",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why these figures are published"},
    )
    lifted_because = forms.CharField(
        label="Why disclosure control is lifted",
        help_text="Leave this empty to publish under disclosure control: small counts hidden, others rounded. With a "
        "reason here working figures are published too, and everybody who sees figures of the area reads small counts.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def proposal(self) -> Proposal:
        return Proposal(**self.cleaned_data)


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Why this is not published",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": NO_REASON},
    )
