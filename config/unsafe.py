"""What a server that other people can reach must not have: one function for each setting, each naming its remedy."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from config.env import Unsafe

Settings = Mapping[str, object]
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
GUESSED = {"", "password", "postgres", "pathway", "changeme", "change-me", "secret", "admin", "example", "test"}
FEWEST_CHARACTERS = 50
FEWEST_DIFFERENT = 10  # a random key of 50 has more than 20 different ones
LEVELS = {"INFO", "WARNING", "ERROR", "CRITICAL"}
SHORTEST_TOKEN = 32


def refuse_unsafe(settings: Settings) -> None:
    """Raise Unsafe, naming every setting that a server other people can reach must not have."""
    wrong = [line for rule in RULES for line in rule(settings)]
    if wrong:
        raise Unsafe("Not starting, because it would not be safe:\n  " + "\n  ".join(wrong))


def refuse_a_public_demonstration(settings: Settings) -> None:
    """Raise Unsafe when the demonstration, whose passwords are in its documentation, would answer under other names."""
    others = [host for host in _words(settings, "ALLOWED_HOSTS") if host not in LOOPBACK]
    if others:
        raise Unsafe(
            f"DEMONSTRATION: switch it off, or take {', '.join(others)} from ALLOWED_HOSTS; its passwords are public."
        )


def _key(settings: Settings) -> Iterator[str]:
    yield from _random("SECRET_KEY", str(settings["SECRET_KEY"]))
    for before in _words(settings, "SECRET_KEY_FALLBACKS"):
        yield from _random("SECRET_KEY_BEFORE", before)
        if before == settings["SECRET_KEY"]:
            yield "SECRET_KEY_BEFORE: it is SECRET_KEY itself; set a new one there, or take this one away."


def _random(name: str, key: str) -> Iterator[str]:
    if len(key) < FEWEST_CHARACTERS:
        yield f"{name}: set {FEWEST_CHARACTERS} or more random characters."
    elif len(set(key)) < FEWEST_DIFFERENT or key.startswith("django-insecure-"):
        yield f"{name}: this one can be guessed; set random characters, as from: openssl rand -base64 60"


def _debug(settings: Settings) -> Iterator[str]:
    if settings["DEBUG"]:
        yield "DEBUG: switch it off; error pages would show settings and notes."


def _hosts(settings: Settings) -> Iterator[str]:
    hosts = _words(settings, "ALLOWED_HOSTS")
    if not hosts:
        yield "ALLOWED_HOSTS: name the host names people use, without *."
    for host in hosts:
        if "*" in host or host.startswith("."):
            yield f"ALLOWED_HOSTS: “{host}” stands for hosts that are not yours; name each."
        elif "/" in host or host.count(":") == 1:
            yield f"ALLOWED_HOSTS: “{host}” is an address; name the host alone, as in pathways.example.nhs.uk."


def _origins(settings: Settings) -> Iterator[str]:
    for origin in _words(settings, "CSRF_TRUSTED_ORIGINS"):
        if "*" in origin:
            yield f"CSRF_TRUSTED_ORIGINS: “{origin}” trusts forms from other sites; name each origin."
        elif not re.fullmatch(r"https://[^/]+", origin):
            yield f"CSRF_TRUSTED_ORIGINS: “{origin}” should be https:// and a host, as in https://pathways.example.nhs.uk."


def _database(settings: Settings) -> Iterator[str]:
    url = urlsplit(str(settings["DATABASE_URL"]))
    if url.scheme not in {"postgres", "postgresql", "psql", "pgsql"}:
        yield "DATABASE_URL: name a PostgreSQL database; the embedded one is for the demonstration."
    elif url.hostname and url.password is not None and url.password.lower() in GUESSED | {url.username}:
        yield "DATABASE_URL: its password can be guessed; set a random one."
    elif "sslmode=disable" in url.query or "sslmode=allow" in url.query:
        yield "DATABASE_URL: sslmode should be verify-full, or left out on a private network."


def _queue(settings: Settings) -> Iterator[str]:
    if urlsplit(str(settings["REDIS_URL"])).scheme not in {"redis", "rediss", "redis+socket"}:
        yield "REDIS_URL: name a Redis server; the embedded queue is for the demonstration."


def _logs(settings: Settings) -> Iterator[str]:
    if settings["LOG_LEVEL"] not in LEVELS:
        yield f"LOG_LEVEL: set INFO, WARNING or ERROR; “{settings['LOG_LEVEL']}” may write what people typed."


def _metrics(settings: Settings) -> Iterator[str]:
    token = str(settings["METRICS_TOKEN"])
    if token and (len(token) < SHORTEST_TOKEN or len(set(token)) < FEWEST_DIFFERENT):
        yield f"METRICS_TOKEN: set {SHORTEST_TOKEN} or more random characters, or nothing to have no measurements."


def _folder(settings: Settings) -> Iterator[str]:
    folder, code = Path(str(settings["VAR_DIR"])).resolve(), Path(str(settings["BASE_DIR"])).resolve()
    if folder.is_relative_to(code / "static"):
        yield "PATHWAY_REVIEW_VAR: files under static/ are given to everybody; choose another folder."
    elif folder.exists() and folder.stat().st_mode & 0o002:
        yield "PATHWAY_REVIEW_VAR: everybody on the server may write there; take that right away (chmod o-w)."


def _https(settings: Settings) -> Iterator[str]:
    if not settings["SECURE_SSL_REDIRECT"]:
        yield "SECURE_SSL_REDIRECT: leave it on; pages and cookies would go over the network for everybody to read."
    if int(str(settings["SECURE_HSTS_SECONDS"])) < 3600:
        yield "SECURE_HSTS_SECONDS: set 3600 or more, and 31536000 (a year) once everything works over HTTPS."


def _words(settings: Settings, name: str) -> list[str]:
    words = settings[name]
    return [str(word) for word in words] if isinstance(words, list | tuple) else []


RULES: list[Callable[[Settings], Iterator[str]]] = [
    _key, _debug, _hosts, _origins, _database, _queue, _logs, _metrics, _folder, _https,
]  # fmt: skip
