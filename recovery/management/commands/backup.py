"""Makes a backup that `restore` puts back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.backup import backup
from recovery.manifest import CannotRestore


class Command(BaseCommand):
    help = "Write the database, the uploads that rows name and a manifest of hashes into a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder; only this account reads it")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            made = backup(folder)
        except (CannotRestore, OSError) as error:
            raise CommandError(str(error), returncode=1) from None
        self.stdout.write(f"{made.rows:,} rows of {len(made.tables)} tables and {len(made.uploads)} files in {folder}.")
        for name in made.gone:
            self.stderr.write(f"A row names the file {name}, which is not there.")
