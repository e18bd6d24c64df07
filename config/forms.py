"""Form fields as the NHS design system shows them. A template says `{{ form.name.as_field_group() }}`, no more."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

OURS = {"django/forms/field.html": "forms/field.html", "django/forms/div.html": "forms/form.html"}


class NhsukRenderer(TemplatesSetting):
    """Django's FORM_RENDERER: fields and forms through NHS.UK macros, widgets and the admin as Django has them."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        if template_name not in OURS:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308 (Django's own template)
        bound = context.get("field")
        given = {"field": described(bound)} if bound is not None else context
        return mark_safe(get_template(OURS[template_name], using="jinja2").render(given, request))  # noqa: S308 (escaped there)


# Which macro draws a widget. The first that fits is taken, so a widget stands before the kind it is a special case of.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.SelectMultiple, "select"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)
# Attributes of a widget that the macros write themselves, or that an NHS form goes without.
NOT_ATTRIBUTES = frozenset(
    ["id", "class", "autocomplete", "inputmode", "rows", "cols", "aria-describedby", "aria-invalid", "required"]
)


def kind(widget: forms.Widget) -> str:
    """The macro for this widget; "input" for whatever has no better one."""
    if isinstance(widget, DateParts):
        return "date"
    return next((name for shown, name in KINDS if isinstance(widget, shown)), "input")


def described(bound: BoundField) -> dict[str, Any]:
    """All that forms/field.html needs to know of a field, as plain values."""
    widget, attrs = bound.field.widget, bound.field.widget.attrs
    value = bound.value()
    return {
        "kind": kind(widget),
        "name": bound.html_name,
        "id": str(bound.auto_id),
        "label": str(bound.label),
        "hint": str(bound.help_text),
        "required": bound.field.required,
        "errors": messages(bound),
        "value": "" if value is None else str(widget.format_value(value) or "") if kind(widget) == "input" else value,
        "type": getattr(widget, "input_type", "text"),
        "choices": _choices(bound, value),
        "parts": widget.decompress(value) if isinstance(widget, DateParts) else (),
        "attrs": {name: text for name, text in attrs.items() if name not in NOT_ATTRIBUTES} | _bounds(bound),
        "options": attrs,
        "hidden": bound.is_hidden and str(bound),
    }


# What to do about an answer that is missing, where the form has no words of its own for it.
MISSING = {
    "radios": "choose one",
    "checkboxes": "choose at least one",
    "select": "choose one",
    "tick": "tick the box",
    "file": "choose a file",
    "date": "enter a date",
}
STOCK = str(forms.Field.default_error_messages["required"])


def messages(bound: BoundField) -> list[str]:
    """This field's errors; the stock "This field is required." names the field and says what to do instead."""
    told = [str(error) for error in bound.errors]
    return [_missing(bound) if text == STOCK else text for text in told]


def _missing(bound: BoundField) -> str:
    what = MISSING.get(kind(bound.field.widget), "enter an answer")
    return f"{bound.label} {what.capitalize()}" if str(bound.label).endswith("?") else f"{bound.label}: {what}"


def _bounds(bound: BoundField) -> dict[str, Any]:
    """What the field itself adds to its input: the longest text, the least number, several files."""
    return {
        name: value
        for name, value in bound.field.widget_attrs(bound.field.widget).items()
        if name not in NOT_ATTRIBUTES | {"minlength"}
    }


def _choices(bound: BoundField, value: Any) -> list[dict[str, Any]]:
    """Choices with the chosen ones marked; a group of a select is flattened under its name."""
    widget = bound.field.widget
    if not isinstance(widget, ChoiceWidget):
        return []
    chosen = {str(one) for one in widget.format_value(value)}
    return [{"value": key, "text": text, "chosen": key in chosen} for key, text in _flat(widget.choices)]


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(inner), f"{key}: {text}") for inner, text in label)
        else:
            yield "" if key is None else str(key), str(label)


def error_links(*sets: Any) -> list[dict[str, str]]:
    """The error summary's lines: each message and the address of the field to mend, in the order of the page.

    Takes forms, formsets, and plain lists of {"text", "href"} for fields that a template draws by itself.
    """
    return [line for each in sets if each for line in _lines(each)]


def _lines(each: Any) -> list[dict[str, str]]:
    if isinstance(each, list | tuple):
        return list(each)
    if isinstance(each, forms.BaseFormSet):
        own = [{"text": str(error)} for error in each.non_form_errors()] if each.is_bound else []
        return own + [line for form in each.forms for line in _lines(form)]
    general = [{"text": str(error)} for error in each.non_field_errors()]
    return general + [
        {"text": text, "href": f"#{first_id(bound)}"} for bound in each for text in messages(bound) if bound.auto_id
    ]


def first_id(bound: BoundField) -> str:
    """The element to put the cursor in: the first of several radios, boxes or parts of a date."""
    several = {"radios": "_0", "checkboxes": "_0", "date": "_0"}
    return f"{bound.auto_id}{several.get(kind(bound.field.widget), '')}"


class DateParts(forms.MultiWidget):
    """Day, month and year, each in a box of its own."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()], attrs)

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [str(part or "") for part in value] if isinstance(value, list | tuple) else ["", "", ""]


class DateField(forms.MultiValueField):
    """A date in three boxes: `clean` gives a date. Errors: incomplete, or a day that does not exist."""

    widget = DateParts
    default_error_messages = {
        "required": "Enter a date",
        "incomplete": "Enter a day, a month and a year",
        "invalid": "Enter a date that exists, for example 26 11 2026",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([forms.CharField(), forms.CharField(), forms.CharField()], require_all_fields=False, **kwargs)

    def compress(self, parts: list[str]) -> date | None:
        if not parts:
            return None
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError as wrong:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from wrong
