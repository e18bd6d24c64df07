"""A note that was changed past this software is found and named; what may change a note lawfully is not."""

import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from areas.models import Locality
from reviews.intake import held
from reviews.intake.hashes import check_hashes
from reviews.intake.purge import purge_due
from reviews.intake.withdraw import withdraw
from reviews.models import Batch, CaseNote, HashCheck, HeldRow
from reviews.workshops.retiring import retire
from tests.areas.test_admin import inline
from tests.reviews.intake.files import Submit, notes, reviews

FACTS = {
    "narrative": "Walks with a frame.\n\nPlan: “home”", "living_situation": "Alone", "locality": " North  Kent ",
    "organisation": "The Trust", "sex": "female", "support_before": "None", "self_referred": "yes",
    "length_of_stay_days": "3", "attendances_last_year": "0", "event_month": "2026-01",
}  # fmt: skip


@pytest.fixture
def loaded(load_rows: Submit) -> Batch:
    return load_rows(notes("A1", "A2", "A3", **FACTS), create_places=True)


def behind(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "change",
    [
        "narrative = 'Walks without a frame.'", "age_band = '65-74'", "sex = 'male'", "length_of_stay_days = 4",
        "attendances_last_year = NULL", "self_referred = NULL", "event_month = ''", "locality_id = NULL",
        "extra = '{\"more\": \"1\"}'", "reference = 'A9'", "living_situation = ''", "decision_point = 'q1-admission'",
    ],
)  # fmt: skip
def test_a_note_changed_behind_our_back_is_named(loaded: Batch, change: str, caplog) -> None:
    number = CaseNote.objects.get(reference="A2").pk
    assert not check_hashes().found
    behind(f"UPDATE reviews_casenote SET {change} WHERE id = {number}")
    with caplog.at_level(logging.ERROR):
        found = check_hashes()
    assert (found.notes, found.differing, found.note_ids) == (3, 1, [number])
    assert str(number) in caplog.text and "frame" not in caplog.text


def test_nothing_that_may_happen_to_a_note_is_found(
    loaded: Batch, load_rows: Submit, steward: User, signed_in, cast
) -> None:
    load_rows(notes("B1", narrative="Mrs Fairweather rang."))
    row = HeldRow.objects.get()
    held.redact(batch=row.batch, findings=[row.findings.get().pk], by=steward)
    load_rows(reviews("A1"), kind="agreed-reviews")
    retire(batch_id=loaded.pk, note_id=CaseNote.objects.get(reference="A2").pk, by=steward)
    withdraw(batch=load_rows(notes("C1")), by=steward)
    assert (check_hashes().notes, HashCheck.objects.get().found) == (4, False)
    rename(signed_in(cast.admin), "North Kent", "Northern Kent")
    assert not check_hashes().found
    Batch.objects.filter(pk=loaded.pk).update(keep_until=timezone.localdate() - timedelta(days=1))
    assert purge_due() == 3
    assert not check_hashes().found
    behind("UPDATE reviews_casenote SET narrative = 'Words again.' WHERE reference = 'A1'")
    assert check_hashes().differing == 1


def rename(admin: Client, was: str, name: str) -> None:
    place = Locality.objects.get(name=was)
    form = inline("memberships", "organisations") | {
        "name": "Kent", "localities-TOTAL_FORMS": "1", "localities-INITIAL_FORMS": "1", "localities-0-name": name,
        "localities-0-id": str(place.pk), "localities-0-area": str(place.area_id),
    }  # fmt: skip
    assert admin.post(f"/admin/areas/area/{place.area_id}/change/", form).status_code == 302
    assert Locality.objects.filter(name=name).exists()


def test_a_place_renamed_behind_our_back_is_found(loaded: Batch) -> None:
    behind("UPDATE areas_locality SET name = 'Elsewhere' WHERE name = 'North Kent'")
    assert check_hashes().differing == 3


def test_the_command_and_readiness_say_so_until_it_is_well_again(loaded: Batch, client: Client) -> None:
    call_command("check_hashes")
    before = client.get("/health/ready/").json()["wrong"]
    behind("UPDATE reviews_casenote SET sex = 'male' WHERE reference = 'A1'")
    with pytest.raises(CommandError, match="1 notes and 0 agreed reviews differ") as told:
        call_command("check_hashes")
    assert told.value.returncode == 1
    answer = client.get("/health/ready/")
    assert (answer.status_code, len(answer.json()["wrong"])) == (200, len(before) + 1)
    behind("UPDATE reviews_casenote SET sex = 'female' WHERE reference = 'A1'")
    call_command("check_hashes")
    assert client.get("/health/ready/").json()["wrong"] == before


def test_site_administrators_see_what_was_found_and_nobody_else(loaded: Batch, signed_in, cast) -> None:
    HashCheck.objects.create(notes=3, differing=1, note_ids=[4711], days=["2026-11-02"])
    page = signed_in(cast.admin).get("/areas/audit-trail/checks/").content.decode()
    assert "4711" in page and "2026-11-02" in page
    for who in ("steward", "lead", "gp"):
        assert signed_in(cast[who]).get("/areas/audit-trail/checks/").status_code == 404
