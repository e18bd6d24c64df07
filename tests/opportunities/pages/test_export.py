"""Files of figures, from the page and from the command line."""

import csv
import io
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from areas.models import Area
from opportunities.catch_up import catch_up_all
from opportunities.figures import snapshot_for
from opportunities.management.commands import export_opportunities
from opportunities.models import Snapshot


def run(*words: str) -> tuple[int, str]:
    """The command's exit status and what it said on standard error."""
    said = StringIO()
    try:
        call_command("export_opportunities", *words, stderr=said, stdout=StringIO())
    except CommandError as error:
        return error.returncode, str(error)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def test_json_holds_each_table_as_its_address_gives_it(rolled_up: Area, lead, signed_in, tmp_path: Path) -> None:
    file = tmp_path / "kent.json"
    assert run("--area", "kent", "--format", "json", "--output", str(file))[0] == 0
    written = json.loads(file.read_text(encoding="utf-8"))
    assert list(written) == ["opportunities", "cost_movements", "flows", "headlines", "breakdowns", "consistency"]
    for name, table in written.items():
        assert table == signed_in(lead).get(f"/api/v1/areas/kent/{name.replace('_', '-')}/").json()


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_page_gives_the_file_that_the_command_writes(
    rolled_up: Area, lead, signed_in, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"kent.{form}"
    assert run("--area", "kent", "--format", form, "--output", str(file), "--disclosure-control")[0] == 0
    answer = signed_in(lead).get(f"/areas/kent/export/{form}/")
    assert answer.content == file.read_bytes()
    revision = snapshot_for(rolled_up).revision
    assert f"-r{revision}.{form}" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith('attachment; filename="opportunities-kent-')


def test_a_format_that_is_not_offered_is_not_there(rolled_up: Area, lead, signed_in) -> None:
    assert signed_in(lead).get("/areas/kent/export/doc/").status_code == 404


def test_without_the_libraries_of_pdf_page_and_command_say_so(
    rolled_up: Area, lead, signed_in, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    status, said = run("--area", "kent", "--format", "pdf", "--output", str(tmp_path / "kent.pdf"))
    assert (status, "libpango-1.0-0" in said) == (1, True)
    answer = signed_in(lead).get("/areas/kent/export/pdf/")
    assert answer.status_code == 503
    assert "libpango-1.0-0" in answer.content.decode()
    assert 'href="/areas/kent/"' in answer.content.decode()


@pytest.mark.parametrize("which", [("--area", "kent"), ("--all",)])
def test_the_command_brings_tables_up_to_date_first_and_says_so(
    reviewed: Area, tmp_path: Path, which: tuple[str, ...]
) -> None:
    file = tmp_path / "tables.json"
    status, said = run(*which, "--format", "json", "--output", str(file))
    assert (status, "were out of date and have been rolled up" in said) == (0, True)
    assert json.loads(file.read_text(encoding="utf-8"))["opportunities"]["total"]["improvable"] == 7
    assert "rolled up" not in run(*which, "--format", "json", "--output", str(file))[1]


def test_exporting_all_areas_needs_every_area_rolled_up(rolled_up: Area, tmp_path: Path) -> None:
    Area.objects.touch(rolled_up.pk)
    file = tmp_path / "all.json"
    assert run("--all", "--format", "json", "--output", str(file))[0] == 0
    assert not json.loads(file.read_text(encoding="utf-8"))["opportunities"]["stale"]


def test_tables_that_somebody_else_holds_are_waited_for_and_then_refused(
    reviewed: Area, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(area: Area | None) -> bool:
        raise export_opportunities.Busy

    monkeypatch.setattr(export_opportunities, "until_caught_up", busy)
    status, said = run("--area", "kent", "--format", "json", "--output", str(tmp_path / "kent.json"))
    assert (status, "Try again in a few minutes" in said) == (1, True)


def test_what_is_missing_is_said(reviewed: Area, tmp_path: Path) -> None:
    Area.objects.filter(pk=reviewed.pk).update(total_budget=None)
    status, said = run("--area", "kent", "--format", "csv", "--output", str(tmp_path / "kent.csv"))
    assert status == 0
    assert "Left out of the money: Set the area's total health and social care budget." in said


@pytest.mark.parametrize(
    "words",
    [
        ("--area", "nowhere", "--format", "csv"),
    ],
)
def test_wrong_use_ends_with_2_and_writes_nothing(rolled_up: Area, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "out"
    assert run(*words, "--output", str(file))[0] == 2
    assert not file.exists()


def test_a_place_that_can_not_be_written_is_wrong_use(rolled_up: Area, tmp_path: Path) -> None:
    status, said = run("--area", "kent", "--format", "csv", "--output", str(tmp_path / "no" / "file.csv"))
    assert (status, "can't be written" in said) == (2, True)


def test_without_areas_there_is_nothing_to_export(db: None, tmp_path: Path) -> None:
    assert run("--all", "--format", "csv", "--output", str(tmp_path / "out"))[0] == 1


def test_standard_output_holds_the_file_and_nothing_else(
    rolled_up: Area, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command("export_opportunities", "--area", "kent", "--format", "json", "--output", "-")
    assert json.loads(capfdbinary.readouterr().out)["opportunities"]["area"] == "kent"


def test_argument_mistakes_end_with_2() -> None:
    command = [
        sys.executable,
        "manage.py",
        "export_opportunities",
        "--area",
        "kent",
        "--all",
        "--format",
        "csv",
        "--output",
        "x",
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2


def test_an_area_without_reviews_still_exports(area: Area, tmp_path: Path) -> None:
    file = tmp_path / "kent.csv"
    assert run("--area", "kent", "--format", "csv", "--output", str(file))[0] == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert [row["notes_reviewed"] for row in rows if row["label"] == "Total" and row["table"] == "opportunities"] == [
        "0"
    ]


def test_texts_that_look_like_formulas_stay_texts(reviewed: Area, tmp_path: Path) -> None:
    reviewed.procurement_reasons.update(text="=HYPERLINK(1)")
    assert catch_up_all()
    for form in ("csv", "xlsx"):
        run("--area", "kent", "--format", form, "--output", str(tmp_path / f"kent.{form}"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "kent.csv").read_text(encoding="utf-8-sig"))))
    assert next(row for row in rows if row["area_of_focus"] == "q7")["top_reasons_1"] == "'=HYPERLINK(1)"
    cells: list[Any] = [
        cell for page in load_workbook(tmp_path / "kent.xlsx") for row in page.iter_rows() for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "=HYPERLINK(1)\n=HYPERLINK(1)" for cell in cells)


def test_an_export_reads_one_snapshot_and_writes_none(rolled_up: Area, lead, signed_in) -> None:
    before = Snapshot.objects.values_list("as_of", "revision")
    kept = list(before)
    Area.objects.touch(rolled_up.pk)
    assert b"Out of date" not in signed_in(lead).get("/areas/kent/export/json/").content
    assert list(before.all()) == kept
