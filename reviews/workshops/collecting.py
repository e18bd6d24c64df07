"""In own time: what a judgement leads to, and a facilitator who waits no longer. Every write holds the note's lock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed
from reviews import access
from reviews.models import Declaration, Judgement, PanelMember, Workshop, WorkshopNote
from reviews.workshops.made_once import ANY_PLACE, Values
from reviews.workshops.own_time import EXTRA, Standing, Step, standing
from reviews.workshops.phases import check_phase

Phase = WorkshopNote.Phase
NOBODY_YET = "Nobody has judged this note yet, so there is nothing to discuss."


@dataclass(frozen=True)
class Before:
    """A note's judgements as its lock was taken: what those that count answer, by person; who judged it at all; and how
    many on the panel could still judge it."""

    answers: Mapping[int, Mapping[str, object]]
    people: frozenset[int]
    others: int

    def standing_with(self, place: WorkshopNote, given: Mapping[str, Any], by: User) -> Standing:
        """With a first judgement more, by somebody who could still judge it. What was shown waits for nobody."""
        told = (by.pk, given["best_pathway"], given["proposed_pathway"], next(iter(given["reasons"]), None))
        mine = {} if place.revealed_at else plain_by_person([told])
        others = 0 if place.revealed_at else self.others - 1
        wanted = place.workshop.judgements_wanted
        return standing(list({**self.answers, **mine}.values()), wanted=wanted, extra=place.extra_wanted, others=others)


def before(place: WorkshopNote) -> Before:
    """One statement. Takes a place that is locked."""
    rows = _before_statement().rows({ANY_PLACE: place.pk})
    counted = [(by, *told) for by, late, knows, _, *told in rows if by is not None and not (late or knows)]
    return Before(plain_by_person(counted), frozenset(row[0] for row in rows if row[0]), rows[0][3])


@cache
def _before_statement() -> Values:
    """A row for each judgement, or one of nothing: by whom, whether it is late, whether they know the person, …"""
    knows = Declaration.objects.filter(kind=Declaration.Kind.KNOWS_PERSON, note=OuterRef("note"))
    rows = WorkshopNote.objects.filter(pk=ANY_PLACE).order_by("judgements__by", "judgements__phase")
    there = Exists(knows.filter(by=OuterRef("judgements__by")))
    answers = ("best_pathway", "proposed_pathway__code", "main_reason__code")
    columns = [f"judgements__{name}" for name in answers]
    return Values(rows.values_list("judgements__by", "judgements__late", there, _number_of_others(), *columns))


def _number_of_others() -> Coalesce:
    """As an annotation of a place: how many on the panel could still judge it."""
    done = Judgement.objects.filter(workshop_note=OuterRef(OuterRef("pk")), by=OuterRef("user"))
    knows = Declaration.objects.filter(
        kind=Declaration.Kind.KNOWS_PERSON, note=OuterRef(OuterRef("note")), by=OuterRef("user")
    )
    panel = PanelMember.objects.filter(panel=OuterRef("workshop__panel"), left_at=None)
    left = panel.filter(~Exists(done), ~Exists(knows)).order_by().values("panel")
    return Coalesce(Subquery(left.annotate(number=Count("pk")).values("number")), 0)


def judged(place: WorkshopNote, given: Mapping[str, Any], *, first: Before | None, by: User) -> None:
    """Decide again how a note stands, after a judgement of it was written under its lock.

    first   what was there before a first judgement, None after a change
    Whose judgement completes it reveals it to those who judged it. Somebody may see it from that moment, so it stays.
    """
    found = first.standing_with(place, given, by) if first else _standing(place, place.extra_wanted)
    if found.step == Step.ONE_MORE:
        _want(place, EXTRA)
    elif found.step != Step.COLLECTING:
        _settle(place, found, by=by)


def decide_again(note_id: int, rooms: Sequence[int], *, by: User) -> None:
    """Decide anew wherever a note is judged in own time, as one judgement of it more or less counts now.

    `rooms`: workshops that are locked with their places of this note. What was shown can't be blind again: with fewer
    than two judgements left it is for discussion. What was not shown waits for as many as are wanted.
    """
    places = WorkshopNote.objects.filter(note=note_id, workshop__in=rooms, workshop__closed_at=None)
    collected = places.filter(workshop__mode=Workshop.Mode.OWN_TIME).exclude(phase=Phase.AGREED)
    for place in collected.select_related("workshop").order_by("pk"):
        _decide_again(place, by=by)


def _decide_again(place: WorkshopNote, *, by: User) -> None:
    """One more reviewer is still asked only where those who are left differ, and are enough to."""
    found = _standing(place, 0)
    if not place.revealed_at:
        extra = EXTRA if found.step == Step.ONE_MORE else 0
        _want(place, extra)
        found = _standing(place, extra)
    if found.step != Step.COLLECTING and (place.revealed_at or deciding_answers(place)):
        _settle(place, found, by=by)


@transaction.atomic
def stop_waiting(*, workshop_id: int, note_id: int, by: User) -> WorkshopNote:
    """Take a note to the panel with the judgements there are: somebody is away, or nobody is left to judge it."""
    workshop = access.workshop_for(by, workshop_id, lock=True)
    access.check_can_run(workshop)
    place = access.workshop_note_locked(by, workshop_id, note_id)
    check_phase("stop waiting", place.phase, workshop.mode)
    answers = deciding_answers(place)
    if not answers:
        raise NotAllowed(NOBODY_YET)
    _settle(place, standing(answers, wanted=len(answers), extra=EXTRA, others=0), by=by)
    return place


def deciding_answers(place: WorkshopNote) -> list[dict[str, object]]:
    """What each member answers now to the questions that decide a table, plain; those who were late left out."""
    rows = Judgement.objects.that_count().filter(workshop_note=place.pk)
    told = rows.values_list("by", "best_pathway", "proposed_pathway__code", "main_reason__code")
    return list(plain_by_person(told).values())


def plain_by_person(rows: Iterable[tuple[int, str, str | None, str | None]]) -> dict[int, dict[str, object]]:
    """From (person, best pathway, proposed, main reason) in order: a person's revision stands for what it revises."""
    return {
        person: {"best_pathway": best, "proposed_pathway": proposed or "", "reasons": [reason] if reason else []}
        for person, best, proposed, reason in rows
    }


def _standing(place: WorkshopNote, extra: int) -> Standing:
    """How it stands with what is there; what was shown waits for nobody."""
    return standing(
        deciding_answers(place),
        wanted=place.workshop.judgements_wanted,
        extra=extra,
        others=0 if place.revealed_at else _others(place),
    )


def _want(place: WorkshopNote, extra: int) -> None:
    if place.extra_wanted != extra:
        place.extra_wanted = extra
        place.save(update_fields=["extra_wanted"])


def _others(place: WorkshopNote) -> int:
    """How many on the panel could still judge it."""
    done = Judgement.objects.filter(workshop_note=place.pk).values("by")
    knows = Declaration.objects.filter(kind=Declaration.Kind.KNOWS_PERSON, note=place.note_id).values("by")
    panel = PanelMember.objects.filter(panel=place.workshop.panel_id, left_at=None)
    return panel.exclude(user__in=done).exclude(user__in=knows).count()


def _settle(place: WorkshopNote, found: Standing, *, by: User) -> None:
    """Ready or contested, now or again: a revision may bring agreement or end it. What was put off stays put off."""
    first = place.revealed_at is None
    was = (place.phase, place.differing)
    if place.phase != Phase.SKIPPED:
        place.phase = Phase.READY if found.step == Step.READY else Phase.CONTESTED
    place.differing = found.differing
    if first:
        place.revealed_at = place.first_seen_after_reveal_at = timezone.now()
        place.revealed_by = by
    if first or was != (place.phase, place.differing):
        place.save(update_fields=["phase", "differing", "revealed_at", "revealed_by", "first_seen_after_reveal_at"])
    if first:
        audit.record("note.judged-by-enough", place, by=by, phase=place.phase, differing=place.differing)
