"""Real Celery workers as processes of their own, to be killed; and their servers, to be lost. Linux only."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

WORKER = ["-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--pool", "prefork",
          "--without-gossip", "--without-mingle"]  # fmt: skip


class Workers:
    """One service of two working processes. Ends with the block, whatever happened in it."""

    def __init__(self, folder: Path, env: Mapping[str, str], *, beat: bool = False, level: str = "INFO") -> None:
        """`beat`: with the timetable, which has them give signs of life."""
        self._folder, self.log, self._env = folder, folder / "worker.log", env
        self._words = ["--loglevel", level, *(["--beat", "--schedule", str(folder / "beat")] if beat else [])]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Workers":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, *WORKER, *self._words],
                env=dict(self._env),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """The service and all it started."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @property
    def pid(self) -> int:
        """Of the service; its working processes descend from it."""
        if self._process is None:
            raise RuntimeError("The service was not started.")
        return self._process.pid

    def kill_children(self) -> None:
        """The working processes alone."""
        for child in self._children():
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def freeze(self) -> None:
        """Every process stands still, as on a machine that was put to sleep; what they hold, they hold."""
        self._tell(signal.SIGSTOP)

    def thaw(self) -> None:
        """They go on where they stood."""
        self._tell(signal.SIGCONT)

    def others(self) -> "Workers":
        """Another service like this one, not yet started."""
        return Workers(self._folder, self._env)

    def _tell(self, what: signal.Signals) -> None:
        if self._process:
            os.killpg(self._process.pid, what)

    def _children(self) -> list[int]:
        if self._process is None:
            return []
        pid = self._process.pid
        with suppress(FileNotFoundError):
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def peak_memory(self) -> float:
        """Megabytes that the largest of the working processes held at most."""
        peaks = [Path(f"/proc/{child}/status").read_text().partition("VmHWM:")[2] for child in self._children()]
        return max(int(peak.split()[0]) for peak in peaks) / 1024

    def said(self) -> str:
        """The end of their log."""
        return self.log.read_text(errors="replace")[-3_000:]


def flush() -> None:
    """Redis loses everything."""
    from celery import current_app

    with current_app.connection_for_write() as connection:
        connection.default_channel.client.flushall()


def restart_database() -> None:
    """As after a crash: without a checkpoint, under whoever is connected. Waits until it answers again."""
    from django.db import connection

    connection.close()
    _pg_ctl("restart", "-m", "immediate", "-w")
    _wait()


def stop_database() -> None:
    from django.db import connection

    connection.close()
    _pg_ctl("stop", "-m", "fast", "-w")


def _pg_ctl(*words: str) -> None:
    """As whoever owns the data: PostgreSQL does not run as root."""
    folder = Path(parse_qs(urlsplit(os.environ["DATABASE_URL"]).query)["host"][0])
    data, who = folder / "data", (folder / "data").stat()
    subprocess.run(  # noqa: S603 - our own command
        [folder / "postgres" / "bin" / "pg_ctl", *words, "-D", data],
        check=True, stdout=subprocess.DEVNULL, cwd="/", user=who.st_uid, group=who.st_gid, extra_groups=[],
    )  # fmt: skip


def _wait() -> None:
    from django.db import OperationalError, connection

    for _ in range(100):
        with suppress(OperationalError):
            connection.ensure_connection()
            return
        time.sleep(0.1)
    raise RuntimeError("The database did not come back.")
