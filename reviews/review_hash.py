"""The hash of an agreed review: over every column, and over what it links to. No database in here."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from reviews.models import AgreedReview

NOT_CONTENT = ("id", "content_hash")


def content_hash(
    review: AgreedReview,
    *,
    missed_prevention: Iterable[int] = (),
    other_reasons: Iterable[int] = (),
    presence: Mapping[int, int],
) -> str:
    """SHA-256 of the row and its links, by their numbers; `presence` holds people by profession's number.

    What is empty is left out: a question that a later release adds leaves the hashes that are there as they are.
    """
    columns = {field.attname: getattr(review, field.attname) for field in review._meta.concrete_fields}
    linked = {
        "missed_prevention": sorted(missed_prevention),
        "other_reasons": sorted(other_reasons),
        "presence": sorted(presence.items()),
    }
    told = {name: value for name, value in (columns | linked).items() if name not in NOT_CONTENT and value}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
