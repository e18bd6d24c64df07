"""Planning a workshop and choosing its notes."""

from collections.abc import Mapping
from typing import Any

from django import forms

from areas.models import Area
from config.forms import DateField
from pathways import questions
from reviews.models import AgeBand, Panel, Workshop
from reviews.workshops import planning
from reviews.workshops.drawing import BY_LOCALITY, RANDOM
from reviews.workshops.planning import FEWEST_WANTED, MOST_NOTES, MOST_WANTED, WANTED, Plan
from reviews.workshops.sampling import LARGEST_SEED

NARROW = forms.TextInput(attrs={"class": "nhsuk-input--width-5", "inputmode": "numeric", "autocomplete": "off"})


class WorkshopForm(forms.Form):
    """A workshop in one area: who, when, and how many notes of which decision point."""

    name = forms.CharField(
        label="Name", max_length=120, help_text="For example “East Kent, discharge, 3 December”",
        error_messages={"required": "Enter a name for the workshop"},
    )  # fmt: skip
    panel = forms.ModelChoiceField(
        Panel.objects.none(), label="Panel", empty_label="Select a panel", error_messages={"required": "Select a panel"}
    )
    facilitator: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Facilitator", empty_label="Select a facilitator",
        error_messages={"required": "Select a facilitator"},
    )  # fmt: skip
    planned_on = DateField(label="Date", required=False, help_text="For example, 3 12 2026")
    mode = forms.ChoiceField(
        label="How", choices=Workshop.Mode.choices, initial=Workshop.Mode.TOGETHER, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    judgements_wanted = forms.IntegerField(
        label="Judgements wanted of each note", required=False, min_value=FEWEST_WANTED, max_value=MOST_WANTED,
        initial=WANTED, widget=NARROW,
        help_text="In own time only, 2 to 9. Where they differ, one more reviewer is asked.",
    )  # fmt: skip
    minutes = forms.IntegerField(
        label="Length in minutes", min_value=15, max_value=1_440, initial=180,
        help_text="To tell whether its notes fit, and whether it is on pace", widget=NARROW,
        error_messages={"required": "Enter how many minutes it lasts"},
    )  # fmt: skip
    method = forms.ChoiceField(
        label="How they are drawn", widget=forms.RadioSelect, initial=RANDOM,
        choices=[
            (RANDOM, "At random from all that are free"),
            (BY_LOCALITY, "At random within each locality, in proportion to its free notes"),
        ],
        error_messages={"required": "Select how the notes are drawn"},
    )  # fmt: skip
    seed = forms.IntegerField(
        label="Seed", required=False, min_value=1, max_value=LARGEST_SEED,
        help_text="The same seed draws the same notes again. Leave empty for a new one.", widget=NARROW,
    )  # fmt: skip

    def __init__(self, *args: Any, area: Area, panels: Any, free: Mapping[str, int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.free = free
        self.fields["panel"].queryset = panels  # type: ignore[attr-defined]
        self.fields["facilitator"].queryset = planning.facilitators_for(area)  # type: ignore[attr-defined]
        for point in questions.WITH_NOTES:
            self.fields[f"number_{point.code}"] = forms.IntegerField(
                label=point.label, required=False, min_value=0, max_value=MOST_NOTES
            )

    def number_fields(self) -> list[dict[str, Any]]:
        """One line for each decision point: its field and how many notes are free."""
        return [
            {"field": self[f"number_{point.code}"], "label": point.label, "free": self.free.get(point.code, 0)}
            for point in questions.WITH_NOTES
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for point in questions.WITH_NOTES:
            wanted, free = given.get(f"number_{point.code}") or 0, self.free.get(point.code, 0)
            if wanted > free:
                self.add_error(f"number_{point.code}", f"Enter {free} or fewer: no more {point.label} notes are free")
        if sum(self.numbers.values()) > MOST_NOTES:
            largest = max(self.numbers, key=self.numbers.__getitem__)
            self.add_error(f"number_{largest}", f"Enter fewer: a workshop takes up to {MOST_NOTES} notes in all")
        return given

    def can_be_worked_out(self) -> bool:
        """Whether numbers and length are there to work with. What else a workshop needs is passed over."""
        for name in set(self.errors) - {"minutes"} - {line["field"].name for line in self.number_fields()}:
            del self.errors[name]
        if not self.errors and not self.numbers:
            self.add_error(f"number_{questions.WITH_NOTES[0].code}", "Enter how many notes to draw, here or below")
        return not self.errors

    @property
    def plan(self) -> Plan:
        given = self.cleaned_data
        mode = given["mode"] or Workshop.Mode.TOGETHER
        who_and_when = (given["panel"], given["name"], given["facilitator"], given["planned_on"], given["minutes"])
        return Plan(*who_and_when, mode, given["judgements_wanted"] or WANTED)

    @property
    def judgements_each(self) -> int:
        """How many judgements of each note members give in their own time; 0 in another mode."""
        own_time = self.cleaned_data.get("mode") == Workshop.Mode.OWN_TIME
        return (self.cleaned_data.get("judgements_wanted") or WANTED) if own_time else 0

    @property
    def numbers(self) -> dict[str, int]:
        """How many notes, by decision point; empty for choosing by hand."""
        asked = {point.code: self.cleaned_data.get(f"number_{point.code}") for point in questions.WITH_NOTES}
        return {code: number for code, number in asked.items() if number}


class FilterForm(forms.Form):
    """Narrows the list of free notes. Every choice comes from a list, so nothing else reaches a query."""

    decision_point = forms.ChoiceField(label="Decision point", required=False)
    age_band = forms.ChoiceField(label="Age", required=False)
    locality = forms.ChoiceField(label="Locality", required=False)
    actual_pathway = forms.ChoiceField(label="Actual pathway", required=False)

    def __init__(self, *args: Any, area_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        every = [("", "All")]
        self.fields["decision_point"].choices = every + [(p.code, p.label) for p in questions.WITH_NOTES]  # type: ignore[attr-defined]
        self.fields["age_band"].choices = every + AgeBand.choices  # type: ignore[attr-defined]
        self.fields["locality"].choices = every + [(str(p.pk), p.name) for p in planning.localities_of(area_id)]  # type: ignore[attr-defined]
        self.fields["actual_pathway"].choices = every + [  # type: ignore[attr-defined]
            (p.code, p.label) for p in planning.actual_pathways_of(area_id)
        ]

    @property
    def filters(self) -> dict[str, str]:
        """What was chosen; a choice that is not on the list filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
