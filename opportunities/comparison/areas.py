"""What each area's stored tables say of one measure: two queries, however many areas there are."""

from django.db.models import Q, QuerySet

from areas.models import Area
from opportunities.comparison.beside import Beside, beside
from opportunities.comparison.measures import Measure, Row, row_of
from opportunities.models import Snapshot
from opportunities.rollup.breakdowns import BREAKDOWNS
from opportunities.rollup.disclosure_rules import rules

# Only this much of the stored tables is read: of 150 areas the whole would be megabytes.
ANSWERS_AT = next(at for at, each in enumerate(BREAKDOWNS) if each.code == "answers")
ALL = None  # the area id of the snapshot of all areas


def areas_beside(areas: QuerySet[Area], measure: Measure, *, controlled: bool) -> Beside:
    """The areas beside each other and against all areas.

    controlled  the tables under disclosure control; those made under other rules than now count as none
    """
    stored = _stored(areas, measure, controlled=controlled)
    names = areas.values_list("pk", "slug", "name")
    return beside(measure, [(slug, name, stored.get(pk)) for pk, slug, name in names], stored.get(ALL))


def _stored(areas: QuerySet[Area], measure: Measure, *, controlled: bool) -> dict[int | None, Row | None]:
    """By area id; ALL for all areas."""
    tables = "controlled" if controlled else "figures"
    kept = Snapshot.objects.filter(Q(area__in=areas) | Q(area=ALL), as_of__isnull=False)
    if controlled:
        kept = kept.filter(controlled_by=rules().code)
    parts = (f"{tables}__headlines__headlines", f"{tables}__breakdowns__breakdowns__{ANSWERS_AT}__rows")
    found = kept.values_list("area_id", *parts)
    return {area_id: row_of(measure, headlines or (), answers or ()) for area_id, headlines, answers in found}
