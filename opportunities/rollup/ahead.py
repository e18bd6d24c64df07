"""Working figures that are there before the rest: what is counted, shown to leads while what takes long is being made.

Consistency and what is hidden for the sake of others take seconds; counts and money do not. Whatever is given away, and
every file, waits for the whole.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Q

from opportunities.models import Snapshot
from opportunities.rollup.tables import Figures


@dataclass(frozen=True)
class Ahead:
    """`figures` without consistency, and what they were made from."""

    figures: Figures
    as_of: datetime
    revision: int
    reviews_counted: int
    last_review_id: int


def keep(area_id: int, made: Ahead) -> None:
    """Show them, unless there are newer ones. One update, so that it needs no claim."""
    newer = Q(revision__gte=made.revision) | Q(ahead__revision__gte=made.revision)
    older = Snapshot.objects.filter(area_id=area_id).exclude(pk__in=Snapshot.objects.filter(newer).values("pk"))
    older.update(ahead=vars(made) | {"as_of": made.as_of.isoformat(), "figures": _tables(made.figures)})


def of(snapshot: Snapshot) -> Ahead | None:
    """Those of a snapshot; None where the whole is as new."""
    kept: dict[str, Any] | None = snapshot.ahead
    if kept is None:
        return None
    return Ahead(**kept | {"as_of": datetime.fromisoformat(kept["as_of"]), "figures": Figures(**kept["figures"])})


def _tables(figures: Figures) -> dict[str, Any]:
    return {each.name: getattr(figures, each.name) for each in fields(figures) if each.name != "consistency"}
