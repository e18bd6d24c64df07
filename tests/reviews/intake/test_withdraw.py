"""A batch can be taken back as a whole until somebody has built on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, User
from areas.models import Area
from config.errors import NotAllowed
from reviews.intake.withdraw import can_withdraw, withdraw
from reviews.models import AgreedReview, CaseNote, Panel, Workshop, WorkshopNote
from tests.reviews.intake.files import Submit, notes, reviews


def test_a_withdrawn_batch_takes_its_notes_with_it_and_its_file_may_come_again(
    load_rows: Submit, steward: User
) -> None:
    batch = load_rows(notes("A1", "A2"))
    withdrawn = withdraw(batch=batch, by=steward)
    assert (withdrawn.status, CaseNote.objects.count()) == ("withdrawn", 0)
    assert AuditEvent.objects.filter(action="batch.withdrawn", by=steward).get().detail == {"removed": 2}
    assert load_rows(notes("A1", "A2")).accepted == 2


def test_a_batch_with_a_reviewed_note_stays(load_rows: Submit, steward: User) -> None:
    batch = load_rows(notes("A1", "A2"))
    load_rows(reviews("A1"), kind="agreed-reviews")
    assert not can_withdraw(batch)
    with pytest.raises(NotAllowed, match="1 of its notes have been reviewed"):
        withdraw(batch=batch, by=steward)
    assert CaseNote.objects.count() == 2


def test_a_batch_whose_note_is_planned_for_a_workshop_stays_and_says_for_which(
    load_rows: Submit, kent: Area, steward: User
) -> None:
    batch = load_rows(notes("A1"))
    panel = Panel.objects.create(area=kent, name="Ashford panel")
    workshop = Workshop.objects.create(area=kent, panel=panel, name="Monday in Ashford", facilitator=steward)
    WorkshopNote.objects.create(workshop=workshop, note=CaseNote.objects.get(), position=1)
    with pytest.raises(NotAllowed, match="“Monday in Ashford”"):
        withdraw(batch=batch, by=steward)


def test_withdrawn_reviews_are_no_longer_counted(load_rows: Submit, kent: Area, steward: User) -> None:
    load_rows(notes("A1", "A2"))
    batch = load_rows(reviews("A1", "A2"), kind="agreed-reviews")
    before = Area.objects.get(pk=kent.pk).revision
    withdraw(batch=batch, by=steward)
    assert not AgreedReview.objects.exists()
    assert Area.objects.get(pk=kent.pk).revision == before + 1


@pytest.mark.parametrize("status", ["waiting", "loading", "refused", "withdrawn"])
def test_only_a_loaded_or_checked_batch_can_be_withdrawn(hand_in: Submit, steward: User, status: str) -> None:
    batch = hand_in(notes("A1"))
    type(batch).objects.update(status=status)
    with pytest.raises(NotAllowed, match=status):
        withdraw(batch=batch, by=steward)


def test_reviews_are_withdrawn_in_the_same_number_of_statements_whatever_their_number(
    load_rows: Submit, steward: User
) -> None:
    load_rows(notes(*(f"A{number}" for number in range(250))))
    few = load_rows(reviews("A0"), kind="agreed-reviews")
    many = load_rows(reviews(*(f"A{number}" for number in range(1, 250))), kind="agreed-reviews")
    with CaptureQueriesContext(connection) as one:
        withdraw(batch=few, by=steward)
    with CaptureQueriesContext(connection) as all_others:
        withdraw(batch=many, by=steward)
    assert len(all_others) == len(one)
    assert not AgreedReview.missed_prevention.through.objects.exists()
    assert not AgreedReview.other_reasons.through.objects.exists()
