"""Rounds are kept by leads, do not overlap, and are named once: each rule, broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from areas.inputs import fingerprint
from areas.models import Area
from config.errors import NotAllowed, Stale
from opportunities.comparison import keep
from opportunities.comparison.keep import Given
from opportunities.models import Round
from tests.areas.test_races import together
from tests.conftest import Cast


def spring(name: str = "Baseline", first: int = 1, last: int = 30) -> Given:
    return {"name": name, "starts": date(2026, 4, first), "ends": date(2026, 4, last)}


@pytest.mark.parametrize(
    ("rule", "columns"),
    [
        ("round_ends_after_it_starts", {"ends": date(2026, 3, 31)}),
        ("round_is_named", {"name": ""}),
        ("round_once_per_area|area_id, .*name", {"starts": date(2026, 6, 1), "ends": date(2026, 6, 2)}),
    ],
)
def test_no_code_may_write_a_round_outside_the_rules(area: Area, rule: str, columns: dict) -> None:
    Round.objects.create(area=area, **spring())
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Round.objects.create(area=area, **({**spring()} | columns))


def test_a_round_of_one_day_is_a_round(area: Area, lead) -> None:
    assert keep.make_round(area=area, given=spring(first=5, last=5), by=lead).starts == date(2026, 4, 5)


@pytest.mark.parametrize(("first", "last"), [(1, 10), (10, 12), (20, 30), (1, 30)])
def test_days_of_another_round_are_refused_by_its_name(area: Area, lead, first: int, last: int) -> None:
    keep.make_round(area=area, given=spring(first=10, last=20), by=lead)
    with pytest.raises(NotAllowed, match="overlap the round “Baseline” \\(10 April 2026 to 20 April 2026\\)"):
        keep.make_round(area=area, given=spring("Later", first, last), by=lead)
    keep.make_round(area=area, given=spring("Later", 21, 30), by=lead)
    with pytest.raises(NotAllowed, match="There is a round called “Later” already"):
        keep.make_round(area=area, given=spring("LATER", 1, 2), by=lead)


def test_a_round_may_keep_its_own_days_when_it_is_renamed(area: Area, lead) -> None:
    made = keep.make_round(area=area, given=spring(), by=lead)
    seen = fingerprint(keep.contents(made))
    keep.change_round(area=area, pk=made.pk, seen=seen, given=spring("First round"), by=lead)
    assert Round.objects.get().name == "First round"
    with pytest.raises(Stale):
        keep.change_round(area=area, pk=made.pk, seen=seen, given=spring("Another name"), by=lead)
    with pytest.raises(Stale):
        keep.remove_round(area=area, pk=made.pk, seen=seen, by=lead)


def test_more_than_a_dozen_are_refused(area: Area, lead) -> None:
    for number in range(1, 13):
        keep.make_round(area=area, given=spring(f"Round {number}", number, number), by=lead)
    with pytest.raises(NotAllowed, match="12 rounds already"):
        keep.make_round(area=area, given=spring("One more", 20, 21), by=lead)


@pytest.mark.parametrize("who", ["viewer", "steward", "facilitator", "outsider"])
def test_only_leads_keep_rounds(area: Area, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="Only a project lead"):
        keep.make_round(area=area, given=spring(), by=cast[who])


def test_what_was_done_is_in_the_audit_trail(area: Area, lead) -> None:
    made = keep.make_round(area=area, given=spring(), by=lead)
    keep.remove_round(area=area, pk=made.pk, seen=fingerprint(keep.contents(made)), by=lead)
    acts = AuditEvent.objects.filter(action__startswith="round.").order_by("pk")
    assert list(acts.values_list("action", "by", "on_id")) == [
        (f"round.{act}", lead.pk, str(made.pk)) for act in ("made", "removed")
    ]


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_can_not_name_the_same_days(area: Area, cast: Cast) -> None:
    for turn in range(5):
        outcomes = together(
            lambda turn=turn: keep.make_round(area=area, given=spring(f"A {turn}"), by=cast.lead),
            lambda turn=turn: keep.make_round(area=area, given=spring(f"B {turn}"), by=cast.admin),
        )
        assert sorted(type(each).__name__ for each in outcomes) == ["NotAllowed", "Round"], outcomes
        Round.objects.all().delete()
