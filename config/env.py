"""Reads settings from the environment, or from a file named by the same setting with `_FILE`. Fails by name."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off", ""}


class Unsafe(Exception):
    """The server must not start: each line names a setting and says what it should be."""


def text(name: str, default: str = "") -> str:
    """A setting's text; where `NAME_FILE` is set, the text of that file (as container secrets are given)."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, default)
    if os.environ.get(name):
        raise Unsafe(f"{name}: it is set, and so is {name}_FILE; keep one, so that nobody changes the other in vain.")
    try:
        return Path(path).read_text(encoding="utf-8").strip() or _empty(name, path)
    except (OSError, UnicodeError) as error:
        raise Unsafe(
            f"{name}_FILE: {path} can’t be read ({type(error).__name__}); name a file with the secret."
        ) from None


def _empty(name: str, path: str) -> str:
    raise Unsafe(f"{name}_FILE: {path} is empty; put the secret in it.")


def with_password(url: str, password: str) -> str:
    """A database's address with the password that was given beside it, as a secret of its own."""
    parts = urlsplit(url)
    if not password or parts.password or not parts.username:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.replace("@", f":{quote(password, safe='')}@", 1)))


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


def one_of(name: str, *allowed: str) -> str:
    """One of these words; the first where nothing is set."""
    value = text(name) or allowed[0]
    if value not in allowed:
        raise Unsafe(f"{name}: “{value}” is none of: {', '.join(allowed)}.")
    return value


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
