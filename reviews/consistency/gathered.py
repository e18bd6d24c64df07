"""The counts of an area, read and counted: what the roll-up takes from here."""

from reviews.consistency import counting
from reviews.consistency.counts import Counts
from reviews.consistency.decided import referred_in
from reviews.consistency.exchanged import exchanged_in
from reviews.consistency.judged import judged_in


def counts_in(area_id: int) -> Counts:
    """Ten statements, whatever there is to count."""
    judged = judged_in(area_id)
    return Counts(
        kinds=counting.by_point_and_field(judged),
        panels=counting.by_panel(judged),
        professions=counting.by_profession(judged),
        changes=counting.changes(judged),
        referred=referred_in(area_id) | counting.referred_by_profession(judged),
        exchanged=exchanged_in(area_id),
    )
