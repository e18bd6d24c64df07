"""What was marked in a note, for the page: the passages of the form, and after the reveal those of the room."""

from collections.abc import Iterable, Sequence
from typing import Any

from reviews.forms.judging import Entered
from reviews.workshops import evidence
from reviews.workshops.evidence import Passage
from reviews.workshops.marks import Mark, pieces, together
from reviews.workshops.sections import sections, shown
from reviews.workshops.spread import Judged

OWN = ""  # who marked what stands in the form


def narrated(narrative: str, entered: Entered, others: Sequence[Mark] = ()) -> dict[str, Any]:
    """The note in sections, what is drawn in each (by its number), and the passages of the form with their words."""
    own = marked(entered, narrative)
    marks = [*others, *((passage, OWN) for passage in own)]
    found = sections(narrative)
    return {
        "sections": found,
        "drawn": {section.number: pieces(shown(section.body), section.start, marks) for section in found},
        "passages": [(evidence.written(passage), narrative[slice(*passage)]) for passage in own],
    }


def marked(entered: Entered, narrative: str) -> list[Passage]:
    """What stands in the form, as far as it lies in the note: a form may hold anything, and too much of it."""
    read = [evidence.read(text) for text in entered.many.get("evidence", [])]
    rows = [row for row in read if isinstance(row, dict) and row["start"] < row["end"] <= len(narrative)]
    return evidence.merged([row["start"], row["end"]] for row in rows)


def marks_of(judged: Iterable[Judged]) -> list[Mark]:
    """Everybody's passages as they stand now, each with its profession. Only for answers that may be shown."""
    return [(passage, each.profession) for each in judged for passage in each.answers["evidence"]]


def told(marks: Sequence[Mark], narrative: str) -> list[tuple[str, str, str]]:
    """Each passage as forms send it, its words, and who marked it: "GP, District nurse"."""
    return [(evidence.written(passage), narrative[slice(*passage)], ", ".join(who)) for passage, who in together(marks)]
