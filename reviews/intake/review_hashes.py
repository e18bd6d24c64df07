"""Whether each agreed review still is what was recorded: its hash, written with it, made again.

A review is four tables, so that one which is being corrected may be read half: whoever differs is read again, locked.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from reviews.models import AgreedReview, HashCheck, Presence
from reviews.review_hash import content_hash

AT_ONCE = 500  # reviews held in memory, and locked together at most


def check_reviews() -> tuple[int, list[int]]:
    """How many were looked at, and the numbers of those that are not as they were recorded.

    The first look of all gives those from before hashes were kept theirs; later a review without one is told.
    """
    first = not HashCheck.objects.filter(reviews__isnull=False).exists()
    looked_at, differing = 0, []
    for chunk in _chunks():
        looked_at += len(chunk)
        doubtful = [review.pk for review in _not_as_recorded(chunk)]
        differing += _settled(doubtful, first=first) if doubtful else []
    return looked_at, differing


def _chunks() -> Iterator[list[AgreedReview]]:
    last = 0
    while chunk := list(AgreedReview.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield chunk
        last = chunk[-1].pk


@transaction.atomic
def _settled(numbers: Sequence[int], *, first: bool) -> list[int]:
    """Those that differ with nobody writing to them."""
    locked = list(AgreedReview.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    wrong = _not_as_recorded(locked)
    without = [review for review in wrong if first and not review.content_hash]
    _give_hashes(without)
    return sorted({review.pk for review in wrong} - {review.pk for review in without})


def _give_hashes(reviews: Sequence[AgreedReview]) -> None:
    for review, made in zip(reviews, _made_again(reviews), strict=True):
        review.content_hash = made
    AgreedReview.objects.bulk_update(reviews, ["content_hash"])


def _not_as_recorded(reviews: Sequence[AgreedReview]) -> list[AgreedReview]:
    again = _made_again(reviews)
    return [review for review, made in zip(reviews, again, strict=True) if review.content_hash != made]


def _made_again(reviews: Sequence[AgreedReview]) -> list[str]:
    """In three statements, however many."""
    numbers = [review.pk for review in reviews]
    missed = _linked(
        AgreedReview.missed_prevention.through.objects.filter(agreedreview__in=numbers), "preventiveservice"
    )
    others = _linked(AgreedReview.other_reasons.through.objects.filter(agreedreview__in=numbers), "reason")
    present: dict[int, dict[int, int]] = defaultdict(dict)
    for review, profession, number in Presence.objects.filter(review__in=numbers).values_list(
        "review", "profession", "number"
    ):
        present[review][profession] = number
    return [
        content_hash(
            review,
            missed_prevention=missed[review.pk],
            other_reasons=others[review.pk],
            presence=present[review.pk],
        )
        for review in reviews
    ]


def _linked(rows: QuerySet[Any], to: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for review, number in rows.values_list("agreedreview", to):
        found[review].append(number)
    return found
