"""Fields look as the NHS design system shows them; what is wrong stands first, by name, with a link to the field."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from config.forms import DateField, error_links, kind


class Planning(forms.Form):
    name = forms.CharField(label="Name of the workshop", help_text="For example, Hospital discharge", max_length=80)
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    point = forms.ChoiceField(label="Decision point", choices=[("", "Choose"), ("Hospital", [("q3", "Q3 & 4")])])
    mode = forms.ChoiceField(
        label="How does it run?", choices=[("together", "Together"), ("own", "In own time")], widget=forms.RadioSelect
    )
    members = forms.MultipleChoiceField(
        label="Members", choices=[(1, "A GP"), (2, "A nurse")], widget=forms.CheckboxSelectMultiple
    )
    on = DateField(label="Date")
    file = forms.FileField(label="File", widget=forms.FileInput(attrs={"accept": ".csv"}), required=False)
    sure = forms.BooleanField(label="Create new localities")


class Elements(HTMLParser):
    """Every opening tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


def drawn(form: forms.Form, field: str) -> Elements:
    return Elements(form[field].as_field_group())


GIVEN = {
    "name": 'Discharge <b>"autumn"</b>',
    "why": "Two\nlines",
    "point": "q3",
    "mode": "own",
    "members": ["2"],
    "on_0": "26",
    "on_1": "11",
    "on_2": "2026",
    "sure": "on",
}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("name", "input"),
        ("why", "textarea"),
        ("point", "select"),
        ("mode", "radios"),
        ("members", "checkboxes"),  # its widget is a special case of the radios' one
        ("on", "date"),
        ("file", "file"),
        ("sure", "tick"),
    ],
)
def test_each_widget_has_its_component(field: str, expected: str) -> None:
    assert kind(Planning().fields[field].widget) == expected


def test_a_field_has_its_label_hint_and_value_and_escapes_what_people_typed() -> None:
    html = Planning(GIVEN)["name"].as_field_group()
    (entry,) = Elements(html).of("input")
    assert entry["value"] == 'Discharge <b>"autumn"</b>'
    assert "<b>" not in html
    assert entry["maxlength"] == "80"
    assert entry["aria-describedby"] == "id_name_hint"
    assert {"class": "nhsuk-hint", "id": "id_name_hint"} in Elements(html).of("div")
    assert Elements(html).of("label")[0]["for"] == "id_name"


def test_optional_fields_say_so_and_the_others_do_not() -> None:
    assert "Why (optional)" in Planning()["why"].as_field_group()
    assert "(optional)" not in Planning()["name"].as_field_group()


def test_nothing_is_chosen_before_somebody_chooses() -> None:
    for field in ("mode", "members", "sure"):
        assert all("checked" not in entry for entry in drawn(Planning(), field).of("input"))


def test_what_was_chosen_stays_chosen() -> None:
    form = Planning(GIVEN)
    assert [entry["value"] for entry in drawn(form, "mode").of("input") if "checked" in entry] == ["own"]
    assert [entry["value"] for entry in drawn(form, "members").of("input") if "checked" in entry] == ["2"]
    assert [entry["value"] for entry in drawn(form, "point").of("option") if "selected" in entry] == ["q3"]
    assert [entry["value"] for entry in drawn(form, "on").of("input")] == ["26", "11", "2026"]
    assert "checked" in drawn(form, "sure").of("input")[0]
    assert "Two\nlines</textarea>" in form["why"].as_field_group()
    assert "Hospital: Q3 &amp; 4" in form["point"].as_field_group()


def test_initial_values_are_shown_as_given_ones_are() -> None:
    form = Planning(initial={"on": date(2026, 11, 26), "members": [1], "mode": "together"})
    assert [entry["value"] for entry in drawn(form, "on").of("input")] == ["26", "11", "2026"]
    assert [entry["value"] for entry in drawn(form, "members").of("input") if "checked" in entry] == ["1"]


def test_a_missing_answer_is_named_in_the_summary_and_beside_its_field_in_the_same_words() -> None:
    form = Planning({}, {})
    assert error_links(form) == [
        {"text": "Name of the workshop: enter an answer", "href": "#id_name"},
        {"text": "Decision point: choose one", "href": "#id_point"},
        {"text": "How does it run? Choose one", "href": "#id_mode_0"},
        {"text": "Members: choose at least one", "href": "#id_members_0"},
        {"text": "Enter a date", "href": "#id_on_0"},
        {"text": "Create new localities: tick the box", "href": "#id_sure"},
    ]
    for line in error_links(form):
        assert line["text"] in str(form)


def test_every_link_of_the_summary_leads_to_an_element() -> None:
    form = Planning({}, {})
    ids = {attrs.get("id") for _, attrs in Elements(str(form)).found}
    assert {line["href"][1:] for line in error_links(form)} <= ids


def test_a_field_with_an_error_is_described_by_it() -> None:
    (entry,) = drawn(Planning({}), "name").of("input")
    assert entry["aria-describedby"] == "id_name_hint id_name_error"
    assert "nhsuk-input--error" in str(entry["class"])


def test_what_belongs_to_no_field_comes_first_and_has_no_link() -> None:
    form = Planning(GIVEN)
    form.add_error(None, "This panel has no social care profession.")
    assert error_links(form) == [{"text": "This panel has no social care profession."}]


def test_formsets_and_lines_of_a_template_join_the_same_summary() -> None:
    class Row(forms.Form):
        rate = forms.IntegerField(label="Weekly rate")

    rows = forms.formset_factory(Row, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-rate": "500", "form-1-rate": ""}
    )
    own = [{"text": "Choose the person’s level of need", "href": "#level_of_need-1"}]
    assert error_links(rows, own) == [{"text": "Weekly rate: enter an answer", "href": "#id_form-1-rate"}, *own]


@pytest.mark.parametrize(
    ("day", "month", "year", "told"),
    [
        ("31", "2", "2026", "Enter a date that exists, for example 26 11 2026"),
        ("one", "2", "2026", "Enter a date that exists, for example 26 11 2026"),
        ("26", "", "2026", "Enter a day, a month and a year"),
        ("", "", "", "Enter a date"),
    ],
)
def test_a_date_says_what_is_wrong_with_it(day: str, month: str, year: str, told: str) -> None:
    form = Planning({**GIVEN, "on_0": day, "on_1": month, "on_2": year})
    assert form.errors["on"] == [told]


def test_a_date_in_three_boxes_is_a_date() -> None:
    form = Planning(GIVEN)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 11, 26)


def test_passwords_keep_their_autocomplete_and_are_never_sent_back() -> None:
    class SigningIn(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    form = SigningIn({"password": "secret words here"})
    (entry,) = drawn(form, "password").of("input")
    assert entry["autocomplete"] == "current-password"
    assert "secret words here" not in form["password"].as_field_group()


def test_files_say_what_they_accept() -> None:
    (entry,) = drawn(Planning({}, {"file": SimpleUploadedFile("a.csv", b"x")}), "file").of("input")
    assert (entry["type"], entry["accept"]) == ("file", ".csv")


def test_no_field_carries_a_style_or_a_script() -> None:
    html = str(Planning({}, {}))
    assert "style=" not in html and "<script" not in html and "onclick" not in html


def test_the_admin_keeps_its_own_widgets() -> None:
    assert 'type="text"' in str(Planning()["name"].as_widget())
