"""Each lock and claim of loading, met at the very moment it is there for.

Each was taken out once on PostgreSQL, and its test failed. SQLite lets one writer in at a time and needs fewer of them.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import AuditEvent, User
from config.errors import NotAllowed
from reviews.intake import cancel as cancelling
from reviews.intake import held, lease, purge, submit, withdraw
from reviews.intake.load import load
from reviews.intake.note_chunks import NoteChunks
from reviews.models import Batch, CaseNote, HeldRow
from tests.reviews.intake.files import Submit, counts, notes
from tests.reviews.intake.test_choosing_a_sheet import TWO, book
from tests.reviews.intake.test_exactly_once import ROWS, Killed, kill_after, lapse

MEANWHILE = 1  # seconds that the other one has to come in, where nothing keeps it out
NAMED = "Seen with Mrs Fairweather."


@pytest.fixture(autouse=True)
def small_chunks(settings: Any) -> None:
    settings.BATCH_CHUNK_ROWS = 3


@pytest.fixture
def beside(transactional_db: None) -> Iterator[Callable[..., "Future[Any]"]]:
    """Runs a work in a thread with a connection of its own, and gives it a moment."""
    with ThreadPoolExecutor() as threads:

        def run(work: Callable[[], Any]) -> "Future[Any]":
            done = threads.submit(_and_close, work)
            with suppress(TimeoutError):
                done.exception(timeout=MEANWHILE)
            return done

        yield run


def _and_close(work: Callable[[], Any]) -> Any:
    try:
        return work()
    finally:
        connections.close_all()


def test_a_worker_that_wakes_late_stores_nothing_beside_the_one_that_took_over(hand_in: Submit) -> None:
    batch = hand_in(ROWS)

    def overtaken(done: int, total: int) -> None:
        if done == 3:
            lapse(batch)
            with pytest.raises(Killed):
                load(batch.pk, progress=kill_after(6))  # the other one has come further and is still under way

    load(batch.pk, progress=overtaken)
    batch.refresh_from_db()
    assert (batch.status, counts(batch)) == ("loading", (6, 6, 0, 0, 0))
    lapse(batch)
    load(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, counts(batch)) == ("loaded", (12, 10, 0, 0, 2))


def test_a_claim_that_another_came_before_takes_nothing(hand_in: Submit) -> None:
    batch, taken = hand_in(ROWS), []

    def meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        found = execute(sql, *rest)
        if sql.startswith("SELECT") and not taken:
            taken.append(0)
            taken.append(lease.claim(batch.pk))
            lapse(batch)
        return found

    with connection.execute_wrapper(meanwhile):
        assert lease.claim(batch.pk) is None
    assert taken == [0, 1]


def test_a_chunk_that_is_stored_lengthens_the_lease(hand_in: Submit) -> None:
    batch, claims = hand_in(ROWS), []

    def look(done: int, total: int) -> None:
        if done == 3:
            lapse(batch)
        if done == 6:
            claims.append(lease.claim(batch.pk))

    load(batch.pk, progress=look)
    assert claims == [None]


def test_a_batch_that_ended_is_held_by_nobody(load_rows: Submit) -> None:
    batch = load_rows(ROWS)
    with pytest.raises(lease.LostLease):
        lease.hold(batch.pk, batch.fence)


def test_a_load_cancelled_while_a_chunk_is_stored_leaves_none_of_its_notes(
    beside: Callable[..., Any], hand_in: Submit, steward: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, store, cancelled = hand_in(ROWS), NoteChunks._store, []

    def store_meanwhile(*args: Any) -> None:
        store(*args)
        if not cancelled:
            cancelled.append(beside(lambda: cancelling.cancel(batch=batch, by=steward)))

    monkeypatch.setattr(NoteChunks, "_store", store_meanwhile)
    load(batch.pk, progress=lambda *_: [each.exception() for each in cancelled])  # the chunk is stored: its turn
    assert cancelled[0].result().status == "cancelled"
    assert not CaseNote.objects.exists()


CHECKED = {
    "accepted": lambda batch, by: submit.accept(batch=batch, by=by),
    "another sheet": lambda batch, by: submit.check_sheet(batch=batch, sheet="Notes", by=by),
    "withdrawn": lambda batch, by: withdraw.withdraw(batch=batch, by=by),
}


@pytest.mark.parametrize("what", CHECKED)
def test_of_two_who_decide_about_a_checked_batch_at_once_one_is_told_that_it_is_done(
    beside: Callable[..., Any], load_rows: Submit, steward: User, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    batch = load_rows(book(*TWO), name="notes.xlsx", dry_run=True)
    both_have_looked = threading.Barrier(2)

    def looks(check: Callable[[Batch], None]) -> Callable[[Batch], None]:
        def look(batch: Batch) -> None:
            check(batch)
            with suppress(threading.BrokenBarrierError):
                both_have_looked.wait(timeout=MEANWHILE)

        return look

    monkeypatch.setattr(submit, "check_can_accept", looks(submit.check_can_accept))
    monkeypatch.setattr(withdraw, "check_can_withdraw", looks(withdraw.check_can_withdraw))
    decided = [beside(lambda: CHECKED[what](batch, steward)) for _ in range(2)]
    assert sorted(type(each.exception()) for each in decided if each.exception()) == [NotAllowed]


def test_two_held_rows_decided_at_once_are_both_counted(
    beside: Callable[..., Any], load_rows: Submit, steward: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = load_rows(notes("A1", "A2", narrative=NAMED))
    (one, other), forget, seconds = HeldRow.objects.values_list("pk", flat=True), held._forget, []

    def meanwhile(*args: Any) -> None:
        if not seconds:
            seconds.append(0)
            seconds[0] = beside(lambda: held.leave_out(batch=batch, rows=[other], by=steward))
        forget(*args)

    monkeypatch.setattr(held, "_forget", meanwhile)
    first = held.leave_out(batch=batch, rows=[one], by=steward)
    second = seconds[0].result()
    batch.refresh_from_db()
    assert (first, second, counts(batch)) == (1, 1, (2, 0, 0, 0, 2))


def test_a_batch_purged_twice_at_once_is_purged_once(
    beside: Callable[..., Any], load_rows: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, seconds, record = load_rows(notes("A1")), [], purge.audit.record

    def meanwhile(*args: Any, **detail: Any) -> None:
        if not seconds:
            seconds.append(0)
            seconds[0] = beside(lambda: purge.purge(batch_id=batch.pk))
        record(*args, **detail)

    monkeypatch.setattr("reviews.intake.purge.audit.record", meanwhile)
    assert (purge.purge(batch_id=batch.pk), seconds[0].result()) == (1, 0)
    assert AuditEvent.objects.filter(action="batch.purged").count() == 1
