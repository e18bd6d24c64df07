"""Every reviewer's answer as rows of CSV, for research: under pseudonyms, without texts and references."""

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2s
from itertools import islice
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
TOGETHER = 500  # rows: a piece for each would cost a server more than the rows do


class _Pseudonyms:
    """Names for notes, panels and people that hold in one file only: their key is kept nowhere."""

    def __init__(self) -> None:
        self._key = token_bytes(32)
        self.of_few = lru_cache(4_096)(self.of)  # panels and people, who come again and again

    def of(self, kind: str, pk: int | None) -> str:
        return "" if pk is None else blake2s(f"{kind}{pk}".encode(), key=self._key, digest_size=6).hexdigest()


def as_research_csv(area: str, given: AnswersGiven) -> Iterator[bytes]:
    """Some hundred rows at a time: UTF-8 with a byte-order mark."""
    about, named = (safe(area), given.reviews), _Pseudonyms()
    yield b"\xef\xbb\xbf" + _lines([COLUMNS])
    rows = iter(given.rows)
    while piece := [(*about, *_cells(row, named)) for row in islice(rows, TOGETHER)]:
        yield _lines(piece)


def _lines(rows: list[tuple]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


_safe = lru_cache(4_096)(safe)  # codes, of which there are few


def _cells(row: Given, named: _Pseudonyms) -> tuple[str, ...]:
    """Pseudonyms are digits and letters; every other cell is made safe."""
    return (
        named.of("note", row.note),
        *map(_safe, (row.decision_point, row.age_band, row.actual)),
        named.of_few("panel", row.panel), named.of_few("reviewer", row.by),
        _safe(row.profession), row.kind, "yes" if row.final else "no",
        *[_safe(answer) if answer else "" for answer in row.answers],
        _safe(";".join(row.other_reasons)), _safe(";".join(row.missed)),
    )  # fmt: skip
