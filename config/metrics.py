"""Figures for whoever watches: how fast pages answer, how the work stands. Behind a secret, or not there."""

import os
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from config.state_of_work import StateOfWork

Answer = Callable[[HttpRequest], HttpResponse]
# A page should take 0.3 s, and is given up after 30.
ANSWERED = Histogram(
    "pathway_request_seconds",
    "Requests answered, by the name of their address, method and kind of answer.",
    ["view", "method", "answer"],
    buckets=(0.05, 0.1, 0.3, 1, 3, 10, 30),
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def measured(get_response: Answer) -> Answer:
    """Middleware: counts and times each request, when somebody may ask for it."""
    if not settings.METRICS_TOKEN:
        raise MiddlewareNotUsed

    def answer(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        labels = (_view(request), _method(request), f"{response.status_code // 100}xx")
        ANSWERED.labels(*labels).observe(time.perf_counter() - begun)
        return response

    return answer


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """As Prometheus reads them. Without the secret of METRICS_TOKEN there is nothing at this address."""
    _check_secret(request.headers.get("Authorization", ""))
    body = generate_latest(_counted_by_all_processes()) + generate_latest(_now())
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


def _check_secret(given: str) -> None:
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not secrets.compare_digest(given.encode(), expected.encode()):
        raise Http404


def _counted_by_all_processes() -> CollectorRegistry:
    """gunicorn.conf.py gives all processes one folder to count in; a single process counts for itself."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _now() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(StateOfWork())
    return registry


def _view(request: HttpRequest) -> str:
    """The name of an address and never the address: what strangers ask for would fill the memory."""
    match = request.resolver_match
    return match.view_name or "unnamed" if match else "none"


def _method(request: HttpRequest) -> str:
    return request.method if request.method in METHODS else "other"
