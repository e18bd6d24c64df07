"""Uploaded files that rows still name. Exports are made anew, and rows to mend may not outlive their 14 days."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import default_storage

from recovery.manifest import hash_of
from reviews.intake.stored import files_named

FOLDER = "uploads"


def keep(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Copy them; gives the hash of each by its name, and names whose file is gone."""
    kept, gone = {}, []
    for name in files_named():
        copy = folder / FOLDER / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            shutil.copyfile(default_storage.path(name), copy)
            kept[name] = hash_of(copy)
            continue
        gone.append(name)
    return kept, gone


def put_back(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        place = Path(default_storage.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / FOLDER / name, place)
        place.chmod(0o600)


def differing(kept: dict[str, str]) -> list[str]:
    """Names of files that are not there, or not as they were kept."""
    return [name for name, sha256 in kept.items() if _hash(Path(default_storage.path(name))) != sha256]


def damaged(folder: Path, kept: dict[str, str]) -> list[str]:
    """The same of the copies."""
    return [name for name, sha256 in kept.items() if _hash(folder / FOLDER / name) != sha256]


def _hash(path: Path) -> str | None:
    try:
        return hash_of(path)
    except OSError:
        return None
