"""What carries the messages that wake workers: Redis, or a folder in the demonstration. No Django."""

from pathlib import Path
from typing import Any

from config import limits
from config.folder_queue import SCHEME

# Longer than the longest job, or Redis would hand a job that is under way to a second worker.
REDIS: dict[str, Any] = {"visibility_timeout": 4 * 3600, **limits.LISTEN}


def broker(redis_url: str, var: Path) -> tuple[str, dict[str, Any]]:
    """The address for Celery, and its transport's options. Without Redis's address, makes folders below `var`."""
    if redis_url:
        return redis_url, REDIS
    messages, control = var / "queue" / "messages", var / "queue" / "control"
    for folder in (messages, control):
        folder.mkdir(parents=True, exist_ok=True)
    options = {"data_folder_in": messages, "data_folder_out": messages, "control_folder": control}
    return f"{SCHEME}://", {**{name: str(folder) for name, folder in options.items()}, "polling_interval": 0.2}
