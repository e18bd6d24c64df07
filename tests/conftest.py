"""One cast of people with known rights in Kent, and the catalogue they work with."""

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from areas import local_services
from areas.models import Area, Membership, Role
from pathways.models import Profession
from reviews.views import blank_form
from reviews.workshops import menu
from tests.factories import catalogue as stored_catalogue
from tests.migrated_once import copy_from_template
from tests.triggers import aside, back
from tests.two_runs import in_production, with_database


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", action="store_true", help="only tests that the kind of database can change")
    parser.addoption("--production", action="store_true", help="all but those for which SQLite will do")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for option, belongs in (("database", with_database), ("production", in_production)):
        if config.getoption(option):
            config.hook.pytest_deselected(items=[item for item in items if not belongs(item)])
            items[:] = filter(belongs, items)


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: looking for garbage in it again and again is a tenth of a run."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any) -> None:
    """The processes of one run share the work of migrating."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        with django_db_blocker.unblock():
            copy_from_template()


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_the_trail() -> Iterator[None]:
    """A test with transactions of its own empties every table after it: there alone the triggers stand aside."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def without_triggers(self: Any, sql_list: list[str]) -> None:
        flush(self, aside(self.connection) + sql_list + back(self.connection))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", without_triggers)
        yield


@pytest.fixture(autouse=True)
def _catalogue_read_again() -> None:
    """Each test rolls the catalogue's revision back, so that nothing read in another may be kept."""
    menu.forget()
    local_services.forget()
    blank_form.forget()


@pytest.fixture
def catalogue(db: None) -> None:
    """The built-in catalogue, loaded as a site administrator would."""
    stored_catalogue.store()


@pytest.fixture
def area(db: None) -> Area:
    """Kent, with nothing in it."""
    return Area.objects.create(slug="kent", name="Kent")


@pytest.fixture
def other_area(db: None) -> Area:
    """An area that nobody of the cast belongs to, but the outsider."""
    return Area.objects.create(slug="swindon", name="Swindon")


@dataclass
class Cast:
    """Everybody by name. All but the outsider and the admin hold one role in Kent."""

    steward: User
    lead: User
    facilitator: User
    gp: User
    nurse: User
    social_worker: User
    viewer: User
    outsider: User
    admin: User

    def __getitem__(self, name: str) -> User:
        return getattr(self, name)


ROLES = {
    "steward": Role.STEWARD,
    "lead": Role.LEAD,
    "facilitator": Role.FACILITATOR,
    "gp": Role.PANEL_MEMBER,
    "nurse": Role.PANEL_MEMBER,
    "social_worker": Role.PANEL_MEMBER,
    "viewer": Role.VIEWER,
}


@pytest.fixture
def cast(area: Area, other_area: Area) -> Cast:
    people = {
        name: User.objects.create_user(
            f"{name}@example.org", name.replace("_", " ").capitalize(), "a password for tests"
        )
        for name in [*ROLES, "outsider"]
    }
    Membership.objects.bulk_create(
        [Membership(area=area, user=people[name], role=role) for name, role in ROLES.items()]
        + [Membership(area=other_area, user=people["outsider"], role=role) for role in Role]
    )
    admin = User.objects.create_superuser("admin@example.org", "Admin", "a password for tests")
    return Cast(**people, admin=admin)


@pytest.fixture
def steward(cast: Cast) -> User:
    return cast.steward


@pytest.fixture
def lead(cast: Cast) -> User:
    return cast.lead


@pytest.fixture
def facilitator(cast: Cast) -> User:
    return cast.facilitator


@pytest.fixture
def gp(cast: Cast) -> User:
    return cast.gp


@pytest.fixture
def nurse(cast: Cast) -> User:
    return cast.nurse


@pytest.fixture
def social_worker(cast: Cast) -> User:
    return cast.social_worker


@pytest.fixture
def viewer(cast: Cast) -> User:
    return cast.viewer


@pytest.fixture
def outsider(cast: Cast) -> User:
    return cast.outsider


@pytest.fixture
def professions(catalogue: None) -> dict[str, Profession]:
    """The catalogue's professions by code."""
    return {profession.code: profession for profession in Profession.objects.all()}


@pytest.fixture
def signed_in(client: Client):
    """Gives a client in which this person is signed in: `signed_in(lead).get(...)`."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in
