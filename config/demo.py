"""Starts and stops the demonstration on this machine: `python -m config.demo start --port 8000`.

The web server and the worker go on after this command has ended; their logs and process numbers are in var/.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from config.settings import VAR_DIR

WEB = ["gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--timeout", "120"]
WORKER = ["celery", "-A", "config", "worker", "-P", "threads", "-c", "2", "-B", "--loglevel", "WARNING"]
PATIENCE = 120  # s: a laptop that is busy with something else takes long to start three processes


def main() -> int:
    parser = argparse.ArgumentParser(description="Start or stop the demonstration.")
    parser.add_argument("act", choices=["start", "stop"])
    parser.add_argument("--port", type=int, default=8000)
    wanted = parser.parse_args()
    stop()
    return start(wanted.port) if wanted.act == "start" else 0


def start(port: int) -> int:
    """Start both, wait until both answer, say where and as whom to sign in."""
    port = next(free for free in range(port, port + 100) if _is_free(free))
    address = f"http://127.0.0.1:{port}/"
    _start("web", [*WEB, "--bind", f"127.0.0.1:{port}"])
    _start("worker", WORKER)
    if not _answers(f"{address}health/ready/"):
        say(f"The demonstration did not start. {VAR_DIR / 'web.log'} and {VAR_DIR / 'worker.log'} say why.")
        return 1
    say(f"\nPathway Review answers at {address}\n")
    say((VAR_DIR / "people.txt").read_text(encoding="utf-8"))
    say("Stop it with: make stop")
    return 0


def stop() -> None:
    """End what an earlier start left running, and wait until it has let go of its port."""
    for pid_file in (VAR_DIR / "web.pid", VAR_DIR / "worker.pid"):
        if pid_file.exists():
            with suppress(ProcessLookupError, ValueError):
                _end(int(pid_file.read_text()))
            pid_file.unlink()


def _end(group: int) -> None:
    """Ask the processes of a group to finish. Raises ProcessLookupError once there are none."""
    for signal_sent in (signal.SIGTERM, signal.SIGKILL):
        os.killpg(group, signal_sent)
        for _ in range(150):
            time.sleep(0.1)
            os.killpg(group, 0)


def _start(name: str, command: list[str]) -> None:
    program = Path(sys.executable).with_name(command[0])
    with (VAR_DIR / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own two commands
            [program, *command[1:]], stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    (VAR_DIR / f"{name}.pid").write_text(str(process.pid))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False


def _answers(address: str) -> bool:
    """Wait until the web server, its database and a worker are there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(URLError, ConnectionError, TimeoutError), urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address on loopback
            if json.load(answer)["worker"]:
                return True
        time.sleep(0.5)
    return False


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
