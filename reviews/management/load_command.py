"""What `load_batch` and `load_reviews` share: the file goes through the same intake as an upload, in this process."""

import json
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from areas.models import Area
from reviews.intake.lease import cut_short
from reviews.intake.load import load
from reviews.intake.report import report_of
from reviews.intake.speed import in_words, speed
from reviews.intake.submit import digest_of, submit
from reviews.models import Batch

WRONG_USE = 2


class LoadCommand(BaseCommand):
    """Exit status 0 when every row is in, 1 where rows were held or refused or the file was, 2 for wrong use."""

    kind: str
    started: datetime

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a CSV, XLSX or JSON Lines file")
        parser.add_argument("--area", metavar="SLUG", required=True, help="the area to load into")
        parser.add_argument("--dry-run", action="store_true", help="check every row and load nothing")
        parser.add_argument("--sheet", metavar="NAME", default="", help="the sheet of a workbook, where not the first")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.filter(slug=options["area"]).first()
        if area is None:
            raise CommandError(f"There is no area called {options['area']}.", returncode=WRONG_USE)
        batch = self._submit(area, options)
        self.started = timezone.now()
        load(batch.pk, progress=self._show if self.stderr.isatty() else None)
        batch.refresh_from_db()
        self._print(batch, as_json=options["json"])
        if batch.rejected or batch.held or batch.status == Batch.Status.REFUSED:
            raise SystemExit(1)

    def _submit(self, area: Area, options: dict[str, Any]) -> Batch:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                unfinished = cut_short(area.pk, self.kind, digest_of(File(file)))
                if unfinished and not options["dry_run"]:
                    self.stderr.write(f"Going on with batch {unfinished.pk}, which was cut short.")
                    return unfinished
                return submit(
                    area=area,
                    kind=self.kind,
                    file=File(file, name=path.name),
                    file_name=path.name,
                    dry_run=options["dry_run"],
                    create_places=options.get("create_places", False),
                    keep_columns=options.get("keep_column") or (),
                    sheet=options["sheet"],
                    by=None,
                )
        except OSError as error:
            raise CommandError(f"{path} can't be read: {error.strerror}.", returncode=WRONG_USE) from None

    def _print(self, batch: Batch, *, as_json: bool) -> None:
        report = report_of(batch)
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        self.stdout.write(
            f"Batch {batch.pk}, {batch.get_status_display().lower()}: {batch.rows:,} rows = "
            f"{batch.accepted:,} accepted + {batch.unchanged:,} unchanged + {batch.held:,} held + "
            f"{batch.rejected:,} rejected."
        )
        for remark in batch.remarks:
            self.stdout.write(remark)
        if batch.columns_left_out:
            self.stdout.write(f"Columns left out: {', '.join(batch.columns_left_out)}.")
        for problem in report["problems"]:
            place = ", ".join(filter(None, [f"line {problem['line']}" if problem["line"] else "", problem["column"]]))
            self.stdout.write(f"{place + ': ' if place else ''}{problem['message']} [{problem['code']}]")

    def _show(self, done: int, total: int) -> None:
        told = in_words(speed(done, total, self.started, timezone.now()))
        self.stderr.write(
            f"\r{done:,} of {total:,} rows{', ' + told if told else ''}   ", ending="\n" if done >= total else ""
        )
