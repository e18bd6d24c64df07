"""Which host is cut off when: by how far the run is. Pure."""

from collections.abc import Sequence

from tests.faults.plan import Fault

CUTS = {
    "web": ("cut off a web host", "web host is back"),
    "worker": ("cut off the worker host that loads", "worker host is back"),
    "redis": ("cut off Redis", "Redis is back"),
    "primary": ("cut off the primary, promote the standby",),
}


def planned(kinds: Sequence[str], done: int, judgements: int) -> list[Fault]:
    """One after the other, evenly over what is left to judge. The primary comes last: nothing leads back to it."""
    names = [name for kind in sorted(kinds, key=list(CUTS).index) for name in CUTS[kind]]
    step = (judgements - done) / (len(names) + 1)
    return [Fault(round(done + step * n), name) for n, name in enumerate(names, start=1)]
