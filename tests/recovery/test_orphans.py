"""What nothing belongs to is found, and goes by itself after a safe age; what somebody may miss stays."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from knox.models import AuthToken

from areas.models import Area
from recovery import orphans, tasks
from reviews.models import Batch


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    stored = {"default": {"BACKEND": "config.whole_files.WholeFiles", "OPTIONS": {"location": tmp_path}}}
    with override_settings(
        STORAGES=stored | {"staticfiles": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    ):
        yield


def kept(name: str, *, days: int) -> str:
    name = default_storage.save(name, ContentFile(b"words of a note"))
    then = time.time() - days * 86_400
    os.utime(default_storage.path(name), (then, then))
    return name


def batch(area: Area, **facts: object) -> Batch:
    number = Batch.objects.count()
    return Batch.objects.create(area=area, kind="case-notes", file_name="n.csv", sha256=f"{number:064}", **facts)


def found() -> list[tuple[str, str]]:
    return [(orphan.kind, orphan.name) for orphan in orphans.find()]


def test_an_upload_whose_worker_was_killed_before_deleting_it_goes_after_a_day(area: Area) -> None:
    named = kept("batches/named.csv", days=9)
    batch(area, file=named, status="checked")
    left, fresh = kept("batches/left.csv", days=2), kept("batches/fresh.csv", days=0)
    assert found() == [("upload", left)]
    tasks.remove_orphans()
    assert not default_storage.exists(left) and default_storage.exists(fresh) and default_storage.exists(named)
    assert found() == []


def test_exports_and_rows_to_mend_that_no_row_names_go_too(area: Area) -> None:
    settled, loading = batch(area, status="loaded"), batch(area, status="loading", lease_until=timezone.now())
    export, none = kept("exports/left.pdf", days=2), kept("to-mend/999999.jsonl", days=2)
    draft = kept(f"to-mend/{settled.pk}.3", days=2)
    kept(f"to-mend/{settled.pk}.jsonl", days=2)
    kept(f"to-mend/{loading.pk}.4", days=2)
    assert sorted(found()) == sorted([("export", export), ("to-mend", none), ("to-mend", draft)])
    assert orphans.remove() == 3 and found() == []


def test_an_ended_token_goes_and_one_that_works_stays(lead) -> None:
    ended, _ = AuthToken.objects.create(user=lead, expiry=timedelta(days=-2))
    works, _ = AuthToken.objects.create(user=lead, expiry=timedelta(days=2))
    assert found() == [("token", ended.token_key)]
    assert orphans.remove() == 1 and list(AuthToken.objects.all()) == [works]


def test_what_needs_a_person_is_told_and_not_deleted(area: Area, capsys: pytest.CaptureFixture[str]) -> None:
    lost = batch(area, file="batches/gone.csv", status="checked")
    stuck = batch(area, status="waiting")
    batch(area, status="waiting")
    Batch.objects.filter(pk=stuck.pk).update(created_at=timezone.now() - timedelta(hours=2))
    assert found() == [("lost-upload", str(lost.pk)), ("stuck-batch", str(stuck.pk))]
    call_command("find_orphans", delete=True)
    said = capsys.readouterr().out
    assert f"stuck-batch {stuck.pk}: " in said and "2 found, 0 deleted." in said
    assert Batch.objects.count() == 3
