"""Makes an area of invented reviews, rolls it up and times its pages, in one process: JSON out.

python -m benchmarks.figures_step REVIEWS SEED
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

LOOKS = 40
AREA = "/areas/trial/"
PAGES = {
    "overview": ("", True),
    "flows": ("flows/", True),
    "why and when": ("why/", True),
    "where and who": ("where/", True),
    "list of reviews": ("reviews/?best=no", False),
    "filtered by decision point": ("?decision_point=q3-discharge", False),
    "filtered by locality": ("?locality={locality}", False),
}


def measure(reviews: int, seed: int) -> dict[str, Any]:
    from django.test import Client

    from opportunities.rollup import run

    lead, area, locality = make(reviews, random.Random(seed))  # noqa: S311 - a reproducible run
    rolling = timed(lambda: run.rollup_area(area), 1)
    client = Client(headers={"host": "localhost"})
    bare = looked(client, "/account/sign-in/")
    client.force_login(lead)
    found = {
        name: looked(client, AREA + path.format(locality=locality)) | {"stored": stored}
        for name, (path, stored) in PAGES.items()
    }
    for page in found.values():
        page["cpu_to_bare"] = round(page["cpu_ms"] / bare["cpu_ms"], 1)
    return {
        "reviews": reviews,
        "bare": bare,
        "pages": found,
        "roll_up_ms": round(rolling[0]),
        "counting": counting(area),
        "machine_load": os.getloadavg()[0],
        "seed": seed,
    }


def counting(area: int) -> dict[str, float]:
    """The counting of a roll-up beside one bare grouped query over the same rows."""
    from django.db import connection

    from reviews import tally

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT n.decision_point, n.actual_pathway_id, r.best_pathway, r.proposed_pathway_id, r.main_reason_id,"
                " r.alternative_existed, count(*) FROM reviews_agreedreview r"
                " JOIN reviews_casenote n ON n.id = r.note_id"
                " WHERE n.area_id = %s AND NOT r.exchanged GROUP BY 1, 2, 3, 4, 5, 6",
                [area],
            )
            cursor.fetchall()

    ours, one = (statistics.median(timed(each, 9)) for each in (lambda: tally.tally(area), bare))
    return {"tally_ms": round(ours, 1), "one_grouped_query_ms": round(one, 1), "ratio": round(ours / one, 2)}


def looked(client: Any, address: str) -> dict[str, Any]:
    """Server time of a page, from request to bytes, without a network; `cpu_ms` is of the web process alone."""
    response = client.get(address)
    assert response.status_code == 200, address  # noqa: S101 - a wrong answer ends the run
    began = time.process_time()
    times = sorted(timed(lambda: client.get(address), LOOKS))
    cpu = (time.process_time() - began) * 1000 / LOOKS
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(LOOKS * 0.95) - 1], 1),
        "cpu_ms": round(cpu, 1),
        "kB": round(len(response.content) / 1000),
    }


def timed(act: Callable[[], Any], times: int) -> list[float]:
    """Milliseconds of each."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def make(number: int, rng: random.Random) -> tuple[Any, int, int]:
    """A lead, and an area of seven localities and six organisations with so many agreed reviews."""
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import User
    from areas.models import Area, Locality, Membership, Organisation
    from pathways.models import PathwayDecisionPoint, Reason
    from pathways.questions import WITH_NOTES
    from reviews.models import AgreedReview, Batch, CaseNote, Panel

    call_command("load_catalogue", verbosity=0, stdout=sys.stderr)
    lead = User.objects.create_user("lead@example.org", "Lead", "a password for the run")
    area = Area.objects.create(slug="trial", name="Trial")
    Membership.objects.create(area=area, user=lead, role="lead")
    localities = [Locality.objects.create(area=area, name=f"Locality {n}") for n in range(7)]
    organisations = [Organisation.objects.create(area=area, name=f"Organisation {n}") for n in range(6)]
    panel = Panel.objects.create(area=area, name="Panel")
    batch = Batch.objects.create(area=area, kind="case-notes", sha256="0" * 64, file_name="notes.csv", file="notes")
    offered: dict[str, list[int]] = {}
    for pathway, point in PathwayDecisionPoint.objects.values_list("pathway_id", "decision_point"):
        offered.setdefault(point, []).append(pathway)
    reasons = list(Reason.objects.values_list("pk", flat=True))
    notes = CaseNote.objects.bulk_create(
        CaseNote(
            area=area, batch=batch, reference=f"T-{n}", decision_point=(point := rng.choice(WITH_NOTES).code),
            age_band=rng.choice(["18-64", "65-74", "75-84", "85+"]), actual_pathway_id=rng.choice(offered[point]),
            narrative="An invented note.", locality=rng.choice(localities), organisation=rng.choice(organisations),
            line=n, content_hash=str(n),
        )
        for n in range(number)
    )  # fmt: skip
    answered = []
    for note in notes:
        better = [pathway for pathway in offered[note.decision_point] if pathway != note.actual_pathway_id]
        improvable: dict[str, Any] = {"best_pathway": rng.choice(["yes", "yes", "unclear"])}
        if rng.random() < 0.45:
            improvable = {
                "best_pathway": "no", "proposed_pathway_id": rng.choice(better), "main_reason_id": rng.choice(reasons),
                "timing": rng.choice(["on-the-day", "earlier"]), "alternative_existed": rng.choice(["available", "no"]),
                "achievability": rng.choice(["likely", "even", "unlikely"]),
            }  # fmt: skip
        day = f"2026-{rng.randint(1, 9):02}-{rng.randint(1, 28):02}"
        answered.append(AgreedReview(note=note, panel=panel, batch=batch, reviewed_on=day, **improvable))
    AgreedReview.objects.bulk_create(answered)
    Area.objects.touch(area.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum would soon do
    return lead, area.pk, localities[0].pk


if __name__ == "__main__":
    django.setup()
    json.dump(measure(int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
