"""Whether the service answers, and whether what it needs does."""

import shutil

from celery import shared_task
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from reviews.models import HashCheck
from reviews.worker import give_sign, worker_alive

__all__ = ["health", "ready", "worker_alive", "worker_was_here"]
ROOM = 200 * 2**20  # bytes: the largest file that can be handed in, and a little more
# What stops pages from working, and what only stops part of the work.
WRONG = {
    "database": "The database does not answer: see that it runs and that DATABASE_URL names it.",
    "migrations": "The database is not that of this version: run manage.py migrate.",
}
SHORT_OF = {
    "worker": "No worker gives a sign of life, so files are not loaded and tables not rolled up: start one.",
    "disk": "Less than 200 MB are free where uploads are kept (PATHWAY_REVIEW_VAR): make room, or files are refused.",
}

DOUBT = (
    "Notes, agreed reviews or the audit trail are not as they were written: a site administrator finds which under "
    "Audit, Checks."
)


@shared_task
def worker_was_here() -> None:
    """The worker's sign of life."""
    give_sign()


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 while pages work, else 503; in `wrong` what is missing and what to do. Reviewing goes on without a worker."""
    found = {**_database(), "disk": _has_room()}
    told = _doubted(found) + [words for name, words in (WRONG | SHORT_OF).items() if found.get(name) is False]
    if all(found[name] for name in WRONG):
        return JsonResponse({"status": "ok", **found, "wrong": told})
    body = {"status": "unavailable", **found, "wrong": told}
    return JsonResponse(body, status=503, headers={"Retry-After": "10"})


def _doubted(found: dict[str, bool | None]) -> list[str]:
    """A warning: pages go on working."""
    if not found["migrations"]:
        return []
    last = HashCheck.objects.first()
    return [DOUBT] if last and last.found else []


def _database() -> dict[str, bool | None]:
    """None: can't be told, for the database does not answer."""
    try:
        migrated = _is_migrated()
        return {"database": True, "migrations": migrated, "worker": worker_alive() if migrated else None}
    except DatabaseError:
        return {"database": False, "migrations": None, "worker": None}


_migrated: list[bool] = []  # once it is so it stays so for this version's processes


def _is_migrated() -> bool:
    connection.ensure_connection()
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.append(True)
    return True


def _has_room() -> bool:
    try:
        return shutil.disk_usage(settings.VAR_DIR).free >= ROOM
    except OSError:
        return False
