"""What would be published if somebody proposed it now: the controlled tables, and whether they are fresh."""

from dataclasses import dataclass

from areas.models import Area
from opportunities.figures import Shown, snapshot_for
from opportunities.models import Publication, Snapshot
from opportunities.models.publication import Outcome
from opportunities.rollup.disclosure_rules import rules
from opportunities.sentences import MAIN_ONES, Sentence, sentences
from pathways.questions import WITH_NOTES
from reviews.cases import cases_of


@dataclass(frozen=True)
class Offered:
    """`said`: the main headlines under disclosure control; `cases`: how many illustrative cases go with them.

    close_to  the last publication, where so few reviews lie between that the two together may tell of them
    """

    shown: Shown
    said: list[Sentence]
    cases: int
    close_to: Publication | None


def offered(area: Area | None) -> Offered:
    shown = snapshot_for(area, controlled=True)
    said = [each for each in sentences(shown.figures.headlines["headlines"]) if each.code in MAIN_ONES]
    return Offered(shown, said, len(cases_of(area.pk)) if area else 0, _close_to(area))


def _close_to(area: Area | None) -> Publication | None:
    """Control looks at one edition at a time: docs/method.md, "Disclosure control"."""
    last = Publication.objects.filter(area=area, outcome=Outcome.APPROVED).defer("content").first()
    now = Snapshot.objects.filter(area=area).values_list("reviews_counted", flat=True).first()  # type: ignore[misc]
    few = (rules().hide_up_to + 1) * len(WITH_NOTES)
    return last if last and now is not None and 0 < abs(now - last.reviews_counted) < few else None
