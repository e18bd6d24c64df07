"""The font that PNG drawings are written in. The converter draws no letter without the font's own file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

# Best first: Liberation Sans is as wide as Arial, for which drawings are laid out. Regular and bold.
KNOWN = (
    ("Liberation Sans", "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial", "arial.ttf", "arialbd.ttf"),
    ("Arial", "Arial.ttf", "Arial Bold.ttf"),
    ("Arimo", "Arimo-Regular.ttf", "Arimo-Bold.ttf"),
    ("DejaVu Sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
USUAL = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip


class NoFont(Exception):
    """The message is the sentence whoever runs the server can act on."""


@dataclass(frozen=True)
class Font:
    family: str
    files: tuple[str, ...]


def font() -> Font:
    """Raises NoFont. Folders are looked through once; a font installed later is found after a restart."""
    folders = tuple(settings.FONT_FOLDERS or USUAL)
    found = find(folders)
    if found is None:
        raise NoFont(
            "This server has no font to write a PNG with; SVG needs none. Install fonts-liberation and restart, "
            f"or set FONT_FOLDERS to where its files are. Looked in {', '.join(folders)}."
        )
    return found


@cache
def find(folders: tuple[str, ...]) -> Font | None:
    """The best known font in these folders and those within."""
    files = {
        path.name: str(path)
        for folder in folders
        for path in sorted(Path(folder).expanduser().rglob("*.ttf"), reverse=True)
    }
    for family, *names in KNOWN:
        if names[0] in files:
            return Font(family, tuple(files[name] for name in names if name in files))
    return None
