"""Reads where agreed reviews would have had people, by panel and by locality: grouped, in two statements."""

from collections import Counter

from django.db.models import Count

from pathways.models import Pathway
from reviews.consistency.counts import Referred
from reviews.consistency.referral import NO, YES
from reviews.tally import counted

BY = (
    "panel__name", "note__locality__name", "note__decision_point", "best_pathway", "note__actual_pathway",
    "proposed_pathway",
)  # fmt: skip


def referred_in(area_id: int) -> dict[Referred, int]:
    """Of the area's counted reviews that decided; one of a note without a locality counts for its panel only."""
    codes = dict(Pathway.objects.order_by().values_list("pk", "code"))
    groups = counted(area_id).filter(best_pathway__in=[YES, NO]).values(*BY).annotate(number=Count("pk"))
    found: Counter[Referred] = Counter()
    for panel, locality, point, best, actual, proposed, n in groups.values_list(*BY, "number"):
        to = codes[actual if best == YES else proposed]
        found["panels", panel, point, to] += n
        if locality:
            found["localities", locality, point, to] += n
    return dict(found)
