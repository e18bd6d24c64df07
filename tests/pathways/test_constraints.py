"""What no code, however wrong, may write into the catalogue: each rule of the tables, broken once."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from pathways.models import (
    CatalogueRevision,
    NationalCost,
    Pathway,
    PathwayDecisionPoint,
    PathwayGroup,
    PreventiveService,
    Profession,
    Reason,
    ReasonDecisionPoint,
    Sector,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bed():
    return Pathway.objects.create(code="bed", label="Acute bed", level_of_care=60)


@pytest.fixture
def acute():
    return Sector.objects.create(code="acute", label="Acute")


def refused(rule, **more):
    """The database refuses, by this rule: its name, or on SQLite the columns that were to be unique."""
    return pytest.raises(IntegrityError, match=rule, **more)


def cost(bed, acute, **other):
    with transaction.atomic():
        return NationalCost.objects.create(**{"pathway": bed, "sector": acute, "unit_cost": 1, "units": 1, **other})


@pytest.mark.parametrize(
    ("model", "more"),
    [
        (Sector, {}),
        (Profession, {"side": "health"}),
        (PathwayGroup, {}),
        (Pathway, {"level_of_care": 1}),
        (Reason, {}),
        (PreventiveService, {}),
    ],
)
def test_a_code_stands_once_in_its_table(model, more):
    model.objects.create(code="one", label="One", **more)
    with refused("(?i)unique"):
        model.objects.create(code="one", label="Two", **more)


def test_a_pathway_answers_a_decision_point_once(bed):
    PathwayDecisionPoint.objects.create(pathway=bed, decision_point="q2-setting")
    with refused("pathway_once_per_decision_point|UNIQUE.*decision_point"):
        PathwayDecisionPoint.objects.create(pathway=bed, decision_point="q2-setting")


def test_a_reason_is_offered_at_a_decision_point_once():
    reason = Reason.objects.create(code="habit", label="Habit")
    ReasonDecisionPoint.objects.create(reason=reason, decision_point="q2-setting")
    with refused("reason_once_per_decision_point|UNIQUE.*decision_point"):
        ReasonDecisionPoint.objects.create(reason=reason, decision_point="q2-setting")


def test_a_sector_pays_for_a_pathway_once(bed, acute):
    cost(bed, acute)
    with refused("national_cost_once_per_sector|UNIQUE.*sector"):
        cost(bed, acute)


@pytest.mark.parametrize("column", ["unit_cost", "units"])
def test_costs_are_not_negative(bed, acute, column):
    with refused("national_cost_not_negative"):
        cost(bed, acute, **{column: "-0.00000001"})
    cost(bed, acute, **{column: 0})


def test_what_a_pathway_needs_is_not_deleted_under_it(bed, acute):
    cost(bed, acute)
    bed.group = PathwayGroup.objects.create(code="beds", label="Beds")
    bed.save()
    for needed in (acute, bed.group):
        with pytest.raises(ProtectedError):
            needed.delete()


def test_there_is_one_catalogue_revision_and_it_only_grows():
    assert CatalogueRevision.current() == 0
    CatalogueRevision.next()
    CatalogueRevision.next()
    assert CatalogueRevision.current() == 2
    with refused("one_catalogue_revision"):
        CatalogueRevision.objects.create(pk=2)
