"""What a task does comes from that task: told to the audit trail while the task runs."""

from contextlib import AbstractContextManager
from typing import Any

from celery.signals import task_postrun, task_prerun

from accounts.came_from import job

_running: dict[str, AbstractContextManager[None]] = {}


@task_prerun.connect
def _begin(task_id: str, task: Any, **given: Any) -> None:
    _running[task_id] = job("task", task.name, task_id)
    _running[task_id].__enter__()


@task_postrun.connect
def _end(task_id: str, **given: Any) -> None:
    if task_id in _running:
        _running.pop(task_id).__exit__(None, None, None)
