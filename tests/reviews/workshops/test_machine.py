"""Any acts in any order, by anybody, leave the workshop as a small model says: a state machine over its phases.

A short, always equal run by default. The long one, with other acts each time:

    MACHINE_RUNS=2000 MACHINE_STEPS=50 pytest -q tests/reviews/workshops/test_machine.py
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from accounts.models import User
from areas.models import Area, Membership
from tests.conftest import ROLES, Cast
from tests.examples import examples
from tests.reviews.workshops.machine.own_room import OwnRoom
from tests.reviews.workshops.machine.room import Room

LONG = "MACHINE_RUNS" in os.environ
BEFORE_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
RUNS, STEPS = int(os.environ.get("MACHINE_RUNS", examples(8))), int(os.environ.get("MACHINE_STEPS", "25"))
SETTINGS = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    derandomize=not LONG,
    deadline=None,
    database=None,
    # A failing run tells its steps; to make them few takes minutes, which only the long run has.
    phases=[*BEFORE_SHRINKING, *([Phase.shrink] if LONG else [])],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", ["independent", "together", "own-time"])
def test_any_acts_leave_the_workshop_as_the_model_says(catalogue, area: Area, cast: Cast, mode: str) -> None:
    second = User.objects.create_user("second@example.org", "Second")
    Membership.objects.create(area=area, user=second, role="facilitator")
    people = {name: cast[name] for name in (*ROLES, "outsider")} | {"second": second}
    told = {"area": area, "people": people, "mode": mode}
    room = OwnRoom if mode == "own-time" else Room
    run_state_machine_as_test(type("TheRoom", (room,), told), settings=SETTINGS)
