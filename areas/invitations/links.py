"""The text in an invitation's link: 256 random bits, of which only the hash is kept. No Django in here."""

import hashlib
import secrets


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of it: the SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
