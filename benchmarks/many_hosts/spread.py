"""Who answered what, from nginx's own log: requests by host, those asked of a second one, and those nobody answered."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SILENT = {499, 502, 504}  # the visitor went away first, or nginx gave up


@dataclass(frozen=True)
class Line:
    """`at`: when it ended, in seconds; `took` seconds; `asked`: addresses of the hosts that were tried, in order."""

    at: float
    status: int
    took: float
    method: str
    asked: tuple[str, ...]


def read(path: Path) -> list[Line]:
    return [_line(words) for words in map(str.split, path.read_text(encoding="utf-8").splitlines()) if len(words) >= 5]


def _line(words: list[str]) -> Line:
    at, status, took, method, *asked = words
    tried = tuple(each.strip(",").partition(":")[0] for each in asked if each not in {":", "-"})
    return Line(float(at), int(status), float(took), method, tried)


def given_to(log: Path) -> dict[str, int]:
    """How many tasks a worker host was given, by the task's last name; from the lines that its worker writes."""
    return dict(Counter(re.findall(r'"Task [a-z_.]+\.([a-z_]+)\[[^]]+\] received"', log.read_text(errors="replace"))))


def spread(lines: Iterable[Line], names: Mapping[str, str]) -> dict[str, Any]:
    """`names`: addresses by host."""
    named = {address: name for name, address in names.items()}
    lines = [line for line in lines if line.asked]
    silent = [line for line in lines if line.status in SILENT]
    given = Counter(named.get(line.asked[-1], "nobody") for line in lines if line.status not in SILENT)
    return {
        "answered_by": dict(sorted(given.items())),
        "asked_of_a_second_host": dict(Counter(line.method for line in lines if len(line.asked) > 1)),
        "not_answered": dict(Counter(f"{line.method} {line.status}" for line in silent)),
        "slowest_s": round(max((line.took for line in lines), default=0.0), 1),
    }
