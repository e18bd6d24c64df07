"""The only way from a person to figures.

An area's are for its leads and viewers, pooled ones for whoever is a lead or viewer anywhere.
"""

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from areas.access import area_for, areas_for, can_anywhere
from areas.models import Area
from opportunities.editions import edition_of, edition_of_all_areas
from opportunities.exports.edition import Edition
from opportunities.figures import Shown, snapshot_for

SEE = "see figures"


def figures_area_for(user: User, slug: str) -> Area:
    """Raises Http404 alike when there is no such area and when this person may not see its figures."""
    return area_for(user, slug, SEE)


def figures_areas_for(user: User) -> QuerySet[Area]:
    return areas_for(user, SEE)


def can_see_all_areas(user: User) -> bool:
    return bool(can_anywhere(user, [SEE]))


def check_can_see_all_areas(user: User) -> None:
    """Raises Http404: to whoever may not see them, they are not there."""
    if not can_see_all_areas(user):
        raise Http404


def shown_to(user: User, slug: str | None) -> Shown:
    """The stored tables of the area called `slug`, or of all areas. Raises Http404."""
    if slug is not None:
        return snapshot_for(figures_area_for(user, slug))
    check_can_see_all_areas(user)
    return snapshot_for(None)


def edition_for(user: User, slug: str | None) -> Edition:
    """What a page or a file of the area, or of all areas, is made from. Raises Http404."""
    if slug is not None:
        return edition_of(figures_area_for(user, slug))
    check_can_see_all_areas(user)
    return edition_of_all_areas(figures_areas_for(user))
