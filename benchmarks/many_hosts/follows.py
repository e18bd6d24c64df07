"""How far the standby is behind, asked once a second, and whether it holds the same in the end."""

import threading
from contextlib import suppress
from typing import Any

import psycopg2

from benchmarks.many_hosts.site import Site
from benchmarks.many_hosts.stores import ask, hashes
from tests.faults.processes import wait_for

BEHIND = (
    "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint,"
    " coalesce(extract(epoch FROM replay_lag), 0)::float FROM pg_stat_replication WHERE application_name = 'standby'"
)


class Follows:
    def __init__(self, site: Site) -> None:
        self._site, self._seen, self._over = site, list[tuple[int, float]](), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(1):
            with suppress(psycopg2.Error):
                self._seen += [(int(bytes_), float(seconds)) for bytes_, seconds in self._ask(BEHIND)]

    def _ask(self, statement: str) -> list[tuple[Any, ...]]:
        return ask(self._site.folder / "db-1", statement)

    def found(self) -> dict[str, Any]:
        """Of a run whose service has ended: what was seen, and tables that differ."""
        self._over.set()
        self._thread.join()
        wait_for("A standby that has all", lambda: self._ask(BEHIND)[0][0] == 0, 30)
        first, second = hashes(self._site, "db-1"), hashes(self._site, "db-2")
        return {
            "looks": len(self._seen),
            "most_bytes_behind": max((behind for behind, _ in self._seen), default=0),
            "most_seconds_behind": round(max((seconds for _, seconds in self._seen), default=0.0), 3),
            "tables": len(first),
            "tables_that_differ": sorted(name for name in first | second if first.get(name) != second.get(name)),
        }
