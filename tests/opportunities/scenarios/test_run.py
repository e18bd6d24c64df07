"""A scenario's figures follow its area's reviews and inputs and its own changes, and nothing of it touches the area."""

import pytest

from accounts.models import AuditEvent, User
from areas.models import Area, Membership, Role
from config.errors import NotAllowed, Stale
from opportunities import tasks
from opportunities.models import Scenario, Snapshot
from opportunities.rollup.inputs import gather
from opportunities.rollup.run import rollup_all_areas, rollup_area
from opportunities.scenarios.keep import change_scenario, make_scenario, remove_scenario
from opportunities.scenarios.run import stale_scenarios, work_out_scenario
from opportunities.scenarios.said import seen_of
from tests.opportunities.scenarios.given import given, volume

BASE = 286_500  # the worked example's


@pytest.fixture
def lead(worked_area: Area) -> User:
    person = User.objects.create_user("lead@example.org", "Lee Lead")
    Membership.objects.create(user=person, area=worked_area, role=Role.LEAD)
    return person


@pytest.fixture
def scenario(worked_area: Area, lead: User) -> Scenario:
    return make_scenario(worked_area, given(), by=lead)


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


def test_the_timetable_sends_a_message_for_each_that_is_stale_and_twice_does_nothing_more(
    worked_area, scenario, monkeypatch
) -> None:
    """The real task, run where its message would be sent."""
    sent: list[int] = []

    def deliver(arguments, **options) -> None:
        sent.append(arguments[0])
        tasks.work_out_scenario(*arguments)
        first = Scenario.objects.get().as_of
        tasks.work_out_scenario(*arguments)
        assert Scenario.objects.get().as_of == first is not None

    rollup_area(worked_area.pk)
    rollup_all_areas()
    monkeypatch.setattr(tasks.work_out_scenario, "apply_async", deliver)
    tasks.rollup_stale()
    tasks.rollup_stale()
    assert sent == [scenario.pk]


def test_one_look_sends_only_so_many_and_those_that_have_no_figures_first(worked_area, scenario, lead) -> None:
    work_out_scenario(scenario.pk)
    Area.objects.touch(worked_area.pk)
    new = make_scenario(worked_area, given(name="Another"), by=lead)
    assert stale_scenarios(most=1) == [new.pk]
    assert stale_scenarios() == [new.pk, scenario.pk]


def test_figures_of_a_scenario_or_an_area_that_moved_meanwhile_are_not_kept(
    worked_area, scenario, lead, monkeypatch
) -> None:
    """What was gathered is no longer what is there: the timetable asks again."""

    def meanwhile(move) -> bool:
        def gathering(area_id: int):
            move()
            return gather(area_id)

        monkeypatch.setattr("opportunities.scenarios.run.gather", gathering)
        return work_out_scenario(scenario.pk)

    assert not meanwhile(lambda: change_scenario(scenario.pk, given(), [volume(3_000)], by=lead))
    assert not meanwhile(lambda: Area.objects.touch(worked_area.pk))
    assert not meanwhile(lambda: remove_scenario(scenario.pk, by=lead))


def test_a_form_that_has_seen_something_else_changes_nothing(scenario, lead) -> None:
    with pytest.raises(Stale):
        change_scenario(scenario.pk, given(name="Mine"), [], seen="something else", by=lead)
    assert Scenario.objects.get().name == "More at home"
    change_scenario(scenario.pk, given(name="Mine"), [], seen=seen_of(scenario), by=lead)
    assert Scenario.objects.get().name == "Mine"
