"""manage.py rollup: work out the tables now, without waiting for the timetable."""

import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from areas.models import Area
from opportunities.figures import Shown, snapshot_for
from opportunities.rollup import run

REFUSED = 1
WRONG_USE = 2
PAUSE = 0.2  # seconds between tries, while a worker has the tables in hand


class Command(BaseCommand):
    help = "Work out the tables of an area, or of every area and then of all areas together."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--area", metavar="SLUG", help="the area to roll up")
        which.add_argument("--all", action="store_true", help="every area, and then all areas together")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *args: Any, area: str | None, all: bool, **options: Any) -> None:
        areas = _areas(area)
        self.roll_up(areas, and_all=all)
        shown = [snapshot_for(each) for each in areas] + ([snapshot_for(None)] if all else [])
        self.report(shown, as_json=options["json"])

    def roll_up(self, areas: list[Area], *, and_all: bool) -> None:
        for number, each in enumerate(areas, start=1):
            if self.stderr.isatty():
                self.stderr.write(f"{number} of {len(areas)}: {each.name}")
            _until_done(partial(run.rollup_area, each.pk), each.name)
        if and_all:
            _until_done(run.rollup_all_areas, "All areas")

    def report(self, shown: list[Shown], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"rolled_up": [_as_dict(each) for each in shown]}, indent=2))
            return
        for each in shown:
            self.stdout.write(
                f"{each.area or 'All areas'}: made from {each.reviews_counted} reviews, revision {each.revision}."
            )
            for sentence in each.figures.opportunities["incomplete"]:
                self.stdout.write(f"  {sentence}")


def _areas(slug: str | None) -> list[Area]:
    """The area called `slug`, or every area."""
    if slug is None:
        return list(Area.objects.all())
    found = Area.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(
            f"There is no area “{slug}”. Load it with load_area, or check its slug.", returncode=WRONG_USE
        )
    return [found]


def _until_done(roll: Callable[[], bool], name: str) -> None:
    """Always makes the tables anew, unlike a page or an export: an update of the software may give others.

    A worker may hold the claim just now, or reviews may be coming in: go on trying for as long as it may try.
    """
    give_up = time.monotonic() + run.TRIES * run.CLAIM.total_seconds()
    while not roll():
        if time.monotonic() > give_up:
            raise CommandError(f"{name} kept changing. Try again in a few minutes.", returncode=REFUSED)
        time.sleep(PAUSE)


def _as_dict(shown: Shown) -> dict[str, Any]:
    table = shown.table("opportunities")
    return {name: table[name] for name in ("area", "as_of", "revision", "stale", "reviews_counted", "incomplete")}
