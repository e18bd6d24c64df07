"""The tables of a choice of an area's reviews, counted now. Counts and shares only: volumes are of the whole area."""

from django.utils import timezone

from areas.models import Area
from opportunities.editions import pathways
from opportunities.exports.edition import Edition
from opportunities.figures import Shown
from opportunities.rollup import given, revision
from opportunities.rollup.inputs import catalogue
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from reviews import tally
from reviews.tally import Choice


def filtered_edition(area: Area, choice: Choice) -> Edition:
    """A fixed number of grouped queries, whatever is chosen; nothing is stored."""
    now, seen = revision.current(area.pk), timezone.now()
    counted = tally.tally(area.pk, choice)
    found = given.Tally(counted.counts, counted.missed, counted.any_missed, counted.prospects, counted.people)
    nothing_set = given.AreaInputs(area.slug, area.name, None, None, points={}, unit_costs={})
    known = catalogue()
    shown = Shown(
        area=area.slug,
        as_of=seen,
        revision=now,
        stale=False,
        newer=0,
        reviews_counted=counted.reviews,
        figures=draw_up(workings(found, nothing_set, known), known),
    )
    names, levels = pathways()
    return Edition(area.name, shown, names, levels=levels)
