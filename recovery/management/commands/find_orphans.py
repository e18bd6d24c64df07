"""Lists what nothing belongs to any more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from recovery import orphans


class Command(BaseCommand):
    help = "List files that no row names, rows whose file is gone, and work that nobody does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete", action="store_true", help="delete those that nobody misses, as the timetable does"
        )

    def handle(self, *, delete: bool, **options: Any) -> None:
        found = list(orphans.find())
        for orphan in found:
            self.stdout.write(f"{orphan.kind} {orphan.name}: {orphans.KINDS[orphan.kind]}")
        self.stdout.write(f"{len(found)} found, {orphans.remove() if delete else 0} deleted.")
