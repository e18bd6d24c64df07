"""A message in the demonstration's queue is whole when it is there."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue

from config.broker import broker


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[SimpleQueue]:
    """One of its own: Kombu remembers for the whole process which queues were declared, in whatever folder."""
    address, options = broker("", tmp_path)
    with Connection(address, transport_options=options) as connection, connection.SimpleQueue(tmp_path.name) as queue:
        yield queue


def taken(queue: SimpleQueue) -> int:
    message = queue.get(timeout=10)
    message.ack()
    return message.payload["n"]


def test_what_is_sent_arrives_once_and_in_order(queue: SimpleQueue) -> None:
    for n in range(20):
        queue.put({"n": n})
    assert [taken(queue) for _ in range(20)] == list(range(20))


def test_no_reader_meets_part_of_a_message(queue: SimpleQueue, tmp_path: Path) -> None:
    """Of Kombu's own folder a reader in a hurry takes an empty file, and its worker ends."""
    stop, read, broken = threading.Event(), set[Path](), []

    def hurry() -> None:
        while not stop.is_set():
            for path in set((tmp_path / "queue" / "messages").glob("*.msg")) - read:
                read.add(path)
                try:
                    json.loads(path.read_bytes())
                except ValueError:
                    broken.append(path.name)

    reader = threading.Thread(target=hurry)
    reader.start()
    for n in range(300):
        queue.put({"n": n, "long": "x" * 20_000})
    stop.set()
    reader.join()
    assert read
    assert broken == []
