"""The questions of a form in which nothing stands yet, drawn once: most notes are come to for the first time.

Nothing of a note is in them but which pathway was taken, so they are the same for everybody who comes to one like it.
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reviews.forms.judging import Entered
from reviews.models import WorkshopNote

MOST = 500  # kinds of notes: decision points by pathways, of the areas that are judging now
Kind = tuple[object, ...]
_drawn: dict[Kind, SafeString] = {}


def blank_answers(place: WorkshopNote, shown: Mapping[str, Any], mode: str) -> SafeString | None:
    """The questions as HTML; None where something stands in the form. `shown` is that of `judging_page.page`.

    Drawn anew with each revision of the catalogue and of the area, whose local services stand beside pathways.
    """
    if shown["entered"] != Entered() or shown["errors"]:
        return None
    kind = _kind(place, mode)
    if kind not in _drawn:
        if len(_drawn) >= MOST:
            _drawn.clear()
        drawn = render_to_string("reviews/_answers.html", {**shown, "mode": mode})
        _drawn[kind] = mark_safe(drawn)  # noqa: S308 - our own template, which escapes
    return _drawn[kind]


def forget() -> None:
    """Draw anew next time (for tests, which roll revisions back)."""
    _drawn.clear()


def _kind(place: WorkshopNote, mode: str) -> Kind:
    note, area = place.note, place.workshop.area
    return mode, note.decision_point, note.actual_pathway_id, place.catalogue_revision, area.pk, area.revision
