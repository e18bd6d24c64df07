"""The four lines of an illustrative case, and a reason for each thing in them that is a false alarm."""

from collections.abc import Sequence
from typing import Any

from django import forms

from reviews.cases.lines import HINTS, LABELS
from reviews.cases.screened import REFERENCE, Found
from reviews.models.illustrative_case import LONGEST

ALARM = "alarm-"  # and the key of what was found


class CaseForm(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in LABELS.items():
            self.fields[name] = forms.CharField(
                label=label,
                help_text=f"{HINTS[name]} At most {LONGEST} characters.",
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": f"{label}: write this line too"},
            )

    @property
    def reasons(self) -> dict[str, str]:
        """By the key of what was found: the fields that `ask_about` adds, as they came."""
        return {
            name.removeprefix(ALARM): str(text)[:LONGEST] for name, text in self.data.items() if name.startswith(ALARM)
        }

    def ask_about(self, found: Sequence[Found]) -> None:
        """Say at each line what was found in it. What may be kept gets a box for why it is a false alarm."""
        for each in found:
            if each.kind == REFERENCE:
                self.add_error(each.line, f"{each.sentence}. Take it out.")
            elif not each.reason:
                self.add_error(each.line, f"{each.sentence}. Rewrite it, or say below why it tells nobody who this is.")
            if each.kind != REFERENCE:
                self.fields[f"{ALARM}{each.key}"] = forms.CharField(
                    label=f"Why “{each.passage}” tells nobody who this is",
                    required=False,
                    max_length=LONGEST,
                    help_text="Leave this empty if you rewrite the line. Who approves the case reads it.",
                )


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label="What is to be changed",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what is to be changed: who wrote the case reads it"},
    )
