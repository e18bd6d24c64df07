"""Forms about an area: its inputs, a file of them, its people."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from areas.area_file.contents import Contents
from areas.fields import LineField, NumberField, PercentField, check_line
from areas.inputs import fingerprint
from areas.local_services import Service
from areas.models import LocalStatus, Role


class InputsForm(forms.Form):
    """A form that knows what it showed: `seen` comes back with it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, now: Any) -> None:
        super().__init__(data, initial={**self.initial_of(now), "seen": fingerprint(now)})

    def initial_of(self, now: Any) -> Contents:
        return dict(now or {})

    def renew(self) -> list[tuple[str, str]]:
        """Count what is saved now as seen. Returns label and saved value of each field that says something else."""
        self.data = {name: self.data[name] for name in self.data} | {"seen": self.initial["seen"]}
        return [self._saved(name) for name in self.changed_data if name != "seen"]

    def _saved(self, name: str) -> tuple[str, str]:
        saved = self.fields[name].prepare_value(self.initial.get(name))
        return str(self.fields[name].label), "nothing" if saved in (None, "") else str(saved)


class BudgetsForm(InputsForm):
    total_budget = NumberField(
        16, 2, above=0, required=False, label="Total health and social care budget, £ a year",
        help_text="All that the NHS and the council spend on health and social care here. Tables use it to show a "
        "saving for a typical area.",
    )  # fmt: skip
    reviewed_budget = NumberField(
        16, 2, above=0, required=False, label="Budget of the pathways reviewed, £ a year",
        help_text="The part of it spent on the pathways that panels review.",
    )  # fmt: skip


class CostsForm(InputsForm):
    """Three fields a sector: cost of a unit, units, source. A sector without them costs nothing."""

    def __init__(self, data: Any, now: list[Contents], *, sectors: Mapping[str, str], shown: list[Contents]) -> None:
        """shown  the rows to fill the form with: the local ones, or the national ones to start from"""
        self.sectors, self.shown = sectors, shown
        super().__init__(data, now)
        for code in sectors:
            self.fields[f"unit_cost-{code}"] = NumberField(20, 8, required=False, label="Cost of a unit, £")
            self.fields[f"units-{code}"] = NumberField(18, 8, required=False, label="Units a decision")
            self.fields[f"source-{code}"] = LineField(required=False, label="Source", max_length=500)

    def initial_of(self, now: list[Contents]) -> Contents:
        names = ("unit_cost", "units", "source")
        return {f"{name}-{row['sector']}": row[name] for row in self.shown for name in names}

    def by_sector(self) -> list[tuple[str, list[Any]]]:
        """Label of the sector, and its three fields."""
        names = ("unit_cost", "units", "source")
        return [(label, [self[f"{name}-{code}"] for name in names]) for code, label in self.sectors.items()]

    def clean(self) -> Contents:
        given = super().clean() or self.cleaned_data
        for code, label in self.sectors.items():
            self._need_both(code, label, given)
        return given

    def _need_both(self, code: str, label: str, given: Contents) -> None:
        cost, units = given.get(f"unit_cost-{code}"), given.get(f"units-{code}")
        wrong = self.errors.keys() & {f"unit_cost-{code}", f"units-{code}"}
        if wrong or (cost is None and units is None and not given.get(f"source-{code}")):
            return
        if cost is None:
            self.add_error(f"unit_cost-{code}", f"{label}: enter the cost of a unit, or clear the row")
        if units is None:
            self.add_error(f"units-{code}", f"{label}: enter how many units a decision takes, or clear the row")

    def _saved(self, name: str) -> tuple[str, str]:
        label, saved = super()._saved(name)
        return f"{self.sectors[name.partition('-')[2]]}: {label}", saved

    def rows(self) -> list[Contents]:
        given = self.cleaned_data
        return [
            {
                "sector": code,
                "unit_cost": given[f"unit_cost-{code}"],
                "units": given[f"units-{code}"],
                "source": given[f"source-{code}"],
            }
            for code in self.sectors
            if given[f"units-{code}"] is not None
        ]


class ServicesForm(InputsForm):
    """A status for each pathway that panels can propose, or none. Its template draws the fields: there are many."""

    def __init__(self, data: Any, now: Mapping[str, LocalStatus], *, services: Iterable[Service]) -> None:
        self.services = {service.code: service for service in services}
        super().__init__(data, now)
        for code, service in self.services.items():
            self.fields[f"status-{code}"] = forms.ChoiceField(
                required=False,
                label=service.label,
                choices=[("", "Not said"), *LocalStatus.choices],
                error_messages={"invalid_choice": f"{service.label}: select one of the answers in the list"},
            )

    def initial_of(self, now: Mapping[str, LocalStatus]) -> Contents:
        return {f"status-{code}": status.value for code, status in now.items()}

    def rows(self) -> list[tuple[Service, str, Any]]:
        """Each service, the name of its field and the answer that the page shows."""
        return [(each, f"status-{code}", self[f"status-{code}"].value() or "") for code, each in self.services.items()]

    def statuses(self, now: Mapping[str, LocalStatus]) -> dict[str, LocalStatus]:
        """What was chosen; what the area has said of a pathway that is offered nowhere any more stays."""
        given = {code: self.cleaned_data[f"status-{code}"] for code in self.services}
        stays = {code: status for code, status in now.items() if code not in self.services}
        return stays | {code: LocalStatus(status) for code, status in given.items() if status}

    def _saved(self, name: str) -> tuple[str, str]:
        label, saved = super()._saved(name)
        return label, LocalStatus(saved).label if saved in LocalStatus.values else "not said"


class ProcurementForm(InputsForm):
    realisable_share = PercentField(
        required=False,
        label="Realisable share, %",
        help_text="The part of the difference in rates that could be saved.",
    )
    reasons = forms.CharField(
        required=False, label="Reasons", widget=forms.Textarea({"rows": 5}),
        help_text="Why rates differ, one reason a line, the most important first. Tables show the first two.",
    )  # fmt: skip

    def initial_of(self, now: Contents) -> Contents:
        return {**now, "reasons": "\n".join(now["reasons"])}

    def clean_reasons(self) -> list[str]:
        reasons = [line.strip() for line in self.cleaned_data["reasons"].splitlines() if line.strip()]
        for reason in reasons:
            check_line(reason, 200)
        return reasons


class RateForm(InputsForm):
    commissioner = LineField(
        max_length=120, label="Commissioner", error_messages={"required": "Enter who buys the beds"}
    )
    sector = forms.ChoiceField(
        label="Sector", error_messages={"required": "Select a sector", "invalid_choice": "Select a sector"}
    )  # fmt: skip
    bed_type = LineField(
        max_length=120, label="Type of bed", help_text="For example “Nursing”.",
        error_messages={"required": "Enter the type of bed"},
    )  # fmt: skip
    weekly_rate = NumberField(
        20, 8, label="Weekly rate, £", error_messages={"required": "Enter the rate a week, for example 812"}
    )
    benchmark = NumberField(
        20, 8, label="Benchmark, £ a week", help_text="What others pay for the same type of bed.",
        error_messages={"required": "Enter the benchmark a week, for example 779"},
    )  # fmt: skip
    beds = NumberField(18, 6, label="Beds", error_messages={"required": "Enter how many beds are bought"})

    def __init__(self, data: Any, now: Contents | None, *, sectors: Mapping[str, str]) -> None:
        super().__init__(data, now)
        field = self.fields["sector"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells the type checker what stands above
        field.choices = [("", "Select a sector"), *sectors.items()]

    def given(self) -> Contents:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class FileForm(forms.Form):
    file = forms.FileField(
        label="Area file", help_text="JSON, or a workbook (XLSX) with the same tables as sheets.",
        error_messages={"required": "Choose a file", "empty": "This file is empty. Choose another."},
    )  # fmt: skip


class PersonForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={
            "required": "Enter the person’s e-mail address",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )  # fmt: skip
    name = LineField(
        required=False, label="Name", max_length=150, help_text="Only for somebody who has no account yet.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    role = forms.ChoiceField(
        label="Role",
        choices=Role,
        widget=forms.RadioSelect,
        error_messages={"required": "Select a role", "invalid_choice": "Select a role"},
    )
