"""Handing in a file, and accepting what was checked."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from areas.models import Area
from config.errors import Refused
from reviews.intake.files import SUFFIXES
from reviews.intake.submit import check_size
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
    dry_run = forms.BooleanField(
        label="Check first",
        help_text="Every row is checked and nothing is loaded until you accept the result.",
        required=False,
        initial=True,
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
    """The columns of the file that are not ours, to be confirmed one by one."""

    keep_columns = forms.MultipleChoiceField(
        label="Keep these further columns as facts beside the notes",
        help_text="Leave a box empty to leave the column out.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    create_places = forms.BooleanField(
        label="Create places",
        help_text="Add localities and organisations that the area does not know yet.",
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
            del self.fields["create_places"]
