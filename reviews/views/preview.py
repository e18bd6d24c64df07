"""The first rows of a checked file, as they would stand on the page where panels judge them."""

from typing import Any

from areas.models import Locality, Organisation
from pathways.models import Pathway
from reviews.intake.access import pathway_labels
from reviews.models import CaseNote
from reviews.workshops.facts import facts, title
from reviews.workshops.sections import sections

NAMED = ("actual_pathway", "locality", "organisation")


def as_panels_see(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """{"line", "title", "facts", "sections"} of each, as `reviews.models.Batch.preview` keeps them."""
    labels = pathway_labels({row["actual_pathway"] for row in rows}) if rows else {}
    return [_shown(row, labels) for row in rows]


def _shown(row: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    note = _note(row, labels)
    return {"line": row["line"], "title": title(note), "facts": facts(note), "sections": sections(note.narrative)}


def _note(row: dict[str, Any], labels: dict[str, str]) -> CaseNote:
    """A note that is stored nowhere, with the names of pathway and places."""
    code = row["actual_pathway"]
    own = {name: value for name, value in row.items() if name not in NAMED}
    note = CaseNote(**own, actual_pathway=Pathway(code=code, label=labels.get(code, code)))
    note.locality = Locality(name=row["locality"]) if row["locality"] else None
    note.organisation = Organisation(name=row["organisation"]) if row["organisation"] else None
    return note
