"""Fills a PostgreSQL with invented areas, case notes, agreed reviews and judgements by SQL alone: a million in minutes.

Answers are uneven, as people's are: a few pathways and reasons make up most. The same seed gives the same rows.
"""

# ruff: noqa: S608 - statements are put together from our own names alone

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BATCH = 500  # notes that lie together: those of one file
WORKSHOP = 20  # reviews that lie together: those of one workshop
NARRATIVE = 1_500  # characters


@dataclass(frozen=True)
class Size:
    """`members` judge each note of the first `judged` areas alone; the other areas' reviews were made on paper."""

    reviews: int
    areas: int
    judged: int = 0
    members: int = 0
    seed: int = 2016


def fill(size: Size) -> None:
    """Into an empty, migrated database. The areas are called area-1, area-2 …; lead@example.org leads the first."""
    from django.core.management import call_command
    from django.db import connection

    call_command("load_catalogue", verbosity=0, stdout=sys.stderr)
    with connection.cursor() as cursor:
        # No row is looked up by its references while filling: what is filled in is right by construction.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT setseed(%s)", [size.seed % 1000 / 1000])
        _areas(cursor, size)
        _notes(cursor, size)
        _reviews(cursor, size)
        if size.judged and size.members:
            _judgements(cursor, size)
        _numbers_go_on(cursor)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")  # as autovacuum would soon do


def insert(cursor: Any, model: Any, values: Mapping[str, str], found: str) -> None:
    """Rows of `model` from the query `found`: SQL by column; every other column as the model's default has it."""
    given = {field.column: values.get(field.column, _default(field)) for field in model._meta.concrete_fields}
    kept = {column: value for column, value in given.items() if value}
    table = f'"{model._meta.db_table}"'
    columns = ", ".join(f'"{column}"' for column in kept)
    cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {', '.join(kept.values())} {found}")


def _default(field: Any) -> str:
    if field.primary_key:
        return ""
    kind = field.get_internal_type()
    if kind == "DateTimeField" and not field.null:
        return "now()"
    if field.null:
        return "NULL"
    if kind == "JSONField":
        return f"'{'[]' if field.default is list else '{}'}'::jsonb"
    if kind == "BooleanField":
        return str(bool(field.default))
    given = field.get_default()
    return f"'{given or ''}'" if kind in {"CharField", "TextField", "FileField"} else str(given or 0)


def _areas(cursor: Any, size: Size) -> None:
    """Each with seven localities, six organisations, three panels, and all that money needs."""
    from accounts.models import User
    from areas.models import Area, DecisionPointInput, Locality, Membership, Organisation
    from pathways.questions import WITH_NOTES
    from reviews.models import Batch, Panel

    every = f"FROM generate_series(1, {size.areas}) a"
    values = {
        "id": "a",
        "slug": "'area-' || a",
        "name": "'Area ' || a",
        "total_budget": "500000000 + a",
        "revision": "1",
    }
    insert(cursor, Area, values, every)
    for model, several in ((Locality, 7), (Organisation, 6), (Panel, 3)):
        each = f"{every}, generate_series(1, {several}) n"
        name = f"'{model.__name__} ' || n"
        insert(cursor, model, {"id": f"(a - 1) * {several} + n", "area_id": "a", "name": name}, each)
    for at, point in enumerate(WITH_NOTES):
        cell = {"area_id": "a", "decision_point": f"'{point.code}'", "annual_volume": f"{4000 + 700 * at} + a",
                "realisable_share": "0.4"}  # fmt: skip
        insert(cursor, DecisionPointInput, cell, every)
    kept = {
        "id": "a",
        "area_id": "a",
        "kind": "'agreed-reviews'",
        "status": "'loaded'",
        "sha256": "a::text",
        "file": "'f'",
    }
    insert(cursor, Batch, kept, every)
    lead = User.objects.create_user("lead@example.org", "Lead", "a password for the run")
    Membership.objects.create(area_id=1, user=lead, role="lead")


def _notes(cursor: Any, size: Size) -> None:
    """Files of BATCH notes, by one area after another."""
    from pathways.models import PathwayDecisionPoint
    from pathways.questions import WITH_NOTES
    from reviews.models import CaseNote

    cursor.execute(
        "CREATE TEMP TABLE offered AS SELECT decision_point, array_agg(pathway_id ORDER BY pathway_id) paths"
        f" FROM {PathwayDecisionPoint._meta.db_table} GROUP BY 1"
    )
    points = "ARRAY[" + ", ".join(f"'{point.code}'" for point in WITH_NOTES) + "]"
    area = f"((n / {BATCH}) % {size.areas} + 1)"
    values = {
        "id": "n + 1", "area_id": "area", "batch_id": "area", "reference": "'T-' || n", "line": "n + 1",
        "review_point": "1", "decision_point": "point", "age_band": _one_of("ARRAY['85+','75-84','65-74','18-64']", 4),
        "actual_pathway_id": _one_of("o.paths", "array_length(o.paths, 1)"),
        "narrative": f"rpad(md5(n::text), {NARRATIVE}, ' an invented note')", "content_hash": "md5(n::text)",
        "locality_id": "(area - 1) * 7 + 1 + floor(7 * random())::int",
        "organisation_id": "(area - 1) * 6 + 1 + floor(6 * random())::int",
        "self_referred": "CASE WHEN point = 'q1-attendance' THEN random() < 0.4 END",
    }  # fmt: skip
    rows = (
        f"FROM (SELECT n, {area} area, ({points})[1 + floor({len(WITH_NOTES)} * random())::int] point"
        f" FROM generate_series(0, {size.reviews - 1}) n) given JOIN offered o ON o.decision_point = point ORDER BY n"
    )
    insert(cursor, CaseNote, values, rows)


def _one_of(array: str, of: int | str) -> str:
    """One of an array's values, the first ones far more often."""
    return f"({array})[1 + floor({of} * random() ^ 2.5)::int]"


def _reviews(cursor: Any, size: Size) -> None:
    """In the order of workshops all over the country."""
    from pathways.models import PreventiveService
    from reviews.models import AgreedReview

    _answers(cursor, "SELECT id AS note_id, decision_point, actual_pathway_id, area_id FROM reviews_casenote",
             f"(note_id / {WORKSHOP}) % 997, note_id")  # fmt: skip
    values = ANSWERED | {
        "id": "number", "note_id": "note_id", "panel_id": "(area_id - 1) * 3 + 1 + number % 3", "batch_id": "area_id",
        "reviewed_on": "date '2026-01-01' + (number % 270)::int",
    }  # fmt: skip
    insert(cursor, AgreedReview, values, "FROM answered ORDER BY number")
    cursor.execute(
        "INSERT INTO reviews_agreedreview_missed_prevention (agreedreview_id, preventiveservice_id)"
        " SELECT DISTINCT r.id, s.id FROM answered a JOIN reviews_agreedreview r ON r.id = a.number"
        f" JOIN {PreventiveService._meta.db_table} s ON s.position % 7 = a.number % 7"
        " WHERE a.best <> 'unclear' AND a.number % 3 = 0 ORDER BY 1"
    )


ANSWERED = {
    "best_pathway": "best",
    "level_of_need": _one_of("ARRAY['moderate','high','low','complex']", 4),
    "proposed_pathway_id": "proposed",
    "main_reason_id": "CASE WHEN best = 'no' THEN reason END",
    **{
        column: f"CASE WHEN best = 'no' THEN {_one_of(f'ARRAY[{values}]', values.count(',') + 1)} ELSE '' END"
        for column, values in {
            "alternative_existed": "'available','no','under-commissioned'",
            "timing": "'on-the-day','earlier'",
            "person_implication": "'better','much-better','same'",
            "cost_implication": "'lower','same','higher'",
            "achievability": "'likely','even','unlikely'",
        }.items()
    },
}


def _answers(cursor: Any, rows: str, order: str) -> None:
    """The temporary table `answered`: rows with a number in this order, best, proposed and reason."""
    cursor.execute("DROP TABLE IF EXISTS answered")
    cursor.execute(
        "CREATE TEMP TABLE answered AS"
        f" SELECT g.*, row_number() OVER (ORDER BY {order}) AS number,"
        "  CASE WHEN proposed IS NOT NULL THEN 'no' WHEN random() < 0.1 THEN 'unclear' ELSE 'yes' END AS best"
        " FROM (SELECT g.*, CASE WHEN random() < 0.45 THEN"
        "   nullif(o.paths[1 + floor(array_length(o.paths, 1) * random() ^ 2.5)::int], actual_pathway_id)"
        "   END AS proposed,"
        "   reasons.ids[1 + floor(array_length(reasons.ids, 1) * random() ^ 2.5)::int] AS reason"
        f"  FROM ({rows}) g JOIN offered o USING (decision_point),"
        "   (SELECT array_agg(id ORDER BY position) ids FROM pathways_reason) reasons) g"
    )


def _judgements(cursor: Any, size: Size) -> None:
    """Workshops of 200 notes in the judged areas: their reviews come from them and no more from a file."""
    from accounts.models import User
    from reviews.models import Judgement, Workshop, WorkshopNote

    facilitator = User.objects.get().pk
    for member in range(size.members):
        User.objects.create(email=f"member-{member}@example.org", name=f"Member {member}")
    held = {
        "id": "id",
        "area_id": "area_id",
        "panel_id": "id",
        "name": "'Workshop ' || id",
        "facilitator_id": str(facilitator),
    }
    insert(cursor, Workshop, held, f"FROM reviews_panel WHERE area_id <= {size.judged}")
    place = {
        "id": "r.id", "workshop_id": "r.panel_id", "note_id": "r.note_id", "phase": "'agreed'", "agreed_at": "now()",
        "position": "row_number() OVER (PARTITION BY r.panel_id ORDER BY r.id)", "revealed_at": "now()",
        "revealed_by_id": str(facilitator),
    }  # fmt: skip
    there = f"FROM reviews_agreedreview r JOIN reviews_casenote n ON n.id = r.note_id WHERE n.area_id <= {size.judged}"
    insert(cursor, WorkshopNote, place, there + " ORDER BY r.id")
    cursor.execute("UPDATE reviews_agreedreview SET workshop_note_id = w.id, batch_id = NULL, agreement = 'majority'"
                   " FROM reviews_workshopnote w WHERE w.id = reviews_agreedreview.id")  # fmt: skip
    rows = (
        f"SELECT w.id AS place, u.id AS who, n.decision_point, n.actual_pathway_id FROM reviews_workshopnote w"
        f" JOIN reviews_casenote n ON n.id = w.note_id JOIN accounts_user u ON u.id <> {facilitator}"
    )
    _answers(cursor, rows, "place, who")
    professions = "(SELECT array_agg(id ORDER BY position) ids FROM pathways_profession) p"
    judged = ANSWERED | {
        "id": "number", "workshop_note_id": "place", "by_id": "who", "phase": "'independent'",
        "profession_id": "p.ids[1 + who % 5]",
    }  # fmt: skip
    insert(cursor, Judgement, judged, f"FROM answered, {professions} ORDER BY number")


def _numbers_go_on(cursor: Any) -> None:
    """Rows that come later get numbers after those that were given here."""
    from django.apps import apps

    for model in apps.get_models():
        table, key = model._meta.db_table, model._meta.pk.column
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key])
        sequence = cursor.fetchone()[0]
        if sequence:
            cursor.execute(f'SELECT setval(%s, greatest(max("{key}"), 1)) FROM "{table}"', [sequence])
