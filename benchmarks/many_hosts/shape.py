"""Which hosts there are, and their addresses. Plain values."""

from dataclasses import dataclass

NETWORK = "10.213.0.0/16"  # reaches nobody: it is within the namespaces alone
NAME = "pathways.example.nhs.uk"
ALONE = ("client", "nginx", "pgbouncer", "redis", "db-1", "db-2")


@dataclass(frozen=True)
class Shape:
    web: int
    workers: int

    @property
    def web_hosts(self) -> list[str]:
        return [f"web-{n}" for n in range(1, self.web + 1)]

    @property
    def worker_hosts(self) -> list[str]:
        return [f"worker-{n}" for n in range(1, self.workers + 1)]

    @property
    def hosts(self) -> dict[str, str]:
        """Each host's address by its name."""
        names = [*ALONE, *self.web_hosts, *self.worker_hosts]
        return {name: f"10.213.0.{n}" for n, name in enumerate(names, start=10)}

    def person(self, number: int) -> str:
        """The address that this visitor comes from: limits are kept by address."""
        return f"10.213.{1 + number // 250}.{1 + number % 250}"
