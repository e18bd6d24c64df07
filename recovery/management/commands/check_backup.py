"""Holds the database against a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery import manifest
from recovery.compare import compare
from recovery.manifest import CannotRestore


class Command(BaseCommand):
    help = "Compare every table's hash with a backup's manifest. Ends with 1 and names the tables where any differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="as backup wrote it")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            found = compare(manifest.read(folder))
        except CannotRestore as error:
            raise CommandError(str(error), returncode=1) from None
        if found.differences:
            told = "; ".join(found.differences)
            raise CommandError(f"{len(found.differences)} differences: {told}.", returncode=1)
        self.stdout.write(f"0 differences in {found.rows:,} rows of {found.tables} tables.")
