"""How PostgreSQL finds the notes that a member may be given, among those of many workshops."""

import pytest
from django.db import connection

from areas.models import Area
from reviews import access
from reviews.access import places
from reviews.models import CaseNote, Draft, Judgement, Panel, Turn, Workshop, WorkshopNote
from reviews.workshops import offers, taking
from reviews.workshops.made_once import ANY_PLACE, ANY_USER, ANY_WORKSHOP, Statement, put_in
from reviews.workshops.offers import Seat
from tests.conftest import Cast
from tests.factories import workshops as make

JUDGEMENT = Draft.About.JUDGEMENT.value


@pytest.fixture
def many(panel: Panel, cast: Cast, area: Area) -> Workshop:
    """The last of thirty workshops, each in own time with sixty notes; most of the others' notes are done."""
    notes = make.notes(area, 60)
    every = [make.workshop(panel, cast.facilitator, notes, mode="own-time") for _ in range(30)]
    done = WorkshopNote.objects.exclude(workshop=every[-1]).filter(position__gt=2)
    done.update(phase="skipped")
    with connection.cursor() as cursor:
        for model in (WorkshopNote, Turn, Judgement, Workshop, CaseNote):
            cursor.execute(f"analyze {model._meta.db_table}")
    return every[-1]


def plan(sql: str, values: list[object]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"explain {sql}", values)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_what_is_offered_is_read_from_the_index_of_notes_that_wait(many: Workshop, cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("how PostgreSQL plans")
    asked = offers._statement(every=False)
    given = {ANY_USER: cast.gp.pk, ANY_WORKSHOP: many.pk, **offers._moments()}
    told = plan(asked.sql, put_in(asked.values, given))
    assert "note_waits_in_workshop" in told
    assert "Seq Scan on reviews_workshopnote" not in told


def test_a_place_is_given_by_its_key(many: Workshop, cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("how PostgreSQL plans")
    sql, values = offers._giving()
    place = many.notes.all()[0]
    told = plan(sql, put_in(values, {ANY_USER: cast.gp.pk, ANY_PLACE: place.pk, **offers._moments()}))
    assert "reviews_workshopnote_pkey" in told
    assert "Seq Scan on reviews_workshopnote" not in told


@pytest.mark.parametrize("judged", [0, 3])
def test_few_and_every_offer_begin_alike(many: Workshop, cast: Cast, judged: int) -> None:
    """Where nobody has begun most notes, the few that are read are the first of all."""
    for place in many.notes.all()[10 : 10 + judged]:
        Turn.objects.create(workshop_note=place, by=cast.nurse)
    workshop = access.workshop_for(cast.gp, many.pk)
    seat = Seat(cast.gp, workshop, None)
    few, every = (offers.offers(seat, every=which) for which in (False, True))
    assert len(every) == 60
    assert [each.number for each in few] == [each.number for each in every][: len(few)]
    assert len(few) == offers.AT_ONCE + judged


def test_what_others_hold_is_given_to_nobody_else_though_it_was_offered(many: Workshop, cast: Cast) -> None:
    """The look under the lock decides, not the list from before."""
    place = many.notes.all()[0]
    seat = Seat(cast.gp, access.workshop_for(cast.gp, many.pk), None)
    Workshop.objects.filter(pk=many.pk).update(judgements_wanted=2)
    for other in (cast.nurse, cast.social_worker):
        Turn.objects.create(workshop_note=place, by=other)
    assert not offers.gives(seat, place.pk)
    assert not Turn.objects.filter(by=cast.gp).exists()
    assert taking.take_note(workshop_id=many.pk, by=cast.gp) == many.notes.all()[1]


@pytest.mark.parametrize("who", ["gp", "facilitator", "lead"])
def test_a_statement_that_is_made_once_gives_what_its_queryset_gives(many: Workshop, cast: Cast, who: str) -> None:
    user, place = getattr(cast, who), many.notes.all()[4]
    made: Statement = places._page_statement(JUDGEMENT, sees_all=False)
    (found,) = made.rows({ANY_USER: user.pk, ANY_WORKSHOP: many.pk, ANY_PLACE: place.pk})
    expected = places._with_page(user, many.pk, place.pk, JUDGEMENT).get()
    assert _plain(found) == _plain(expected)
    assert (found.note.narrative, found.workshop.area, found.workshop.panel) == (
        expected.note.narrative, expected.workshop.area, expected.workshop.panel,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_only_inside_a_transaction() -> None:
    locking = WorkshopNote.objects.filter(pk=ANY_PLACE)
    made = Statement(locking)
    made._locks = True
    with pytest.raises(RuntimeError, match="inside a transaction"):
        made.rows({})


def _plain(row: WorkshopNote) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}
