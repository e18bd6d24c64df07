"""Lists of words beside this file, one subject each: lines that begin with # say what for. No Django in here."""

from pathlib import Path


def words(name: str) -> frozenset[str]:
    """The words of `name`.txt."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
