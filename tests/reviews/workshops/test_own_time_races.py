"""Members who take and submit at the same moment, on the real database: nobody waits, no place is given twice."""

from collections.abc import Callable
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import AuditEvent, User
from areas.models import Area
from reviews.models import AgreedReview, Judgement, Panel, Turn, Workshop, WorkshopNote
from reviews.workshops import declarations, one_step, taking
from tests.conftest import Cast
from tests.examples import examples
from tests.factories import workshops as make
from tests.factories.workshops import NO, YES
from tests.reviews.workshops.test_own_time import join
from tests.reviews.workshops.test_races import judge, together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = examples(5)


@pytest.fixture
def panel(transactional_db: None, area: Area, cast: Cast) -> Panel:
    call_command("load_catalogue")
    return make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})


def workshop(panel: Panel, cast: Cast, area: Area, *, notes: int, wanted: int) -> Workshop:
    made = make.workshop(panel, cast.facilitator, make.notes(area, notes), mode="own-time")
    Workshop.objects.filter(pk=made.pk).update(judgements_wanted=wanted)
    return Workshop.objects.get(pk=made.pk)


def take(workshop: Workshop, by: User) -> Callable[[], Any]:
    return lambda: taking.take_note(workshop_id=workshop.pk, by=by)


@pytest.mark.parametrize("notes", [1, 4])
def test_eight_who_take_at_once_never_hold_more_than_are_wanted(panel, cast: Cast, area: Area, notes: int) -> None:
    members = [join(panel, "gp", f"member-{n}") for n in range(8)]
    for _ in range(ROUNDS):
        here = workshop(panel, cast, area, notes=notes, wanted=2)
        given = together(*(take(here, who) for who in members))
        assert not [each for each in given if isinstance(each, Exception)], given
        held = [Turn.objects.filter(workshop_note=place).count() for place in here.notes.all()]
        assert held == [2] * notes  # as many as there are places, and nobody was sent away while one was free
        assert sum(each is not None for each in given) == 2 * notes


def after(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What `second` gives that begins when `first` has written, and before it commits."""
    written = Event()

    def hold() -> None:
        with transaction.atomic():
            first()
            written.set()
            sleep(0.4)  # long enough for the other to come to the lock

    return together(hold, lambda: written.wait(5) and second())[1]


def test_who_comes_while_the_last_place_is_given_is_not_given_it_too(panel, cast: Cast, area: Area) -> None:
    here = workshop(panel, cast, area, notes=1, wanted=2)
    take(here, cast.gp)()
    assert after(take(here, cast.nurse), take(here, cast.social_worker)) is None
    assert Turn.objects.count() == 2


def test_who_comes_while_a_place_is_given_is_not_sent_away(panel, cast: Cast, area: Area) -> None:
    here = workshop(panel, cast, area, notes=1, wanted=3)
    take(here, cast.gp)()
    assert after(take(here, cast.nurse), take(here, cast.social_worker)) == here.notes.get()


def test_who_submits_never_waits_for_who_submits_another_note(panel, cast: Cast, area: Area) -> None:
    """Each holds the note just judged and wants the other's: were they to wait, it would be for each other."""
    if connection.vendor == "sqlite":
        pytest.skip("transactions follow one another")
    here, both = workshop(panel, cast, area, notes=2, wanted=3), Barrier(2)

    def submit(place: WorkshopNote, by: User) -> Callable[[], Any]:
        def act() -> Any:
            with transaction.atomic():
                judge(place, by)()
                both.wait(10)
                following = judge(place, by, take_next=True)().next_id
                both.wait(10)  # neither lets go before the other has looked
                return following

        return act

    first, second = here.notes.all()
    assert together(submit(first, cast.gp), submit(second, cast.nurse)) == [None, None]
    assert take(here, cast.gp)() == second


def test_a_member_who_presses_twice_holds_one_note(panel, cast: Cast, area: Area) -> None:
    for _ in range(ROUNDS):
        here = workshop(panel, cast, area, notes=3, wanted=2)
        first, second = together(take(here, cast.gp), take(here, cast.gp))
        assert (first, Turn.objects.filter(workshop_note__workshop=here).count()) == (second, 1)


@pytest.mark.parametrize("answers", [NO, YES])
def test_two_last_ones_who_submit_at_once_complete_the_note_once(panel, cast: Cast, area: Area, answers) -> None:
    here = workshop(panel, cast, area, notes=ROUNDS, wanted=2)
    for place in here.notes.all():
        outcomes = together(judge(place, cast.gp, NO), judge(place, cast.nurse, answers))
        assert not [each for each in outcomes if isinstance(each, Exception)], outcomes
        shown = WorkshopNote.objects.get(pk=place.pk)
        expected = ("ready", 0) if answers is NO else ("waiting", 1)
        assert (shown.phase, shown.extra_wanted) == expected
        assert not Judgement.objects.filter(workshop_note=place, late=True).exists()
    assert AuditEvent.objects.filter(action="note.judged-by-enough").count() == (ROUNDS if answers is NO else 0)


def test_of_three_who_submit_at_once_where_two_are_wanted_one_is_late(panel, cast: Cast, area: Area) -> None:
    here = workshop(panel, cast, area, notes=ROUNDS, wanted=2)
    for place in here.notes.all():
        together(*(judge(place, who) for who in (cast.gp, cast.nurse, cast.social_worker)))
        late = Judgement.objects.filter(workshop_note=place).values_list("late", flat=True)
        assert sorted(late) == [False, False, True]


def test_a_late_one_or_a_revision_while_the_note_is_agreed_in_one_step(panel, cast: Cast, area: Area) -> None:
    """What is recorded is what was shown, or nothing; and no judgement comes after the agreement."""
    here = workshop(panel, cast, area, notes=2 * ROUNDS, wanted=2)
    for n, place in enumerate(here.notes.all()):
        judge(place, cast.gp)()
        judge(place, cast.nurse)()
        came = judge(place, cast.social_worker, YES) if n % 2 else judge(place, cast.nurse, YES)
        done, _ = together(
            lambda place=place: one_step.agree_ready(workshop_id=here.pk, shown={place.pk: 2}, by=cast.facilitator),
            came,
        )
        assert isinstance(done, one_step.InOneStep), done
        review = AgreedReview.objects.filter(workshop_note=place).first()
        assert (review is not None) == (done.recorded == 1)
        if review:
            assert (review.best_pathway, review.agreement) == ("no", "unanimous")
            after = Judgement.objects.filter(workshop_note=place, submitted_at__gt=review.recorded_at, phase="revised")
            assert not after.exists()


def test_who_knows_the_person_says_so_while_the_last_one_submits(panel, cast: Cast, area: Area) -> None:
    """Whoever is first: agreement is never proposed on one judgement, and what was not shown waits."""
    here = workshop(panel, cast, area, notes=ROUNDS, wanted=2)
    for place in here.notes.all():
        judge(place, cast.gp)()
        told = {"workshop_id": here.pk, "note_id": place.pk, "kind": "knows-person"}
        outcomes = together(judge(place, cast.nurse), lambda told=told: declarations.declare(**told, by=cast.gp))
        assert not [each for each in outcomes if isinstance(each, Exception)], outcomes
        shown = WorkshopNote.objects.get(pk=place.pk)
        assert shown.phase == ("contested" if shown.revealed_at else "waiting")
