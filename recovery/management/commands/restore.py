"""Puts a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.manifest import CannotRestore
from recovery.restore import restore


class Command(BaseCommand):
    help = "Put a backup into the database that the settings name, compare it with its manifest, then migrate."
    # The database may be empty or of another release.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="as backup wrote it")
        parser.add_argument("--over", metavar="NAME", default="", help="the database's name: lose the rows it has now")

    def handle(self, *, folder: Path, over: str, **options: Any) -> None:
        try:
            found = restore(folder, over=over)
        except (CannotRestore, OSError) as error:
            raise CommandError(str(error), returncode=1) from None
        if found.differences:
            raise CommandError(f"Restored, but with differences: {'; '.join(found.differences)}.", returncode=1)
        self.stdout.write(f"Restored {found.rows:,} rows of {found.tables} tables: 0 differences.")
