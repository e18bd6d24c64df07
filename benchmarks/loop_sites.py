"""What a run of the review loop starts: PostgreSQL, the site as in production, the floor; and what they use."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from tests.servers import postgres

LOGS = ["logging_collector=on", "log_directory=log", "log_filename=all.log", "log_min_messages=warning"]
DURABLE = ["max_connections=200", *LOGS]
WORKERS = ["--workers", "2", "--threads", "4", "--timeout", "60"]
TICKS = os.sysconf("SC_CLK_TCK")
OF_THE_CONNECTION = ("BEGIN", "COMMIT", "ROLLBACK", "SELECT 1", "SET ")


@dataclass(frozen=True)
class Server:
    """A web server: `pid` of its first process, and what its answers are asked with."""

    name: str
    port: int
    pid: int
    env: Mapping[str, str]


@dataclass(frozen=True)
class Database:
    folder: Path
    url: str

    @property
    def pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def run(self, statement: str) -> None:
        connection = self._connected()
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()

    def _connected(self) -> Any:
        for _ in range(100):
            try:
                return psycopg2.connect(host=str(self.folder), user="postgres", dbname="postgres")
            except psycopg2.OperationalError:  # it is just starting
                time.sleep(0.1)
        raise RuntimeError("The database of the run did not start.")

    def named(self, name: str) -> str:
        """The address of another database on the same server, made now."""
        self.run(f"create database {name}")
        return self.url.replace("/postgres?", f"/{name}?")

    @contextmanager
    def counted(self, found: list[str]) -> Iterator[None]:
        """Every statement meanwhile, in order, goes to `found`."""
        self._log("all")
        log = self.folder / "data" / "log" / "all.log"
        before = log.stat().st_size
        yield
        time.sleep(0.3)
        with log.open(errors="replace") as lines:
            lines.seek(before)
            found += [line.partition("statement: ")[2].strip() for line in lines if "statement: " in line]
        self._log("none")

    def _log(self, what: str) -> None:
        self.run(f"alter system set log_statement = '{what}'")
        self.run("select pg_reload_conf()")
        time.sleep(0.3)


def asked(statements: list[str]) -> list[str]:
    """Those that ask for something: not what begins and ends transactions, and looks whether a connection lives."""
    return [each for each in statements if not each.startswith(OF_THE_CONNECTION) and "log_statement" not in each]


@contextmanager
def database(folder: Path) -> Iterator[Database]:
    """PostgreSQL as it comes: what it acknowledges is on the disk."""
    there = folder / "servers"
    there.mkdir()
    folder.chmod(0o755)
    with postgres(there, DURABLE) as url:
        yield Database(there, url)


def production(url: str, folder: Path) -> dict[str, str]:
    """The environment of the site as others would run it."""
    return {
        **os.environ, "DATABASE_URL": url, "DEMONSTRATION": "no", "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "127.0.0.1", "REDIS_URL": "redis://127.0.0.1:1/0",
        "PATHWAY_REVIEW_VAR": str(folder / "var"), "METRICS_TOKEN": secrets.token_urlsafe(40),
    }  # fmt: skip


@contextmanager
def ours(made: Database, folder: Path, name: str, **more: str) -> Iterator[Server]:
    """The site with an empty database of its own; `more` of its environment."""
    env = {**production(made.named(name), folder / name), **more}
    commands = [["migrate"], ["collectstatic", "--no-input"]]
    finished = Path(os.environ.get("PATHWAY_REVIEW_VAR", "var")) / "static"
    if (finished / "staticfiles.json").exists():  # packing them takes a minute
        shutil.copytree(finished, Path(env["PATHWAY_REVIEW_VAR"]) / "static")
        commands.pop()
    for command in commands:
        subprocess.run([sys.executable, "manage.py", *command, "-v0"], env=env, check=True)  # noqa: S603 - our own
    with gunicorn(name, ["config.wsgi"], env, folder, "/health/") as server:
        yield server


@contextmanager
def floor(made: Database, folder: Path) -> Iterator[Server]:
    env = {
        **os.environ,
        "FLOOR_DATABASE_URL": made.named("floor"),
        "DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings",
    }
    with gunicorn("floor", ["--config", "/dev/null", "benchmarks.floor.wsgi"], env, folder, "/health/") as server:
        yield server


@contextmanager
def gunicorn(name: str, words: list[str], env: dict[str, str], folder: Path, ready: str) -> Iterator[Server]:
    """A web server of 2 processes of 4 threads each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    python = env.get("PYTHON", sys.executable)
    command = [python, "-m", "gunicorn", *words, *WORKERS, "--bind", f"127.0.0.1:{port}"]
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=env.get("FROM"))  # noqa: S603 - our own
    try:
        _wait(port, ready, process)
        yield Server(name, port, process.pid, env)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
                connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
                if connection.recv(12)[9:10] in {b"2", b"3"}:
                    return
        except OSError:
            pass
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("A web server of the run did not start.")


def tree(pid: int) -> set[int]:
    """A process and all that descend from it."""
    return _tree(pid, _processes())


def used(pid: int) -> float:
    """Seconds of processor time of a process and all that it started, also those that ended since."""
    there = _processes()
    ticks = sum(int(there[each][11]) + int(there[each][12]) for each in _tree(pid, there))
    return (ticks + int(there[pid][13]) + int(there[pid][14])) / TICKS


def _processes() -> dict[int, list[str]]:
    told = {int(path.name): _stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    return {pid: stat for pid, stat in told.items() if stat}


def _tree(pid: int, there: Mapping[int, list[str]]) -> set[int]:
    found: set[int] = set()
    more = {pid} & there.keys()
    while more:
        found |= more
        more = {each for each, stat in there.items() if int(stat[1]) in found} - found
    return found


def _stat(path: Path) -> list[str]:
    """What stands after the name in /proc/PID/stat; empty where the process has gone meanwhile."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
