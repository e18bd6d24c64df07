"""What happened while a host was cut off: who answered, what was acknowledged, how long people waited."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.many_hosts.acts import Done
from benchmarks.many_hosts.spread import Line, spread
from benchmarks.many_hosts.waits import waits
from reviews.models import Batch


def away(
    done: Sequence[Done], lines: Sequence[Line], ledger: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """For each host that was cut off, until it was back or the run's end; `load_ended_s`: of the load it was at."""
    found = []
    for act in done:
        if act.what == "cut off":
            back = next((each.at for each in done if each.what == "back" and each.host == act.host), float("inf"))
            meant = [line for line in ledger if act.at <= line["at"] <= back]
            found.append({
                "host": act.host, "seconds": round(back - act.at) if back < float("inf") else None,
                "acknowledged": sum(line["kind"] == "acknowledged" for line in meant),
                "requests": spread([line for line in lines if act.at <= line.at <= back], names),
                "seconds_to_be_acknowledged": waits(meant, act.at), "load_ended_s": _ended(act),
            })  # fmt: skip
    return found


def _ended(act: Done) -> float | None:
    batch = Batch.objects.filter(pk=act.batch).first() if act.batch else None
    return round(batch.finished_at.timestamp() - act.at, 1) if batch and batch.finished_at else None
