"""The samples of docs/deploy/many-hosts as a run needs them: addresses and places put in, all else as it is. Pure."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.many_hosts.shape import NETWORK

SAMPLES = Path(__file__).parents[2] / "docs" / "deploy" / "many-hosts"
AROUND = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    map $request $way {{ "~^(?<word>[A-Z]+) " $word; default -; }}  # a page of nginx's own is got, whatever was asked
    log_format spread '$msec $status $request_time $way $upstream_addr';
    access_log {folder}/spread.log spread;
    client_body_temp_path {folder}/nginx-bodies;
    proxy_temp_path {folder}/nginx-proxied;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    include {folder}/pathways.conf;
}}
"""


def sample(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def nginx(text: str, web: Sequence[str], folder: Path) -> str:
    """The sample with these web hosts' addresses, and with certificate and page in `folder`."""
    servers = re.findall(r"^ +server web-\d+:8000 (.+);\n", text, re.M)
    lines = "".join(f"    server {address}:8000 {servers[0]};\n" for address in web)
    spread = re.sub(r"(?:^ +server web-\d+:8000 .+;\n)+", lines, text, count=1, flags=re.M)
    return put(spread, {"/etc/ssl/pathways/": f"{folder}/", "/var/www/pathways": str(folder)})


def pgbouncer(text: str, database: str, folder: Path) -> str:
    """The sample with the database's address, and with the list of passwords in `folder`."""
    return put(text, {"host=db-1 ": f"host={database} ", "/etc/pgbouncer/": f"{folder}/"})


def hba(text: str) -> str:
    """Who owns the server's process in a run is not called postgres: on its own socket it is believed."""
    if NETWORK not in text:
        raise ValueError("The sample is for another network.")
    return re.sub(r"^local .*$", "local all all trust", text, flags=re.M)


def settings(text: str) -> list[str]:
    """The lines `name = value` of a postgresql.conf or sysctl.conf, as `name=value`."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [re.sub(r"\s*=\s*", "=", line, count=1).replace("'", "") for line in lines if line]


def put(text: str, instead: Mapping[str, str]) -> str:
    """Raises ValueError where the sample no longer holds what is to be replaced."""
    for old, new in instead.items():
        if old not in text:
            raise ValueError(f"The sample has no {old!r}.")
        text = text.replace(old, new)
    return text
