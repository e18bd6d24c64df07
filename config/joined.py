"""Files that one page alone needs, sent as one: each source holds one subject, and a page asks once for all of them.

They are joined where static files are looked for, so nothing is built by hand and nothing joined is committed.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES: dict[str, Sequence[str]] = {
    "css/judging-page.css": ("css/answers.css", "css/working.css", "css/judging.css"),
    "js/judging-page.js": (
        "js/judging-marks.js",
        "js/judging-find.js",
        "js/judging-sections.js",
        "js/judging-switch.js",
        "js/judging-passages.js",
        "js/judging-evidence.js",
        "js/judging-select.js",
        "js/judging-keys.js",
        "js/judging-answered.js",
        "js/judging-decides.js",
        "js/live.js",
        "js/device-copies.js",
        "js/judging-fields.js",
        "js/judging-told.js",
        "js/judging-copy.js",
        "js/judging-refusals.js",
        "js/judging-send.js",
        "js/judging-drafts.js",
        "js/session-end.js",
    ),
}


def joined(name: str) -> str:
    """The sources of one file, in their order. A script's names stay its own, as if it were in a file of its own."""
    texts = [(settings.BASE_DIR / "static" / source).read_text(encoding="utf-8") for source in SOURCES[name]]
    return "".join(f"{{\n{text}}}\n" for text in texts) if name.endswith(".js") else "".join(texts)


class JoinedFinder(BaseFinder):
    """Finds the joined files for `collectstatic` and for servers that look for files as they are asked."""

    def __init__(self) -> None:
        self.storage = FileSystemStorage(settings.VAR_DIR / "joined")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The path of a joined file, made anew where a source has changed; empty for any other."""
        return (self._made(path) if not find_all else [self._made(path)]) if path in SOURCES else []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in SOURCES:
            self._made(name)
            yield name, self.storage

    def _made(self, name: str) -> str:
        path, text = Path(self.storage.path(name)), joined(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return str(path)
