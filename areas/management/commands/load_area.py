"""Loads an area: its name, budgets, places, volumes, shares, costs and bed rates."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from areas.area_file import Loaded, load_area
from config.errors import Refused


class Command(BaseCommand):
    help = "Load an area file (JSON, or the same tables as sheets of an XLSX workbook). Loading again updates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="an area file (JSON or XLSX)")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *, file: Path, as_json: bool, **options: Any) -> None:
        try:
            loaded = load_area(file.read_bytes(), by=None)
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.", returncode=2) from error
        except Refused as refused:
            self._list(refused, as_json=as_json)
            raise CommandError(f"{file} was refused; nothing was changed.", returncode=1) from refused
        self._tell(loaded, as_json=as_json)

    def _list(self, refused: Refused, *, as_json: bool) -> None:
        if as_json:
            problems = [problem.as_dict() for problem in refused.problems]
            self.stdout.write(json.dumps({"status": "refused", "problems": problems}))
            return
        for problem in refused.problems:
            where = f"row {problem.line}, " if problem.line and problem.column else f"line {problem.line}"
            self.stderr.write(f"{where if problem.line else ''}{problem.column}: {problem.message}")

    def _tell(self, loaded: Loaded, *, as_json: bool) -> None:
        for place in loaded.unknown:
            self.stderr.write(f"{place}: this means nothing here and was passed over.")
        if as_json:
            told = {"status": loaded.status, "area": loaded.area.slug, "created": loaded.created}
            more = {"changed": loaded.changed, "kept": loaded.kept, "unknown": loaded.unknown, "problems": []}
            self.stdout.write(json.dumps(told | more))
            return
        for sentence in loaded.kept:
            self.stdout.write(sentence)
        what = ", ".join(name.replace("_", " ") for name in loaded.changed) or "nothing"
        self.stdout.write(f"{loaded.area.name}: {'new' if loaded.created else f'{what} changed'}.")
