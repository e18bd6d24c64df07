"""The code that one lead gives to another: 60 bits, read out over a telephone without mistakes. No Django in here."""

import hashlib
import secrets

# Crockford's base 32: no I, L, O and U. What people read or type instead is understood.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEANT = str.maketrans("ILO", "110", "- \t\r\n")
GROUPS, OF = 3, 4


def new_code() -> str:
    """Three groups of four, like `7KQ2-M0XD-9ATR`."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(OF)) for _ in range(GROUPS))


def hashed(code: str) -> str:
    """What is kept of a code: the SHA-256, in hexadecimal, of its letters and digits, however they were typed."""
    return hashlib.sha256(code.upper().translate(MEANT).encode()).hexdigest()
