"""Handing in a file, and loading what was checked."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from areas.models import Area
from config.errors import Refused
from config.forms import DateField
from reviews.intake.files import SUFFIXES
from reviews.intake.statement import BASES, CHECKS, NO_BASIS, NOT_ALL
from reviews.intake.submit import PAST, check_size
from reviews.models import Batch


class UploadForm(forms.Form):
    area: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=Area.objects.none(),
        empty_label="Choose an area",
        error_messages={
            "required": "Choose the area that the file is about",
            "invalid_choice": "Choose one of the areas that you may load",
        },
    )
    kind = forms.ChoiceField(
        label="What is in the file?",
        choices=Batch.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the file holds case notes or agreed reviews"},
    )
    file = forms.FileField(
        label="File",
        help_text="CSV, Excel workbook (.xlsx) or JSON Lines. The first line or row holds the column names.",
        allow_empty_file=True,  # an empty file is refused as a batch, like any other that can't be read
        error_messages={"required": "Choose a file"},
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    sheet = forms.CharField(
        label="Sheet of a workbook",
        help_text="The name of the sheet to read, where it is not the first.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-20", "autocomplete": "off"}),
    )
    create_places = forms.BooleanField(
        label="Create places",
        help_text="Add localities and organisations new to the area. Otherwise their rows are rejected.",
        required=False,
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            check_size(file)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return file


class AcceptForm(forms.Form):
    """What becomes of the file's further columns, the statement signed by loading, and how long texts stay."""

    keep_columns = forms.MultipleChoiceField(
        label="Keep these further columns as facts beside the notes",
        help_text="Leave a box empty to leave the column out.",
        required=False,
        error_messages={"invalid_choice": "Open the batch again and choose anew: the file’s columns are not these"},
        widget=forms.CheckboxSelectMultiple,
    )
    create_places = forms.BooleanField(
        label="Create places",
        help_text="Add localities and organisations that the area does not know yet.",
        required=False,
    )
    basis = forms.ChoiceField(
        label="On what basis may these notes be used here?",
        choices=list(BASES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": NO_BASIS},
    )
    checks = forms.MultipleChoiceField(
        label="I have made sure of each of these",
        help_text="By loading the batch you sign this statement. It stays with the batch, with your name and the time.",
        choices=list(CHECKS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOT_ALL},
    )
    keep_until = DateField(
        label="Keep the texts until",
        help_text="On the next day narratives, living situation, support and further columns are removed, held rows "
        "dropped, and the notes retired. What panels judged stays. Empty: they are kept.",
        required=False,
    )

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        kwargs["initial"] = {"keep_columns": batch.keep_columns, "create_places": batch.create_places}
        super().__init__(*args, **kwargs)
        columns = [*batch.keep_columns, *batch.columns_left_out]
        self.fields["keep_columns"].choices = [(name, name) for name in columns]  # type: ignore[attr-defined]
        if not columns or batch.kind == Batch.Kind.AGREED_REVIEWS:
            del self.fields["keep_columns"]
        if batch.kind == Batch.Kind.AGREED_REVIEWS:
            del self.fields["create_places"], self.fields["keep_until"]  # what panels judged is kept
            self.fields["basis"].label = "On what basis may these reviews be used here?"

    def clean_checks(self) -> list[str]:
        checks: list[str] = self.cleaned_data["checks"]
        if set(checks) != set(CHECKS):
            raise forms.ValidationError(NOT_ALL)
        return checks

    def clean_keep_until(self) -> date | None:
        day: date | None = self.cleaned_data["keep_until"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(PAST)
        return day

    def asked(self) -> dict[str, Any]:
        """What `reviews.intake.submit.accept` takes."""
        given = dict(self.cleaned_data)
        return given | {"statement": {"basis": given.pop("basis"), "checks": given.pop("checks")}}
