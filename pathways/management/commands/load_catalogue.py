"""Loads the catalogue of pathways, costs, reasons and preventive services."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.errors import Refused
from pathways.catalogue_file import BUILT_IN, Loaded, load_catalogue


class Command(BaseCommand):
    help = "Load a catalogue file (JSON), or the built-in catalogue without FILE. Loading again updates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=BUILT_IN, metavar="FILE", help="a catalogue (JSON)")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *, file: Path, as_json: bool, **options: Any) -> None:
        try:
            loaded = load_catalogue(file.read_bytes(), by=None)
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
            self.stderr.write(f"{problem.column or f'line {problem.line}'}: {problem.message}")

    def _tell(self, loaded: Loaded, *, as_json: bool) -> None:
        for place in loaded.unknown:
            self.stderr.write(f"{place}: this key means nothing here and was passed over.")
        if as_json:
            status = "loaded" if loaded.anything else "unchanged"
            self.stdout.write(json.dumps({"status": status, **asdict(loaded), "problems": []}))
            return
        for sentence in loaded.kept:
            self.stdout.write(sentence)
        counts = f"{loaded.created} new, {loaded.changed} changed, {loaded.removed} removed"
        self.stdout.write(f"Catalogue of {loaded.rows} rows: {counts if loaded.anything else 'nothing has changed'}.")
