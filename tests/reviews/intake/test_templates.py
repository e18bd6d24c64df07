"""Files to fill in: made from the catalogue and the area's places, and good to load once they are filled in."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from areas.models import Area
from reviews.intake.agreed_reviews import COLUMNS as REVIEW_COLUMNS
from reviews.intake.note_columns import COLUMNS as NOTE_COLUMNS
from reviews.models import CaseNote
from tests.conftest import Cast
from tests.reviews.intake.files import Submit, codes, counts, notes
from tests.reviews.intake.lookups import DISCHARGE, SETTING

SignedIn = Callable[..., Client]
NOTE = {
    "reference": "A1", "decision_point": "q3-discharge", "age_band": "85+", "narrative": "Home.\nSituation:\nAlone.",
    "self_referred": "no", "event_month": "2016-03", "locality": "Ashford", "length_of_stay_days": 12,
}  # fmt: skip
REVIEW = {
    "reference": "A1", "panel": "Ashford panel", "reviewed_on": "2016-03-14", "level_of_need": "moderate",
    "best_pathway": "no", "reasons": "Hospital pressure;Not enough capacity in the better service",
    "missed_prevention": "Falls prevention", "alternative_existed": "available",
}  # fmt: skip


@pytest.fixture
def download(kent: Area, cast: Cast, signed_in: SignedIn) -> Callable[[str, str], bytes]:
    """A template as a data steward gets it."""
    client = signed_in(cast.steward)
    return lambda kind, form: client.get(reverse("reviews:template", args=["kent", kind, form])).content


def filled(content: bytes, row: dict[str, object]) -> bytes:
    """The first sheet with one row, saved by another program."""
    book = load_workbook(BytesIO(content))
    page = book.worksheets[0]
    for cell in page[1]:
        page.cell(2, cell.column, row.get(cell.value))
    body = BytesIO()
    book.save(body)
    return body.getvalue()


def chosen(book: Workbook, column: str, at: str = "") -> list[str]:
    """The values that the second sheet lists for a column."""
    head = f"{column} at {at}" if at else column
    cells = next(cells for cells in book["Values"].iter_cols(values_only=True) if cells[0] == head)
    return [value for value in cells[1:] if value]


def test_a_filled_in_workbook_of_case_notes_loads_without_a_problem(
    download: Callable[[str, str], bytes], load_rows: Submit
) -> None:
    content = download("case-notes", "xlsx")
    pathway = chosen(load_workbook(BytesIO(content)), "actual_pathway", "q3-discharge")[1]
    batch = load_rows(filled(content, {**NOTE, "actual_pathway": pathway}), name="notes.xlsx")
    assert (counts(batch), codes(batch), batch.columns_left_out) == ((1, 1, 0, 0, 0), [], [])
    assert CaseNote.objects.get().narrative == "Home.\nSituation:\nAlone."


def test_a_filled_in_workbook_of_agreed_reviews_loads_without_a_problem(
    download: Callable[[str, str], bytes], load_rows: Submit
) -> None:
    load_rows(notes("A1"))
    content = download("agreed-reviews", "xlsx")
    pathway = chosen(load_workbook(BytesIO(content)), "proposed_pathway", "q3-discharge")[0]
    body = filled(content, {**REVIEW, "proposed_pathway": pathway})
    batch = load_rows(body, kind="agreed-reviews", name="reviews.xlsx")
    assert (counts(batch), codes(batch), batch.columns_left_out) == ((1, 1, 0, 0, 0), [], [])


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["case-notes", "agreed-reviews"])
def test_a_template_that_nobody_filled_in_holds_no_row(
    download: Callable[[str, str], bytes], load_rows: Submit, kind: str, form: str
) -> None:
    batch = load_rows(download(kind, form), kind=kind, name=f"template.{form}")
    assert (batch.status, codes(batch)) == ("refused", ["no-rows"])


def test_not_even_the_sheet_of_the_example_can_be_loaded(
    download: Callable[[str, str], bytes], load_rows: Submit
) -> None:
    batch = load_rows(download("case-notes", "xlsx"), name="notes.xlsx", sheet="Example")
    assert (batch.status, codes(batch)) == ("refused", ["other-sheet"])


@pytest.mark.parametrize(("kind", "columns"), [("case-notes", NOTE_COLUMNS), ("agreed-reviews", REVIEW_COLUMNS)])
def test_a_template_has_every_column_and_explains_it(
    download: Callable[[str, str], bytes], kind: str, columns: type(NOTE_COLUMNS)
) -> None:
    book = load_workbook(BytesIO(download(kind, "xlsx")))
    head = book.worksheets[0][1]
    assert tuple(cell.value for cell in head) == columns.known
    assert all(cell.comment.text for cell in head)
    assert {cell.value for cell in head if cell.comment.text.startswith("Required.")} == set(columns.required)
    assert download(kind, "csv").decode("utf-8-sig").strip().split(",") == list(columns.known)


def test_drop_downs_offer_what_the_catalogue_has_at_each_decision_point(download: Callable[[str, str], bytes]) -> None:
    book = load_workbook(BytesIO(download("case-notes", "xlsx")))
    assert chosen(book, "actual_pathway", "q3-discharge") == [label for _, label in DISCHARGE]
    assert set(chosen(book, "actual_pathway", "q2-setting")) == {label for _, label in SETTING}
    assert chosen(book, "locality") == ["Ashford", "Canterbury"]
    rules = {str(rule.sqref): rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation}
    assert rules["D2:D5001"] == 'INDIRECT("actual_pathway_"&SUBSTITUTE($B2,"-","_"))'
    assert "actual_pathway_q3_discharge" in book.defined_names


def test_templates_are_for_who_may_load_there(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("reviews:template", args=["kent", "case-notes", "csv"])
    assert signed_in(cast.steward).get(address).status_code == 200
    assert signed_in(cast.viewer).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    for wrong in (["kent", "case-notes", "pdf"], ["kent", "people", "csv"], ["nowhere", "case-notes", "csv"]):
        assert signed_in(cast.steward).get(reverse("reviews:template", args=wrong)).status_code == 404


def test_the_page_to_load_a_file_leads_to_the_templates(kent: Area, cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.steward).get(reverse("reviews:new-batch")).content.decode()
    for kind in ("case-notes", "agreed-reviews"):
        for form in ("xlsx", "csv"):
            assert f'href="{reverse("reviews:template", args=["kent", kind, form])}"' in page
