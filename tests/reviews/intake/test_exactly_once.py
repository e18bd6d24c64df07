"""Every row exactly once: whoever is killed, however often and however late a load is started."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kombu.exceptions import OperationalError

from reviews.intake import lease
from reviews.intake.load import load
from reviews.intake.note_chunks import NoteChunks
from reviews.intake.wake import resume
from reviews.models import Batch, BatchProblem, CaseNote
from tests.examples import examples
from tests.reviews.intake.files import NOTE, Submit, counts, notes

ROWS = [*notes(*[f"A{n}" for n in range(10)]), *notes("A3", narrative="Other"), *notes("B1", age_band="83")]


class Killed(BaseException):
    """The worker process is gone: nothing of ours gets a chance to tidy up."""


@pytest.fixture(autouse=True)
def small_chunks(settings: object) -> None:
    settings.BATCH_CHUNK_ROWS = 3  # type: ignore[attr-defined]


def lapse(batch: Batch) -> None:
    """As long as it takes until the lease is over."""
    Batch.objects.filter(pk=batch.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def kill_after(rows: int) -> object:
    def progress(done: int, total: int) -> None:
        if done >= rows:
            raise Killed

    return progress


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("killed_at", [0, 3, 6, 9, 12])
def test_a_load_that_was_killed_goes_on_without_losing_or_doubling_a_row(
    hand_in: Submit, killed_at: int, dry_run: bool
) -> None:
    batch = hand_in(ROWS, dry_run=dry_run)
    with pytest.raises(Killed):
        load(batch.pk, progress=kill_after(killed_at))
    lapse(batch)
    load(batch.pk)
    batch.refresh_from_db()
    assert batch.status == ("checked" if dry_run else "loaded")
    assert counts(batch) == (12, 10, 0, 0, 2)
    assert CaseNote.objects.count() == (0 if dry_run else 10)
    assert sorted(BatchProblem.objects.values_list("line", "code")) == [(12, "duplicate-in-file"), (13, "exact-age")]


def test_nobody_else_takes_a_batch_while_its_lease_runs(hand_in: Submit) -> None:
    batch = hand_in(ROWS)
    assert lease.claim(batch.pk) == 1
    load(batch.pk)
    assert not CaseNote.objects.exists()
    lapse(batch)
    load(batch.pk)
    assert CaseNote.objects.count() == 10


def test_a_worker_that_was_thought_dead_writes_nothing_more(hand_in: Submit) -> None:
    batch = hand_in(ROWS)

    def overtaken(done: int, total: int) -> None:
        if done == 3:
            lapse(batch)
            load(batch.pk)  # another worker takes over and finishes

    load(batch.pk, progress=overtaken)
    batch.refresh_from_db()
    assert (batch.status, counts(batch)) == ("loaded", (12, 10, 0, 0, 2))


def test_a_load_started_again_after_the_end_changes_nothing(hand_in: Submit) -> None:
    batch = hand_in(ROWS)
    load(batch.pk)
    before = Batch.objects.filter(pk=batch.pk).values().get()
    load(batch.pk)
    assert Batch.objects.filter(pk=batch.pk).values().get() == before


def test_progress_never_runs_backwards(hand_in: Submit) -> None:
    seen: list[int] = []
    load(hand_in(ROWS).pk, progress=lambda done, total: seen.append(done))
    assert seen == [0, 3, 6, 9, 12]


def test_the_sweep_rings_for_batches_that_nobody_works_on(hand_in: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr("reviews.intake.wake._ring", rung.append)
    waiting, at_work, lapsed_one, done = (hand_in(notes(name)) for name in ("W", "X", "Y", "Z"))
    lease.claim(at_work.pk)
    lease.claim(lapsed_one.pk)
    lapse(lapsed_one)
    load(done.pk)
    resume()
    assert sorted(rung) == [waiting.pk, lapsed_one.pk]


def test_a_queue_that_cant_be_reached_is_no_error_for_whoever_uploads(
    hand_in: Submit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unreachable(*args: object, **options: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("celery.app.base.Celery.send_task", unreachable)
    hand_in(notes("A1"))
    resume()
    assert "waits for the sweep" in caplog.text


def at_once(*works: object) -> None:
    """Runs them in threads that start together, each with its own connection."""
    barrier = threading.Barrier(len(works))
    errors: list[BaseException] = []

    def run(work: object) -> None:
        try:
            barrier.wait()
            work()  # type: ignore[operator]
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.fixture
def really_committed(transactional_db: None) -> Iterator[None]:
    """Threads see only what is committed."""
    yield


def test_one_batch_started_twice_at_once_is_loaded_once(really_committed: None, hand_in: Submit) -> None:
    batch = hand_in(ROWS)
    at_once(lambda: load(batch.pk), lambda: load(batch.pk))
    batch.refresh_from_db()
    assert (batch.status, counts(batch)) == ("loaded", (12, 10, 0, 0, 2))
    assert CaseNote.objects.count() == 10


def test_two_files_with_the_same_notes_at_once_give_each_note_once(
    really_committed: None, hand_in: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_looked, store = threading.Barrier(2), NoteChunks._store

    def store_when_both_have_looked(*args: object) -> None:
        with suppress(threading.BrokenBarrierError):  # one database lets the second look only when the first is done
            both_have_looked.wait(timeout=1)
        store(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(NoteChunks, "_store", store_when_both_have_looked)
    references = [f"A{n}" for n in range(4)]
    batches = [hand_in(notes(*references)), hand_in(notes("B1", *references))]
    at_once(*[lambda pk=batch.pk: load(pk) for batch in batches])
    found = [counts(batch) for batch in Batch.objects.order_by("pk")]
    assert CaseNote.objects.count() == 5
    assert sum(accepted for _, accepted, *_ in found) == 5
    assert [rows for rows, *_ in found] == [4, 5]
    assert all(rows == accepted + unchanged for rows, accepted, unchanged, _, _ in found)


def test_one_file_handed_in_twice_at_once_is_loaded_by_one_batch(really_committed: None, hand_in: Submit) -> None:
    batches = [hand_in(ROWS), hand_in(ROWS)]
    at_once(*[lambda pk=batch.pk: load(pk) for batch in batches])
    assert sorted(Batch.objects.values_list("status", flat=True)) == ["loaded", "refused"]
    assert CaseNote.objects.count() == 10


cell = st.sampled_from(["", "Q3", "Q7", "85+", "83", "reablement", "nowhere", "Home.", "R1", "R2", "bad ref", "a\x00b"])
row = st.builds(
    lambda wrong: {"reference": "R1", **NOTE, **wrong}, st.dictionaries(st.sampled_from(["reference", *NOTE]), cell)
)


@given(rows=st.lists(row, min_size=1, max_size=12), dry_run=st.booleans(), killed_at=st.integers(0, 15))
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_add_up_for_any_rows(hand_in: Submit, rows: list[dict[str, str]], dry_run: bool, killed_at: int) -> None:
    CaseNote.objects.all().delete()  # of the example before
    Batch.objects.all().delete()
    batch = hand_in(rows, dry_run=dry_run)
    try:
        load(batch.pk, progress=kill_after(killed_at))
    except Killed:
        lapse(batch)
        load(batch.pk)
    batch.refresh_from_db()
    total, accepted, unchanged, held, rejected = counts(batch)
    assert total == len(rows) == accepted + unchanged + held + rejected
    assert CaseNote.objects.count() == (0 if dry_run else accepted)
    assert batch.problems.values("line").distinct().count() == rejected
