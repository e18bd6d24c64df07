"""`manage.py load_demo [--small]`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opportunities.demonstration.load import load_demonstration
from opportunities.demonstration.people import sign_in_sheet


class Command(BaseCommand):
    help = "Load the demonstration: five areas, 2,265 counted decisions, half a workshop, people to sign in as."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--small", action="store_true", help="a tenth of the notes and reviews, for trying and testing"
        )

    def handle(self, *args: Any, small: bool, verbosity: int, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Only for a demonstration: its people have a public password.", returncode=2)
        say = self.stdout.write if verbosity else _nothing
        load_demonstration(small=small, say=say)
        sheet = sign_in_sheet()
        (settings.VAR_DIR / "people.txt").write_text(sheet, encoding="utf-8")
        say(sheet)


def _nothing(text: str) -> None:
    """With `--verbosity 0` the command is silent."""
