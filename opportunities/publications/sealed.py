"""The text of a publication and the hash that shows it is unchanged. No Django in here."""

import hashlib
import json
from typing import Any


class Broken(Exception):
    """The text is not what was published: somebody changed the row past the program."""


def seal(content: dict[str, Any]) -> tuple[str, str]:
    """The content as JSON text, keys in order, and the text's SHA-256."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text, digest(text)


def unseal(text: str, kept: str) -> dict[str, Any]:
    """The content again. Raises Broken where the text does not have the hash that was kept with it."""
    if digest(text) != kept:
        raise Broken
    content: dict[str, Any] = json.loads(text)
    return content


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
