"""`manage.py export_opportunities (--area SLUG | --all) --format … --output FILE`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from areas.models import Area
from opportunities.catch_up import Busy, until_caught_up
from opportunities.editions import edition_of, edition_of_all_areas
from opportunities.exports.edition import Edition
from opportunities.exports.formats import FORMATS
from opportunities.exports.typesetting import CannotWrite
from opportunities.inputs_on_files import with_inputs
from opportunities.scenarios.on_files import with_scenarios

REFUSED, WRONG_USE = 1, 2
STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    help = "Write the tables of an area, or of all areas, to a file. Rolls them up first if they are out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--area", metavar="SLUG", help="one area")
        which.add_argument("--all", action="store_true", help="all areas together")
        parser.add_argument("--format", choices=list(FORMATS), required=True)
        parser.add_argument("--output", metavar="FILE", required=True, help="where to write; - is standard output")
        parser.add_argument(
            "--disclosure-control",
            action="store_true",
            help="hide small counts, round others",
        )

        parser.add_argument(
            "--scenarios", action="store_true", help="with the area's scenarios; only without disclosure control"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        form, output = options["format"], options["output"]
        area, controlled, scenarios = _area(options["area"]), options["disclosure_control"], options["scenarios"]
        if scenarios and (area is None or controlled):
            raise CommandError("Scenarios are of one area, and never under disclosure control.", returncode=WRONG_USE)
        self._catch_up(area)
        edition = _edition(area, controlled=controlled, scenarios=scenarios)
        self._write(self._made(form, edition), output)
        for sentence in edition.incomplete:
            self._say(f"Left out of the money: {sentence}")

    def _catch_up(self, area: Area | None) -> None:
        """Exports never calculate, so the tables are rolled up before, when they are out of date."""
        name = area.name if area else "All areas"
        try:
            if until_caught_up(area):
                self._say(f"{name}: the tables were out of date and have been rolled up.")
        except Busy:
            raise CommandError(
                f"{name}: a worker is still rolling up. Try again in a few minutes.", returncode=REFUSED
            ) from None

    def _made(self, form: str, edition: Edition) -> bytes:
        try:
            return FORMATS[form].write(edition)
        except CannotWrite as reason:
            raise CommandError(str(reason), returncode=REFUSED) from None

    def _write(self, content: bytes, output: str) -> None:
        if output == STANDARD_OUTPUT:
            sys.stdout.buffer.write(content)
            return
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} can't be written: {error.strerror}.", returncode=WRONG_USE) from None
        self._say(f"{output}: {len(content):,} bytes.")

    def _say(self, sentence: str) -> None:
        """Words for a person go to standard error: standard output may be the file."""
        self.stderr.write(sentence, self.style.NOTICE)


def _edition(area: Area | None, *, controlled: bool, scenarios: bool) -> Edition:
    if area is None:
        return edition_of_all_areas(Area.objects.all(), controlled=controlled)
    edition = with_inputs(edition_of(area, controlled=controlled), area)
    return with_scenarios(edition, area) if scenarios else edition


def _area(slug: str | None) -> Area | None:
    """The area called `slug`; None for all areas, of which there must be one."""
    if slug is None:
        if not Area.objects.exists():
            raise CommandError(
                "There are no areas, so there is nothing to export. Load one with load_area.", returncode=REFUSED
            )
        return None
    area = Area.objects.filter(slug=slug).first()
    if area is None:
        raise CommandError(f"There is no area called “{slug}”.", returncode=WRONG_USE)
    return area
