"""How pages are served, whatever the command line adds. gunicorn reads this file from the folder it is started in."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from config import env
from config.log_settings import logging_settings

timeout = 60  # a process that has been silent for so long is ended and replaced
graceful_timeout = 30  # what is under way when the service stops may still end
keepalive = 5
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a sign of life, in memory
control_socket_disable = True  # nobody asks it anything, and its folder may be one that nobody writes to
errorlog = "-"
accesslog = None  # the application writes one line for each request, with its number (config/log_requests.py)
_DEMONSTRATION = env.flag("DEMONSTRATION", default=not (env.text("SECRET_KEY") or env.text("ALLOWED_HOSTS")))
logconfig_dict: dict[str, Any] = logging_settings(
    level=env.text("LOG_LEVEL", "INFO").upper(), as_json=not _DEMONSTRATION
)

# Each process counts in files of its own, and whichever is asked adds all up. A start begins at nought.
if env.text("METRICS_TOKEN") and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="pathway-review-metrics-")
_MADE = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")


def child_exit(server: Any, worker: Any) -> None:
    """What a process counted stays in the sums after its end."""
    if _MADE:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Nothing is left behind."""
    if Path(_MADE).name.startswith("pathway-review-metrics-"):
        shutil.rmtree(_MADE, ignore_errors=True)
