"""Rows of agreed reviews beside the reviews that their notes have, as far as the person who looks may read those."""

from collections.abc import Sequence

from accounts.models import User
from reviews.access.answers import counted_reviews
from reviews.intake.agreed_reviews import CheckedReview
from reviews.intake.review_chunks import content_of
from reviews.intake.review_conflicts import differing_columns
from reviews.intake.side_by_side import Column, Conflict, beside, withheld
from reviews.models import AgreedReview, Batch

BLIND = "Not shown to you: you sit on a panel that is still to read this note without knowing the answer."
WRITTEN = "Written in a workshop: its facilitator and the area’s project leads read it."


def reviews_beside(batch: Batch, rows: Sequence[CheckedReview], user: User) -> list[Conflict]:
    """Three queries. Rows whose note has no review any more are left out."""
    reviews = counted_reviews(user, batch.area_id, [row.reference for row in rows])
    there = {(review.note.reference, review.note.review_point): review for review in reviews}
    return [_conflict(row, there[row.key]) for row in rows if row.key in there]


def _conflict(row: CheckedReview, review: AgreedReview) -> Conflict:
    columns = [_column(name, row, review) for name in differing_columns(row, content_of(review))]
    return Conflict(row.line, row.reference, row.review_point, _source(review), columns)


def _column(name: str, row: CheckedReview, review: AgreedReview) -> Column:
    if review.read_blind:
        return withheld(name, row.content(), BLIND)
    if name == "comment" and review.workshop_note_id and not review.may_run:
        return withheld(name, row.content(), WRITTEN)
    return beside(name, row.content(), content_of(review))


def _source(review: AgreedReview) -> str:
    if review.batch:
        return f"batch {review.batch_id}, {review.batch.file_name}"
    return f"workshop “{review.workshop_note.workshop.name}”" if review.workshop_note else ""
