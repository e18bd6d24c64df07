"""The demonstration: everybody can sign in, a workshop is half way, and loading it again changes nothing."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from opportunities.demonstration.people import ADMIN, PASSWORD, PEOPLE
from opportunities.models import Snapshot
from opportunities.rollup import revision
from reviews.models import AgreedReview, Batch, CaseNote, Exchange, Judgement, Workshop, WorkshopNote

EVERYBODY = [ADMIN, *(person.email for person in PEOPLE)]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What `load_demo --small` printed, loaded once for this module and gone after it."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", small=True, stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(loaded: str, db: None) -> str:
    """The same, with whatever a test does to it undone."""
    return loaded


def test_it_prints_as_whom_to_sign_in_and_they_can(demonstration: str, client: Client) -> None:
    assert PASSWORD in demonstration
    for email in EVERYBODY:
        assert email in demonstration
        assert client.login(username=email, password=PASSWORD)


def test_a_workshop_is_half_way_through(demonstration: str) -> None:
    workshop = Workshop.objects.get(exchange=None, closed_at=None)
    phases = list(workshop.notes.values_list("phase", flat=True))
    agreed, open_ = WorkshopNote.Phase.AGREED, WorkshopNote.Phase.OPEN
    assert phases == [agreed] * 12 + [open_] + [WorkshopNote.Phase.WAITING] * 11


def test_a_closed_workshop_judged_alone_first_and_shows_how_far_its_members_agree(demonstration: str) -> None:
    workshop = Workshop.objects.get(exchange=None, closed_at__isnull=False)
    notes = workshop.notes.filter(phase="agreed", revealed_at__isnull=False).count()
    assert notes == workshop.notes.count() > 0
    found = Snapshot.objects.get(area__slug="kent").figures["consistency"]
    assert (found["agreement"][0]["notes"], found["agreement"][0]["answers"]) == (notes, 6 * notes)
    assert found["between_panels"]["exchanges"][0]["notes"] == 40


def test_two_panels_are_compared_and_no_table_goes_stale(demonstration: str, client: Client) -> None:
    exchange = Exchange.objects.exclude(workshop__closed_at=None).get()
    client.login(username="lead@demo.example", password=PASSWORD)
    page = client.get(f"/exchanges/{exchange.pk}/").content.decode()
    assert "Reablement at home: who would have been referred" in page
    assert "North Kent panel, Kent: 4 of 40 people" in page
    assert "Woolwich panel, Greenwich: 28 of 40 people" in page
    assert "more than chance would give" in page
    assert (revision.stale_areas(), revision.all_areas_is_stale()) == ([], False)
    assert not client.get(f"/workshops/{exchange.workshop_id}/").content.count(b"Greenwich")  # not Kent's


def test_a_room_that_judges_alone_has_its_first_note_revealed(demonstration: str, client: Client) -> None:
    """Another panel's notes: even what they are called does not tell whose."""
    workshop = Workshop.objects.get(exchange__isnull=False, closed_at=None)
    assert list(workshop.notes.values_list("phase", flat=True)) == ["revealed", "waiting", "waiting"]
    assert Judgement.objects.filter(workshop_note__workshop=workshop, late=False).count() == 5
    client.login(username="gp@demo.example", password=PASSWORD)
    page = client.get(f"/workshops/{workshop.pk}/").content.decode()
    assert "Exchanged note 1" in page
    assert "Greenwich" not in page
    assert "GR-" not in page


def test_five_areas_and_all_areas_are_rolled_up_and_complete(demonstration: str) -> None:
    assert Snapshot.objects.filter(area__isnull=False).count() == 5
    for snapshot in Snapshot.objects.all():
        assert snapshot.figures["opportunities"]["incomplete"] == []


def test_loading_it_again_changes_nothing(demonstration: str) -> None:
    models = (User, Batch, CaseNote, AgreedReview, Workshop, Judgement, Exchange)
    counted = [model.objects.count() for model in models]
    call_command("load_demo", small=True, stdout=StringIO())
    assert [model.objects.count() for model in models] == counted


def test_a_real_installation_refuses_people_with_a_public_password(db: None) -> None:
    asked = CaptureQueriesContext(connection)
    with override_settings(DEMONSTRATION=False), pytest.raises(CommandError) as refusal, asked:
        call_command("load_demo", small=True, stdout=StringIO())
    assert refusal.value.returncode == 2
    assert not asked.captured_queries  # and so nobody was made


def test_silent_when_asked(demonstration: str) -> None:
    out, sheet = StringIO(), settings.VAR_DIR / "people.txt"
    sheet.unlink()
    call_command("load_demo", small=True, verbosity=0, stdout=out)
    assert out.getvalue() == ""
    assert PASSWORD in sheet.read_text(encoding="utf-8")
