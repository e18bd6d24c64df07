"""The only way from a person to figures.

An area's are for its leads and viewers, pooled ones for whoever is a lead or viewer anywhere. Working figures, with
their small counts, are for leads of the area, and pooled ones for whoever leads every area; all others see them under
disclosure control. Files are under control unless a lead lifts it.
"""

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from areas.access import area_for, areas_for, can_anywhere, is_limited
from areas.models import Area
from opportunities.editions import edition_of, edition_of_all_areas, newest_edition_of
from opportunities.exports.edition import Edition
from opportunities.figures import Shown, snapshot_for
from opportunities.inputs_on_files import with_inputs
from opportunities.scenarios.access import scenarios_area_for
from opportunities.scenarios.on_files import with_scenarios

SEE, SEE_WORKING = "see figures", "see working figures"


def figures_area_for(user: User, slug: str) -> Area:
    """Raises Http404 alike when there is no such area and when this person may not see its figures."""
    return area_for(user, slug, SEE)


def figures_areas_for(user: User) -> QuerySet[Area]:
    return areas_for(user, SEE)


def can_see_all_areas(user: User) -> bool:
    return not is_limited(user) and bool(can_anywhere(user, [SEE]))


def check_can_see_all_areas(user: User) -> None:
    """Raises Http404: to whoever may not see them, they are not there."""
    if not can_see_all_areas(user):
        raise Http404


def sees_working_figures(user: User, slug: str | None) -> bool:
    """Of the area called `slug`. Of all areas only who leads every one: from the sum another's could be worked out."""
    mine = areas_for(user, SEE_WORKING)
    if slug is not None:
        return mine.filter(slug=slug).exists()
    return mine.exists() and not Area.objects.exclude(pk__in=mine).exists()


def shown_to(user: User, slug: str | None) -> Shown:
    """The stored tables of the area called `slug`, or of all areas, as this person may see them. Raises Http404."""
    area = _area(user, slug)
    return snapshot_for(area, controlled=not sees_working_figures(user, slug))


def edition_for(user: User, slug: str | None) -> Edition:
    """What a page of the area, or of all areas, is made from. Raises Http404."""
    return _edition(user, slug, controlled=not sees_working_figures(user, slug))


def newest_edition_for(user: User, slug: str) -> Edition:
    """The same of one area, without waiting for consistency and disclosure control. Raises Http404."""
    if sees_working_figures(user, slug):
        return newest_edition_of(figures_area_for(user, slug))
    return edition_for(user, slug)


def edition_in(user: User, area: Area) -> Edition:
    """The same of an area that `figures_area_for` gave this person, without fetching it again."""
    return edition_of(area, controlled=not sees_working_figures(user, area.slug))


def controlled_edition_for(user: User, slug: str | None) -> Edition:
    """What a file of the area, or of all areas, is made from. Raises Http404."""
    return _on_file(user, slug, controlled=True)


def working_edition_for(user: User, slug: str | None) -> Edition:
    """What a file without disclosure control is made from. Raises Http404, also for whoever sees controlled ones."""
    if not sees_working_figures(user, slug):
        raise Http404
    edition = _on_file(user, slug, controlled=False)
    return with_scenarios(edition, scenarios_area_for(user, slug)) if slug is not None else edition


def _on_file(user: User, slug: str | None, *, controlled: bool) -> Edition:
    """With the inputs of an area, which its pages show elsewhere."""
    edition = _edition(user, slug, controlled=controlled)
    return with_inputs(edition, figures_area_for(user, slug)) if slug is not None else edition


def _edition(user: User, slug: str | None, *, controlled: bool) -> Edition:
    area = _area(user, slug)
    if area is not None:
        return edition_of(area, controlled=controlled)
    return edition_of_all_areas(figures_areas_for(user), controlled=controlled)


def _area(user: User, slug: str | None) -> Area | None:
    """None for all areas. Raises Http404."""
    if slug is not None:
        return figures_area_for(user, slug)
    check_can_see_all_areas(user)
    return None
