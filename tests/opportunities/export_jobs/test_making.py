"""A file is made once, whoever is killed, started again or takes over; what is made is what is taken at once."""

import io
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEvent, User
from areas.models import Area, Membership
from opportunities.catch_up import catch_up_all
from opportunities.export_jobs import kept, lease, make, wake
from opportunities.export_jobs.ask import ask
from opportunities.export_jobs.source import Wanted
from opportunities.exports.typesetting import STEPS, CannotWrite, steps_told
from opportunities.models import ExportJob
from opportunities.models.export_job import KEPT_FOR
from opportunities.tasks import make_export, remove_exports, resume_exports
from tests.conftest import Cast
from tests.opportunities.export_jobs.conftest import names_in

WHY = "To check the tables with the panel."


def made(job: ExportJob) -> ExportJob:
    make_export(job.pk)
    job.refresh_from_db()
    return job


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(content))
    return {page.title: list(page.iter_rows(values_only=True)) for page in book}


def test_the_file_is_the_one_that_is_taken_at_once(job: ExportJob, lead: User, signed_in) -> None:
    assert made(job).state == "ready"
    at_once = signed_in(lead).get("/areas/kent/export/xlsx/")
    answer = signed_in(lead).get(f"/exports/{job.pk}/file/")
    assert sheets(b"".join(answer.streaming_content)) == sheets(at_once.content)
    assert answer["Content-Disposition"] == at_once["Content-Disposition"]
    assert (job.size, job.revision) == (len(at_once.content), Area.objects.get(slug="kent").snapshot.revision)


@pytest.mark.parametrize("times", [0, 1, 3])
def test_it_may_be_started_never_once_or_often(job: ExportJob, folder: Path, times: int) -> None:
    for _ in range(times):
        make_export(job.pk)
    assert len(names_in(folder)) == min(times, 1)
    assert AuditEvent.objects.filter(action="export.made", on_id=job.pk).count() == min(times, 1)


def test_whoever_lost_the_lease_leaves_nothing(job: ExportJob, folder: Path) -> None:
    """The worker is thought dead while it writes; another makes the file; then the first wakes up again."""
    first = lease.claim(job.pk)
    assert first is not None and lease.claim(job.pk) is None
    ExportJob.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert made(job).state == "ready"
    with pytest.raises(lease.LostLease):
        lease.renew(job.pk, first, 1, 7)
    with pytest.raises(lease.LostLease), transaction.atomic():
        lease.hold(job.pk, first)
    assert len(names_in(folder)) == 1


def test_the_sweep_rings_for_what_nobody_works_on(job: ExportJob, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(wake, "_ring", rung.append)
    resume_exports()
    lease.claim(job.pk)
    resume_exports()
    assert rung == [job.pk]
    ExportJob.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    resume_exports()
    made(job)
    resume_exports()
    assert rung == [job.pk] * 2


def test_a_file_that_kills_its_worker_is_given_up(job: ExportJob, folder: Path) -> None:
    ExportJob.objects.filter(pk=job.pk).update(fence=make.MOST_TRIES)
    assert (made(job).state, "stopped the worker 3 times" in job.problem) == ("failed", True)
    assert names_in(folder) == []


def test_what_goes_wrong_is_said_and_left_nowhere(
    job: ExportJob, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> None:
        raise CannotWrite("This server can't write it.")

    with monkeypatch.context() as patched:
        patched.setattr(make, "written", refuse)
        assert (made(job).state, job.problem) == ("failed", "This server can't write it.")
    again = ask(wanted=Wanted("xlsx", "kent"), by=job.by)
    assert again.pk != job.pk and made(again).state == "ready"


def test_the_record_and_the_file_stand_or_fall_together(
    job: ExportJob, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **detail: object) -> None:
        raise RuntimeError("no audit trail")

    monkeypatch.setattr(make.audit, "record", broken)
    with pytest.raises(RuntimeError, match="no audit trail"):
        make_export(job.pk)
    job.refresh_from_db()
    assert (job.state, names_in(folder)) == ("failed", [])


def test_who_lost_the_right_meanwhile_gets_no_file(job: ExportJob, lead: User, folder: Path) -> None:
    Membership.objects.filter(user=lead).delete()
    assert (made(job).state, "may no longer" in job.problem, names_in(folder)) == ("failed", True, [])


def test_lifting_control_is_recorded_when_the_file_is_there(rolled_up: Area, lead: User, folder: Path) -> None:
    job = ask(wanted=Wanted("xlsx", "kent", lifted_because=WHY), by=lead)
    lifted = AuditEvent.objects.filter(action="figures.disclosure-control-lifted", by=lead)
    assert not lifted.exists()
    assert "not-for-publication" in made(job).file_name
    assert lifted.get().detail["reason"] == WHY


def test_every_answer_is_made_and_recorded_too(rolled_up: Area, lead: User, signed_in, folder: Path) -> None:
    job = ask(wanted=Wanted("answers", "kent", lifted_because=WHY), by=lead)
    assert made(job).file_name == "answers-kent.csv"
    lines = b"".join(signed_in(lead).get(f"/exports/{job.pk}/file/").streaming_content).splitlines()
    assert len(lines) == 1 + 15
    recorded = AuditEvent.objects.get(action="research file.handed out").detail
    assert recorded == {"reason": WHY, "agreed_reviews": 15}


def test_the_same_file_is_made_once_for_one_person(job: ExportJob, lead: User, cast: Cast, folder: Path) -> None:
    wanted = Wanted("xlsx", "kent")
    assert ask(wanted=wanted, by=lead) == job  # still waiting
    made(job)
    assert ask(wanted=wanted, by=lead) == job
    assert ask(wanted=Wanted("pptx", "kent"), by=lead) != job
    assert ask(wanted=Wanted("xlsx", "kent", lifted_because=WHY), by=lead) != job
    assert ask(wanted=wanted, by=cast.viewer) != job
    Path(job.file.path).unlink()
    assert ask(wanted=wanted, by=lead) != job


def test_newer_figures_are_another_file(job: ExportJob, lead: User, rolled_up: Area) -> None:
    made(job)
    Area.objects.touch(rolled_up.pk)
    stale = ask(wanted=Wanted("xlsx", "kent"), by=lead)  # says that it is out of date
    assert catch_up_all()
    newest = ask(wanted=Wanted("xlsx", "kent"), by=lead)
    assert len({job.pk, stale.pk, newest.pk}) == 3


def test_a_file_goes_after_a_day_and_so_does_one_without_a_row(
    job: ExportJob, folder: Path, django_capture_on_commit_callbacks
) -> None:
    made(job)
    stray, _ = kept.store([b"whose worker was killed"], "pdf")
    remove_exports()
    assert len(names_in(folder)) == 2
    ExportJob.objects.update(asked_at=timezone.now() - 2 * KEPT_FOR, expires_at=timezone.now())
    old = (timezone.now() - kept.STRAY - timedelta(minutes=1)).timestamp()
    os.utime(folder.parent / stray, (old, old))
    with django_capture_on_commit_callbacks(execute=True):
        remove_exports()
        remove_exports()
    assert (ExportJob.objects.count(), names_in(folder)) == (0, [])
    assert AuditEvent.objects.filter(action="export.removed").count() == 1


def test_a_report_tells_how_far_it_is_and_stops_where_told() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 5:
            raise lease.LostLease

    with pytest.raises(lease.LostLease), steps_told(tell):
        STEPS.info("Step 4 - Creating formatting structure")
        elsewhere = threading.Thread(target=STEPS.info, args=["Step 6 - Creating PDF"])
        elsewhere.start()
        elsewhere.join()
        STEPS.info("Step 5 - Creating layout - Page %d", 1)
    assert told == [(4, 7), (5, 7)]


@pytest.mark.parametrize(
    ("rule", "columns"),
    [
        ("export_form_known", {"form": "docx"}),
        ("export_state_says_what_there_is", {"state": "ready"}),
        ("export_state_says_what_there_is", {"state": "failed"}),
        ("export_state_says_what_there_is", {"file": "exports/a.xlsx"}),
        ("export_state_says_what_there_is", {"state": "lost"}),
        ("export_of_answers_of_one_area_with_a_reason", {"form": "answers"}),
        ("export_of_answers_of_one_area_with_a_reason", {"form": "answers", "area": None, "lifted_because": WHY}),
        ("export_ends_after_it_began", {"expires_at": timezone.now() - timedelta(days=9)}),
    ],
)
def test_the_database_holds_the_rules(job: ExportJob, rule: str, columns: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ExportJob.objects.filter(pk=job.pk).update(**columns)
