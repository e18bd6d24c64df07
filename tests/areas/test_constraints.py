"""What no code, however wrong, may write about an area: each rule of the tables, broken once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import User
from areas.models import (
    Area,
    AreaCost,
    DecisionPointInput,
    InputEvidence,
    Invitation,
    Locality,
    LocalService,
    Membership,
    Organisation,
    Procurement,
    ProcurementRate,
    RealisableShare,
)
from pathways.models import Pathway, Sector

pytestmark = pytest.mark.usefixtures("small_catalogue")


def refused(rule):
    """The database refuses, by this rule: its name, or on SQLite the columns that were to be unique."""
    return pytest.raises(IntegrityError, match=rule)


def create(model, **columns):
    with transaction.atomic():
        return model.objects.create(**columns)


@pytest.fixture
def bed():
    return Pathway.objects.get(code="bed")


@pytest.fixture
def acute():
    return Sector.objects.get(code="acute")


def test_a_slug_stands_once(area):
    with refused("(?i)unique.*slug"):
        create(Area, slug="kent", name="Another Kent")


@pytest.mark.parametrize("budget", ["total_budget", "reviewed_budget"])
@pytest.mark.parametrize("amount", [0, -1])
def test_a_budget_is_above_zero_or_not_set(budget, amount):
    with refused(f"area_{budget}_above_zero"):
        create(Area, slug="kent", name="Kent", **{budget: amount})


@pytest.mark.parametrize(("model", "name"), [(Locality, "locality"), (Organisation, "organisation")])
def test_a_place_stands_once_in_its_area(area, other_area, model, name):
    create(model, area=area, name="Swale")
    create(model, area=other_area, name="Swale")
    with refused(f"{name}_once_per_area|UNIQUE.*name"):
        create(model, area=area, name="Swale")


def test_a_person_holds_a_role_in_an_area_once_and_no_role_that_is_none(area):
    person = User.objects.create_user("gp@example.org", "GP")
    create(Membership, area=area, user=person, role="lead")
    create(Membership, area=area, user=person, role="viewer")
    with refused("role_once_per_person_and_area|UNIQUE.*role"):
        create(Membership, area=area, user=person, role="lead")
    with refused("membership_role_known"):
        create(Membership, area=area, user=person, role="owner")


def test_a_decision_point_has_one_row_of_inputs(area):
    create(DecisionPointInput, area=area, decision_point="q2-setting")
    with refused("input_once_per_decision_point|UNIQUE.*decision_point"):
        create(DecisionPointInput, area=area, decision_point="q2-setting")


def test_a_volume_is_not_negative(area):
    create(DecisionPointInput, area=area, decision_point="q1-admission", annual_volume=0)
    with refused("annual_volume_not_negative"):
        create(DecisionPointInput, area=area, decision_point="q2-setting", annual_volume="-0.000001")


@pytest.mark.parametrize("share", ["-0.000000000001", "1.000000000001"])
def test_shares_are_from_0_to_1(area, bed, share):
    with refused("realisable_share_from_0_to_1"):
        create(DecisionPointInput, area=area, decision_point="q2-setting", realisable_share=share)
    with refused("share_by_pathway_from_0_to_1"):
        create(RealisableShare, area=area, decision_point="q2-setting", actual_pathway=bed, share=share)
    with refused("procurement_share_from_0_to_1"):
        create(Procurement, area=area, realisable_share=share)


@pytest.mark.parametrize("share", [0, 1])
def test_nothing_and_everything_are_shares_too(area, bed, share):
    create(DecisionPointInput, area=area, decision_point="q2-setting", realisable_share=share)
    create(RealisableShare, area=area, decision_point="q2-setting", actual_pathway=bed, share=share)
    create(Procurement, area=area, realisable_share=share)


def test_an_actual_pathway_has_one_share_at_a_decision_point(area, bed):
    create(RealisableShare, area=area, decision_point="q2-setting", actual_pathway=bed, share=1)
    create(RealisableShare, area=area, decision_point="q3-discharge", actual_pathway=bed, share=1)
    with refused("share_once_per_actual_pathway|UNIQUE.*actual_pathway"):
        create(RealisableShare, area=area, decision_point="q2-setting", actual_pathway=bed, share=0)


def test_a_sector_pays_for_a_pathway_once(area, bed, acute):
    create(AreaCost, area=area, pathway=bed, sector=acute, unit_cost=1, units=1)
    with refused("area_cost_once_per_sector|UNIQUE.*sector"):
        create(AreaCost, area=area, pathway=bed, sector=acute, unit_cost=2, units=1)


@pytest.mark.parametrize("column", ["unit_cost", "units"])
def test_costs_are_not_negative(area, bed, acute, column):
    with refused("area_cost_not_negative"):
        create(AreaCost, area=area, pathway=bed, sector=acute, **{"unit_cost": 1, "units": 1, column: -1})


@pytest.mark.parametrize("column", ["weekly_rate", "benchmark", "beds"])
def test_rates_and_beds_are_not_negative(area, acute, column):
    columns = {"weekly_rate": 1, "benchmark": 1, "beds": 1, column: -1}
    with refused("procurement_rate_not_negative"):
        create(ProcurementRate, area=area, commissioner="Kent", sector=acute, bed_type="Nursing", **columns)


def test_an_area_has_one_answer_to_question_7(area):
    create(Procurement, area=area)
    with refused("(?i)unique.*area"):
        create(Procurement, area=area)


def test_a_service_has_one_status_in_an_area_and_none_that_is_none(area, other_area, bed):
    create(LocalService, area=area, pathway=bed, status="short")
    create(LocalService, area=other_area, pathway=bed, status="absent")
    with refused("local_service_once_per_area|UNIQUE.*pathway"):
        create(LocalService, area=area, pathway=bed, status="available")
    with refused("local_service_status_known"):
        create(LocalService, area=area, pathway=Pathway.objects.get(code="reablement"), status="closed")


def test_what_is_said_of_an_input_is_said_once_and_says_something_possible(area):
    said = {"area": area, "decision_point": "q1-admission", "of": "realisable-share"}
    create(InputEvidence, **said, low="0.2", high="0.6")
    with refused("evidence_once_per_input|UNIQUE.*decision_point"):
        create(InputEvidence, **said, source="Audit")
    said["decision_point"] = "q3-discharge"
    for ends in ({"low": "0.6", "high": "0.2"}, {"low": "0.2"}, {"high": "0.2"}, {"low": "-0.1", "high": "0.2"}):
        with refused("evidence_low_to_high"):
            create(InputEvidence, **said, **ends)
    with refused("evidence_share_at_most_1"):
        create(InputEvidence, **said, low="0.5", high="1.1")
    with refused("evidence_says_something"):
        create(InputEvidence, **said)
    with refused("evidence_of_a_known_input"):
        create(InputEvidence, **{**said, "of": "weather"}, source="Audit")


def test_a_pathway_that_an_area_has_spoken_of_is_not_deleted(area, bed):
    create(LocalService, area=area, pathway=bed, status="short")
    with pytest.raises(ProtectedError):
        bed.delete()


def test_a_pathway_or_sector_that_an_area_uses_is_not_deleted(area, bed, acute):
    create(AreaCost, area=area, pathway=bed, sector=acute, unit_cost=1, units=1)
    for used in (bed, acute):
        with pytest.raises(ProtectedError):
            used.delete()


@pytest.fixture
def invitation(area, steward):
    """The columns of one that is within the rules."""
    now = timezone.now()
    return {"area": area, "email": "new@example.org", "name": "New", "role": "lead", "hashed": "0" * 64,
            "invited_by": steward, "sent_at": now, "ends_at": now + timedelta(days=7)}  # fmt: skip


def test_one_open_invitation_for_each_address_and_role(invitation):
    create(Invitation, **invitation)
    with refused("invitation_open_once"):
        create(Invitation, **invitation | {"hashed": "1" * 64, "email": "NEW@example.org"})
    create(Invitation, **invitation | {"hashed": "2" * 64, "role": "viewer"})
    create(Invitation, **invitation | {"hashed": "3" * 64, "withdrawn_at": timezone.now()})


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"role": "owner"}, "invitation_role_known"),
        ({"ends_at": timezone.now() - timedelta(days=1)}, "invitation_ends_after_it_was_sent"),
        ({"accepted_at": timezone.now()}, "invitation_accepted_by_somebody"),
    ],
)
def test_what_an_invitation_can_not_be(invitation, columns, rule):
    with refused(rule):
        create(Invitation, **invitation | columns)


def test_an_invitation_is_not_both_accepted_and_withdrawn(invitation, steward):
    now = timezone.now()
    with refused("invitation_accepted_or_withdrawn"):
        create(Invitation, **invitation, accepted_at=now, accepted_by=steward, withdrawn_at=now)


def test_a_link_accepts_one_invitation(invitation):
    create(Invitation, **invitation)
    with refused("(?i)unique.*hashed"):
        create(Invitation, **invitation | {"role": "viewer"})
