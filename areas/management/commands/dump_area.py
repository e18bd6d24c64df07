"""Prints an area as the file that load_area takes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from areas.area_file import as_json, as_workbook, contents
from areas.models import Area


class Command(BaseCommand):
    help = "Print an area's inputs as JSON, or write them as JSON or an XLSX workbook; load_area takes either."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the area")
        parser.add_argument("--format", choices=["json", "xlsx"], default="json")
        parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file; a workbook needs it")

    def handle(self, *, slug: str, output: Path | None, **options: Any) -> None:
        area = Area.objects.filter(slug=slug).first()
        if area is None:
            raise CommandError(f"There is no area “{slug}”.", returncode=2)
        workbook = options["format"] == "xlsx"
        if output is None and workbook:
            raise CommandError("A workbook is not printed: say where to write it with --output FILE.", returncode=2)
        if output is None:
            self.stdout.write(as_json(contents(area)))
            return
        try:
            output.write_bytes(as_workbook(contents(area)) if workbook else as_json(contents(area)).encode())
        except OSError as error:
            raise CommandError(f"{output} can't be written: {error.strerror}.", returncode=2) from error
