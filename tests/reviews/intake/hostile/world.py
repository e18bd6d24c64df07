"""What every file meets: two areas that are alike, a steward who is signed in, and notes to review. Fresh each time."""

import os
import shutil
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import django

AREAS = {"page": "kent", "command": "surrey"}  # each way in has an area of its own, so that the two can be compared
BASIS, CHECKS = "invented", ("anonymised", "adults", "sample")


@dataclass(frozen=True)
class World:
    """`cookies` are those of the steward's browser, `areas` the ids by way in."""

    folder: Path
    cookies: dict[str, str]
    areas: dict[str, int]

    def fresh(self) -> None:
        """Point the connection at a copy of the database as it was made. Call before the child is forked."""
        from django.db import connections

        connections.close_all()
        connection = connections["default"]
        _copy_of(connection, self.folder)

    def empty(self) -> None:
        """Take away what the file left in the folder of uploads."""
        shutil.rmtree(self.folder / "main" / "uploads", ignore_errors=True)

    def warm_up(self) -> None:
        """Load the code and the pages once, so that no child has to."""
        from tests.reviews.intake.hostile.tables import BY_KIND
        from tests.reviews.intake.hostile.ways_in import by_every_way

        for kind, (columns, cells) in BY_KIND.items():
            self.fresh()
            path = self.folder / "good"
            path.write_text(",".join(columns) + "\n" + ",".join(cells).format(1) + "\n", encoding="utf-8")
            status, wrong = by_every_way(self, kind, path, "good.csv")
            if (status, wrong) != ("loaded", []):
                raise AssertionError(f"a good file is {status}: {wrong}")
            self.empty()


def make(folder: Path) -> World:
    """Migrate, load the catalogue, two areas, the steward and the notes. `DATABASE_URL` chooses the database."""
    os.environ.pop("REDIS_URL", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.settings", "PATHWAY_REVIEW_TEST_VAR": str(folder), "DEMONSTRATION": "yes",
        "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    call_command("load_catalogue", verbosity=0, stdout=StringIO())  # what the run found is all it prints
    world = World(folder, _signed_in(), _areas())
    connections.close_all()
    settings = connections["default"].settings_dict
    settings["MADE"] = settings["NAME"]
    settings["CONN_MAX_AGE"] = 0
    return world


def _areas() -> dict[str, int]:
    from accounts.models import User
    from areas.models import Area, Locality, Membership, Role

    areas = {way: Area.objects.create(slug=slug, name=slug.capitalize()) for way, slug in AREAS.items()}
    for area in areas.values():
        Locality.objects.create(area=area, name="Ashford")
        Membership.objects.create(area=area, user=User.objects.get(), role=Role.STEWARD)
        _notes(area)
    return {way: area.pk for way, area in areas.items()}


def _notes(area: Any) -> None:
    """NOTE-0 to NOTE-29 at discharge, TWO-0 to TWO-4 with a second review point."""
    from pathways.models import Pathway
    from reviews.models import Batch, CaseNote

    batch = Batch.objects.create(
        area=area, kind="case-notes", file_name="before.csv", sha256="0" * 64, status=Batch.Status.LOADED,
        total=40, rows=40, accepted=40, done=40,
    )  # fmt: skip
    for reference, point, decision_point in (
        *((f"NOTE-{number}", 1, "q3-discharge") for number in range(30)),
        *((f"TWO-{number}", point, "q2-setting") for number in range(5) for point in (1, 2)),
    ):
        actual = Pathway.objects.filter(decision_points__decision_point=decision_point).order_by("position").first()
        CaseNote.objects.create(
            area=area, batch=batch, reference=reference, review_point=point, decision_point=decision_point,
            age_band="85+", actual_pathway=actual, narrative="Home after a fall.", line=2,
            content_hash=f"{reference}-{point}".ljust(64, "0"), extra={},
        )  # fmt: skip


def _signed_in() -> dict[str, str]:
    """The cookies of the steward's browser."""
    from django.test import Client

    from accounts.models import User

    steward = User.objects.create_user("steward@example.org", "Steward", "a password for tests")
    browser = Client()
    browser.force_login(steward)
    return {name: cookie.value for name, cookie in browser.cookies.items()}


def _copy_of(connection: Any, folder: Path) -> None:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        for name in (copy, *(copy.with_name(copy.name + more) for more in ("-wal", "-shm"))):
            name.unlink(missing_ok=True)
        shutil.copyfile(settings["MADE"], copy)
        settings["NAME"] = str(copy)
        return
    settings["NAME"] = settings["MADE"]
    copy_name = f"{settings['MADE']}_copy"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy_name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{copy_name}" TEMPLATE "{settings["MADE"]}"')
    connection.close()
    settings["NAME"] = copy_name
