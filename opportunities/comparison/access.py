"""The way from a person to areas beside each other, and to the rounds of one."""

from django.http import Http404

from accounts.models import User
from areas.access import area_for
from areas.models import Area
from opportunities.access import check_can_see_all_areas, figures_areas_for, sees_working_figures
from opportunities.comparison.areas import areas_beside
from opportunities.comparison.beside import Beside
from opportunities.comparison.measures import Measure
from opportunities.figures import Shown, snapshot_for
from opportunities.models import Round


def compared_for(user: User, measure: Measure) -> tuple[Shown, Beside]:
    """The areas whose figures this person may see, and what all areas are made from. Raises Http404.

    Working figures are for who leads every area: to all others the pooled share and those of single areas together
    could give a small count away, so they are under disclosure control.
    """
    return _compared(user, measure, controlled=not sees_working_figures(user, None))


def controlled_for(user: User, measure: Measure) -> tuple[Shown, Beside]:
    """The same for a file: under disclosure control whoever takes it away. Raises Http404."""
    return _compared(user, measure, controlled=True)


def _compared(user: User, measure: Measure, *, controlled: bool) -> tuple[Shown, Beside]:
    check_can_see_all_areas(user)
    areas = areas_beside(figures_areas_for(user), measure, controlled=controlled)
    return snapshot_for(None, controlled=controlled), areas


def rounds_area_for(user: User, slug: str) -> Area:
    """For leads: rounds single few reviews out, as filters do. Raises Http404."""
    return area_for(user, slug, "open reviews")


def round_for(area: Area, pk: int) -> Round:
    """Raises Http404 where this area has none so numbered."""
    found = Round.objects.filter(area=area, pk=pk).first()
    if found is None:
        raise Http404
    return found


def rounds_of(area: Area) -> list[Round]:
    """First to last."""
    return list(Round.objects.filter(area=area))
