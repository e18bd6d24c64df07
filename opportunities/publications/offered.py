"""What would be published if somebody proposed it now: the controlled tables, and whether they are fresh."""

from dataclasses import dataclass

from areas.models import Area
from opportunities.figures import Shown, snapshot_for
from opportunities.sentences import MAIN_ONES, Sentence, sentences
from reviews.cases import cases_of


@dataclass(frozen=True)
class Offered:
    """`said`: the main headlines under disclosure control; `cases`: how many illustrative cases go with them."""

    shown: Shown
    said: list[Sentence]
    cases: int


def offered(area: Area | None) -> Offered:
    shown = snapshot_for(area, controlled=True)
    said = [each for each in sentences(shown.figures.headlines["headlines"]) if each.code in MAIN_ONES]
    return Offered(shown, said, len(cases_of(area.pk)) if area else 0)
