"""What a backup holds, what a restore refuses, and what a comparison finds."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from areas.models import Area
from recovery import manifest as manifests
from recovery import postgres
from recovery.backup import backup
from recovery.compare import compare
from recovery.manifest import CannotRestore
from recovery.restore import restore
from reviews.models import Batch

sqlite_only = pytest.mark.skipif("postgres" in settings.DATABASE_URL, reason="the drill shows it on PostgreSQL")


@pytest.fixture
def waiting(transactional_db: None) -> Batch:
    """Kent, with a file that waits to be loaded."""
    area = Area.objects.create(slug="kent", name="Kent")
    name = default_storage.save("batches/waits.csv", ContentFile(b"reference\n"))
    return Batch.objects.create(area=area, kind="case-notes", file=name, file_name="notes.csv", sha256="0" * 64)


@sqlite_only
def test_a_changed_value_is_found_and_put_back(waiting: Batch, tmp_path: Path) -> None:
    made = backup(tmp_path / "backup")
    assert made.tables["areas_area"].rows == 1 and compare(made).differences == []
    Area.objects.update(name="Not Kent")
    default_storage.delete(waiting.file.name or "")
    assert compare(made).differences == [
        "areas_area (1 rows kept, 1 found)",
        f"file {waiting.file.name}",
    ]
    name = Path(str(connection.settings_dict["NAME"])).name
    assert restore(tmp_path / "backup", over=name).differences == []
    assert Area.objects.get().name == "Kent" and default_storage.open(waiting.file.name or "").read() == b"reference\n"


@sqlite_only
def test_rows_are_lost_only_when_told_by_name(waiting: Batch, tmp_path: Path) -> None:
    backup(tmp_path / "backup")
    with pytest.raises(CommandError, match="has rows"):
        call_command("restore", str(tmp_path / "backup"))
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(tmp_path / "backup"), over="another")
    assert Area.objects.count() == 1


def _manifest(tmp_path: Path, **changed: object) -> Path:
    known = {
        "release": "0.0.1", "vendor": connection.vendor, "made_at": "", "migrations": [], "dump": "dump",
        "dump_sha256": "", "tables": {}, "uploads": {}, "gone": [],
    }  # fmt: skip
    (tmp_path / manifests.FILE).write_text(json.dumps(known | changed))
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"release": "99.0"}, "newer than this one"),
        ({"migrations": ["reviews.9999_of_tomorrow"]}, "newer than this one"),
        ({"vendor": "oracle"}, "backup of oracle"),
        ({}, "not as it was written"),
        ({"tables": 3}, "can't be read"),
    ],
)
def test_what_cant_be_put_back_is_refused_before_anything_changes(
    db: None, tmp_path: Path, changed: dict[str, object], words: str
) -> None:
    with pytest.raises(CannotRestore, match=words):
        restore(_manifest(tmp_path, **changed), over="whatever")


def test_a_folder_with_something_in_it_is_left_alone(db: None, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(CommandError, match="not empty"):
        call_command("backup", str(tmp_path))
    with pytest.raises(CommandError, match="no whole backup"):
        call_command("check_backup", str(tmp_path))


def test_a_password_goes_by_the_surroundings_and_an_error_tells_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$* $PGPASSWORD" > "$(dirname "$0")/told"\necho "first\nROW" >&2\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(postgres, "_reached", lambda: {"PGPASSWORD": "a-secret"})
    with pytest.raises(CannotRestore) as failed:
        postgres.dump(tmp_path / "dump", "00000-1")
    assert str(failed.value) == "pg_dump failed: first"
    assert (tmp_path / "told").read_text().endswith("dump a-secret\n")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CannotRestore, match="not on the PATH"):
        postgres.check(tmp_path / "dump")
