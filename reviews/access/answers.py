"""Judgements and agreed reviews, for whom they are shown."""

from django.db.models import QuerySet

from accounts.models import User
from reviews.access.found import existing
from reviews.access.places import workshop_note_for
from reviews.access.rights import check_can_read, check_can_record
from reviews.models import AgreedReview, Judgement, WorkshopNote


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


def judgement_of(user: User, note: WorkshopNote) -> Judgement | None:
    """This person's own judgement as it stands: the revised one before the one given alone."""
    own = Judgement.objects.filter(workshop_note=note, by=user).order_by("-phase")
    return own.select_related("proposed_pathway", "main_reason").first()


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
