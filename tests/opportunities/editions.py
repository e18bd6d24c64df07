"""The hand-worked area as a snapshot shows it: what pages and files are tried on."""

from dataclasses import replace
from datetime import UTC, datetime

from opportunities.exports.edition import Edition
from opportunities.figures import Shown
from opportunities.rollup.given import AreaInputs
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from tests.opportunities.rollup.worked import AREA, CATALOGUE, TALLY

AS_OF = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
LABELS = {code: pathway.label for code, pathway in CATALOGUE.pathways.items()}


def shown(inputs: AreaInputs = AREA, *, newer: int = 0) -> Shown:
    figures = draw_up(workings(TALLY, inputs, CATALOGUE), CATALOGUE)
    return Shown(inputs.slug, AS_OF, revision=41, stale=bool(newer), newer=newer, reviews_counted=15, figures=figures)


def edition(inputs: AreaInputs = AREA, *, newer: int = 0) -> Edition:
    return Edition(inputs.name, shown(inputs, newer=newer), LABELS)


def incomplete_edition() -> Edition:
    return edition(replace(AREA, total_budget=None))
