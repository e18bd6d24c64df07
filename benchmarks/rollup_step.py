"""One step of the run of the roll-up in a process of its own: JSON out.

python -m benchmarks.rollup_step fill REVIEWS AREAS [JUDGED MEMBERS [SEED]] | count | refresh AREA | whole AREAS
                                 | parallel AREAS | sizes
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

TIMES = 3
# What the tables need of all reviews, by one hand-written query: the same rows, groupings and columns as a roll-up.
BARE = """
SELECT GROUPING(area, point, actual, best, proposed, reason, existed, timing, referred, due, chance, age, locality,
                organisation, missed),
  area, point, actual, best, proposed, reason, existed, timing, referred, due, chance, age, locality, organisation,
  missed, count(*), max(id)
FROM (
  SELECT n.area_id area, n.decision_point point, n.actual_pathway_id actual, r.best_pathway best,
    r.proposed_pathway_id proposed, r.main_reason_id reason, r.alternative_existed existed,
    CASE WHEN n.decision_point = 'q1-admission' THEN r.timing ELSE '' END timing,
    CASE WHEN n.decision_point = 'q1-attendance' THEN n.self_referred END referred,
    r.timing due, r.achievability chance, n.age_band age, n.locality_id locality, n.organisation_id organisation,
    CASE WHEN r.best_pathway <> 'unclear' THEN m.missed END missed, r.id
  FROM reviews_agreedreview r JOIN reviews_casenote n ON n.id = r.note_id
  LEFT JOIN (SELECT agreedreview_id, string_agg(preventiveservice_id::text, ' ' ORDER BY preventiveservice_id) missed
             FROM reviews_agreedreview_missed_prevention GROUP BY 1) m ON m.agreedreview_id = r.id
  WHERE NOT r.exchanged
) found
GROUP BY GROUPING SETS (
  (area, point, actual, best, proposed, reason, existed, timing, referred), (area, point, best, due, chance),
  (area, point, best, age), (area, point, best, locality), (area, point, best, organisation), (area, point, missed))
"""
# The least that tells flows and reasons apart: one grouping of six columns.
SIX_COLUMNS = """
SELECT n.area_id, n.decision_point, n.actual_pathway_id, r.best_pathway, r.proposed_pathway_id, r.main_reason_id,
  r.alternative_existed, count(*)
FROM reviews_agreedreview r JOIN reviews_casenote n ON n.id = r.note_id
WHERE NOT r.exchanged GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def fill(reviews: int, areas: int, judged: int = 0, members: int = 0, seed: int = 2016) -> dict[str, Any]:
    from benchmarks import filled

    began = time.perf_counter()
    filled.fill(filled.Size(reviews, areas, judged, members, seed))
    return {"seconds": round(time.perf_counter() - began)}


def count() -> dict[str, Any]:
    """All areas as the roll-up counts them, beside the bare queries, in turns."""
    from areas.models import Area
    from reviews import tally

    areas = list(Area.objects.values_list("pk", flat=True))
    ways: dict[str, Callable[[], object]] = {
        "bare_ms": lambda: _all(BARE),
        "six_columns_ms": lambda: _all(SIX_COLUMNS),
        "ours_ms": lambda: [tally.tally(area) for area in areas],
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TIMES):
        for name, way in ways.items():
            taken[name].append(_ms(way))
    found = {name: round(statistics.median(each)) for name, each in taken.items()}
    ratio, to_six = (round(found["ours_ms"] / found[name], 2) for name in ("bare_ms", "six_columns_ms"))
    return {
        **found,
        "ratio": ratio,
        "ratio_to_six_columns": to_six,
        "an_area_ms": round(found["ours_ms"] / len(areas), 1),
    }


def refresh(area: int) -> dict[str, Any]:
    """From one more agreed review to figures that have it, and what that time goes into: medians."""
    from opportunities.rollup import run
    from opportunities.rollup.inputs import gather

    run._first(area)
    parts: dict[str, list[float]] = {}
    for _ in range(TIMES):
        _one_more(area)
        before = _cpu_ms()
        with _timed(parts):
            whole = _ms(lambda: run._first(area))
        parts.setdefault("first_ms", []).append(whole)
        parts.setdefault("first_cpu_ms", []).append(_cpu_ms() - before)
    reviews = gather(area).reviews
    found = {name: round(statistics.median(each), 1) for name, each in parts.items()}
    return {"reviews": reviews, **found}


class _timed:
    """Sums what the parts of a refresh take while it lasts."""

    def __init__(self, parts: dict[str, list[float]]) -> None:
        self._parts = parts

    def __enter__(self) -> None:
        from opportunities.rollup import ahead, run, workings

        self._places = [
            (run, "gather", "counting_ms"), (workings, "_draws", "resampling_ms"), (ahead, "keep", "writing_ms"),
        ]  # fmt: skip
        self._were = [getattr(place, name) for place, name, _ in self._places]
        for (place, name, called), was in zip(self._places, self._were, strict=True):
            setattr(place, name, self._told(called, was))

    def __exit__(self, *_: object) -> None:
        for (place, name, _), was in zip(self._places, self._were, strict=True):
            setattr(place, name, was)

    def _told(self, called: str, was: Callable[..., Any]) -> Callable[..., Any]:
        def told(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return was(*given, **named)
            finally:
                self._parts.setdefault(called, []).append((time.perf_counter() - began) * 1000)

        return told


def whole(areas: int) -> dict[str, Any]:
    """Whole roll-ups of so many areas by one process: seconds each, and how much of it disclosure control is."""
    from areas.models import Area
    from opportunities.rollup import run

    taken, control = [], []
    given_away = run.given_away

    def timed(*given: Any) -> Any:
        began = time.perf_counter()
        try:
            return given_away(*given)
        finally:
            control.append(time.perf_counter() - began)

    run.given_away = timed
    for area in Area.objects.order_by("-pk").values_list("pk", flat=True)[:areas]:
        taken.append(_ms(lambda area=area: run.rollup_area(area)) / 1000)
    run.given_away = given_away
    return {
        "areas": len(taken),
        "seconds_an_area": round(statistics.median(taken), 2),
        "of_it_disclosure_control": round(statistics.median(control), 2),
    }


def parallel(areas: int) -> dict[str, Any]:
    """So many areas out of date, rolled up by Celery workers with one process, then with two."""
    return {f"{processes}_processes_s": _by_workers(areas, processes) for processes in (1, 2)}


def _by_workers(areas: int, processes: int) -> float:
    """From the message to the last table, without the start of the workers."""
    from areas.models import Area
    from opportunities import tasks
    from opportunities.models import Snapshot

    chosen = list(Area.objects.order_by("pk").values_list("pk", flat=True)[:areas])
    Snapshot.objects.all().delete()
    folder = Path(os.environ["PATHWAY_REVIEW_TEST_VAR"])
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-P", "prefork", "-c", str(processes)]
    with (folder / f"worker-{processes}.log").open("wb") as log:
        worker = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own
    try:
        time.sleep(12)  # until it waits for messages
        began = time.perf_counter()
        for area in chosen:
            tasks.rollup_area.delay(area)
        while Snapshot.objects.filter(area__in=chosen, as_of__isnull=False).count() < len(chosen):
            if worker.poll() is not None:
                raise RuntimeError("The worker stopped.")
            time.sleep(0.1)
        return round(time.perf_counter() - began, 1)
    finally:
        worker.terminate()
        worker.wait()


def _one_more(area: int) -> None:
    """A note and its agreed review, as an earlier one of the area."""
    from areas.models import Area
    from reviews.models import AgreedReview, CaseNote

    with_review = CaseNote.objects.filter(area_id=area).order_by("-pk").first()
    assert with_review  # noqa: S101 - the area was filled
    review = AgreedReview.objects.filter(note=with_review).get()
    with_review.pk, with_review.reference = None, f"R-{time.time_ns()}"
    with_review.save(force_insert=True)
    review.pk, review.note = None, with_review
    review.save(force_insert=True)
    Area.objects.touch(area)


def sizes() -> dict[str, Any]:
    """Bytes on the disk, indexes among them, for each row of the tables that grow."""
    tables = ("reviews_casenote", "reviews_agreedreview", "reviews_judgement", "reviews_workshopnote")
    found = {}
    for table in tables:
        [(size, rows)] = _all(f"SELECT pg_total_relation_size('{table}'), (SELECT count(*) FROM {table})")  # noqa: S608 - own names
        if rows:
            found[table.removeprefix("reviews_")] = round(size / rows)
    return found


def _cpu_ms() -> float:
    """Processor time of this process and of its connection's server process: what a busy machine blurs less."""
    from django.db import connection

    [(backend,)] = _all("SELECT pg_backend_pid()")
    server = int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e6
    assert connection.connection  # noqa: S101 - it is the same one throughout
    return time.process_time() * 1000 + server


def _all(statement: str) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def _ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    django.setup()
    name, *words = sys.argv[1:]
    steps: dict[str, Callable[..., dict[str, Any]]] = {
        "fill": fill, "count": count, "refresh": refresh, "whole": whole, "parallel": parallel,
        "sizes": sizes,
    }  # fmt: skip
    json.dump(steps[name](*map(int, words)), sys.stdout)
