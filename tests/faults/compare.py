"""The ledger against what the database holds, row by row. Plain values in and out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Key = tuple[int, str]  # a note's place, and who judged it


@dataclass
class Found:
    """`lost`, `doubled`, `changed` and `unrecorded` must be empty. What was stored but never acknowledged may be."""

    acknowledged: int = 0
    rows: int = 0
    lost: list[Key] = field(default_factory=list)
    doubled: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    unrecorded: list[Key] = field(default_factory=list)  # stored revisions without exactly one entry in the audit trail
    stored_unacknowledged: int = 0
    stored_before_acknowledged: int = 0  # the answer to the first request got lost, and a later one told

    @property
    def wrong(self) -> bool:
        return bool(self.lost or self.doubled or self.changed or self.unrecorded)


def compare(ledger: Iterable[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]) -> Found:
    """What became of each judgement.

    ledger  lines of "sent" and "acknowledged", each with who, place, revision and answers (a fingerprint)
    rows    who, place, revision, phase, answers, at (seconds), recorded: entries of the audit trail by revision
    """
    sent, told, stored = _by_key(ledger, "sent"), _by_key(ledger, "acknowledged"), defaultdict(list)
    for row in rows:
        stored[row["place"], row["who"]].append(row)
    found = Found(rows=sum(map(len, stored.values())), acknowledged=sum(map(len, told.values())))
    for key in sent.keys() | told.keys() | stored.keys():
        _one(found, key, sent[key], told[key], sorted(stored[key], key=lambda row: row["revision"]))
    return found


def _by_key(ledger: Iterable[Mapping[str, Any]], kind: str) -> dict[Key, list[Mapping[str, Any]]]:
    found: dict[Key, list[Mapping[str, Any]]] = defaultdict(list)
    for line in ledger:
        if line["kind"] == kind:
            found[line["place"], line["who"]].append(line)
    return found


def _one(
    found: Found,
    key: Key,
    sent: Sequence[Mapping[str, Any]],
    told: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """One person's judgement of one note."""
    newest = max((line["revision"] for line in told), default=0)
    if newest > (rows[-1]["revision"] if rows else 0):
        found.lost.append(key)
    if len({row["phase"] for row in rows}) < len(rows) or any(times > 1 for row in rows for times in _entries(row)):
        found.doubled.append(key)
    if any(0 in _entries(row) for row in rows):
        found.unrecorded.append(key)
    wanted = {(line["revision"], line["answers"]) for line in sent}
    if any((row["revision"], row["answers"]) not in wanted for row in rows):
        found.changed.append(key)
    known = {line["revision"]: line for line in reversed(told)}  # the first time that each was told
    for row in rows:
        line = known.get(row["revision"])
        found.stored_unacknowledged += line is None
        found.stored_before_acknowledged += line is not None and row["at"] < line["began"]


def _entries(row: Mapping[str, Any]) -> list[int]:
    """How many entries of the audit trail tell of each of its revisions."""
    return list(row["recorded"].values())
