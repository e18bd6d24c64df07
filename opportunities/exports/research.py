"""Every reviewer's answer as rows of CSV, for research: under pseudonyms, without texts and references."""

import csv
from collections.abc import Callable, Iterator
from hashlib import blake2s
from secrets import token_bytes

from opportunities.exports.as_csv import safe
from reviews.tally import AnswersGiven, Given

ANSWERS = (
    "level_of_need", "best_pathway", "proposed_pathway", "alternative_existed", "timing", "main_reason",
    "person_implication", "cost_implication", "achievability", "confidence",
)  # fmt: skip
COLUMNS = (
    "area", "agreed_reviews", "note", "decision_point", "age_band", "actual_pathway", "panel", "reviewer",
    "profession", "answer", "final", *ANSWERS, "other_reasons", "missed_prevention",
)  # fmt: skip


class _Echo:
    """What csv writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def as_research_csv(area: str, given: AnswersGiven) -> Iterator[bytes]:
    """A line at a time: UTF-8 with a byte-order mark. Pseudonyms hold in this file only: their key is kept nowhere."""
    writer, named = csv.writer(_Echo()), _pseudonyms()
    yield b"\xef\xbb\xbf" + writer.writerow(COLUMNS).encode()
    for row in given.rows:
        cells = (area, given.reviews, *_cells(row, named))
        yield writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in cells]).encode()


def _pseudonyms() -> Callable[[str, int | None], str]:
    key = token_bytes(32)
    return lambda kind, pk: "" if pk is None else blake2s(f"{kind}{pk}".encode(), key=key, digest_size=6).hexdigest()


def _cells(row: Given, named: Callable[[str, int | None], str]) -> Iterator[str]:
    yield from (named("note", row.note), row.decision_point, row.age_band, row.actual)
    yield from (named("panel", row.panel), named("reviewer", row.by), row.profession)
    yield from (row.kind, "yes" if row.final else "no")
    yield from (answer or "" for answer in row.answers)
    yield from (";".join(row.other_reasons), ";".join(row.missed))
