"""The form about one decision point: volume, realisable shares, where they come from and how sure they are."""

from collections.abc import Mapping
from typing import Any

from areas.area_file.contents import Contents
from areas.evidence import Evidence
from areas.fields import LineField, NumberField, PercentField
from areas.forms import InputsForm
from areas.models import Measured
from config.forms import DateField

VALUE_OF = {Measured.VOLUME: "annual_volume", Measured.SHARE: "realisable_share"}
PARTS = ("low", "high", "source", "as_of")


class DecisionPointForm(InputsForm):
    annual_volume = NumberField(
        18, 6, required=False, label="Annual volume", help_text="Decisions of this kind in the area in a year."
    )
    realisable_share = PercentField(
        required=False, label="Realisable share, %",
        help_text="The part of the opportunity that a programme could really deliver, for example 50.",
    )  # fmt: skip

    def __init__(self, data: Any, now: Contents, *, pathways: Mapping[str, str]) -> None:
        """pathways  code → label of the actual pathways that may have a share of their own"""
        self.pathways = pathways
        super().__init__(data, now)
        for of in Measured:
            self.fields.update(_evidence_fields(of))
        for code, label in pathways.items():
            self.fields[f"share-{code}"] = PercentField(required=False, label=f"{label}, %")

    def initial_of(self, now: Contents) -> Contents:
        shares = {f"share-{code}": share for code, share in now["by_actual_pathway"].items()}
        said = {f"{of}-{part}": getattr(each, part) for of, each in now["evidence"].items() for part in PARTS}
        return {**now, **shares, **said}

    def clean(self) -> Contents:
        given = super().clean() or self.cleaned_data
        for of in Measured:
            if not self.errors.keys() & {f"{of}-low", f"{of}-high", VALUE_OF[of]}:
                self._check_range(of, given[f"{of}-low"], given[VALUE_OF[of]], given[f"{of}-high"])
        return given

    def _check_range(self, of: Measured, low: Any, value: Any, high: Any) -> None:
        if low is None and high is None:
            return
        if low is None or high is None:
            self.add_error(f"{of}-{'low' if low is None else 'high'}", f"{of.label}: enter both ends, or neither")
        elif value is None:
            self.add_error(VALUE_OF[of], f"{of.label}: enter it, or clear its lowest and highest")
        elif not low <= value <= high:
            end = "low" if low > value else "high"
            bound = "lowest is more" if end == "low" else "highest is less"
            self.add_error(f"{of}-{end}", f"{of.label}: the {bound} than the number itself")

    def by_actual(self) -> Contents:
        given = {code: self.cleaned_data[f"share-{code}"] for code in self.pathways}
        return {code: share for code, share in given.items() if share is not None}

    def evidence(self) -> dict[str, Evidence]:
        return {of: Evidence(*(self.cleaned_data[f"{of}-{part}"] for part in PARTS)) for of in Measured.values}

    def share_fields(self) -> list[Any]:
        return [self[f"share-{code}"] for code in self.pathways]

    def evidence_fields(self) -> list[tuple[str, list[Any]]]:
        """Label of the input, and its four fields."""
        return [(of.label, [self[f"{of}-{part}"] for part in PARTS]) for of in Measured]


def _evidence_fields(of: Measured) -> dict[str, Any]:
    percent = ", %" if of == Measured.SHARE else ""
    ends = (f"Lowest it could well be{percent}", f"Highest it could well be{percent}")
    numbers = [_number(of, label) for label in ends]
    return {
        f"{of}-low": numbers[0],
        f"{of}-high": numbers[1],
        f"{of}-source": LineField(
            required=False,
            label="Where it comes from",
            max_length=500,
            help_text="For example, hospital returns.",
        ),
        f"{of}-as_of": DateField(required=False, label="The day it is of", help_text="For example, 31 3 2026"),
    }


def _number(of: Measured, label: str) -> NumberField:
    if of == Measured.SHARE:
        return PercentField(required=False, label=label)
    return NumberField(18, 6, required=False, label=label)
