"""Offering notes to another panel, and accepting such an offer."""

from typing import Any

from django import forms

from areas.models import Area
from config.forms import DateField
from pathways import questions
from reviews.models import Panel, Workshop
from reviews.workshops import planning
from reviews.workshops.exchange_notes import Wanted
from reviews.workshops.planning import FEWEST_WANTED, MOST_NOTES, MOST_WANTED, WANTED, Plan
from reviews.workshops.sampling import LARGEST_SEED

NARROW = {"class": "nhsuk-input--width-5", "inputmode": "numeric", "autocomplete": "off"}
MODES = Workshop.Mode.INDEPENDENT, Workshop.Mode.TOGETHER, Workshop.Mode.OWN_TIME


class OfferForm(forms.Form):
    """Which of the notes that a panel has agreed: a number at random, or by their references."""

    decision_point = forms.ChoiceField(label="Decision point", required=False)
    number = forms.IntegerField(
        label="How many notes, drawn at random", required=False, min_value=1, max_value=MOST_NOTES,
        help_text="About 40 show a difference as large as 10% against 40%", widget=forms.TextInput(attrs=NARROW),
    )  # fmt: skip
    seed = forms.IntegerField(
        label="Seed", required=False, min_value=1, max_value=LARGEST_SEED, widget=forms.TextInput(attrs=NARROW),
        help_text="The same seed draws the same notes again. Leave empty for a new one.",
    )  # fmt: skip
    references = forms.CharField(
        label="Or these notes", required=False, help_text="Their references, one a line, instead of a random sample",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, available: dict[str, int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.available = available
        self.fields["decision_point"].choices = [("", f"All ({sum(available.values())} notes)")] + [  # type: ignore[attr-defined]
            (point.code, f"{point.label} ({available[point.code]})")
            for point in questions.WITH_NOTES
            if point.code in available
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "number" not in given or given.get("references"):
            return given
        point, wanted = given.get("decision_point", ""), given["number"]
        there = self.available.get(point, 0) if point else sum(self.available.values())
        if not wanted:
            self.add_error("number", "Enter how many notes to draw, or references below")
        elif wanted > there:
            self.add_error("number", f"Enter {there} or fewer: the panel has agreed no more")
        return given

    @property
    def wanted(self) -> Wanted:
        given = self.cleaned_data
        references = tuple(dict.fromkeys(given["references"].split()))
        return Wanted(given["number"] or 0, given["decision_point"], given["seed"], references)


class AcceptForm(forms.Form):
    """The code that the other lead told, and the workshop that reads the notes."""

    code = forms.CharField(
        label="Code", max_length=40, help_text="Three groups of four, as the other lead told you",
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the code"},
    )  # fmt: skip
    panel = forms.ModelChoiceField(
        Panel.objects.none(), label="Panel that reads the notes", empty_label="Select a panel",
        error_messages={"required": "Select a panel"},
    )  # fmt: skip
    name = forms.CharField(
        label="Name of the workshop", max_length=120, help_text="For example “Exchange, 3 December”",
        error_messages={"required": "Enter a name for the workshop"},
    )  # fmt: skip
    facilitator: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Facilitator", empty_label="Select a facilitator",
        help_text="Best somebody who does not know what the other panel answered",
        error_messages={"required": "Select a facilitator"},
    )  # fmt: skip
    planned_on = DateField(label="Date", required=False, help_text="For example, 3 12 2026")
    minutes = forms.IntegerField(
        label="Length in minutes", min_value=15, max_value=1_440, initial=180, widget=forms.TextInput(attrs=NARROW),
        error_messages={"required": "Enter how many minutes it lasts"},
    )  # fmt: skip
    mode = forms.ChoiceField(
        label="How", choices=[(mode.value, mode.label) for mode in MODES], initial=MODES[0],
        widget=forms.RadioSelect, error_messages={"required": "Select how the panel reads them"},
    )  # fmt: skip

    judgements_wanted = forms.IntegerField(
        label="Judgements wanted of each note", required=False, min_value=FEWEST_WANTED, max_value=MOST_WANTED,
        initial=WANTED, widget=forms.TextInput(attrs=NARROW), help_text="In own time only, 2 to 9",
    )  # fmt: skip

    def __init__(self, *args: Any, area: Area, panels: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["panel"].queryset = panels  # type: ignore[attr-defined]
        self.fields["facilitator"].queryset = planning.facilitators_for(area)  # type: ignore[attr-defined]

    @property
    def plan(self) -> Plan:
        given = self.cleaned_data
        who_and_when = (given["panel"], given["name"], given["facilitator"], given["planned_on"], given["minutes"])
        return Plan(*who_and_when, given["mode"], given["judgements_wanted"] or WANTED)
