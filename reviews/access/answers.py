"""Judgements and agreed reviews, for whom they are shown."""

from collections.abc import Collection
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from reviews.access.found import existing
from reviews.access.places import workshop_note_for
from reviews.access.rights import check_can_read, check_can_record
from reviews.models import AgreedReview, Judgement, WorkshopNote
from reviews.workshops.made_once import ANY_PLACE, ANY_USER, Statement
from reviews.workshops.reach import rights


def own_judgement(user: User, workshop_id: int, note_id: int) -> Judgement:
    """As `judgement_of`, by address. Raises Http404 where there is none."""
    place = workshop_note_for(user, workshop_id, note_id)
    return existing(judgement_of(user, place))


def recorded_review(user: User, workshop_id: int, note_id: int) -> AgreedReview:
    """As `agreed_review_of`, by address. Raises Http404 where there is none, NotAllowed to who may not record."""
    place = workshop_note_for(user, workshop_id, note_id)
    return existing(agreed_review_of(place))


def agreed_review_of(place: WorkshopNote) -> AgreedReview | None:
    """The panel's review of this note, for those who may record it."""
    check_can_record(place)
    reviews = AgreedReview.objects.filter(workshop_note=place)
    return reviews.select_related("proposed_pathway", "main_reason").first()


def review_to_read(place: WorkshopNote) -> AgreedReview | None:
    """What the panel agreed, for those who may read the note again."""
    check_can_read(place)
    reviews = AgreedReview.objects.filter(workshop_note=place)
    return reviews.select_related("proposed_pathway", "main_reason").first()


def counted_reviews(user: User, area_id: int, references: Collection[str]) -> QuerySet[AgreedReview]:
    """The reviews that an area counts of the notes called so, for who may load there: to compare a file with.

    `may_run`: this person reads what the room wrote. `read_blind`: they are still to judge the note on another panel.
    """
    sits = Q(workshop__panel__members__user=user.pk, workshop__panel__members__left_at=None)
    to_read = WorkshopNote.objects.filter(sits, note=OuterRef("note"), workshop__closed_at=None).exclude(phase="agreed")
    counted = AgreedReview.objects.filter(note__area=area_id, note__reference__in=references, exchanged=False)
    runs = rights(user, "workshop_note__workshop__")["may_run"]
    told = counted.annotate(may_run=runs, read_blind=Exists(to_read))  # type: ignore[no-redef]
    named = told.select_related("note", "panel", "proposed_pathway", "main_reason", "batch", "workshop_note__workshop")
    return named.prefetch_related("missed_prevention", "other_reasons")


def judgement_of(user: User, note: WorkshopNote) -> Judgement | None:
    """This person's own judgement as it stands: the revised one before the one given alone."""
    return next(iter(_own_statement().rows({ANY_USER: user.pk, ANY_PLACE: note.pk})), None)


@cache
def _own_statement() -> Statement:
    own = Judgement.objects.filter(workshop_note=ANY_PLACE, by=ANY_USER).order_by("-phase")
    return Statement(own.select_related("proposed_pathway", "main_reason")[:1])


def judgements_shown(user: User, place: WorkshopNote) -> QuerySet[Judgement]:
    """Everybody's judgements of this note once they are revealed, their own before; by profession in catalogue order.

    Those of who knows the person are left out: they are kept, and count no more. The first one of a person stands
    before its revision. Takes a place from `workshop_note_for`.
    """
    shown = (
        Judgement.objects.visible_to(user, place)
        .taking_part()
        .order_by("profession__position", "profession_id", "by", "phase")
    )
    fetched = shown.select_related("profession", "proposed_pathway", "main_reason")
    return fetched.prefetch_related("missed_prevention", "other_reasons")  # type: ignore[no-redef]
