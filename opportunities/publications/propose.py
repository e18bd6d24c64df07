"""Proposes the tables of the moment for publication.

Locks: the areas, the catalogue's revision, then the snapshot. Who changes inputs or reviews takes the area's lock last,
so nothing moves between the check that the tables are fresh and the copies; and numbers follow one another.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts import audit
from accounts.models import User
from areas.models import Area
from config.errors import NotAllowed
from config.version import VERSION
from opportunities.figures import is_stale
from opportunities.models import Publication, Snapshot
from opportunities.publications.contents import copied
from opportunities.publications.permissions import check_can_lift, check_can_propose
from pathways.models import CatalogueRevision
from reviews.cases import cases_of

STALE = "These figures are out of date, so they can't be published. Roll up first, then propose again."
UNTITLED = "Enter a title and why these figures are to be published."


@dataclass(frozen=True)
class Proposal:
    """`lifted_because`: why working figures go out besides the controlled ones; "" leaves them under control."""

    title: str
    why: str
    lifted_because: str = ""


@transaction.atomic
def propose(*, area: Area | None, proposal: Proposal, by: User) -> Publication:
    """Copy the stored tables under the next number, to be decided by somebody else. The same proposal twice is one.

    Raises NotAllowed when the tables are out of date, when nothing was rolled up, for who is no lead, and
    for who may not lift control.
    """
    area_id = area.pk if area else None
    check_can_propose(by, area_id)
    if proposal.lifted_because:
        check_can_lift(by, area_id)
    if not (proposal.title.strip() and proposal.why.strip()):
        raise NotAllowed(UNTITLED)
    areas = _locked_areas(area_id)
    snapshot, revision, as_of = _locked_snapshot(area_id)
    own = Publication.objects.filter(area=area)
    again = own.filter(proposed_by=by, outcome="", title=proposal.title, revision=revision).first()
    if again:
        return again
    number = (own.aggregate(last=Max("number"))["last"] or 0) + 1
    cases = cases_of(area.pk) if area else ()
    text, digest = copied(snapshot, areas, cases, lifted=bool(proposal.lifted_because))
    made = Publication.objects.create(
        area=area,
        number=number,
        title=proposal.title,
        why=proposal.why,
        lifted_because=proposal.lifted_because,
        content=text,
        content_hash=digest,
        as_of=as_of,
        revision=revision,
        reviews_counted=snapshot.reviews_counted,
        rules=snapshot.controlled_by,
        software=VERSION,
        proposed_by=by,
    )
    audit.record(
        "publication.proposed", made, by=by, area=area_id, number=made.number, lifted=bool(made.lifted_because)
    )
    return made


def _locked_areas(area_id: int | None) -> list[int]:
    """The area, or all of them, and the catalogue: still until the end of the transaction."""
    areas = Area.objects.order_by("pk").select_for_update(no_key=True)
    ids = list((areas.filter(pk=area_id) if area_id else areas).values_list("pk", flat=True))
    CatalogueRevision.objects.select_for_update(no_key=True).filter(pk=1).first()
    return ids


def _locked_snapshot(area_id: int | None) -> tuple[Snapshot, int, datetime]:
    """With its revision and when it was made, which fresh tables always have."""
    rolled_up = Snapshot.objects.select_for_update(of=("self",)).filter(area_id=area_id, as_of__isnull=False)  # type: ignore[misc]
    snapshot = rolled_up.first()
    if snapshot is None or snapshot.revision is None or snapshot.as_of is None or is_stale(snapshot, area_id):
        raise NotAllowed(STALE)
    return snapshot, snapshot.revision, snapshot.as_of
