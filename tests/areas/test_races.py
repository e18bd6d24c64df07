"""Two people at the same moment, on the real database: threads that start together."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.models import AuditEvent
from areas import inputs
from areas.area_file import as_json, contents, load_area
from areas.models import Area, Membership, Role
from areas.people import remove_role
from config.errors import NotAllowed, Stale
from pathways.catalogue_file import load_catalogue
from pathways.models import CatalogueRevision, Pathway
from tests.areas.files import as_file, kent
from tests.conftest import Cast
from tests.examples import examples
from tests.pathways.files import small

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = examples(5)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or raised, all begun at the same moment, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=10)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


@pytest.fixture(autouse=True)
def small_catalogue(transactional_db: None) -> None:
    load_catalogue(as_file(small()), by=None)


def kinds(outcomes: list[Any]) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_leads_who_saw_the_same_budget_do_not_both_save_theirs(area: Area, cast: Cast) -> None:
    for total in range(1, ROUNDS + 1):
        seen = inputs.fingerprint(inputs.budgets(Area.objects.get(pk=area.pk)))

        def save(amount: int, seen: str = seen) -> None:
            inputs.set_budgets(area=area, seen=seen, total_budget=amount, reviewed_budget=None, by=cast.lead)

        outcomes = together(lambda total=total: save(total * 10), lambda total=total: save(total * 10 + 1))
        assert kinds(outcomes) == ["NoneType", "Stale"]
    assert AuditEvent.objects.filter(action="area.budgets-set").count() == ROUNDS


def test_one_of_two_changes_to_a_share_is_told_that_it_came_second(area: Area, cast: Cast) -> None:
    seen = inputs.fingerprint(inputs.decision_point(area, "q1-admission"))

    def save(volume: int) -> None:
        inputs.set_decision_point(
            area=area, code="q1-admission", seen=seen, annual_volume=volume, realisable_share=1, by_actual={"bed": 1},
            by=cast.lead,
        )  # fmt: skip

    first, second = together(lambda: save(1), lambda: save(2))
    assert {type(first), type(second)} == {type(None), Stale}


def test_the_same_new_area_loaded_twice_at_once_is_one_area() -> None:
    for number in range(ROUNDS):
        given = kent()
        given["area"]["slug"] = f"area-{number}"
        outcomes = together(*[lambda given=given: load_area(as_file(given), by=None)] * 2)
        assert kinds(outcomes) == ["Loaded", "Loaded"]
        assert sorted(outcome.status for outcome in outcomes) == ["loaded", "unchanged"]


def test_two_files_of_one_area_loaded_at_once_leave_one_of_them_whole() -> None:
    load_area(as_file(kent()), by=None)
    for number in range(1, ROUNDS + 1):
        files = [kent(), kent()]
        for file, units in zip(files, (number * 10, number * 10 + 1), strict=True):
            for cost in file["unit_costs"]:
                cost["units"] = units
        outcomes = together(*[lambda file=file: load_area(as_file(file), by=None) for file in files])
        assert [outcome.status for outcome in outcomes] == ["loaded", "loaded"]
        kept = json.loads(as_json(contents(Area.objects.get())))
        assert kept["unit_costs"] in [file["unit_costs"] for file in files]


def test_the_same_catalogue_loaded_twice_at_once_changes_it_once() -> None:
    for number in range(ROUNDS):
        before, changed = CatalogueRevision.current(), small()
        changed["pathways"].append({"code": f"p{number}", "label": "New", "level_of_care": 1})
        outcomes = together(*[lambda changed=changed: load_catalogue(as_file(changed), by=None)] * 2)
        assert sorted(outcome.anything for outcome in outcomes) == [False, True]
        assert CatalogueRevision.current() == before + 1
    assert Pathway.objects.filter(code=f"p{ROUNDS - 1}").count() == 1


def test_two_stewards_cannot_remove_each_other_at_once(area: Area, cast: Cast) -> None:
    other = cast.gp
    for _ in range(ROUNDS):
        stewards = {
            user: Membership.objects.get_or_create(area=area, user=user, role=Role.STEWARD)[0]
            for user in (cast.steward, other)
        }
        outcomes = together(
            lambda stewards=stewards: remove_role(area=area, pk=stewards[other].pk, by=cast.steward),
            lambda stewards=stewards: remove_role(area=area, pk=stewards[cast.steward].pk, by=other),
        )
        assert kinds(outcomes) == ["Membership", "NotAllowed"]
        assert Membership.objects.filter(area=area, role=Role.STEWARD).count() == 1
        assert any(isinstance(outcome, NotAllowed) for outcome in outcomes)
