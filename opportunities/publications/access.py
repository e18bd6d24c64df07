"""The only way from a person to what was published: what is not theirs looks like what does not exist.

An approved publication is for whoever may see figures of the area; one that waits or was turned down is for leads, and
of all areas without disclosure control for who leads every one.
"""

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from areas.access import can, can_anywhere
from areas.models import Area
from opportunities.access import check_can_see_all_areas, figures_area_for, figures_areas_for, sees_working_figures
from opportunities.models import Publication
from opportunities.models.publication import Outcome
from opportunities.publications.permissions import PUBLISH


def place_for(user: User, slug: str | None) -> Area | None:
    """The area called `slug`, or None for all areas. Raises Http404."""
    if slug is not None:
        return figures_area_for(user, slug)
    check_can_see_all_areas(user)
    return None


def place_to_publish(user: User, slug: str | None) -> Area | None:
    """The same for who proposes and decides. Raises Http404."""
    area = place_for(user, slug)
    if not _publishes(user, area):
        raise Http404
    return area


def publications_for(user: User, area: Area | None) -> QuerySet[Publication]:
    """Newest first, without their contents. Takes what `place_for` gives."""
    found = _seen(user, area).select_related("area", "proposed_by", "decided_by")
    return found.defer("content")


def publication_for(user: User, slug: str | None, number: int) -> Publication:
    """One of them with its content. Raises Http404."""
    seen = _seen(user, place_for(user, slug)).select_related("area", "proposed_by", "decided_by")
    found = seen.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def approved_for(user: User, slug: str | None, number: int) -> Publication:
    """The same, for programs: what is not published is not there. Raises Http404."""
    found = publication_for(user, slug, number)
    if not found.approved:
        raise Http404
    return found


def readable_inputs(user: User, inputs: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Those of published inputs, by slug, that are of areas whose inputs this person may read now."""
    mine = set(figures_areas_for(user).values_list("slug", flat=True))
    return {slug: given for slug, given in inputs.items() if slug in mine}


def _seen(user: User, area: Area | None) -> QuerySet[Publication]:
    found = Publication.objects.filter(area=area)
    if not _publishes(user, area):
        return found.filter(outcome=Outcome.APPROVED)
    if area is None and not sees_working_figures(user, None):
        return found.filter(Q(outcome=Outcome.APPROVED) | Q(lifted_because=""))
    return found


def _publishes(user: User, area: Area | None) -> bool:
    return can(user, PUBLISH, area.pk) if area else bool(can_anywhere(user, [PUBLISH]))
