"""A job's log lines hold its number and that of the request that sent it; its message tells no more of who asked."""

from typing import Any

from celery import Celery
from django.dispatch import receiver
from django_structlog.celery.signals import modify_context_before_task_publish
from django_structlog.celery.steps import DjangoStructLogInitStep

PASSED_ON = {"request_id", "parent_task_id"}


def number_jobs(app: Celery) -> None:
    """Every line that this app's workers write while a job runs holds its `task_id`."""
    app.steps["worker"].add(DjangoStructLogInitStep)


@receiver(modify_context_before_task_publish)
def _without_who_asked(sender: Any, context: dict[str, Any], **more: Any) -> None:
    for name in set(context) - PASSED_ON:
        del context[name]
