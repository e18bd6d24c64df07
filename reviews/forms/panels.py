"""Making a panel, putting people on it, and saying which professions it must have."""

from typing import Any

from django import forms

from areas.models import Area
from reviews.workshops import panels


class PanelForm(forms.Form):
    area = forms.ModelChoiceField(Area.objects.none(), label="Area", empty_label=None)
    name = forms.CharField(
        label="Name", max_length=120, help_text="For example “East Kent panel”",
        error_messages={"required": "Enter a name for the panel"},
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """Somebody with a role in the area, and the one profession they bring."""

    user: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Person", empty_label="Select a person", error_messages={"required": "Select a person"}
    )
    profession: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label="Profession", empty_label="Select a profession",
        error_messages={"required": "Select the profession they bring"},
    )  # fmt: skip

    def __init__(self, *args: Any, area: Area, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["user"].queryset = panels.people_for(area)  # type: ignore[attr-defined]
        self.fields["profession"].queryset = panels.professions()  # type: ignore[attr-defined]


class RuleForm(forms.Form):
    """A rule of the quorum: one of the ticked professions must be on the panel."""

    professions: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        None, label="One of these must be on the panel", widget=forms.CheckboxSelectMultiple,
        help_text="For example a GP or a geriatrician. Make a rule for each that you need.",
        error_messages={
            "required": "Select at least one profession for the rule",
            "invalid_choice": "Select professions from the list",
            "invalid_pk_value": "Select professions from the list",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["professions"].queryset = panels.professions()  # type: ignore[attr-defined]
