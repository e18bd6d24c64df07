"""Reads settings from the environment, or from a file named by the same setting with `_FILE`. Fails by name."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off", ""}


class Unsafe(Exception):
    """The server must not start: each line names a setting and says what it should be."""


def text(name: str, default: str = "") -> str:
    """A setting's text; where `NAME_FILE` is set, the text of that file (as container secrets are given)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A yes or no. Anything else stops the start: a mistyped flag must not quietly mean no."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES | NO:
        return value.strip().lower() in YES
    raise Unsafe(f"{name}: “{value}” is neither yes nor no.")


def number(name: str, *, default: int, least: int = 0) -> int:
    """A whole number of at least `least`."""
    value = os.environ.get(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise Unsafe(f"{name}: “{value}” is not a whole number of at least {least}.")
    return int(value)


def words(name: str) -> list[str]:
    """A comma-separated list, without the empty ones."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def kept_secret(path: Path) -> str:
    """A random key made at the first start and kept where only this account can read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")


def refuse_unsafe(settings: Mapping[str, object]) -> None:
    """Raise Unsafe, naming every setting that a server other people can reach must not have."""
    wrong = []
    if len(str(settings["SECRET_KEY"])) < 50:
        wrong.append("SECRET_KEY: set 50 or more random characters.")
    if settings["DEBUG"]:
        wrong.append("DEBUG: switch it off; error pages would show settings and notes.")
    hosts = settings["ALLOWED_HOSTS"]
    if not hosts or "*" in hosts:  # type: ignore[operator]
        wrong.append("ALLOWED_HOSTS: name the host names people use, without *.")
    if not settings["DATABASE_URL"]:
        wrong.append("DATABASE_URL: name a PostgreSQL database; the embedded one is for the demonstration.")
    if not settings["REDIS_URL"]:
        wrong.append("REDIS_URL: name a Redis server; the embedded queue is for the demonstration.")
    if wrong:
        raise Unsafe("Not starting, because it would not be safe:\n  " + "\n  ".join(wrong))
