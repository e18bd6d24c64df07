"""How fast the file of every answer leaves, and how much memory its web process takes for it.

    python -m benchmarks.research_export --answers 1000000

One area: four members' judgements and the agreed review of each note. Starts a PostgreSQL of its own and gunicorn,
signs the lead in and takes the file over HTTP, three times. Exit status 1 under 27,450 rows a second (50 times what
Label Studio 1.23 reached on such a machine), or where the web process needs more than 32 MB more than idle.
"""

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.person import Person
from benchmarks.rollup import filled
from benchmarks.site import served

MEMBERS = 4
TIMES = 3
LOOKS = 40  # pages before that, so that every process is one that has served pages
LEAST_ROWS = 27_450
MOST_MB = 32.0
ADDRESS = "/areas/area-1/export/answers/"
PASSWORD = "a password for the run"  # noqa: S105 - of an invented person


def measure(answers: int, seed: int) -> dict[str, Any]:
    notes = answers // (MEMBERS + 1)
    with filled(notes, 1, 1, MEMBERS, seed) as env:
        found, over = _by_web(env, seed)
    rows, seconds, first = (statistics.median(each) for each in zip(*found, strict=True))
    return {
        "rows": rows,
        "adds_up": rows == notes * (MEMBERS + 1),
        "rows_a_second": round(rows / seconds),
        "first_bytes_s": round(first, 2),
        "memory_over_idle_mb": round(over, 1),
        "machine_load": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "seed": seed,
    }


def _by_web(env: Mapping[str, str], seed: int) -> tuple[list[tuple[int, float, float]], float]:
    """What `_taken` says each time, and the most megabytes that a web process held over what it held before."""
    with tempfile.TemporaryDirectory() as folder, served(env, Path(folder) / "web.log") as port:
        lead = Person(port, "lead@example.org", seed)
        lead.sign_in(PASSWORD)
        for _ in range(LOOKS):
            lead.get(ADDRESS)
        workers = _workers(port)
        idle = {pid: _memory(pid, "VmRSS") for pid in workers}
        for pid in workers:
            Path(f"/proc/{pid}/clear_refs").write_text("5")  # forget the most that it has held
        found = [_taken(lead, port) for _ in range(TIMES)]
        return found, max(_memory(pid, "VmHWM") - idle[pid] for pid in workers)


def _taken(lead: Person, port: int) -> tuple[int, float, float]:
    """Rows, and seconds from asking to the last and to the first byte of them."""
    page = lead.get(ADDRESS)
    token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)"', page.text)
    body = urlencode({"csrfmiddlewaretoken": token[1].decode() if token else "", "reason": "A run."})
    cookies = "; ".join(f"{name}={value}" for name, value in lead.cookies.items())
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    began, lines, first = time.perf_counter(), 0, 0.0
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("POST", ADDRESS, body, headers)
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"The file was not handed out: {answer.status}.")
    while piece := answer.read1(2**16):
        lines += piece.count(b"\n")
        first = first or (time.perf_counter() - began if lines > 1 else 0.0)
    connection.close()
    return lines - 1, time.perf_counter() - began, first


def _workers(port: int) -> list[int]:
    """The processes of the web server that answers here."""
    mine = os.getpid()
    masters = [pid for pid in _children(mine) if f"127.0.0.1:{port}" in Path(f"/proc/{pid}/cmdline").read_text()]
    return [child for master in masters for child in _children(master)]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _memory(pid: int, what: str) -> float:
    """Megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition(f"{what}:")[2].split()[0]) / 1024


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=2016)
    asked = parser.parse_args(arguments)
    found = measure(asked.answers, asked.seed)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    quick, small = found["rows_a_second"] >= LEAST_ROWS, found["memory_over_idle_mb"] <= MOST_MB
    return 0 if quick and small and found["adds_up"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
