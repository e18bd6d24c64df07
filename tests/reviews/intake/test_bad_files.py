"""One broken file per problem code: each is refused or reported where it is wrong, with what to do."""

import ast
import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from areas.models import Area
from config.errors import Problem, Refused
from reviews.intake import agreed_reviews, note_columns
from reviews.intake.agreed_reviews import check_agreed_review
from reviews.intake.case_notes import check_case_note
from reviews.intake.files import count_rows, open_file
from reviews.intake.headers import Columns
from reviews.intake.limits import Limits
from reviews.intake.load import load
from reviews.intake.screen.finding import KINDS
from reviews.models import AgreedReview, Batch, CaseNote, HeldFinding, ScreenEntry
from tests.reviews.intake.files import Submit, notes, reviews
from tests.reviews.intake.lookups import LOOKUPS, NOTES

BAD = Path(__file__).parents[3] / "fixtures" / "bad"
INTAKE = Path(__file__).parents[3] / "reviews" / "intake"

# file: (line, column, words that the message must hold)
WHOLE_FILE = {
    "missing-column.csv": (1, "age_band", ["no column age_band", "Columns found: reference, decision_point, age,"]),
    "duplicate-column.csv": (1, "age_band", ["Two columns", "Rename or delete"]),
    "bad-column-name.csv": (1, "", ["not text", "short name"]),
    "too-many-columns.csv": (1, "", ["405 columns", "at most 200"]),
    "empty-file.csv": (0, "", ["is empty"]),
    "no-rows.csv": (0, "", ["no rows"]),
    "unclosed-quote.csv": (3, "", ["line 3", "never closed"]),
    "bad-quotes.csv": (3, "", ["line 3", "Write it twice"]),
    "not-text-mixed.csv": (3, "", ["Line 3", "CSV UTF-8"]),
    "unknown-type.pdf": (0, "", [".pdf", ".csv"]),
    "content-differs.csv": (0, "", ["workbook or zip archive"]),
    "content-differs.xlsx": (0, "", ["does not hold an Excel workbook"]),
    "other-sheet.xlsx": (0, "", ["“Cover” has not the columns", "“Notes” has them all", "--sheet"]),
    "not-a-workbook.xlsx": (0, "", ["damaged", "save it again"]),
    "json-array.json": (0, "", ["one object per line"]),
    "reviews-missing-column.csv": (1, "reviewed_on", ["no column reviewed_on"]),
}
NOTE_ROWS = {
    "required.csv": (3, "age_band", ["is empty", "18-64"]),
    "bad-reference.csv": (3, "reference", ["pseudonym"]),
    "unknown-decision-point.csv": (3, "decision_point", ["“discharge”", "Use one of: q3-discharge"]),
    "no-notes-at-decision-point.csv": (3, "decision_point", ["no case notes", "q6-overlap"]),
    "exact-age.csv": (3, "age_band", ["“83” is an exact age. Use 75-84."]),
    "under-18.csv": (3, "age_band", ["under 18", "Leave the row out"]),
    "unknown-age-band.csv": (3, "age_band", ["70-79", "65-74, 75-84"]),
    "pathway-not-at-decision-point.csv": (
        3,
        "actual_pathway",
        ["“Acute ward bed”", "q3-discharge", "Reablement at home"],
    ),
    "unknown-pathway.csv": (3, "actual_pathway", ["not in the catalogue. Use one of: Reablement at home"]),
    "unknown-review-point.csv": (3, "review_point", ["“3”", "Use 1"]),
    "review-point-not-here.csv": (3, "review_point", ["Only q2-setting"]),
    "unknown-place.csv": (3, "locality", ["Known: Ashford", "create places"]),
    "not-yes-or-no.csv": (3, "self_referred", ["neither yes nor no"]),
    "not-a-number.csv": (3, "length_of_stay_days", ["“two weeks”", "whole number"]),
    "full-date.csv": (3, "event_month", ["full date", "2016-03"]),
    "not-a-month.csv": (3, "event_month", ["“March 2016”", "2016-03"]),
    "too-long.csv": (3, "narrative", ["50,005 characters", "50,000"]),
    "not-text.csv": (3, "narrative", ["not text"]),
    "text-without-column.csv": (3, "", ["no column name"]),
    "not-json.jsonl": (2, "", ["not one JSON object"]),
    "duplicate-column.jsonl": (2, "age_band", ["twice", "Keep one"]),
    "not-a-value.jsonl": (2, "age_band", ["list or an object"]),
}
REVIEW_ROWS = {
    "reviews-required.csv": (2, "reasons", ["at least one reason"]),
    "reviews-unknown-note.csv": (2, "reference", ["no case note", "Load its case note first"]),
    "reviews-retired-note.csv": (2, "reference", ["retired"]),
    "reviews-not-a-date.csv": (2, "reviewed_on", ["2016-03-14"]),
    "reviews-impossible-date.csv": (2, "reviewed_on", ["2916-03-14", "today"]),
    "reviews-unknown-value.csv": (2, "level_of_need", ["“middling”", "moderate"]),
    "reviews-proposed-is-actual.csv": (2, "proposed_pathway", ["was on"]),
    "reviews-pathway-not-at-decision-point.csv": (2, "proposed_pathway", ["not a pathway for q3-discharge"]),
    "reviews-unknown-pathway.csv": (2, "proposed_pathway", ["Falls service"]),
    "reviews-unknown-reason.csv": (2, "reasons", ["four-hour-pressure", "Hospital pressure"]),
    "reviews-unknown-service.csv": (2, "missed_prevention", ["“chiropody”", "Falls prevention"]),
    "reviews-only-when-improvable.csv": (2, "reasons", ["must be empty when best_pathway is yes"]),
    "reviews-bad-reference.csv": (2, "reference", ["pseudonym"]),
    "reviews-unknown-review-point.csv": (2, "review_point", ["“3”", "Use 1"]),
    "reviews-text-without-column.csv": (2, "", ["no column name"]),
    "reviews-too-long.csv": (2, "panel", ["121 characters", "120"]),
}


# Loaded into an area that has the note KEN-001, or KEN-002 with another text.
LOADED = {
    "duplicate-in-file.csv": (3, "reference", ["Line 2 of this file"]),
    "conflict.csv": (3, "reference", ["differs in: age_band, narrative, ", "own reference"]),
    "reviews-duplicate-in-file.csv": (3, "reference", ["level_of_need (moderate there, high in this row)", "Keep one"]),
    "reviews-conflict.csv": (2, "reference", ["loaded in batch", "high in this row", "stays as it is"]),
}
IDENTIFIERS = {f"identifier-{kind}.csv": (3, "narrative", [name]) for kind, (name, _) in KINDS.items()} | {
    "reviews-identifier-name.csv": (2, "comment", ["Name"]),
    "reviews-identifier-phone.csv": (2, "panel", ["Phone number"]),
}


def code_of(name: str) -> str:
    stem = Path(name).stem.removeprefix("reviews-").removesuffix("-mixed")
    return "identifier" if stem.startswith("identifier-") else stem


def columns_of(name: str) -> Columns:
    return agreed_reviews.COLUMNS if name.startswith("reviews-") else note_columns.COLUMNS


def expect(problem: Problem, name: str, line: int, column: str, words: list[str]) -> None:
    assert (problem.code, problem.line, problem.column) == (code_of(name), line, column)
    for word in words:
        assert word in problem.message


@pytest.mark.parametrize("name", WHOLE_FILE)
def test_a_file_that_cant_be_read_is_refused_whole(name: str) -> None:
    with pytest.raises(Refused) as refused:
        count_rows(open_file(BAD / name, columns_of(name)))
    expect(refused.value.problems[0], name, *WHOLE_FILE[name])


@pytest.mark.parametrize("name", NOTE_ROWS)
def test_a_wrong_note_row_is_named_with_its_line_column_and_remedy(name: str) -> None:
    rows = list(open_file(BAD / name, note_columns.COLUMNS).reader.rows())
    good, bad = (check_case_note(row, LOOKUPS) for row in rows)
    assert good[0] is not None and good[1] == []
    assert bad[0] is None
    expect(bad[1][0], name, *NOTE_ROWS[name])


@pytest.mark.parametrize("name", REVIEW_ROWS)
def test_a_wrong_review_row_is_named_with_its_line_column_and_remedy(name: str) -> None:
    (row,) = open_file(BAD / name, agreed_reviews.COLUMNS).reader.rows()
    review, problems = check_agreed_review(row, LOOKUPS, NOTES, dt.date(2016, 4, 1))
    assert review is None
    expect(problems[0], name, *REVIEW_ROWS[name])


@pytest.fixture
def load_bad(load_rows: Submit, kent: Area) -> Callable[[str], Batch]:
    """Loads a broken file into Kent, which has one of its notes, reviewed, and one with another text."""
    load_rows([*notes("KEN-001", narrative="Home after a fall."), *notes("KEN-002", narrative="The area’s own text.")])
    load_rows(reviews("KEN-001", reasons="hospital-pressure"), kind="agreed-reviews")

    def load_bad(name: str) -> Batch:
        kind = "agreed-reviews" if name.startswith("reviews-") else "case-notes"
        return load_rows((BAD / name).read_bytes(), kind=kind, name=name)

    return load_bad


@pytest.mark.parametrize("name", LOADED)
def test_a_row_that_the_area_or_the_file_has_otherwise_is_named(name: str, load_bad: Callable[[str], Batch]) -> None:
    if name.endswith("duplicate-in-file.csv"):
        AgreedReview.objects.all().delete()
    if name == "duplicate-in-file.csv":
        CaseNote.objects.all().delete()
    batch = load_bad(name)
    assert batch.rejected >= 1
    told = batch.problems.get(line=LOADED[name][0])
    expect(Problem(told.line, told.column, told.code, told.message), name, *LOADED[name])


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_a_row_with_an_identifier_is_held_and_named_without_a_word_of_it(
    name: str, load_bad: Callable[[str], Batch], kent: Area
) -> None:
    CaseNote.objects.filter(reference="KEN-002").delete()
    AgreedReview.objects.all().delete()
    ScreenEntry.objects.create(area=kent, use=ScreenEntry.Use.PATTERN, text="KMPT-9999")
    batch = load_bad(name)
    assert batch.held == 1
    told = batch.problems.get(code="identifier")
    expect(Problem(told.line, told.column, told.code, told.message), name, *IDENTIFIERS[name])
    finding = HeldFinding.objects.get()
    passage = finding.row.cells[finding.column][finding.start : finding.end]
    assert passage and passage not in told.message


# Codes for which a file would have to be huge or somewhere else, or that need a wish: tests make them.
MADE_BY_TESTS = {"ends-the-worker",
    "already-loaded", "file-lost", "too-big", "too-many-rows", "unpacks-too-big", "line-too-long", "cell-too-long",
    "unknown-sheet",
}  # fmt: skip


def test_every_broken_file_is_in_a_test() -> None:
    assert {path.name for path in BAD.iterdir()} == {*WHOLE_FILE, *NOTE_ROWS, *REVIEW_ROWS, *LOADED, *IDENTIFIERS}


def test_every_code_in_the_source_has_its_broken_file_and_its_line_in_the_docs() -> None:
    codes = {code for path in INTAKE.rglob("*.py") for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(codes) > 50
    assert codes - MADE_BY_TESTS == {code_of(path.name) for path in BAD.iterdir()}
    guide = (BAD.parents[1] / "docs" / "problem-codes.md").read_text(encoding="utf-8")
    guide = guide.partition("## The file as a whole is refused")[2]  # before it stand the codes of the API
    assert codes == set(re.findall(r"^\| `([a-z0-9-]+)` \|", guide, re.MULTILINE))


# Which argument of each of these is the code; one that is handed on under a name stands where it comes from.
PLACE_OF_CODE = {"refuse": 0, "Problem": 2, "problem": 1, "_codes": 3}


def codes_in(tree: ast.Module) -> Iterator[str]:
    """Every code that the source writes out: given to one of those, or as the default of `code`."""
    for node in ast.walk(tree):
        given: list[ast.expr] = []
        if isinstance(node, ast.Call):
            place = PLACE_OF_CODE.get(ast.unparse(node.func).rpartition(".")[2])
            given = node.args[place : place + 1] if place is not None else []
        elif isinstance(node, ast.arguments):
            defaults = zip(node.kwonlyargs, node.kw_defaults, strict=True)
            given = [value for argument, value in defaults if argument.arg == "code" and value]
        yield from (str(value.value) for value in given if isinstance(value, ast.Constant))


SMALL = Limits(file_bytes=2_000, rows=3, line=500, cell=100, unpacked_bytes=1_000)
HEADER = "reference,decision_point,age_band,actual_pathway,narrative\n"


@pytest.mark.parametrize(
    ("code", "line", "text"),
    [
        ("too-big", 0, HEADER + "x" * 2_000),
        ("too-many-rows", 5, HEADER + "a,b,c,d,e\n" * 4),
        ("line-too-long", 2, HEADER + "x," * 300),
        ("cell-too-long", 2, HEADER + 'x,"' + "y" * 101),
    ],
)
def test_a_file_beyond_the_limits_is_refused(tmp_path: Path, code: str, line: int, text: str) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(text)
    with pytest.raises(Refused) as refused:
        count_rows(open_file(path, note_columns.COLUMNS, limits=SMALL), SMALL)
    assert (refused.value.problems[0].code, refused.value.problems[0].line) == (code, line)


def test_everything_that_is_wrong_with_a_row_is_reported() -> None:
    (row,) = list(open_file(BAD / "exact-age.csv", note_columns.COLUMNS).reader.rows())[1:]
    row = row._replace(cells=row.cells | {"reference": "", "actual_pathway": "nowhere", "event_month": "soon"})
    _, problems = check_case_note(row, LOOKUPS)
    assert [problem.code for problem in problems] == ["required", "exact-age", "unknown-pathway", "not-a-month"]


@pytest.mark.parametrize("cell", ["Tel 07700 900123", "943 476 5919", "ann@example.org"])
def test_a_message_never_repeats_what_may_identify_somebody(cell: str) -> None:
    (row,) = list(open_file(BAD / "exact-age.csv", note_columns.COLUMNS).reader.rows())[1:]
    wrong = dict.fromkeys(
        ("reference", "decision_point", "age_band", "actual_pathway", "locality", "self_referred"), cell
    )
    _, problems = check_case_note(row._replace(cells=row.cells | wrong), LOOKUPS)
    assert len(problems) == len(wrong)
    assert not any(cell in problem.message for problem in problems)


def test_a_file_of_the_area_is_refused_the_second_time(load_rows: Submit) -> None:
    load_rows(notes("A1"))
    told = load_rows(notes("A1")).problems.get()
    assert (told.code, told.line) == ("already-loaded", 0)
    assert "withdraw that batch first" in told.message


def test_an_upload_that_is_gone_is_asked_for_again(hand_in: Submit) -> None:
    batch = hand_in(notes("A1"))
    Path(batch.file.path).unlink()
    load(batch.pk)
    told = batch.problems.get()
    assert (told.code, told.message) == ("file-lost", "The uploaded file is no longer there. Upload it again.")


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", " " * 5_000)
    with pytest.raises(Refused) as refused:
        open_file(path, note_columns.COLUMNS, limits=SMALL)
    assert refused.value.problems[0].code == "unpacks-too-big"
