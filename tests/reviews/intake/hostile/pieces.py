"""Bytes as pieces, so that making a large file costs no memory."""

from collections.abc import Callable, Iterator

from tests.reviews.intake.hostile.tables import GOOD, GOOD_REVIEW, REVIEW_COLUMNS

Pieces = Iterator[bytes]
Special = dict[str, tuple[str, str, Callable[[], Pieces]]]  # by idea: kind of rows, name of the file, its content
NOTES, REVIEWS = "case-notes", "agreed-reviews"
HEAD = b"reference,decision_point,age_band,actual_pathway,narrative\n"
ROW = ",".join(GOOD[:5]).format(1).encode()
REVIEW_HEAD = ",".join(REVIEW_COLUMNS).encode() + b"\n"
REVIEW_ROW = ",".join(GOOD_REVIEW).format(1).encode()


def times(piece: bytes, number: int) -> Pieces:
    """`piece` again and again, about a megabyte at a time."""
    each = max(1, (1 << 20) // len(piece))
    for _ in range(number // each):
        yield piece * each
    yield piece * (number % each)


def after(start: bytes, rest: Pieces, end: bytes = b"") -> Pieces:
    yield start
    yield from rest
    yield end


def lines(*rows: bytes) -> Pieces:
    """Rows below the header of case notes."""
    yield HEAD + b"\n".join(rows)


def note(narrative: bytes, reference: bytes = b"KEN-1") -> bytes:
    """One row of a case note."""
    return reference + b",q3-discharge,85+,Reablement at home," + narrative
