"""Writes the bytes of a file from its source, telling how far it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from areas.models import Area
from opportunities.export_jobs.source import Source
from opportunities.exports.formats import FORMATS, file_name
from opportunities.exports.research import as_research_csv
from opportunities.exports.typesetting import CannotWrite, steps_told
from reviews.tally import answers_given

Tell = Callable[[int, int], None]
ROWS = 1_000  # between two tellings


@dataclass(frozen=True)
class Written:
    """`reviews`: how many agreed reviews a file of every answer holds; None of tables."""

    pieces: Iterator[bytes]
    suffix: str
    file_name: str
    reviews: int | None = None


def written(source: Source, form: str, tell: Tell) -> Written:
    """Raises opportunities.exports.typesetting.CannotWrite, and whatever `tell` raises."""
    if source.edition is None and source.area is not None:
        return _answers(source.area, tell)
    if source.edition is None:
        raise CannotWrite("Only an area has a file of every answer.")
    with steps_told(tell):
        content = FORMATS[form].write(source.edition)
    return Written(iter([content]), form, file_name(source.edition, form))


def _answers(area: Area, tell: Tell) -> Written:
    """`tell` is told rows; how many there will be is not known."""
    given = answers_given(area.pk)
    lines = _counted(as_research_csv(area.name, given), tell)
    return Written(lines, "csv", f"answers-{slugify(area.name)}.csv", given.reviews)


def _counted(pieces: Iterator[bytes], tell: Tell) -> Iterator[bytes]:
    rows, told = 0, -ROWS
    for piece in pieces:
        if rows >= told + ROWS:
            tell(rows, 0)
            told = rows
        rows += piece.count(b"\n")
        yield piece
