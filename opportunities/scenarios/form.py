"""The form of a scenario: its name and choices, and a row for each input that it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from areas.fields import LineField, NumberField
from areas.shown import exact
from opportunities.models.scenario import SharesFrom
from opportunities.scenarios.choices import Choice, code_of
from opportunities.scenarios.keep import NAME
from opportunities.scenarios.said import GivenChange, GivenScenario

MOST = 40  # changes of one scenario
REASON = 300  # characters


@dataclass(frozen=True)
class Row:
    """One change as it stands on the page."""

    choice: Choice
    code: str
    value: Any
    reason: Any
    drop: Any


class ScenarioForm(forms.Form):
    """Fields code-N, value-N, reason-N and drop-N of each change, beside the scenario's own."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = LineField(
        max_length=NAME,
        label="Name",
        help_text="What boards will know it by, for example “Reablement doubled”.",
        error_messages={"required": "Enter a name for the scenario"},
    )
    about = forms.CharField(
        required=False,
        max_length=1_000,
        label="What it is about",
        widget=forms.Textarea({"rows": 3}),
        help_text="What would have to be done, and by whom.",
    )
    shares_from = forms.ChoiceField(
        label="Realisable shares to start from",
        choices=SharesFrom,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select where realisable shares come from",
            "invalid_choice": "Select where realisable shares come from",
        },
    )
    each_person_once = forms.BooleanField(
        required=False,
        label="Count each person once along the pathway",
        help_text="Whoever is kept out of hospital by one change is not counted again at a later decision point.",
    )

    def __init__(self, data: Any, initial: dict[str, Any], *, offered: Mapping[str, Choice], codes: Sequence[str]):
        """codes  the inputs that have a row; each is in `offered`"""
        super().__init__(data, initial=initial)
        self.offered, self.codes = offered, list(codes)
        for at, code in enumerate(self.codes):
            self._add_row(at, offered[code])

    def _add_row(self, at: int, choice: Choice) -> None:
        """Every message says which change it is about: on the page's summary they stand together."""
        unit = "%" if choice.is_share else "£" if choice.kind == "cost" else "a year"
        empty = f"{choice.full_label}: enter what it is instead, or take the change out"
        why = f"{choice.full_label}: say why, in one line"
        value = forms.CharField(
            max_length=40,
            error_messages={"required": empty},
            label=f"In this scenario, {unit}",
            help_text=f"As set: {choice.as_set}",
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "nhsuk-input--width-10"}),
        )
        self.fields[f"value-{at}"] = value
        self.fields[f"reason-{at}"] = LineField(max_length=REASON, label="Why", error_messages={"required": why})
        self.fields[f"drop-{at}"] = forms.BooleanField(required=False, label="Take this change out")

    def rows(self) -> list[Row]:
        return [
            Row(self.offered[code], code, self[f"value-{at}"], self[f"reason-{at}"], self[f"drop-{at}"])
            for at, code in enumerate(self.codes)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for at, code in enumerate(self.codes):
            if given.get(f"drop-{at}"):
                self._forgive(at)
            elif f"value-{at}" in given:
                self._check(f"value-{at}", self.offered[code], given)
        return given

    def _check(self, name: str, choice: Choice, given: dict[str, Any]) -> None:
        try:
            given[name] = number(choice, given[name])
        except forms.ValidationError as wrong:
            self.add_error(name, f"{choice.full_label}: {wrong.messages[0]}")

    def _forgive(self, at: int) -> None:
        """What is wrong in a change that is taken out needs no mending."""
        for name in (f"value-{at}", f"reason-{at}"):
            self.errors.pop(name, None)

    def given(self) -> GivenScenario:
        given = self.cleaned_data
        return GivenScenario(
            name=given["name"],
            about=given["about"],
            shares_from=given["shares_from"],
            each_person_once=given["each_person_once"],
        )

    def changes(self) -> list[GivenChange]:
        given = self.cleaned_data
        return [
            GivenChange(
                kind=choice.kind,
                decision_point=choice.decision_point,
                pathway=choice.pathway,
                sector=choice.sector,
                value=given[f"value-{at}"],
                reason=given[f"reason-{at}"],
            )
            for at, choice in enumerate(map(self.offered.__getitem__, self.codes))
            if not given[f"drop-{at}"]
        ]


def number(choice: Choice, text: str) -> Decimal:
    """The value as it is kept: a share of 0 to 1 from percent. Raises ValidationError, saying what to do."""
    if choice.is_share:
        percent: Decimal = NumberField(7, 4, most=100).clean(text)
        return percent / 100
    kept: Decimal = NumberField(18, 6).clean(text)
    return kept


def shown(choice: Choice, value: Decimal) -> str:
    """The value as somebody would enter it."""
    return exact(value * 100 if choice.is_share else value)


def initial_of(given: GivenScenario, changes: Sequence[GivenChange], offered: Mapping[str, Choice]) -> dict[str, Any]:
    """What the form is filled with; every change is of an input in `offered`."""
    initial: dict[str, Any] = dict(given)
    for at, change in enumerate(changes):
        initial[f"value-{at}"] = shown(offered[code_of_change(change)], change["value"])
        initial[f"reason-{at}"] = change["reason"]
    return initial


def code_of_change(change: GivenChange) -> str:
    return code_of(change["kind"], change["decision_point"], change["pathway"], change["sector"])
