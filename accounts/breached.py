"""Whether a password is known from leaks, looked up in a sorted file of hashes without reading it whole.

The file is the Pwned Passwords list as its downloader writes it: one line for each password, the SHA-1 in 40
hexadecimal digits, a colon, how often it was seen; sorted by hash. Nothing leaves this machine. No Django in here.
"""

import hashlib
from pathlib import Path
from typing import BinaryIO

DIGITS = 40


def is_listed(password: str, path: Path) -> bool:
    """True when the password's hash begins a line of the file. Raises OSError where it can't be read."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        return _found(file, wanted, 0, file.seek(0, 2))


def _found(file: BinaryIO, wanted: bytes, low: int, high: int) -> bool:
    """Bisects by bytes: the first line that begins at or after `middle` says which half to look through."""
    while low < high:
        middle = (low + high) // 2
        begins, line = _line_from(file, middle)
        if not line or line[:DIGITS].upper() > wanted:
            high = middle
        elif line[:DIGITS].upper() == wanted:
            return True
        else:
            low = max(begins + len(line), middle + 1)
    return False


def _line_from(file: BinaryIO, place: int) -> tuple[int, bytes]:
    """Where the first whole line at or after `place` begins, and the line; empty at the end of the file."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()  # the rest of the line before, or just its end
    return file.tell(), file.readline()
