"""The site as it is served: PostgreSQL and gunicorn as processes of their own on this machine, gone afterwards."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.servers import postgres

DURABLE = ["max_connections=100"]  # as PostgreSQL comes: what it acknowledges is on the disk
GUNICORN = ["-m", "gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--timeout", "60"]


@dataclass(frozen=True)
class Site:
    port: int
    env: Mapping[str, str]

    def rows(self, *words: str) -> Any:
        """What `benchmarks.room_rows` answers, in a process of its own beside the server."""
        command = [sys.executable, "-m", "benchmarks.room_rows", *words]
        return json.loads(subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """A site with an empty database."""
    servers = folder / "servers"
    servers.mkdir()
    folder.chmod(0o755)
    with postgres(servers, DURABLE) as database_url:
        env = {
            **os.environ, "DATABASE_URL": database_url, "DEMONSTRATION": "yes",
            "DJANGO_SETTINGS_MODULE": "tests.settings", "PATHWAY_REVIEW_TEST_VAR": str(folder / "var"),
        }  # fmt: skip
        env.pop("REDIS_URL", None)
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=env, check=True)  # noqa: S603 - our own
        with served(env, folder / "web.log") as port:
            yield Site(port, env)


@contextmanager
def served(env: Mapping[str, str], log: Path) -> Iterator[int]:
    """The port that gunicorn answers at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *GUNICORN, "--bind", f"127.0.0.1:{port}"]
    with log.open("wb") as written:
        server = subprocess.Popen(command, env=env, stdout=written, stderr=written)  # noqa: S603 - our own
    try:
        _wait(f"http://127.0.0.1:{port}/account/sign-in/", server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - loopback
                return
        except (URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError("The web server of the run did not start.")
