"""manage.py rollup: work out the tables now, without waiting for the timetable."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from areas.models import Area
from config.errors import Refused
from opportunities.figures import Shown, snapshot_for
from opportunities.rollup import now

REFUSED = 1
WRONG_USE = 2


class Command(BaseCommand):
    help = "Work out the tables of an area, or of every area and then of all areas together."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--area", metavar="SLUG", help="the area to roll up")
        which.add_argument("--all", action="store_true", help="every area, and then all areas together")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *args: Any, area: str | None, all: bool, **options: Any) -> None:
        areas = _areas(area)
        try:
            self.roll_up(areas, and_all=all)
        except Refused as refused:
            raise CommandError(str(refused), returncode=REFUSED) from refused
        shown = [snapshot_for(each) for each in areas] + ([snapshot_for(None)] if all else [])
        self.report(shown, as_json=options["json"])

    def roll_up(self, areas: list[Area], *, and_all: bool) -> None:
        for number, each in enumerate(areas, start=1):
            if self.stderr.isatty():
                self.stderr.write(f"{number} of {len(areas)}: {each.name}")
            now.roll_up(each)
        if and_all:
            now.roll_up_all_areas()

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


def _as_dict(shown: Shown) -> dict[str, Any]:
    table = shown.table("opportunities")
    return {name: table[name] for name in ("area", "as_of", "revision", "stale", "reviews_counted", "incomplete")}
