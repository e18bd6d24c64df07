"""A chunk of case-note rows: checked, compared with what the area has, and written."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from django.db.models import Q

from areas.models import Locality, Organisation
from config.errors import Problem
from reviews.intake.bulk import insert
from reviews.intake.case_notes import CheckedNote, check_case_note, differing
from reviews.intake.known import Known, gather_known
from reviews.intake.lookups import plain
from reviews.intake.note_columns import COLUMNS
from reviews.intake.outcome import Outcome
from reviews.intake.rows import Row
from reviews.intake.screening import Found, HeldBack, Screening, accepted_before, hold, screen_of
from reviews.intake.small_groups import People, key_of, pointed_out
from reviews.intake.small_groups_of import small_groups_of
from reviews.models import Batch, CaseNote

Key = tuple[str, int]


class Seen(NamedTuple):
    """A note that is there already: in the area, or further up in the file (then with its `line`)."""

    content_hash: str
    line: int = 0
    pk: int = 0


class Checked(NamedTuple):
    """A row, the note it gives or what is wrong with it, and what the identifier screen found in it."""

    row: Row
    note: CheckedNote | None
    problems: list[Problem]
    found: Found
    digest: str  # of the note's content


PREVIEWED = 3
# Cells that hold words of the people who wrote the note; codes, numbers and months have passed their own checks.
TEXTS = ("reference", "narrative", "sex", "living_situation", "support_before", "locality", "organisation")


class NoteChunks:
    """Takes the rows of one case-note batch, a chunk at a time, in file order."""

    columns = COLUMNS

    def __init__(self, batch: Batch, *, screened: bool = True) -> None:
        """`screened` False: a person has decided about every finding in these rows."""
        self.area_id, self.batch_id, self.dry_run = batch.area_id, batch.pk, batch.dry_run
        self.kept: Sequence[str] = batch.keep_columns
        self._screen = screen_of(batch.area_id) if screened else None
        self._create = batch.create_places
        self.ahead = not batch.create_places  # the places that a chunk makes are known to the next
        self._known = gather_known(batch.area_id, create_places=batch.create_places)
        self._people: People = Counter()  # of a dry run, like the next two
        self._held_people: People = Counter()
        self._preview: list[dict[str, Any]] = []
        self._in_file: dict[Key, Seen] = {}  # of a dry run, which writes nothing that could be looked up again

    def check(self, rows: Sequence[Row]) -> list[Checked]:
        """The part that needs no transaction."""
        screening = self._screening()
        checked = ((row, *check_case_note(row, self._known.lookups, self.kept)) for row in rows)
        return [
            Checked(
                row,
                note,
                problems,
                screening.found(row) if note and screening else [],
                note.content_hash() if note else "",
            )
            for row, note, problems in checked
        ]

    def _screening(self) -> Screening | None:
        known = {"locality": self._known.localities, "organisation": self._known.organisations}
        return Screening(self._screen, (*TEXTS, *self.kept), known) if self._screen else None

    def write(self, batch: Batch, checked: Sequence[Checked]) -> Outcome:
        """Sort the rows into the four counts and store the new notes. Call inside the chunk's transaction."""
        outcome = Outcome()
        seen = self._existing([each.note for each in checked if each.note]) | self._in_file
        new: dict[Key, tuple[CheckedNote, str]] = {}
        held: list[HeldBack] = []
        conflicts: list[tuple[CheckedNote, Seen, str]] = []
        for row, note, problems, found, content_hash in checked:
            if note is None:
                outcome.reject(*problems)
                continue
            before = seen.get(note.key)
            if before is None:
                seen[note.key] = Seen(content_hash, note.line)
                if found:
                    held.append(HeldBack(row, content_hash, found))
                    self._held_people.update(_person(note))
                else:
                    new[note.key] = (note, content_hash)
            elif before.content_hash == content_hash:
                outcome.unchanged += 1
            elif before.line:
                outcome.reject(_double(note, before.line))
            else:
                conflicts.append((note, before, content_hash))
        self._settle_conflicts(outcome, conflicts)
        self._store(batch, list(new.values()))
        self._hold(batch, held, outcome)
        outcome.accepted = len(new)
        return outcome

    def _hold(self, batch: Batch, held: Sequence[HeldBack], outcome: Outcome) -> None:
        for each in held:
            outcome.hold(*each.problems())
        if held and not self.dry_run:
            hold(batch, held)

    def committed(self, outcome: Outcome) -> None:
        """Places that the chunk made are known to the next one."""
        if self._create and outcome.accepted and not self.dry_run:
            self._known = gather_known(self.area_id, create_places=True)

    def _existing(self, notes: Sequence[CheckedNote]) -> dict[Key, Seen]:
        found = CaseNote.objects.filter(area_id=self.area_id, reference__in={note.reference for note in notes})
        return {
            (reference, point): Seen(content_hash, line if batch_id == self.batch_id else 0, pk)
            for pk, reference, point, content_hash, batch_id, line in found.values_list(
                "pk", "reference", "review_point", "content_hash", "batch_id", "line"
            )
        }

    def _settle_conflicts(self, outcome: Outcome, conflicts: Sequence[tuple[CheckedNote, Seen, str]]) -> None:
        """Rows whose note is there and differs: say in which columns, never what they hold.

        One that differs only by what a steward redacted when it was held is the same.
        """
        if not conflicts:
            return
        redacted_before = accepted_before(self.area_id, [content_hash for _, _, content_hash in conflicts])
        there = {note.pk: note for note in _with_names([seen.pk for _, seen, _ in conflicts])}
        for note, seen, content_hash in conflicts:
            if content_hash in redacted_before:
                outcome.unchanged += 1
                continue
            columns = differing(note, content_of(there[seen.pk]))
            outcome.reject(
                Problem(
                    note.line,
                    "reference",
                    "conflict",
                    f"This case note was already loaded in batch {there[seen.pk].batch_id} and differs in: {columns}. "
                    "Notes are never changed: leave the row out, or give a different note its own reference.",
                )
            )

    def _store(self, batch: Batch, new: Sequence[tuple[CheckedNote, str]]) -> None:
        if self.dry_run:
            self._remember(new)
            self._in_file |= {note.key: Seen(content_hash, note.line) for note, content_hash in new}
            return
        notes = [note for note, _ in new]
        localities = self._places(Locality, {note.locality for note in notes}, self._known.localities)
        organisations = self._places(Organisation, {note.organisation for note in notes}, self._known.organisations)
        places = {"localities": localities, "organisations": organisations}
        insert(CaseNote, STORED, (_row(note, digest, batch, self._known, **places) for note, digest in new))

    def _remember(self, new: Sequence[tuple[CheckedNote, str]]) -> None:
        """The first notes, for a look at them, and who shares facts; a second review point is the same person."""
        room = PREVIEWED - len(self._preview)
        self._preview += [{"line": note.line, **asdict(note)} for note, _ in new[:room]]
        for note, _ in new:
            self._people.update(_person(note))

    def finish(self, batch: Batch) -> None:
        """What the batch's page says besides counts. Of a load that was cut short the database knows the people."""
        remembered = pointed_out(self._people, self._held_people)
        batch.small_groups = remembered if self.dry_run else small_groups_of(batch)
        batch.preview = self._preview if self.dry_run else []

    def _places(self, model: Any, names: set[str], known: dict[str, int]) -> dict[str, int]:
        """Ids by plain name, with those created that the area did not have."""
        missing = {plain(name): name for name in sorted(names) if name and plain(name) not in known}
        if not missing:
            return known
        model.objects.bulk_create(
            [model(area_id=self.area_id, name=name) for name in missing.values()], ignore_conflicts=True
        )
        pairs = model.objects.filter(area_id=self.area_id).values_list("name", "pk")
        return {plain(name): pk for name, pk in pairs}


def _person(note: CheckedNote) -> list[tuple[str, ...]]:
    """The group of who the note is about; none where another note, of the first review point, is about them too."""
    return [key_of(note.content())] if note.review_point == 1 else []


STORED = (
    "area_id", "batch_id", "reference", "review_point", "decision_point", "age_band", "actual_pathway_id", "narrative",
    "locality_id", "organisation_id", "sex", "living_situation", "support_before", "self_referred",
    "length_of_stay_days", "attendances_last_year", "event_month", "extra", "line", "content_hash",
)  # fmt: skip


def _row(
    note: CheckedNote,
    digest: str,
    batch: Batch,
    known: Known,
    localities: dict[str, int],
    organisations: dict[str, int],
) -> tuple[Any, ...]:
    """The values of STORED."""
    return (
        batch.area_id, batch.pk, note.reference, note.review_point, note.decision_point, note.age_band,
        known.pathways[note.actual_pathway], note.narrative, localities.get(plain(note.locality)),
        organisations.get(plain(note.organisation)), note.sex, note.living_situation, note.support_before,
        note.self_referred, note.length_of_stay_days, note.attendances_last_year, note.event_month,
        json.dumps(note.extra), note.line, digest,
    )  # fmt: skip


def _double(note: CheckedNote, line: int) -> Problem:
    return Problem(
        note.line,
        "reference",
        "duplicate-in-file",
        f"Line {line} of this file has the same reference and other content. Keep one of the two, or give each its own "
        "reference.",
    )


def _with_names(pks: Sequence[int]) -> Iterable[CaseNote]:
    return CaseNote.objects.filter(Q(pk__in=pks)).select_related("actual_pathway", "locality", "organisation")


def content_of(note: CaseNote) -> dict[str, Any]:
    """A stored note as `CheckedNote.content` gives it."""
    return {
        "decision_point": note.decision_point,
        "age_band": note.age_band,
        "actual_pathway": note.actual_pathway.code,
        "narrative": note.narrative,
        "locality": plain(note.locality.name) if note.locality else "",
        "organisation": plain(note.organisation.name) if note.organisation else "",
        "sex": note.sex,
        "living_situation": note.living_situation,
        "support_before": note.support_before,
        "self_referred": note.self_referred,
        "length_of_stay_days": note.length_of_stay_days,
        "attendances_last_year": note.attendances_last_year,
        "event_month": note.event_month,
        "extra": note.extra,
    }
