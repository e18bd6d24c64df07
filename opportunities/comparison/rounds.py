"""An area's rounds as they are counted now: grouped queries, however many reviews and rounds there are."""

from areas.models import Area
from opportunities.comparison.access import rounds_of
from opportunities.comparison.over_time import RoundsSide, over_time
from opportunities.models import Round
from pathways.catalogue import reasons
from reviews import tally


def counted_rounds(area: Area) -> tuple[list[Round], RoundsSide]:
    """The rounds, first to last, and what was counted in them."""
    rounds = rounds_of(area)
    counts = tally.by_period(area.pk, [(each.starts, each.ends) for each in rounds])
    labels = {reason.code: reason.label for reason in reasons()}
    return rounds, over_time([each.name for each in rounds], counts, labels)
