"""Reads and checks the next chunk of a file while the one before is written."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from reviews.intake.rows import Row

Checked = TypeVar("Checked")
Rows = list[Row]


def one_ahead(chunks: Iterator[Rows], check: Callable[[Rows], Checked]) -> Iterator[tuple[Rows, Checked]]:
    """Each chunk with what `check` says of it, never more than one further than was asked for.

    In a thread: whoever writes waits for the database most of the time, and it dies with the process. `check` must
    not touch the database, whose connections belong to one thread.
    """

    def next_one() -> tuple[Rows, Checked] | None:
        rows = next(chunks, None)
        return None if rows is None else (rows, check(rows))

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="intake") as reader:
        coming = reader.submit(next_one)
        while (found := coming.result()) is not None:
            coming = reader.submit(next_one)
            yield found


def one_by_one(chunks: Iterator[Rows], check: Callable[[Rows], Checked]) -> Iterator[tuple[Rows, Checked]]:
    """The same, each checked when it is asked for: for checks that look at what the chunk before has written."""
    for rows in chunks:
        yield rows, check(rows)
