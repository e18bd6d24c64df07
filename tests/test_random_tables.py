"""Whatever the catalogue, the areas and the reviews: the commands' tables equal a calculation made independently."""

import json
import random
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.independent import calculation
from tests.independent.world import World, make_world, write_csv, write_json

CLOSE = {"rel": 1e-6, "abs": 1e-6}


def load(world: World, folder: Path) -> None:
    call_command("load_catalogue", write_json(folder / "catalogue.json", world.catalogue), stdout=StringIO())
    for slug, area in world.areas.items():
        call_command("load_area", write_json(folder / f"{slug}.json", area), stdout=StringIO())
        for command, rows in (("load_batch", world.notes[slug]), ("load_reviews", world.reviews[slug])):
            if rows:
                out = StringIO()
                file = write_csv(folder / f"{command}-{slug}.csv", rows)
                call_command(command, file, area=slug, json=True, stdout=out)
                told = json.loads(out.getvalue())
                assert told["accepted"] == len(rows), told["problems"]


def exported(folder: Path, **whose: Any) -> dict[str, Any]:
    file = folder / "figures.json"
    call_command("export_opportunities", format="json", output=str(file), stdout=StringIO(), stderr=StringIO(), **whose)
    return json.loads(file.read_text(encoding="utf-8"))


def check(figures: dict[str, Any], world: World, slugs: list[str]) -> None:
    opportunities, movements = figures["opportunities"], figures["cost_movements"]
    whole = [slug for slug in slugs if calculation.is_complete(world, slug)]
    check_counts(opportunities["rows"], world, slugs)
    if not whole:
        assert opportunities["total"]["saving"] is None
        return
    check_money(opportunities, world, whole)
    for row in movements["rows"]:
        gross, reinvestment = calculation.sectors(world, whole)[row["sector"]]
        assert row["gross_saving"] == pytest.approx(gross, **CLOSE)
        assert row["reinvestment"] == pytest.approx(reinvestment, **CLOSE)
        assert row["net"] == pytest.approx(gross - reinvestment, **CLOSE)


def check_counts(rows: list[dict[str, Any]], world: World, slugs: list[str]) -> None:
    expected = calculation.counts(world, slugs)
    for row in rows[:-1]:
        focus = row["area_of_focus"]
        assert {name: row[name] for name in expected[focus]} == expected[focus]
        proposed = [(top["label"], top["count"]) for top in row["top_proposed"]]
        assert proposed == calculation.top_proposed(world, slugs, focus)
        reasons = [(top["label"], top["count"]) for top in row["top_reasons"]]
        assert reasons == calculation.top_reasons(world, slugs, focus)


def check_money(opportunities: dict[str, Any], world: World, whole: list[str]) -> None:
    expected = calculation.savings(world, whole)
    total = sum(expected.values())
    budget = sum(world.areas[slug]["area"]["total_budget"] for slug in whole)
    assert opportunities["total"]["saving"] == pytest.approx(total, **CLOSE)
    for row in opportunities["rows"]:
        saving = expected[row["area_of_focus"]]
        assert row["saving"] == pytest.approx(saving, **CLOSE)
        assert row["saving_typical"] == pytest.approx(saving * 1e9 / budget, **CLOSE)
        if total:
            assert row["saving_share"] == pytest.approx(saving / total, **CLOSE)


@pytest.mark.django_db
# A smaller seed is no simpler world, so there is nothing to shrink.
@settings(
    max_examples=examples(12),
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_tables_equal_an_independent_calculation(seed: int) -> None:
    world = make_world(random.Random(seed))
    with transaction.atomic(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load(world, folder)
        for slug in world.areas:
            check(exported(folder, area=slug), world, [slug])
        check(exported(folder, all=True), world, list(world.areas))
        transaction.set_rollback(True)
