"""A chunk of agreed-review rows: checked against the area's notes, compared with the reviews there, and written."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from areas.models import Area
from config.errors import Problem
from reviews.intake.agreed_reviews import COLUMNS, CheckedReview, KnownNote, check_agreed_review, wanted_key
from reviews.intake.known import gather_known
from reviews.intake.outcome import Outcome
from reviews.intake.review_conflicts import IN_A_WORKSHOP, conflict, double
from reviews.intake.rows import Row
from reviews.intake.screening import Found, HeldBack, Screening, accepted_before, hold, screen_of
from reviews.models import AgreedReview, Batch, CaseNote, Panel
from reviews.review_hash import content_hash

Key = tuple[str, int]


class Seen(NamedTuple):
    """A review that is there already: in the area, or further up in the file (then with its `line`)."""

    content: dict[str, Any]
    line: int = 0
    source: str = ""


class Checked(NamedTuple):
    """A row, the review it gives or what is wrong with it, and what the identifier screen found in it."""

    row: Row
    review: CheckedReview | None
    problems: list[Problem]
    found: Found


TEXTS = ("comment", "panel")


class ReviewChunks:
    """Takes the rows of one agreed-review batch, a chunk at a time, in file order."""

    columns, ahead = COLUMNS, False

    def __init__(self, batch: Batch, *, screened: bool = True) -> None:
        """`screened` False: a person has decided about every finding in these rows."""
        self._screening = Screening(screen_of(batch.area_id), TEXTS, {}) if screened else None
        self.area_id, self.batch_id, self.dry_run = batch.area_id, batch.pk, batch.dry_run
        self._known = gather_known(batch.area_id)
        self._notes: dict[Key, int] = {}
        self._in_file: dict[Key, Seen] = {}

    def check(self, rows: Sequence[Row]) -> list[Checked]:
        """One query for the notes of the chunk; the rest needs no database."""
        notes = self._gather_notes({wanted_key(row)[0] for row in rows})
        today = timezone.localdate()
        checked = ((row, *check_agreed_review(row, self._known.lookups, notes, today)) for row in rows)
        return [
            Checked(row, review, problems, self._screening.found(row) if review and self._screening else [])
            for row, review, problems in checked
        ]

    def write(self, batch: Batch, checked: Sequence[Checked]) -> Outcome:
        """Sort the rows into the four counts and store the new reviews. Call inside the chunk's transaction."""
        outcome = Outcome()
        seen = self._existing([each.review for each in checked if each.review]) | self._in_file
        new: list[CheckedReview] = []
        held: list[HeldBack] = []
        conflicts: list[tuple[CheckedReview, Seen]] = []
        for row, review, problems, found in checked:
            if review is None:
                outcome.reject(*problems)
                continue
            before = seen.get(review.key)
            if before is None:
                seen[review.key] = Seen(review.content(), review.line)
                if found:
                    held.append(HeldBack(row, review.content_hash(), found))
                else:
                    new.append(review)
            elif before.content == review.content():
                outcome.unchanged += 1
            elif before.source:
                conflicts.append((review, before))
            else:
                outcome.reject(double(review, before.content))
        self._settle_conflicts(outcome, conflicts)
        self._store(batch, new)
        self._hold(batch, held, outcome)
        outcome.accepted = len(new)
        return outcome

    def _hold(self, batch: Batch, held: Sequence[HeldBack], outcome: Outcome) -> None:
        for each in held:
            outcome.hold(*each.problems())
        if held and not self.dry_run:
            hold(batch, held)

    def _settle_conflicts(self, outcome: Outcome, conflicts: Sequence[tuple[CheckedReview, Seen]]) -> None:
        """One that differs only by what a steward redacted when it was held is the same."""
        redacted_before = accepted_before(self.area_id, [review.content_hash() for review, _ in conflicts])
        for review, before in conflicts:
            if review.content_hash() in redacted_before:
                outcome.unchanged += 1
            else:
                outcome.reject(conflict(review, before.content, before.source))

    def committed(self, outcome: Outcome) -> None:
        """Nothing is remembered between chunks but what the checks look up."""

    def finish(self, batch: Batch) -> None:
        """The page of reviews says no more than their counts."""

    def _gather_notes(self, references: set[str]) -> dict[Key, KnownNote]:
        storable = {reference for reference in references if "\x00" not in reference and len(reference) <= 64}
        found = CaseNote.objects.filter(area_id=self.area_id, reference__in=storable).values_list(
            "pk", "reference", "review_point", "decision_point", "actual_pathway__code", "retired_at"
        )
        notes = {}
        self._notes = {}
        for pk, reference, point, decision_point, actual, retired_at in found:
            notes[reference, point] = KnownNote(decision_point, actual, retired_at is not None)
            self._notes[reference, point] = pk
        return notes

    def _existing(self, reviews: Sequence[CheckedReview]) -> dict[Key, Seen]:
        pks = {self._notes[review.key] for review in reviews}
        there = AgreedReview.objects.filter(note_id__in=pks, exchanged=False).select_related(
            "note", "panel", "proposed_pathway", "main_reason"
        )
        return {
            (review.note.reference, review.note.review_point): Seen(
                content_of(review), 0, _source(review, self.batch_id)
            )
            for review in there.prefetch_related("missed_prevention", "other_reasons")
        }

    def _store(self, batch: Batch, new: Sequence[CheckedReview]) -> None:
        if self.dry_run:
            self._in_file |= {review.key: Seen(review.content(), review.line) for review in new}
            return
        if not new:
            return
        panels = self._panels({review.panel for review in new})
        stored = AgreedReview.objects.bulk_create([self._row(review, batch, panels) for review in new])
        self._link(stored, new)
        Area.objects.touch(self.area_id)

    def _panels(self, names: set[str]) -> dict[str, int]:
        panels = Panel.objects.filter(area_id=self.area_id)
        Panel.objects.bulk_create(
            [Panel(area_id=self.area_id, name=name) for name in sorted(names - _names(panels))], ignore_conflicts=True
        )
        return dict(panels.filter(name__in=names).values_list("name", "pk"))

    def _row(self, review: CheckedReview, batch: Batch, panels: dict[str, int]) -> AgreedReview:
        known = self._known
        row = AgreedReview(
            note_id=self._notes[review.key],
            panel_id=panels[review.panel],
            batch_id=batch.pk,
            recorded_by_id=batch.by_id,
            reviewed_on=review.reviewed_on,
            level_of_need=review.level_of_need,
            best_pathway=review.best_pathway,
            proposed_pathway_id=known.pathways[review.proposed_pathway] if review.proposed_pathway else None,
            alternative_existed=review.alternative_existed,
            timing=review.timing,
            main_reason_id=known.reasons[review.reasons[0]] if review.reasons else None,
            person_implication=review.person_implication,
            cost_implication=review.cost_implication,
            achievability=review.achievability,
            comment=review.comment,
        )
        row.content_hash = content_hash(
            row,
            missed_prevention=[known.services[code] for code in review.missed_prevention],
            other_reasons=[known.reasons[code] for code in review.reasons[1:]],
            presence={},
        )
        return row

    def _link(self, stored: Sequence[AgreedReview], new: Sequence[CheckedReview]) -> None:
        """Further reasons and missed preventive services, each in one statement."""
        services, reasons = self._known.services, self._known.reasons
        missed = AgreedReview.missed_prevention.through
        missed.objects.bulk_create(
            missed(agreedreview_id=row.pk, preventiveservice_id=services[code])
            for row, review in zip(stored, new, strict=True)
            for code in review.missed_prevention
        )
        others = AgreedReview.other_reasons.through
        others.objects.bulk_create(
            others(agreedreview_id=row.pk, reason_id=reasons[code])
            for row, review in zip(stored, new, strict=True)
            for code in review.reasons[1:]
        )


def _names(panels: QuerySet[Panel]) -> set[str]:
    return set(panels.values_list("name", flat=True))


def content_of(review: AgreedReview) -> dict[str, Any]:
    """A stored review as `CheckedReview.content` gives it."""
    main = [review.main_reason.code] if review.main_reason else []
    return {
        "reference": review.note.reference,
        "review_point": review.note.review_point,
        "panel": review.panel.name,
        "reviewed_on": review.reviewed_on,
        "level_of_need": review.level_of_need,
        "best_pathway": review.best_pathway,
        "proposed_pathway": review.proposed_pathway.code if review.proposed_pathway else "",
        "alternative_existed": review.alternative_existed,
        "timing": review.timing,
        "missed_prevention": sorted(service.code for service in review.missed_prevention.all()),
        "reasons": main + sorted(reason.code for reason in review.other_reasons.all()),
        "person_implication": review.person_implication,
        "cost_implication": review.cost_implication,
        "achievability": review.achievability,
        "comment": review.comment,
    }


def _source(review: AgreedReview, batch_id: int) -> str:
    if review.batch_id == batch_id:
        return ""
    return f"loaded in batch {review.batch_id}" if review.batch_id else IN_A_WORKSHOP
