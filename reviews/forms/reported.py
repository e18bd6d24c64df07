"""What a data steward decides about a reported note."""

from typing import Any

from django import forms

from reviews.models import Declaration
from reviews.workshops.declarations import NO_REASON

RELEASED, RETIRED = Declaration.Outcome.RELEASED, Declaration.Outcome.RETIRED


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What happens with this note?",
        choices=[
            (RELEASED, "Show it again: it identifies nobody"),
            (RETIRED, "Retire it: nobody reviews it any more, and what was agreed stays counted"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens with this note"},
    )
    reason = forms.CharField(
        label="Why",
        help_text="Needed to show it again. Kept beside your name; don’t repeat what identifies the person.",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == RELEASED and not given.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        return given

    @property
    def done(self) -> str:
        """The sentence after it."""
        if self.cleaned_data["outcome"] == RELEASED:
            return "The note is shown again. Rooms that had it will come back to it."
        return "The note is retired. What was agreed about it stays counted."
