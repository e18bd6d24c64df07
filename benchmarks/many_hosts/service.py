"""nginx, the web hosts and the worker hosts, with the commands of docs/operations.md."""

import shutil
import subprocess
import sys
from functools import partial
from socket import create_connection

from benchmarks.many_hosts.network import within
from benchmarks.many_hosts.samples import AROUND, SAMPLES, nginx, sample
from benchmarks.many_hosts.site import Site
from tests.faults.processes import wait_for

WEB = ["-m", "gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--bind", "0.0.0.0:8000"]
CELERY = ["-m", "celery", "-A", "config"]


def start(site: Site) -> None:
    """Everything that is not a store, and waits until a visitor gets a page."""
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, env=dict(site.jobs), check=True)  # noqa: S603 - our own
    for host in site.shape.web_hosts:
        site.start(host, host, site.shares.within(host, [sys.executable, *WEB]), site.pages)
    for host in site.shape.worker_hosts:
        _start_worker(site, host)
    for host in site.shape.web_hosts:
        wait_for(f"The web host {host}", partial(_listens, site.at[host]), 180)
    _start_nginx(site)
    wait_for("A page", site.answers)


def _listens(address: str) -> bool:
    with create_connection((address, 8000), 2):
        return True


def _start_worker(site: Site, host: str) -> None:
    """With a timetable on each host: what it sends may be sent twice, so that none is missed when one is gone."""
    words = ["worker", "--concurrency", "2", "--loglevel", "INFO", "--hostname", f"worker@{host}"]
    site.start(host, host, [sys.executable, *CELERY, *words], site.jobs)
    schedule = ["--schedule", f"{site.folder}/{host}-timetable", "--pidfile="]
    site.start(f"{host}-timetable", host, [sys.executable, *CELERY, "beat", "--loglevel", "INFO", *schedule], site.jobs)


def _start_nginx(site: Site) -> None:
    (site.folder / "nginx.conf").write_text(AROUND.format(folder=site.folder))
    shutil.copy(SAMPLES / "not-answered.html", site.folder)
    _write_hosts(site, site.shape.web)
    site.start("nginx", "nginx", ["nginx", "-c", site.folder / "nginx.conf"])


def spread_over(site: Site, number: int) -> None:
    """From now on the first so many web hosts get all requests."""
    _write_hosts(site, number)
    command = within("nginx", ["nginx", "-c", site.folder / "nginx.conf", "-s", "reload"])
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own


def _write_hosts(site: Site, number: int) -> None:
    addresses = [site.at[host] for host in site.shape.web_hosts[:number]]
    (site.folder / "pathways.conf").write_text(nginx(sample("nginx.conf"), addresses, site.folder))
