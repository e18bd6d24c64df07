"""Two presses of a button at the same moment: one rule is made, and one is removed."""

import pytest
from django.core.management import call_command

from accounts.models import AuditEvent
from areas.models import Area
from pathways.models import Profession
from reviews.models import Panel, QuorumRule
from reviews.workshops import panels
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.reviews.workshops.test_races import ROUNDS, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def panel(transactional_db: None, area: Area, cast: Cast) -> Panel:
    call_command("load_catalogue")
    return make.panel(area, {"gp": cast.gp})


def test_a_double_press_makes_one_rule_and_removes_it_once(panel: Panel, cast: Cast) -> None:
    asked = list(Profession.objects.filter(code__in=["gp", "geriatrician"]))
    for _ in range(ROUNDS):
        added = together(*[lambda: panels.add_rule(panel=panel, professions=asked, by=cast.lead)] * 2)
        rule = QuorumRule.objects.get()
        assert added == [rule, rule]
        assert together(*[lambda rule=rule: panels.remove_rule(rule=rule, by=cast.lead)] * 2) == [None, None]
        assert not QuorumRule.objects.exists()
    for action in ("panel.quorum-rule-added", "panel.quorum-rule-removed"):
        assert AuditEvent.objects.filter(action=action).count() == ROUNDS
