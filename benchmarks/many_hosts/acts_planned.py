"""Which host is cut off when: by how far the run is. Pure."""

from tests.faults.plan import Fault

CUTS = ("cut off a web host", "web host is back", "cut off the worker host that loads", "worker host is back")
DRILL = ("cut off the primary, promote the standby",)


def planned(names: tuple[str, ...], done: int, judgements: int) -> list[Fault]:
    """One after the other, evenly over what is left to judge."""
    step = (judgements - done) / (len(names) + 1)
    return [Fault(round(done + step * n), name) for n, name in enumerate(names, start=1)]
