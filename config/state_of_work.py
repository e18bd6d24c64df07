"""How the work stands now, in numbers: what waits, for how long, whether somebody does it. Names nobody and no area."""

from collections.abc import Iterator

from celery import current_app
from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueError
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from opportunities.models import Snapshot
from opportunities.rollup.revision import stale_areas
from reviews.models import Batch, WorkerSign

UNKNOWN = float("nan")


class StateOfWork(Collector):
    """Asked anew at each look: one process answers for all, as the numbers come from the database and the queue."""

    def collect(self) -> Iterator[Metric]:
        try:
            numbers = [*_batches(), *_tables(), _worker()]
        except DatabaseError:
            yield GaugeMetricFamily("pathway_database_answers", "1 when the database answers, else 0.", 0)
        else:
            yield GaugeMetricFamily("pathway_database_answers", "1 when the database answers, else 0.", 1)
            yield from numbers
        yield _queue()


def _batches() -> Iterator[Metric]:
    counted = dict(Batch.objects.order_by().values_list("status").annotate(Count("pk")))
    states = GaugeMetricFamily("pathway_batches", "Batches of case notes and reviews by state.", labels=["state"])
    for state in Batch.Status.values:
        states.add_metric([state], counted.get(state, 0))
    yield states
    oldest = Batch.objects.filter(status=Batch.Status.WAITING).aggregate(at=Min("created_at"))["at"]
    yield GaugeMetricFamily(
        "pathway_oldest_waiting_batch_seconds",
        "Since the oldest waiting batch was handed in; 0: none.",
        _since(oldest, 0),
    )


def _tables() -> Iterator[Metric]:
    stale = stale_areas()
    yield GaugeMetricFamily("pathway_areas_out_of_date", "Areas whose tables wait to be rolled up.", len(stale))
    made = Snapshot.objects.filter(area__in=stale).aggregate(at=Min("as_of"))["at"]
    yield GaugeMetricFamily(
        "pathway_oldest_table_out_of_date_seconds",
        "Age of the oldest table that is out of date; 0: none.",
        _since(made, 0),
    )


def _worker() -> Metric:
    seen = WorkerSign.objects.values_list("at", flat=True).first()
    return GaugeMetricFamily(
        "pathway_worker_seen_seconds", "Since a worker gave a sign of life; NaN: never.", _since(seen, UNKNOWN)
    )


def _queue() -> Metric:
    """Messages that wait. They only wake workers: none is lost work."""
    try:
        with current_app.connection_for_write() as line:
            line.ensure_connection(max_retries=0, timeout=1)
            waiting = line.default_channel.queue_declare("celery", passive=False).message_count
    except (QueueError, OSError):
        waiting = UNKNOWN
    return GaugeMetricFamily("pathway_queue_messages", "Messages that wait for a worker; NaN: no answer.", waiting)


def _since(moment: object, otherwise: float) -> float:
    return (timezone.now() - moment).total_seconds() if moment else otherwise  # type: ignore[operator]
