"""How much of a core the processes of a host get: without that, hosts on one machine share what there is."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

TREE = Path("/sys/fs/cgroup/cpu")
PERIOD = 100_000  # microseconds, as the kernel has it


class Shares:
    """A control group for each host. `there` is False where the kernel has none of this form: nothing is held."""

    def __init__(self, hosts: Sequence[str]) -> None:
        self.there = (TREE / "cgroup.procs").exists()
        self._groups = {host: TREE / f"pathway-{host}" for host in hosts}
        if self.there:
            for group in self._groups.values():
                group.mkdir(exist_ok=True)
                # Else all processes of a host would count as much as one that is in no group.
                (group / "cpu.shares").write_text("8192")

    def within(self, host: str, command: Sequence[str | Path]) -> list[str | Path]:
        """The command, with all that it starts, in the host's group."""
        if not self.there:
            return list(command)
        enter = f'echo $$ > {self._groups[host]}/cgroup.procs && exec "$@"'
        return ["sh", "-c", enter, "sh", *command]

    def hold(self, share: float | None) -> None:
        """Each host to this share of one core; None: to nothing."""
        if self.there:
            for group in self._groups.values():
                (group / "cpu.cfs_quota_us").write_text(str(round(share * PERIOD) if share else -1))

    def remove(self) -> None:
        """Once no process is left in them."""
        for group in self._groups.values():
            with suppress(OSError):
                group.rmdir()
