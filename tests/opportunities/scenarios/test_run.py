"""A scenario's figures follow its area's reviews and inputs and its own changes, and nothing of it touches the area."""

from decimal import Decimal

import pytest

from accounts.models import AuditEvent, User
from areas.models import Area, Membership, Role
from config.errors import NotAllowed
from opportunities.models import Scenario, Snapshot
from opportunities.rollup.run import rollup_area
from opportunities.scenarios.keep import GivenChange, GivenScenario, change_scenario, make_scenario, remove_scenario
from opportunities.scenarios.run import stale_scenarios, work_out_scenario

BASE = 286_500  # the worked example's


@pytest.fixture
def lead(worked_area: Area) -> User:
    person = User.objects.create_user("lead@example.org", "Lee Lead")
    Membership.objects.create(user=person, area=worked_area, role=Role.LEAD)
    return person


@pytest.fixture
def scenario(worked_area: Area, lead: User) -> Scenario:
    return make_scenario(worked_area, given(), by=lead)


def given(**other) -> GivenScenario:
    asked = {"name": "More at home", "about": "", "shares_from": "area", "each_person_once": False}
    return GivenScenario(**(asked | other))  # type: ignore[typeddict-item]


def volume(value: int) -> GivenChange:
    return GivenChange(
        kind="annual-volume", decision_point="q4-intake", pathway_id=None, sector_id=None, value=Decimal(value),
        reason="The new front door takes more calls",
    )  # fmt: skip


def saving(scenario: Scenario) -> float:
    work_out_scenario(scenario.pk)
    scenario.refresh_from_db()
    return scenario.figures["opportunities"]["total"]["saving"]


def test_without_a_change_it_is_the_areas_own_saving(scenario) -> None:
    assert saving(scenario) == pytest.approx(BASE)


def test_a_change_is_worked_out_and_the_areas_tables_stay(worked_area, scenario, lead) -> None:
    rollup_area(worked_area.pk)
    change_scenario(scenario.pk, given(), [volume(3_000)], by=lead)
    assert saving(scenario) == pytest.approx(BASE + 50_000)
    rollup_area(worked_area.pk)
    total = Snapshot.objects.get(area=worked_area).figures["opportunities"]["total"]
    assert total["saving"] == pytest.approx(BASE)


def test_panels_may_say_what_is_realisable(worked_area, scenario, lead) -> None:
    """Both improvable reviews at council intake are called likely: 0.7 for 0.5."""
    for note in worked_area.notes.filter(decision_point="q4-intake", agreed_reviews__best_pathway="no"):
        note.agreed_reviews.update(achievability="likely")
    change_scenario(scenario.pk, given(shares_from="panels"), [], by=lead)
    assert saving(scenario) == pytest.approx(BASE + 100_000 * 0.2 / 0.5)


def test_it_is_stale_after_a_change_of_its_own_of_the_area_or_of_the_catalogue(worked_area, scenario, lead) -> None:
    assert stale_scenarios() == [scenario.pk]
    work_out_scenario(scenario.pk)
    assert stale_scenarios() == []
    change_scenario(scenario.pk, given(), [volume(3_000)], by=lead)
    assert stale_scenarios() == [scenario.pk]
    work_out_scenario(scenario.pk)
    Area.objects.touch(worked_area.pk)
    assert stale_scenarios() == [scenario.pk]


def test_only_a_lead_of_the_area_makes_changes_and_removes(worked_area, scenario) -> None:
    viewer = User.objects.create_user("viewer@example.org", "Vi Viewer")
    Membership.objects.create(user=viewer, area=worked_area, role=Role.VIEWER)
    for write in (
        lambda: make_scenario(worked_area, given(name="Another"), by=viewer),
        lambda: change_scenario(scenario.pk, given(name="Mine"), [], by=viewer),
        lambda: remove_scenario(scenario.pk, by=viewer),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert list(Scenario.objects.values_list("name", flat=True)) == ["More at home"]


def test_each_write_is_in_the_audit_trail(scenario, lead) -> None:
    change_scenario(scenario.pk, given(), [volume(1)], by=lead)
    remove_scenario(scenario.pk, by=lead)
    acts = AuditEvent.objects.filter(action__startswith="scenario.").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["scenario.made", "scenario.changed", "scenario.removed"]


def test_working_out_what_was_removed_is_no_error(scenario, lead) -> None:
    remove_scenario(scenario.pk, by=lead)
    work_out_scenario(scenario.pk)
