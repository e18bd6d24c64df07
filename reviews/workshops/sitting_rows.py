"""The rows of judgements and agreed reviews, as `reviews.workshops.sitting` writes them inside its transactions."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from config.errors import NotAllowed, Stale
from reviews.models import AgreedReview, Judgement, Presence, Workshop, WorkshopNote
from reviews.review_hash import content_hash
from reviews.workshops import kept
from reviews.workshops.menu import Menu

AGREED_ELSEWHERE = "Another panel has agreed this note. Tables count a note once, by its first agreed review."


def first_judgement(place: WorkshopNote, given: Mapping[str, Any], menu: Menu, *, by: User) -> Judgement:
    judgement = Judgement.objects.create(
        workshop_note=place,
        by=by,
        profession_id=place.profession_id,
        late=place.revealed_at is not None,
        **kept.columns(given, menu),
    )
    kept.add_links(judgement, given, menu)
    return judgement


def change_judgement(now: Judgement, place: WorkshopNote, given: Mapping[str, Any], menu: Menu) -> Judgement:
    """In place while everybody judges alone; after the reveal what was given first is kept."""
    if place.revealed_at is None or now.phase == Judgement.Phase.REVISED:
        now.save(update_fields=_set(now, given, menu, submitted_at=timezone.now()))
        kept.set_links(now, given, menu)
        return now
    revised = Judgement.objects.create(
        workshop_note=place,
        by_id=now.by_id,
        profession_id=now.profession_id,
        phase=Judgement.Phase.REVISED,
        late=now.late,
        revision=now.revision + 1,
        **kept.columns(given, menu),
    )
    kept.add_links(revised, given, menu)
    return revised


def check_revision(given: int | None, now: int) -> None:
    if given is not None and given != now:
        raise Stale(now)


def _set(row: Judgement | AgreedReview, given: Mapping[str, Any], menu: Menu, **more: Any) -> list[str]:
    """Put the answers into the row, and give the names of what is to be saved."""
    for name, value in {**kept.columns(given, menu), **more, "revision": row.revision + 1}.items():
        setattr(row, name, value)
    return [*kept.SAVED, *more, "revision"]


def review_there(place: WorkshopNote) -> AgreedReview | None:
    """The one that a review recorded here would be: the note's only counted one, or in an exchange this panel's own."""
    alike = {"workshop_note": place.pk} if place.exchange_id else {"note": place.note_id, "exchanged": False}
    return AgreedReview.objects.filter(**alike).select_related("proposed_pathway", "main_reason").first()


def first_review(
    workshop: Workshop,
    place: WorkshopNote,
    given: Mapping[str, Any],
    agreement: Mapping[str, Any],
    menu: Menu,
    *,
    by: User,
) -> AgreedReview:
    review = AgreedReview(
        note=place.note,
        panel_id=workshop.panel_id,
        workshop_note=place,
        exchanged=place.exchange_id is not None,
        reviewed_on=timezone.localdate(),
        agreement=agreement["agreement"],
        dissent=agreement["dissent"],
        recorded_by=by,
        **kept.columns(given, menu),
    )
    review.content_hash = _hash(review, given, agreement, menu)
    _insert_unless_counted(review)
    kept.add_links(review, given, menu)
    _set_presence(review, agreement["presence"], menu)
    place.phase, place.agreed_at = WorkshopNote.Phase.AGREED, timezone.now()
    place.save(update_fields=["phase", "agreed_at"])
    return review


def _insert_unless_counted(review: AgreedReview) -> None:
    """Another workshop or a file of reviews may be agreeing the same note at this moment: the first one counts."""
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError as error:
        if "note_counted_once" in str(error) or "agreedreview.note_id" in str(error):
            raise NotAllowed(AGREED_ELSEWHERE) from error
        raise


def correct(
    review: AgreedReview,
    place: WorkshopNote,
    given: Mapping[str, Any],
    agreement: Mapping[str, Any],
    menu: Menu,
    *,
    revision: int | None,
    by: User,
) -> bool:
    """Change a review that was recorded before; False where it says the same already."""
    if review.workshop_note_id != place.pk:
        raise NotAllowed(AGREED_ELSEWHERE)
    if kept.same({**kept.plain(review), **kept.plain_agreement(review)}, {**given, **agreement}):
        return False
    check_revision(revision, review.revision)
    room = {"agreement": agreement["agreement"], "dissent": agreement["dissent"]}
    changed = _set(review, given, menu, **room, recorded_by=by, recorded_at=timezone.now())
    review.content_hash = _hash(review, given, agreement, menu)
    review.save(update_fields=[*changed, "content_hash"])
    kept.set_links(review, given, menu)
    review.presence.all().delete()
    _set_presence(review, agreement["presence"], menu)
    return True


def _hash(review: AgreedReview, given: Mapping[str, Any], agreement: Mapping[str, Any], menu: Menu) -> str:
    """Made of what is about to be written, so that it costs no statement."""
    return content_hash(review, **kept.links(given, menu), presence=_present(agreement["presence"], menu))


def _set_presence(review: AgreedReview, presence: Mapping[str, int], menu: Menu) -> None:
    Presence.objects.bulk_create(
        Presence(review=review, profession_id=key, number=number) for key, number in _present(presence, menu).items()
    )


def _present(presence: Mapping[str, int], menu: Menu) -> dict[int, int]:
    keys = {profession.code: profession.pk for profession in menu.professions}
    return {keys[code]: number for code, number in presence.items()}
