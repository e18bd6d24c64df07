"""Which rules and words a text was screened with: derived from them, so that nobody can forget to raise it.

No Django in here.
"""

import hashlib
from pathlib import Path

LENGTH = 12


def version_of(folder: Path) -> str:
    """A short hash of all modules and word lists in `folder`; the same whatever ends their lines."""
    digest = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.suffix in {".py", ".txt"}}
    for name, path in sorted(files.items()):
        text = path.read_text(encoding="utf-8")  # newlines as Python reads them: "\n"
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()[:LENGTH]


VERSION = version_of(Path(__file__).parent)
