"""Where everything of a run lies, and how a process is started on one of its hosts."""

import os
import secrets
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.many_hosts.network import within
from benchmarks.many_hosts.shape import NAME, Shape
from benchmarks.many_hosts.share import Shares
from benchmarks.many_hosts.visitor import Visitor, trusting
from tests.faults.processes import Process, Supervisor

NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


class Site:
    """`folder` stands for what hosts share (uploads, static files) and keeps each host's log and data."""

    def __init__(self, folder: Path, services: Supervisor, shape: Shape, shares: Shares) -> None:
        self.folder, self.services, self.shape, self.shares = folder, services, shape, shares
        self.at, self.password = shape.hosts, secrets.token_hex(24)
        folder.chmod(0o755)
        (folder / "var").mkdir()
        self._certificate()
        self.watcher: Visitor | None = None
        self.trusted = trusting(str(folder / "fullchain.pem"))
        self.env: Mapping[str, str] = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": NAME, "CSRF_TRUSTED_ORIGINS": f"https://{NAME}", "TRUSTED_PROXIES": "1",
            "REQUIRE_SECOND_FACTOR": "none", "PATHWAY_REVIEW_VAR": str(folder / "var"),
            "REDIS_URL": f"redis://:{self.password}@{self.at['redis']}:6379/0",
        }  # fmt: skip

    def database(self, host: str, port: int, name: str) -> dict[str, str]:
        return {"DATABASE_URL": f"postgres://pathway:{self.password}@{self.at[host]}:{port}/{name}"}

    @property
    def pages(self) -> dict[str, str]:
        return {**self.env, **self.database("pgbouncer", 6432, "pathway-pages"), "DATABASE_POOLED": "yes"}

    @property
    def jobs(self) -> dict[str, str]:
        return {**self.env, **self.database("pgbouncer", 6432, "pathway-jobs")}

    def start(self, name: str, host: str, command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
        """A process by this name on this host, started again whenever it ends."""
        self.services.start(Process(name, within(host, command), env or os.environ, self.log(name)))

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def end(self, *names: str) -> None:
        """For good: nobody starts them again."""
        for name in names:
            self.services.processes.pop(name).end()

    def visitor(self, email: str, number: int, seed: int) -> Visitor:
        """Somebody with a browser and an address of their own."""
        return Visitor(self.at["nginx"], self.shape.person(number), self.trusted, email, seed)

    def answers(self) -> bool:
        """Whether a page comes to a visitor: one that needs the database, once the watcher has signed in."""
        watcher = self.watcher or self.visitor("nobody", 0, 0)
        watcher.heard.clear()
        return watcher.get("/workshops/" if self.watcher else "/health/").status == 200

    def _certificate(self) -> None:
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        files = ["-keyout", f"{self.folder}/key.pem", "-out", f"{self.folder}/fullchain.pem"]
        subprocess.run([*make, *files, "-days", "1", "-subj", f"/CN={NAME}"], check=True, capture_output=True)  # noqa: S603 - our own
