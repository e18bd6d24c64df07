"""Every format says the same: the worked example, unrounded, with what it was made from."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from opportunities.disclosure.control import control
from opportunities.disclosure.rules import Rules
from opportunities.exports.as_csv import as_csv, safe
from opportunities.exports.as_json import as_json
from opportunities.exports.as_xlsx import as_xlsx
from opportunities.exports.consistency_sheets import AGREEMENT, RATES
from opportunities.exports.dictionary import MEANINGS
from opportunities.exports.sheets import AREAS, sheets
from opportunities.exports.table_page import HEADER_ROW
from tests.opportunities.editions import LABELS, edition, incomplete_edition, shown
from tests.opportunities.rollup.worked import AREA

FIRST = HEADER_ROW + 2  # the sheet's own row number of the first row of a table


def csv_rows(table: str, **wanted: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(as_csv(edition()).decode("utf-8-sig")))
    return [row for row in rows if row["table"] == table and all(row[name] == value for name, value in wanted.items())]


@pytest.fixture(scope="module")
def workbook() -> Any:
    return load_workbook(io.BytesIO(as_xlsx(edition(newer=3))))


def column(page: Worksheet, heading: str) -> list[Any]:
    at = next(cell.column for cell in page[HEADER_ROW + 1] if cell.value == heading)
    return [page.cell(row, at).value for row in range(FIRST, page.max_row + 1)]


def test_every_row_of_the_tables_is_in_a_sheet() -> None:
    figures = shown().figures
    by_code = {sheet.code: sheet for sheet in sheets(figures, LABELS)}
    assert list(by_code)[:5] == ["opportunities", "cost_movements", "flows", "headlines", "breakdown_answers"]
    for breakdown in figures.breakdowns["breakdowns"]:
        sheet = by_code.get(f"breakdown_{breakdown['code'].replace('-', '_')}")
        assert len(sheet.rows if sheet else ()) == len(breakdown["rows"])
    assert len(by_code["opportunities"].rows) == 6
    assert len(by_code["flows"].rows) == len(figures.flows["flows"])
    parts = sum(1 + len(headline["breakdown"]) for headline in figures.headlines["headlines"])
    assert len(by_code["headlines"].rows) == parts


def test_flows_carry_names_and_an_unknown_code_stands_for_itself() -> None:
    flow = sheets(shown().figures, {"package": "Domiciliary package"})[2].rows[0]
    assert (flow["decision_point_label"], flow["actual_label"], flow["proposed_label"]) == (
        "Hospital discharge", "Domiciliary package", "telecare",
    )  # fmt: skip


def test_json_is_every_table_unrounded() -> None:
    written = json.loads(as_json(shown()))
    assert list(written) == ["opportunities", "cost_movements", "flows", "headlines", "breakdowns", "consistency"]
    assert written["opportunities"] == shown().table("opportunities")
    assert written["opportunities"]["total"]["improvable_share_interval"] == pytest.approx([0.26799, 0.73201], abs=1e-5)


def test_csv_is_one_table_with_the_same_columns_throughout() -> None:
    lines = list(csv.reader(io.StringIO(as_csv(edition()).decode("utf-8-sig"))))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(set(lines[0])) == len(lines[0])
    assert lines[0][:5] == ["table", "area", "as_of", "revision", "stale"]


def test_csv_holds_the_worked_example_unrounded() -> None:
    (q3_4,) = csv_rows("opportunities", area_of_focus="q3-4")
    assert (q3_4["notes_reviewed"], q3_4["unclear"], q3_4["improvable"], q3_4["improvable_share"]) == (
        "14",
        "1",
        "7",
        "0.5",
    )
    assert float(q3_4["improvable_share_interval_low"]) == pytest.approx(0.2679920245)
    assert (q3_4["top_proposed_1"], q3_4["top_proposed_1_count"]) == ("Falls service and telecare", "5")
    assert (q3_4["revision"], q3_4["as_of"], q3_4["area"]) == ("41", "2026-11-22T14:05:00+00:00", "Kent")
    (total,) = csv_rows("cost_movements", label="Total")
    assert float(total["net"]) == pytest.approx(286_500)
    assert [row["count"] for row in csv_rows("flows", actual="residential", proposed="package")] == ["2"]
    assert csv_rows("headlines", code="missed-prevention/falls-prevention")[0]["count"] == "2"


def test_csv_leaves_empty_what_can_not_be_known() -> None:
    (q7,) = csv_rows("opportunities", area_of_focus="q7")
    assert (q7["notes_reviewed"], q7["improvable_share"], q7["top_reasons_1"], q7["top_reasons_1_count"]) == (
        "", "", "Supply of housing", "",
    )  # fmt: skip


def test_csv_says_what_is_missing() -> None:
    rows = csv.DictReader(io.StringIO(as_csv(incomplete_edition()).decode("utf-8-sig")))
    assert [row["label"] for row in rows if row["table"] == "incomplete"] == [
        "Set the area's total health and social care budget."
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_runs_a_text(start: str) -> None:
    assert safe(f"{start}1+1") == f"'{start}1+1"
    assert safe(f"1{start}1") == f"1{start}1"


def test_csv_keeps_negative_numbers_numbers() -> None:
    (ccg,) = csv_rows("cost_movements", sector="ccg")
    assert float(ccg["net"]) == pytest.approx(-23_500)


def test_an_areas_name_is_no_formula_either() -> None:
    named = as_csv(replace(edition(), name="=Kent")).decode("utf-8-sig")
    assert ",'=Kent," in named


def test_the_workbook_has_a_sheet_for_each_table(workbook: Any) -> None:
    assert workbook.sheetnames == [
        "Summary", "Charts", "Opportunities", "Cost movements", "Flows", "Headlines", "Answers", "Reasons", "Timing",
        "Missed prevention", "Alternatives", "Level of care", "Achievability", "Localities", "Organisations",
        "Age bands", "Data dictionary", "Method",
    ]  # fmt: skip


def test_its_summary_says_what_it_was_made_from(workbook: Any) -> None:
    said = [cell.value for row in workbook["Summary"].iter_rows() for cell in row if cell.value]
    assert said[:4] == [
        "Opportunities: Kent",
        "Made from 15 agreed reviews at 14:05 on 22 November 2026, revision 41.",
        "Out of date: 3 newer agreed reviews are not in it.",
        "Not for publication: small counts are shown as they are.",
    ]
    assert "7 of 14" in said
    assert any("could have been better (50%)" in text for text in said)


def test_its_cells_are_unrounded_numbers_and_look_rounded(workbook: Any) -> None:
    page = workbook["Opportunities"]
    assert column(page, "Saving a year")[-1] == pytest.approx(286_500)
    assert column(page, "95% interval, from")[-1] == pytest.approx(0.2679920245)
    share = next(cell for cell in page[FIRST + 3] if cell.value == 0.5)
    assert share.number_format == "0%"


@pytest.mark.parametrize(
    ("name", "heading"),
    [("Opportunities", "Saving a year"), ("Opportunities", "Notes reviewed"), ("Cost movements", "Net saving")],
)
def test_its_totals_are_the_sums_of_their_rows(workbook: Any, name: str, heading: str) -> None:
    *rows, total = column(workbook[name], heading)
    assert total == pytest.approx(sum(value for value in rows if value is not None))


def test_it_is_ready_to_print(workbook: Any) -> None:
    for page in workbook.worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.title == "Charts" or page.sheet_properties.pageSetUpPr.fitToPage
        assert "Not for publication" in page.oddFooter.center.text
    for name in ("Opportunities", "Cost movements", "Flows", "Headlines"):
        assert workbook[name].freeze_panes == f"B{FIRST}"
        assert workbook[name].print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"


def test_figure_2_is_drawn_in_it(workbook: Any) -> None:
    (chart,) = workbook["Cost movements"]._charts
    assert [series.val.numRef.f for series in chart.series] == [
        f"'Cost movements'!$B${FIRST}:$B${FIRST + 2}",
        f"'Cost movements'!$C${FIRST}:$C${FIRST + 2}",
    ]


def test_shares_are_drawn_with_their_intervals(workbook: Any) -> None:
    (series,) = workbook["Charts"]._charts[0].series
    assert series.val.numRef.f == f"Opportunities!$E${FIRST}:$E${FIRST + 4}"
    q3_4 = next(i for i, row in enumerate(shown().figures.opportunities["rows"]) if row["area_of_focus"] == "q3-4")
    down, up = (workbook["Charts"].cell(4 + q3_4, at).value for at in (4, 5))
    assert (0.5 - down, 0.5 + up) == pytest.approx((0.26799, 0.73201), abs=1e-5)


def test_every_column_is_explained(workbook: Any) -> None:
    told = {(row[0].value, row[1].value) for row in workbook["Data dictionary"].iter_rows(min_row=4)}
    assert told == {(sheet.name, column.heading) for sheet in edition().sheets() for column in sheet.columns}
    for column in (*AGREEMENT, *RATES, *AREAS):
        assert column.key in MEANINGS


def test_each_table_counts_the_reviews_that_the_file_says_it_was_made_from(workbook: Any) -> None:
    """Counts in are counts out: reviewed and unclear of Figure 3, and every answer of the breakdown, add up to 15."""
    figure_3 = workbook["Opportunities"]
    assert column(figure_3, "Notes reviewed")[-1] + column(figure_3, "Unclear, not counted")[-1] == 15
    answers = zip(column(workbook["Answers"], "Decision point"), column(workbook["Answers"], "Count"), strict=True)
    assert sum(n for point, n in answers if point == "All decision points") == 15


def test_hidden_numbers_are_stars_in_the_workbook() -> None:
    kept = replace(edition(), shown=replace(shown(), figures=control(shown().figures, Rules())))
    book = load_workbook(io.BytesIO(as_xlsx(kept)))
    counts = [column(page, "Count") for page in book.worksheets if page.title in ("Answers", "Timing", "Reasons")]
    assert "*" in [value for each in counts for value in each]
    assert not [n for each in counts for n in each if isinstance(n, int | float) and 1 <= n <= 7]


def test_nothing_is_hidden_and_nothing_is_a_formula(workbook: Any) -> None:
    assert all(page.sheet_state == "visible" for page in workbook.worksheets)
    assert all(cell.data_type != "f" for page in workbook.worksheets for row in page.iter_rows() for cell in row)


def test_what_is_missing_stands_on_its_first_sheet_and_no_money_in_the_tables() -> None:
    workbook = load_workbook(io.BytesIO(as_xlsx(incomplete_edition())))
    said = [cell.value for row in workbook["Summary"].iter_rows() for cell in row if cell.value]
    assert "Set the area's total health and social care budget." in said
    assert set(column(workbook["Opportunities"], "Saving a year")) == {None}
    assert not workbook["Cost movements"]._charts


def test_the_same_figures_give_the_same_file() -> None:
    assert as_xlsx(edition()) == as_xlsx(edition())
    assert as_csv(edition()) == as_csv(edition())


def test_a_workbook_of_all_areas_compares_them() -> None:
    beside = ({**shown().figures.opportunities["total"], "slug": "kent", "name": "=Kent", "missing": 0},)
    workbook = load_workbook(io.BytesIO(as_xlsx(replace(edition(AREA), name="All areas", areas=beside))))
    assert workbook.sheetnames[-3] == "Areas"
    assert column(workbook["Areas"], "Area") == ["=Kent"]
