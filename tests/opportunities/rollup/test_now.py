"""Commands wait for tables, and say when they can't have them."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from opportunities.figures import snapshot_for
from opportunities.models import Snapshot
from opportunities.rollup import now, run


def test_what_is_out_of_date_is_brought_up_to_date_and_the_rest_left_alone(worked_area, other_area):
    run.rollup_area(other_area.pk)
    as_of = snapshot_for(other_area).as_of
    now.bring_up_to_date(None)
    assert [snapshot_for(area).stale for area in (worked_area, other_area, None)] == [False, False, False]
    assert snapshot_for(other_area).as_of == as_of


def test_one_area_is_brought_up_to_date_by_itself(worked_area):
    now.bring_up_to_date(worked_area)
    assert not snapshot_for(worked_area).stale
    assert snapshot_for(None).revision is None


def test_a_claim_that_another_worker_keeps_ends_the_waiting(worked_area, monkeypatch):
    monkeypatch.setattr(run, "CLAIM", timedelta(seconds=0.5))
    ends = timezone.now() + timedelta(hours=1)
    Snapshot.objects.create(area=worked_area, claim="0" * 32, claimed_until=ends)
    with pytest.raises(CommandError, match="Kent kept changing") as refused:
        call_command("rollup", area="kent")
    assert refused.value.returncode == 1
