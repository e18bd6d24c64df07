"""manage.py rollup, and the tasks that do the same by themselves."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from opportunities import tasks
from opportunities.figures import snapshot_for
from opportunities.models import Snapshot
from opportunities.rollup import run


def test_one_area(worked_area, capsys):
    call_command("rollup", area="kent")
    assert "kent: made from 15 reviews" in capsys.readouterr().out
    assert not snapshot_for(worked_area).stale


def test_every_area_then_all_areas_as_one_json_object(worked_area, other_area, capsys):
    call_command("rollup", "--all", "--json")
    rolled_up = json.loads(capsys.readouterr().out)["rolled_up"]
    assert [(each["area"], each["stale"], each["reviews_counted"]) for each in rolled_up] == [
        ("kent", False, 15), ("swindon", False, 0), (None, False, 15),
    ]  # fmt: skip


def test_without_any_area_all_areas_is_empty(db, capsys):
    call_command("rollup", "--all")
    assert "All areas: made from 0 reviews" in capsys.readouterr().out


def test_an_unknown_area_is_wrong_use(db):
    with pytest.raises(CommandError, match="There is no area “nowhere”") as refused:
        call_command("rollup", area="nowhere")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("wrong", [[], ["--all", "--area", "kent"]])
def test_one_of_area_and_all_is_needed(db, wrong):
    with pytest.raises(CommandError):
        call_command("rollup", *wrong)


def test_a_claim_that_another_worker_keeps_ends_the_waiting(worked_area, monkeypatch):
    monkeypatch.setattr(run, "CLAIM", timedelta(seconds=0.1))
    ends = timezone.now() + timedelta(hours=1)
    Snapshot.objects.create(area=worked_area, claim="0" * 32, claimed_until=ends)
    with pytest.raises(CommandError, match="Kent kept changing") as refused:
        call_command("rollup", area="kent")
    assert refused.value.returncode == 1


def test_the_timetable_sends_each_stale_area_once_and_then_nothing(worked_area, other_area, settings):
    sent = []
    run_now = {"rollup_area": tasks.rollup_area.run, "rollup_all_areas": tasks.rollup_all_areas.run}

    def deliver(task):
        def send(args=(), **options):
            sent.append((task, *args))
            run_now[task](*args)

        return send

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks.rollup_area, "apply_async", deliver("rollup_area"))
        patch.setattr(tasks.rollup_all_areas, "apply_async", deliver("rollup_all_areas"))
        tasks.rollup_stale()
        tasks.rollup_stale()
    assert sent == [("rollup_area", worked_area.pk), ("rollup_area", other_area.pk)]
    assert not snapshot_for(None).stale
