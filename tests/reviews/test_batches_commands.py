"""load_batch and load_reviews: the promised object, options and exit status."""

import json
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reviews.models import AgreedReview, Batch, CaseNote
from tests.reviews.intake.files import Row, as_csv, notes, reviews

ROOT = Path(__file__).parents[2]


def run(tmp_path: Path, command: str, rows: list[Row], *options: str) -> tuple[int, dict]:
    """(exit status, the JSON object)."""
    path, out = tmp_path / "rows.csv", StringIO()
    path.write_bytes(as_csv(rows))
    try:
        call_command(command, path, "--area", "kent", "--json", *options, stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def test_a_good_file_is_loaded_with_status_0(kent: object, tmp_path: Path) -> None:
    status, told = run(tmp_path, "load_batch", notes("A1", "A2"))
    assert status == 0
    assert told["problems"] == [] and told["status"] == "loaded"
    assert [told[name] for name in ("rows", "accepted", "unchanged", "held", "rejected")] == [2, 2, 0, 0, 0]
    assert CaseNote.objects.filter(batch_id=told["batch"]).count() == 2


def test_rows_refused_are_named_and_the_status_is_1(kent: object, tmp_path: Path) -> None:
    status, told = run(tmp_path, "load_batch", [*notes("A1"), *notes("A2", age_band="83")])
    assert (status, told["accepted"], told["rejected"]) == (1, 1, 1)
    assert told["problems"] == [
        {"line": 3, "column": "age_band", "code": "exact-age", "message": "“83” is an exact age. Use 75-84."}
    ]


def test_a_file_refused_whole_has_status_1(kent: object, tmp_path: Path) -> None:
    run(tmp_path, "load_batch", notes("A1"))
    status, told = run(tmp_path, "load_batch", notes("A1"))
    assert (status, told["status"], told["rows"]) == (1, "refused", 0)
    assert [problem["code"] for problem in told["problems"]] == ["already-loaded"]


def test_a_dry_run_loads_nothing(kent: object, tmp_path: Path) -> None:
    status, told = run(tmp_path, "load_batch", notes("A1"), "--dry-run")
    assert (status, told["status"], told["accepted"]) == (0, "checked", 1)
    assert not CaseNote.objects.exists()


def test_places_and_columns_are_taken_when_the_loader_says_so(kent: object, tmp_path: Path) -> None:
    rows = [{**row, "Ward": "4", "Team": "B"} for row in notes("A1", locality="Thanet")]
    status, told = run(tmp_path, "load_batch", rows, "--create-places", "--keep-column", "ward")
    assert (status, told["columns_left_out"]) == (0, ["Team"])
    note = CaseNote.objects.get()
    assert (note.locality.name, note.extra) == ("Thanet", {"Ward": "4"})


def test_reviews_are_loaded(kent: object, tmp_path: Path) -> None:
    run(tmp_path, "load_batch", notes("A1"))
    status, told = run(tmp_path, "load_reviews", reviews("A1"))
    assert (status, told["accepted"], AgreedReview.objects.count()) == (0, 1, 1)


def test_without_json_it_says_so_in_sentences(kent: object, tmp_path: Path) -> None:
    path, out = tmp_path / "rows.csv", StringIO()
    path.write_bytes(as_csv(notes("A1", age_band="83")))
    with pytest.raises(SystemExit):
        call_command("load_batch", path, "--area", "kent", stdout=out)
    assert "1 rows = 0 accepted + 0 unchanged + 0 held + 1 rejected" in out.getvalue()
    assert "line 2, age_band: “83” is an exact age. Use 75-84. [exact-age]" in out.getvalue()


def test_the_same_command_goes_on_with_a_load_that_was_cut_short(
    kent: object, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BATCH_CHUNK_ROWS = 2  # type: ignore[attr-defined]
    rows = notes(*[f"A{n}" for n in range(5)])

    def interrupt(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("reviews.intake.load._silent", interrupt)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path, "load_batch", rows)
    batch = Batch.objects.get()
    Batch.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    status, told = run(tmp_path, "load_batch", rows)
    assert (status, told["batch"], told["accepted"], CaseNote.objects.count()) == (0, batch.pk, 5, 5)


@pytest.mark.parametrize(
    "arguments", [("rows.csv", "--area", "nowhere"), ("missing.csv", "--area", "kent"), (".", "--area", "kent")]
)
def test_wrong_use_has_status_2(kent: object, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "rows.csv").write_bytes(as_csv(notes("A1")))
    with pytest.raises(CommandError) as error:
        call_command("load_batch", tmp_path / arguments[0], *arguments[1:])
    assert error.value.returncode == 2


def test_a_missing_option_has_status_2() -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", "load_batch", "rows.csv"], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.returncode == 2 and b"--area" in ended.stderr
