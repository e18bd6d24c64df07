"""The database and its standby, the pooler and the queue, each on a host of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg2

from benchmarks.many_hosts.network import within
from benchmarks.many_hosts.samples import hba, pgbouncer, sample, settings
from benchmarks.many_hosts.site import NOBODY, Site
from tests.faults.processes import wait_for
from tests.servers import prepare


def start_primary(site: Site) -> None:
    """PostgreSQL as it comes (durable) with the sample's settings, the roles and the empty database."""
    place = site.folder / "db-1"
    place.mkdir()
    command, _ = prepare(place, settings(sample("postgresql.conf")))
    (place / "data" / "pg_hba.conf").write_text(hba(sample("pg_hba.conf")))
    site.start("db-1", "db-1", [*NOBODY, *command])
    wait_for("The primary", lambda: ask(place, "SELECT 1"))
    psql = [
        str(place / "postgres/bin/psql"),
        "-q",
        "-h",
        str(place),
        "-U",
        "postgres",
        "-v",
        "ON_ERROR_STOP=1",
        "-f",
        "-",
    ]
    given = f"ALTER ROLE pathway PASSWORD '{site.password}'; ALTER ROLE standby PASSWORD '{site.password}';"
    subprocess.run(psql, input=sample("database.sql") + given, text=True, check=True)  # noqa: S603 - our own


def start_standby(site: Site) -> None:
    """A copy of the primary that follows it; a commit is acknowledged once both have it."""
    place, first = site.folder / "db-2", site.folder / "db-1"
    place.mkdir()
    shutil.chown(place, "nobody", "nogroup")
    bins, data = first / "postgres" / "bin", place / "data"
    primary = f"host={site.at['db-1']} user=standby application_name=standby"
    copy = [str(bins / "pg_basebackup"), "-d", primary, "-D", str(data), "-R", "-C", "-S", "standby", "-c", "fast"]
    env = {**os.environ, "PGPASSWORD": site.password}
    subprocess.run(within("db-2", [*NOBODY, *copy]), env=env, cwd="/", check=True)  # noqa: S603 - our own
    options = [word for setting in settings(sample("postgresql.conf")) for word in ("-c", setting)]
    site.start("db-2", "db-2", [*NOBODY, bins / "postgres", "-D", data, "-k", place, *options])
    wait_for("The standby", lambda: ask(place, "SELECT pg_is_in_recovery()"))
    ask(first, "ALTER SYSTEM SET synchronous_standby_names = 'standby'")
    ask(first, "SELECT pg_reload_conf()")
    wait_for("A synchronous standby", lambda: ask(first, "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"))


def start_pooler(site: Site) -> None:
    place = site.folder / "pgbouncer"
    place.mkdir()
    (place / "userlist.txt").write_text(f'"pathway" "{site.password}"\n')
    lead_to(site, "db-1")
    site.start("pgbouncer", "pgbouncer", [*NOBODY, "pgbouncer", place / "pgbouncer.ini"])


def lead_to(site: Site, database: str) -> None:
    """The pooler's file names this host of a database; a pooler that runs reads it at a SIGHUP."""
    place = site.folder / "pgbouncer"
    (place / "pgbouncer.ini").write_text(pgbouncer(sample("pgbouncer.ini"), site.at[database], place))


def start_queue(site: Site) -> None:
    place = site.folder / "redis"
    place.mkdir()
    options = ["--bind", site.at["redis"], "--requirepass", site.password, "--appendonly", "yes", "--dir", str(place)]
    site.start("redis", "redis", ["redis-server", *options])


def ask(place: Path, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
    """What the server in `place` answers its superuser, on its own socket: also while its host is cut off."""
    connection = psycopg2.connect(host=str(place), user="postgres", dbname=database)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def limits(site: Site) -> dict[str, list[str]]:
    """What PostgreSQL says of a statement's and a lock's limits to who comes through the pooler, by pool."""
    found = {}
    for env in (site.pages, site.jobs):
        url = env["DATABASE_URL"]
        for _ in range(2):  # the second gets a connection that somebody had before
            connection = psycopg2.connect(url, options="-c statement_timeout=1")
            with connection, connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
                found[url.rpartition("/")[2]] = list(cursor.fetchone() or ())
            connection.close()
    return found


def hashes(site: Site, host: str) -> dict[str, str]:
    """A hash of all rows by table."""
    url = f"postgres://postgres@/pathway?host={site.folder / host}"
    command = [sys.executable, "-m", "benchmarks.many_hosts.rows_hashed"]
    env = {**site.env, "DATABASE_URL": url}
    told = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own
    found: dict[str, str] = json.loads(told)
    return found
