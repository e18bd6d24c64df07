"""How long people waited for an acknowledgement, sendings again included: from the ledger."""

from collections.abc import Iterable, Mapping
from typing import Any


def waits(lines: Iterable[Mapping[str, Any]], since: float) -> dict[str, float]:
    """Seconds from a judgement's first sending to its first acknowledgement, of those sent `since` then."""
    sent: dict[tuple[str, int, int], float] = {}
    took: dict[tuple[str, int, int], float] = {}
    for line in lines:
        if line["kind"] == "agreed":
            continue
        key = (line["who"], line["place"], line["revision"])
        if line["kind"] == "sent":
            sent.setdefault(key, line["at"])
        elif key in sent and sent[key] >= since:
            took.setdefault(key, line["at"] - sent[key])
    ranked = sorted(took.values()) or [0.0]
    at = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "most": 1.0}
    return {name: round(ranked[min(len(ranked) - 1, int(share * len(ranked)))], 2) for name, share in at.items()}
