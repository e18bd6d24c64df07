"""The form of a round."""

from areas.area_file.contents import Contents
from areas.fields import LineField
from areas.forms import InputsForm
from config.forms import DateField
from opportunities.comparison.keep import Given


class RoundForm(InputsForm):
    name = LineField(max_length=60, label="Name", help_text="For example: Baseline, or Six months on.")
    starts = DateField(label="First day", help_text="Notes reviewed from this day on. For example, 1 4 2026.")
    ends = DateField(label="Last day", help_text="Notes reviewed up to and with this day. For example, 30 6 2026.")

    def given(self) -> Given:
        told = self.cleaned_data
        return {"name": told["name"], "starts": told["starts"], "ends": told["ends"]}

    def clean(self) -> Contents:
        given = super().clean() or self.cleaned_data
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Enter a last day that is not before the first day")
        return given
