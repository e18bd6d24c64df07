"""The site as others reach it: gunicorn with a real installation's settings, behind what ends TLS."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from django.conf import settings
from django.db import connection

HOST = "pathways.example.org"
BEHIND_TLS = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.77"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPResponse
    body: str

    def __getitem__(self, name: str) -> str:
        return self.headers.getheader(name) or ""


@dataclass(frozen=True)
class Site:
    port: int
    log: Path
    pid: int

    def get(self, path: str, *, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """One request as the proxy would hand it on; no redirect is followed."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body=body or None, headers=BEHIND_TLS | sent)
        answer = line.getresponse()
        told = Answer(answer.status, answer, answer.read().decode("utf-8", "replace"))
        line.close()
        return told


def real(folder: Path) -> dict[str, str]:
    """A real installation's environment, on the database and queue of this run."""
    name = connection.settings_dict["NAME"]
    return {
        **os.environ, "DATABASE_URL": os.environ["DATABASE_URL"].replace("@/postgres?", f"@/{name}?"),
        "DJANGO_SETTINGS_MODULE": "tests.settings", "PATHWAY_REVIEW_TEST_VAR": str(folder / "var"),
        "DEMONSTRATION": "no", "SECRET_KEY": settings.SECRET_KEY, "ALLOWED_HOSTS": HOST, "CSRF_TRUSTED_ORIGINS": f"https://{HOST}",
        "REQUIRE_SECOND_FACTOR": "none",  # its people sign in by session here, as nobody else can
    }  # fmt: skip


@contextmanager
def site(folder: Path, env: Mapping[str, str]) -> Iterator[Site]:
    """gunicorn as a child process, answering."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "web.log"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
    with log.open("wb") as written:
        server = subprocess.Popen(command, env=env, stdout=written, stderr=written)
    served = Site(port, log, server.pid)
    try:
        _wait(served, server)
        yield served
    finally:
        server.terminate()
        server.wait()


def _wait(served: Site, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            served.get("/health/")
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"The web server did not start: {served.log.read_text()[-2000:]}")
