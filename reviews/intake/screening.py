"""The identifier screen as an area has it, over the rows of a batch, and the rows it holds back."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from config.errors import Problem
from reviews.intake.lookups import plain
from reviews.intake.rows import Row
from reviews.intake.screen.finding import CERTAIN, KINDS, Finding
from reviews.intake.screen.screen import Screen
from reviews.models import Batch, HeldFinding, HeldRow, ScreenEntry

PSEUDONYM = "reference"  # letters and digits by design: only what is surely something else is a finding in it
Found = list[tuple[str, Finding]]  # (column, finding)


class HeldBack(NamedTuple):
    """A row that is right but for what the screen found in it. `content_hash` as for the row it would be loaded as."""

    row: Row
    content_hash: str
    found: Found

    def problems(self) -> list[Problem]:
        """A message for each finding, without a word of it."""
        return [
            Problem(
                self.row.line,
                column[:100],
                "identifier",
                f"{KINDS[finding.kind][0]} ({finding.certainty}). The row is held: redact it, say why it is a false "
                "alarm, or leave the row out.",
            )
            for column, finding in self.found
        ]


def screen_of(area_id: int) -> Screen:
    """The rules with the area's own patterns and allowed texts. One query."""
    entries = list(ScreenEntry.objects.filter(area_id=area_id).values_list("use", "text"))
    return Screen(
        patterns=[text for use, text in entries if use == ScreenEntry.Use.PATTERN],
        allowed=[text for use, text in entries if use == ScreenEntry.Use.ALLOW],
    )


class Screening:
    """Looks at the cells of `columns`; names of places that the area knows (`places`, as `plain` has them) are safe."""

    def __init__(self, screen: Screen, columns: Collection[str], places: Mapping[str, Collection[str]]) -> None:
        self._screen, self._columns, self._places = screen, tuple(columns), places

    def found(self, row: Row) -> Found:
        texts = {column: row.cells[column] for column in self._columns if row.cells.get(column)}
        for column, known in self._places.items():
            if plain(texts.get(column, "")) in known:
                del texts[column]
        return [
            each for each in self._screen.findings_in(texts) if each[0] != PSEUDONYM or each[1].certainty == CERTAIN
        ]


def hold(batch: Batch, held: Sequence[HeldBack]) -> None:
    """Keep the rows that are held back, for a steward to decide. Call inside the chunk's transaction."""
    rows = [
        HeldRow(batch=batch, line=each.row.line, cells=each.row.cells, content_hash=each.content_hash) for each in held
    ]
    HeldRow.objects.bulk_create(rows)
    HeldFinding.objects.bulk_create(
        _row(row, column, finding) for row, each in zip(rows, held, strict=True) for column, finding in each.found
    )


def accepted_before(area_id: int, hashes: Collection[str]) -> set[str]:
    """Which of these contents are of rows that were held and then accepted, perhaps with something redacted."""
    if not hashes:
        return set()
    held = HeldRow.objects.filter(batch__area_id=area_id, state=HeldRow.State.ACCEPTED)
    return set(held.filter(content_hash__in=hashes).values_list("content_hash", flat=True))


def _row(row: HeldRow, column: str, finding: Finding) -> HeldFinding:
    text = row.cells[column][finding.start : finding.end]
    return HeldFinding(
        row=row,
        column=column[:100],
        start=finding.start,
        end=finding.end,
        kind=finding.kind,
        certainty=finding.certainty,
        same=same_text(finding.kind, text),
    )


def same_text(kind: str, text: str) -> str:
    """Equal for the same text of the same kind. Keyed: short numbers could be guessed back from a plain hash."""
    return salted_hmac("reviews.intake.held", f"{kind}\n{plain(text)}", algorithm="sha256").hexdigest()
