"""Processes that can be killed, and who starts them again: as compose does with `restart: unless-stopped`."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

PAUSE = 1.0  # seconds until what has ended is started again; compose begins with 0.1


@dataclass
class Process:
    """One service. With all that it starts it is a group of its own, as in a container."""

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    log: Path
    as_whom: Mapping[str, Any] = field(default_factory=dict)
    starts: int = 0
    _running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                list(self.command), env=dict(self.env), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True, **self.as_whom,
            )  # fmt: skip
        self.starts += 1

    def strike(self, how: signal.Signals = signal.SIGKILL) -> None:
        """The signal to every process of the group. Whether and when they end is seen by who starts them again."""
        if self._running and self._running.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._running.pid, how)

    def ended(self) -> bool:
        return self._running is None or self._running.poll() is not None

    def end(self) -> None:
        """For good, with what is left of its group."""
        self.strike(signal.SIGTERM)
        if self._running:
            with suppress(subprocess.TimeoutExpired):
                self._running.wait(5)
            with suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()


class Supervisor:
    """Starts them in order, and again whenever one has ended; ends them in the opposite order with its block."""

    def __init__(self) -> None:
        self.processes: dict[str, Process] = {}
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Supervisor":
        self._watching.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._watching.join()
        for process in reversed(self.processes.values()):
            process.end()

    def start(self, process: Process) -> None:
        process.start()
        self.processes[process.name] = process

    def strike(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        self.processes[name].strike(how)

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            for process in list(self.processes.values()):
                if process.ended() and not self._over.wait(PAUSE):
                    process.start()

    def said(self, name: str) -> str:
        """The end of a service's log."""
        return self.processes[name].log.read_text(errors="replace")[-3_000:]


def wait_for(what: str, there: Any, seconds: float = 60) -> None:
    """Until `there()` is true; an error of it is a no. Raises RuntimeError with `what` did not come."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(Exception):
            if there():
                return
        time.sleep(0.1)
    raise RuntimeError(f"{what} did not come within {seconds:.0f} seconds.")
