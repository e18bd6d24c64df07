"""Whether the service answers, and whether its database and queue do."""

from celery import shared_task
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from reviews.worker import give_sign, worker_alive

__all__ = ["health", "ready", "worker_alive", "worker_was_here"]


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
    """The database answers (503 when it does not); whether a worker does is told, for reviewing goes on without one."""
    try:
        connection.ensure_connection()
        working = worker_alive()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": False}, status=503, headers={"Retry-After": "10"})
    return JsonResponse({"status": "ok", "database": True, "worker": working})
