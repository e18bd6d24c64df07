"""Form fields that take what an area file takes, and say what is wrong in the same words."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from areas.shown import exact
from pathways.given import Found, Given

# What people put around numbers.
AROUND = str.maketrans("", "", "£,% \N{NO-BREAK SPACE}")


class NumberField(forms.CharField):
    """A number from 0, kept as the area file keeps it. `clean` gives a Decimal, or None."""

    def __init__(self, digits: int, places: int, *, most: int | None = None, above: int | None = None, **kwargs: Any):
        self.rule: dict[str, Any] = {"digits": digits, "places": places, "most": most, "above": above}
        attrs = {"class": "nhsuk-input--width-10", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs), max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return exact(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._checked(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def _checked(self, text: str) -> Decimal:
        try:
            number: Decimal | str = Decimal(text.translate(AROUND))
        except InvalidOperation:
            number = text
        if isinstance(number, Decimal) and not number.is_finite():
            number = text
        found = Found()
        kept = Given(number, "", found).amount(**self.rule)
        _raise(found)
        return kept


class PercentField(NumberField):
    """A share of 0 to 1, asked for in percent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(13, 10, most=100, **kwargs)
        self.widget.attrs["class"] = "nhsuk-input--width-5"

    def prepare_value(self, value: Any) -> Any:
        return exact(value * 100) if isinstance(value, Decimal) else value

    def _checked(self, text: str) -> Decimal:
        return super()._checked(text) / 100


class LineField(forms.CharField):
    """One line of text."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text:
            check_line(text, self.max_length or 200)
        return text


def check_line(text: str, most: int) -> None:
    """Raises ValidationError, saying what to do, unless the text may stand on one line of a file."""
    found = Found()
    Given(text, "", found).text(most)
    _raise(found)


def _raise(found: Found) -> None:
    if found.problems:
        raise forms.ValidationError(found.problems[0].message, code=found.problems[0].code)
