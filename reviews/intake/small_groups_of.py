"""Who shares facts in a batch as it stands: what came in, and what is held and may still come in."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform

from reviews.intake.case_notes import band_of
from reviews.intake.small_groups import COLUMNS, FEWEST, People, alike_in_words, key_of, pointed_out
from reviews.models import Batch, CaseNote, HeldRow

FIRST = ("", "1", "1.0")  # review points; a second one is about the same person


def small_groups_of(batch: Batch) -> dict[str, Any]:
    """As `reviews.intake.small_groups.pointed_out`: two statements, whatever the number of rows."""
    return pointed_out(people_in(batch), people_held(batch))


def people_in(batch: Batch) -> People:
    """Of its notes, as they were loaded."""
    columns = [f"{column}__name" if column == "locality" else column for column in COLUMNS]
    notes = CaseNote.objects.filter(batch=batch, review_point=1).order_by().values_list(*columns)
    return _counted(notes.annotate(number=Count("pk")))


def people_held(batch: Batch) -> People:
    """Of the rows that wait for a decision, as they stand in the file."""
    waiting = HeldRow.objects.filter(batch=batch, state=HeldRow.State.WAITING).order_by()
    cells = {f"cell_{column}": KeyTextTransform(column, "cells") for column in (*COLUMNS, "review_point")}
    counted = waiting.annotate(**cells).values_list(*cells).annotate(number=Count("pk"))
    first = [(age, *rest, number) for age, *rest, point, number in counted if (point or "").strip() in FIRST]
    return _counted((band_of(age or ""), *rest, number) for age, *rest, number in first)


def few_alike(row: HeldRow) -> str:
    """What is to be known before a held row comes in, where few people in its batch share its facts; else ""."""
    if row.batch.kind != Batch.Kind.CASE_NOTES:
        return ""
    facts = row.cells | {"age_band": band_of(row.cells.get("age_band", ""))}
    others = people_in(row.batch)[key_of(facts)]
    return alike_in_words(others) if others + 1 < FEWEST else ""


def _counted(rows: Any) -> People:
    people: People = Counter()
    for *values, number in rows:
        people[key_of(dict(zip(COLUMNS, values, strict=True)))] += number
    return people
