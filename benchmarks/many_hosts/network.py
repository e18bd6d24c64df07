"""Hosts as network namespaces on one switch, which is one too: nothing of the machine's own network is touched."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.many_hosts.shape import Shape

PREFIX = "pathway-"
SWITCH = "switch"
LOCK = Path("/run/lock/pathway-many-hosts")


def space(host: str) -> str:
    return PREFIX + host


def within(host: str, command: Sequence[str | Path]) -> list[str | Path]:
    """The command as it is run on that host."""
    return ["nsenter", f"--net=/run/netns/{space(host)}", *command]


def cut(host: str) -> None:
    """Its cable is pulled out of the switch: nobody there or here is told, what is sent gets lost."""
    _ip("-n", space(SWITCH), "link", "set", host, "down")


def join(host: str) -> None:
    _ip("-n", space(SWITCH), "link", "set", host, "up")


@contextmanager
def network(shape: Shape, people: int, kernel: Sequence[str]) -> Iterator[None]:
    """All hosts of the shape, and none of them afterwards, whatever happened. `kernel`: sysctl lines of every host.

    Raises RuntimeError where another run is under way. What a killed run left is removed first.
    """
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RuntimeError("Another run is under way: its hosts have the same names.") from None
        _remove()
        try:
            _build(shape, people, kernel)
            yield
        finally:
            _remove()


def _build(shape: Shape, people: int, kernel: Sequence[str]) -> None:
    _ip("netns", "add", space(SWITCH))
    _ip("-n", space(SWITCH), "link", "add", "bridge", "type", "bridge")
    _ip("-n", space(SWITCH), "link", "set", "bridge", "up")
    for host, address in shape.hosts.items():
        _host(host, address, kernel)
    for number in range(people):
        _ip("-n", space("client"), "address", "add", f"{shape.person(number)}/16", "dev", "eth0")


def _host(host: str, address: str, kernel: Sequence[str]) -> None:
    there, switch = space(host), space(SWITCH)
    _ip("netns", "add", there)
    _ip("link", "add", "eth0", "netns", there, "type", "veth", "peer", "name", host, "netns", switch)
    _ip("-n", switch, "link", "set", host, "master", "bridge", "up")
    _ip("-n", there, "address", "add", f"{address}/16", "dev", "eth0")
    for link in ("lo", "eth0"):
        _ip("-n", there, "link", "set", link, "up")
    subprocess.run(within(host, ["sysctl", "-q", "-w", *kernel]), check=True)  # noqa: S603 - our own


def _remove() -> None:
    """Every process on these hosts, then the hosts. A namespace with nobody in it takes its links along."""
    names = [name for name in _there() if name.startswith(PREFIX)]
    for how in (signal.SIGTERM, signal.SIGKILL):
        _end(names, how)
    for name in names:
        _ip("netns", "delete", name)


def _end(names: Sequence[str], how: signal.Signals) -> None:
    for pid in _processes(names):
        with suppress(ProcessLookupError):
            os.kill(pid, how)
    until = time.monotonic() + 3
    while _processes(names) and time.monotonic() < until:
        time.sleep(0.1)


def _processes(names: Sequence[str]) -> list[int]:
    return [int(pid) for name in names for pid in _ip("netns", "pids", name).split()]


def _there() -> list[str]:
    return [line.split()[0] for line in _ip("netns", "list").splitlines() if line]


def _ip(*words: str) -> str:
    return subprocess.run(["ip", *words], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607 - Debian's
