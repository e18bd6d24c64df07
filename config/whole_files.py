"""Uploads are kept whole or not at all: of a file for which there was no room, nothing is left behind."""

from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Part of an upload may be somebody's note, and no row would know of it."""

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        try:
            return super()._save(name, content)  # type: ignore[misc,no-any-return]
        except FileExistsError:
            raise  # that one is another's, and whole
        except OSError:
            Path(self.path(name)).unlink(missing_ok=True)
            raise
