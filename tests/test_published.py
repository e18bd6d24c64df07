"""The demonstration, through the real intake and roll-up, gives the figures published in 2016 at their rounding."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from reviews.models import AgreedReview, CaseNote

pytestmark = pytest.mark.django_db  # by itself, too, the module finds its database made
PUBLISHED = json.loads((Path(__file__).parent.parent / "fixtures/published/lga-2016.json").read_text(encoding="utf-8"))
FOCUSES = ["q1-attendances", "q1-admissions", "q2", "q3-4", "q5-6", "q7"]
SECTORS = ["acute", "ccg-other", "community", "gp", "integrated-teams", "local-authority"]


def in_millions(pounds: float) -> float:
    return round(pounds / 1e6, 1) + 0.0  # no minus zero


def percent(share: float) -> int:
    return round(share * 100)


@pytest.fixture(scope="module")
def exported(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """`export_opportunities --all --format json` after `load_demo`, with what was loaded; gone after this module."""
    from django.db import transaction

    file = tmp_path_factory.mktemp("published") / "all.json"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        call_command("export_opportunities", all=True, format="json", output=str(file), stdout=StringIO())
        kept = {
            "figures": json.loads(file.read_text(encoding="utf-8")),
            "counted": AgreedReview.objects.filter(exchanged=False).exclude(best_pathway="unclear").count(),
            "distinct": len(set(CaseNote.objects.values_list("narrative", flat=True))),
            "notes": CaseNote.objects.count(),
        }
        yield kept
        transaction.set_rollback(True)


@pytest.mark.parametrize("position", range(6), ids=FOCUSES)
def test_figure_3_row(exported: dict[str, Any], position: int) -> None:
    published = PUBLISHED["figure_3"]["rows"][position]
    row = exported["figures"]["opportunities"]["rows"][position]
    assert row["area_of_focus"] == FOCUSES[position]
    assert row["notes_reviewed"] == published["notes_reviewed"]
    assert row["improvable"] == published["improvable"]
    if published["improvable_percent"] is not None:
        assert percent(row["improvable_share"]) == published["improvable_percent"]
    assert percent(row["saving_share"]) == published["saving_percent"]
    assert in_millions(row["saving_typical"]) == published["saving_typical_gbp_m"]
    assert [reason["label"] for reason in row["top_reasons"]] == published["top_reasons"]


def test_figure_3_total(exported: dict[str, Any]) -> None:
    published, total = PUBLISHED["figure_3"]["total"], exported["figures"]["opportunities"]["total"]
    assert (total["notes_reviewed"], total["improvable"]) == (2265, 1014)
    assert percent(total["improvable_share"]) == published["improvable_percent"]
    assert in_millions(total["saving_typical"]) == published["saving_typical_gbp_m"]


@pytest.mark.parametrize("position", range(6), ids=SECTORS)
def test_figure_2_row(exported: dict[str, Any], position: int) -> None:
    published = PUBLISHED["figure_2"]["rows"][position]
    row = exported["figures"]["cost_movements"]["rows"][position]
    assert row["sector"] == published["sector"] == SECTORS[position]
    assert in_millions(row["gross_saving_typical"]) == published["gross_savings_gbp_m"]
    assert in_millions(row["reinvestment_typical"]) == published["reinvestment_gbp_m"]
    assert in_millions(row["net_typical"]) == published["net_gbp_m"]


def test_figure_2_total(exported: dict[str, Any]) -> None:
    published, total = PUBLISHED["figure_2"]["total"], exported["figures"]["cost_movements"]["total"]
    assert in_millions(total["gross_saving_typical"]) == published["gross_savings_gbp_m"]
    assert in_millions(total["reinvestment_typical"]) == published["reinvestment_gbp_m"]
    assert in_millions(total["net_typical"]) == published["net_gbp_m"]


def test_nothing_is_missing_from_the_money(exported: dict[str, Any]) -> None:
    assert exported["figures"]["opportunities"]["incomplete"] == []


def test_every_decision_counted_comes_from_a_review(exported: dict[str, Any]) -> None:
    assert exported["counted"] == 2265


def test_no_two_narratives_are_the_same(exported: dict[str, Any]) -> None:
    assert exported["distinct"] == exported["notes"]
