"""Everybody judges alone, then sees all answers: what may follow what, what is kept, and who sees what when."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import AuditEvent
from areas.models import Area
from config.errors import NotAllowed, Stale
from reviews import access
from reviews.models import Judgement, Panel, Workshop, WorkshopNote
from reviews.workshops import collecting, sitting
from reviews.workshops.phases import MAY
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM, YES


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    return make.workshop(panel, cast.facilitator, make.notes(area, 5), mode="independent")


def run(act: Callable[..., Any], place: WorkshopNote, by: Any) -> Any:
    return act(workshop_id=place.workshop_id, note_id=place.pk, by=by)


def judge(place: WorkshopNote, by, answers=NO, **more):
    return sitting.submit_judgement(
        workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=by, **more
    )


def agree(place: WorkshopNote, by, answers=NO, **more):
    return sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, answers={**answers, **ROOM}, whole=True, by=by, **more
    )


def phase(place: WorkshopNote) -> str:
    return WorkshopNote.objects.get(pk=place.pk).phase


@pytest.fixture
def opened(place: WorkshopNote, facilitator) -> WorkshopNote:
    return run(sitting.open_note, place, facilitator)


@pytest.fixture
def revealed(opened: WorkshopNote, cast: Cast) -> WorkshopNote:
    """The GP said no and the nurse yes; the social worker has not submitted."""
    judge(opened, cast.gp)
    judge(opened, cast.nurse, YES)
    return run(sitting.reveal_note, opened, cast.facilitator)


# --- What may follow what --------------------------------------------------------------------------------------------


def acts(place: WorkshopNote, cast: Cast) -> dict[str, Callable[[], Any]]:
    return {
        "open": lambda: run(sitting.open_note, place, cast.facilitator),
        "put off": lambda: run(sitting.skip_note, place, cast.facilitator),
        "judge": lambda: judge(place, cast.gp),
        "reveal": lambda: run(sitting.reveal_note, place, cast.facilitator),
        "undo the reveal": lambda: run(sitting.undo_reveal, place, cast.facilitator),
        "stop waiting": lambda: run(collecting.stop_waiting, place, cast.facilitator),
        "record": lambda: agree(place, cast.facilitator),
    }


# Asked again for what is there already, these change nothing and refuse nothing: a button pressed twice.
AGAIN = {
    ("open", "open"), ("open", "revealed"), ("put off", "skipped"), ("reveal", "revealed"), ("undo the reveal", "open"),
}  # fmt: skip


@pytest.mark.parametrize("now", ["waiting", "open", "revealed", "skipped", "agreed"])
@pytest.mark.parametrize("act", MAY["independent"])
def test_the_table_of_phases_is_what_the_workshop_holds_to(place: WorkshopNote, cast: Cast, now: str, act: str) -> None:
    way = {
        "waiting": [], "open": ["open"], "revealed": ["open", "reveal"], "skipped": ["put off"],
        "agreed": ["open", "reveal", "record"],
    }  # fmt: skip
    every = acts(place, cast)
    for step in way[now]:
        every[step]()
    assert phase(place) == now
    if now in MAY["independent"][act] or (act, now) in AGAIN:
        every[act]()
    else:
        with pytest.raises(NotAllowed):
            every[act]()
        assert phase(place) == now


def test_a_note_goes_from_waiting_to_agreed(place: WorkshopNote, cast: Cast) -> None:
    seen = [phase(place)]
    for act in ("open", "judge", "reveal", "record"):
        acts(place, cast)[act]()
        seen.append(phase(place))
    assert seen == ["waiting", "open", "open", "revealed", "agreed"]
    assert WorkshopNote.objects.get(pk=place.pk).revealed_by == cast.facilitator


def test_revealing_twice_is_one_reveal(revealed: WorkshopNote, cast: Cast) -> None:
    again = run(sitting.reveal_note, revealed, cast.lead)
    assert (again.revealed_at, again.revealed_by_id) == (revealed.revealed_at, cast.facilitator.pk)
    assert AuditEvent.objects.filter(action="note.revealed").count() == 1


@pytest.mark.parametrize("who", ["gp", "nurse"])
def test_members_do_not_reveal(opened: WorkshopNote, cast: Cast, who: str) -> None:
    for act in (sitting.reveal_note, sitting.undo_reveal):
        with pytest.raises(NotAllowed, match="Only the facilitator"):
            run(act, opened, cast[who])
    assert phase(opened) == "open"


def test_together_knows_no_reveal(panel: Panel, cast: Cast, area: Area) -> None:
    place = make.workshop(panel, cast.facilitator, make.notes(area, 1)).notes.get()
    run(sitting.open_note, place, cast.facilitator)
    with pytest.raises(NotAllowed, match="open the note first"):
        run(sitting.reveal_note, place, cast.facilitator)


def test_a_revealed_note_that_was_put_off_is_never_blind_again(revealed: WorkshopNote, cast: Cast) -> None:
    run(sitting.skip_note, revealed, cast.facilitator)
    assert phase(revealed) == "skipped"
    run(sitting.open_note, revealed, cast.facilitator)
    assert phase(revealed) == "revealed"


def test_opening_another_note_puts_the_revealed_one_off(
    revealed: WorkshopNote, places: list[WorkshopNote], cast: Cast
) -> None:
    run(sitting.open_note, places[1], cast.facilitator)
    assert [phase(place) for place in places[:2]] == ["skipped", "open"]


def test_closing_leaves_no_note_in_the_room(revealed: WorkshopNote, cast: Cast) -> None:
    sitting.close_workshop(workshop_id=revealed.workshop_id, by=cast.facilitator)
    assert phase(revealed) == "skipped"


# --- What a member is led to -----------------------------------------------------------------------------------------


def test_a_member_is_led_only_to_what_is_before_the_room(places: list[WorkshopNote], cast: Cast) -> None:
    workshop = places[0].workshop
    assert access.to_judge(cast.gp, workshop) is None
    run(sitting.open_note, places[2], cast.facilitator)
    assert access.to_judge(cast.gp, workshop) == places[2]
    assert judge(places[2], cast.gp).next_id is None
    assert access.to_judge(cast.gp, workshop) is None


# --- Undoing a reveal ------------------------------------------------------------------------------------------------


def test_a_reveal_that_nobody_saw_is_undone(revealed: WorkshopNote, cast: Cast) -> None:
    run(sitting.undo_reveal, revealed, cast.facilitator)
    place = WorkshopNote.objects.get(pk=revealed.pk)
    assert (place.phase, place.revealed_at, place.revealed_by) == ("open", None, None)
    assert not judge(place, cast.social_worker).row.late
    assert list(access.judgements_shown(cast.nurse, place).values_list("by", flat=True)) == [cast.nurse.pk]


def test_a_reveal_that_somebody_saw_stays(revealed: WorkshopNote, cast: Cast) -> None:
    sitting.see_revealed(revealed)
    with pytest.raises(NotAllowed, match="has seen"):
        run(sitting.undo_reveal, revealed, cast.facilitator)
    assert phase(revealed) == "revealed"


def test_a_reveal_after_which_somebody_answered_stays(revealed: WorkshopNote, cast: Cast) -> None:
    judge(revealed, cast.social_worker)
    with pytest.raises(NotAllowed, match="has seen"):
        run(sitting.undo_reveal, revealed, cast.facilitator)


# --- What is kept ----------------------------------------------------------------------------------------------------


def rows(by: Any) -> list[tuple[str, str, int, bool]]:
    mine = Judgement.objects.filter(by=by).order_by("phase")
    return [(row.phase, row.best_pathway, row.revision, row.late) for row in mine]


def test_before_the_reveal_a_change_replaces(opened: WorkshopNote, cast: Cast) -> None:
    judge(opened, cast.gp)
    judge(opened, cast.gp, YES, revision=1)
    assert rows(cast.gp) == [("independent", "yes", 2, False)]


def test_after_the_reveal_the_first_judgement_is_kept(revealed: WorkshopNote, cast: Cast) -> None:
    judge(revealed, cast.gp, YES, revision=1)
    judge(revealed, cast.gp, {**YES, "level_of_need": "high"}, revision=2)
    assert rows(cast.gp) == [("independent", "no", 1, False), ("revised", "yes", 3, False)]
    assert access.judgement_of(cast.gp, revealed).level_of_need == "high"


def test_the_same_answers_after_the_reveal_revise_nothing(revealed: WorkshopNote, cast: Cast) -> None:
    assert not judge(revealed, cast.gp, NO, revision=1).changed
    assert rows(cast.gp) == [("independent", "no", 1, False)]


def test_a_revision_goes_by_the_revision_it_changes(revealed: WorkshopNote, cast: Cast) -> None:
    with pytest.raises(Stale):
        judge(revealed, cast.gp, YES, revision=0)
    assert len(rows(cast.gp)) == 1


def test_whoever_first_submits_after_the_reveal_is_late_for_good(revealed: WorkshopNote, cast: Cast) -> None:
    judge(revealed, cast.social_worker)
    judge(revealed, cast.social_worker, YES, revision=1)
    assert rows(cast.social_worker) == [("independent", "no", 1, True), ("revised", "yes", 2, True)]


def test_a_note_agreed_takes_no_judgement(revealed: WorkshopNote, cast: Cast) -> None:
    agree(revealed, cast.facilitator)
    with pytest.raises(NotAllowed, match="judgements are closed"):
        judge(revealed, cast.gp, YES)


# --- Who sees what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["gp", "nurse", "social_worker", "facilitator", "lead", "admin"])
def test_before_the_reveal_only_one_s_own_is_visible(opened: WorkshopNote, cast: Cast, who: str) -> None:
    judge(opened, cast.gp)
    judge(opened, cast.nurse)
    seen = set(Judgement.objects.visible_to(cast[who], opened).values_list("by", flat=True))
    assert seen == ({cast[who].pk} if who in {"gp", "nurse"} else set())


def test_after_the_reveal_everybody_s_is_visible_in_this_note_only(
    revealed: WorkshopNote, places: list[WorkshopNote], cast: Cast
) -> None:
    run(sitting.open_note, places[1], cast.facilitator)
    judge(places[1], cast.gp)
    assert Judgement.objects.visible_to(cast.social_worker, revealed).count() == 2
    assert Judgement.objects.visible_to(cast.social_worker, places[1]).count() == 0


def test_a_place_read_before_an_undo_shows_nothing_after_it(revealed: WorkshopNote, cast: Cast) -> None:
    run(sitting.undo_reveal, WorkshopNote.objects.get(pk=revealed.pk), cast.facilitator)
    assert revealed.revealed_at  # as it was read
    assert Judgement.objects.visible_to(cast.social_worker, revealed).count() == 0
