"""What to look for in the audit trail."""

from datetime import date

from django import forms
from django.utils import timezone

from areas.audit_trail import Asked
from areas.audit_words import ACTIONS, THINGS

ANY = [("", "Any")]
NO_DAY = {"invalid": "Enter a day such as 2026-03-31"}


class AuditForm(forms.Form):
    person = forms.EmailField(label="E-mail address", required=False)
    action = forms.ChoiceField(
        label="What was done", required=False, choices=ANY + sorted(ACTIONS.items(), key=lambda each: each[1])
    )
    kind = forms.ChoiceField(label="To what", required=False, choices=ANY + sorted(THINGS.items(), key=lambda e: e[1]))
    number = forms.RegexField(r"^[0-9]{1,18}$", label="Its number", required=False)
    since = forms.DateField(
        label="From", required=False, error_messages=NO_DAY, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label="To", required=False, error_messages=NO_DAY, widget=forms.DateInput(attrs={"type": "date"})
    )

    def asked(self) -> Asked:
        """What can be read of it; the rest asks for everything, and the page says so."""
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})


class OnDayForm(forms.Form):
    """Whom to ask about, and which day."""

    person = forms.EmailField(label="E-mail address of the person")
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("Enter today or a day before it.")
        return day
