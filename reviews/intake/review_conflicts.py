"""A row whose note was reviewed before, and differently: what is said about it. No Django in here."""

from collections.abc import Mapping
from typing import Any

from config.errors import Problem
from reviews.intake.agreed_reviews import ONLY_AFTER_NO, VALUES, CheckedReview
from reviews.intake.problems import listed

CODED = frozenset((*VALUES, *ONLY_AFTER_NO))  # columns whose answers a message may repeat: what is in them is no text
IN_A_WORKSHOP = "recorded in a workshop"


def conflict(review: CheckedReview, there: dict[str, Any], source: str) -> Problem:
    """The area has another review of this note. `source`: how it came there.

    What a panel answered here is shown side by side, to who may read it; a message would tell everybody.
    """
    here = source == IN_A_WORKSHOP
    differs = listed(differing_columns(review, there), at_most=20) if here else differing(review, there)
    message = (
        f"This note's agreed review was already {source} and differs in: {differs}. It stays as it "
        "is, because a note is counted once: leave the row out, or correct it so that it is the same."
    )
    return Problem(review.line, "reference", "conflict", message)


def double(review: CheckedReview, earlier: dict[str, Any]) -> Problem:
    """Two rows of the file review the same note."""
    columns = differing(review, earlier)
    message = f"An earlier row of this file reviews the same note and differs in: {columns}. Keep one of the two."
    return Problem(review.line, "reference", "duplicate-in-file", message)


def differing(review: CheckedReview, other: dict[str, Any]) -> str:
    """The columns in which a review differs from `other`'s content, as one phrase.

    With both answers where they are codes; never what somebody wrote, nor the panel's name.
    """
    content = review.content()
    return ", ".join(_both(column, other[column], content[column]) for column in differing_columns(review, other))


def differing_columns(review: CheckedReview, other: Mapping[str, Any]) -> list[str]:
    """Their names, in the order of the file format."""
    return [column for column, value in review.content().items() if other[column] != value]


def _both(column: str, there: Any, here: Any) -> str:
    return f"{column} ({_answer(there)} there, {_answer(here)} in this row)" if column in CODED else column


def _answer(value: Any) -> str:
    codes = [value] if isinstance(value, str) else value
    return ";".join(codes) or "empty"
