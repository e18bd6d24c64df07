"""Drafts at the same moment: two devices, two requests of one page, and a draft beside its submit."""

from collections.abc import Callable
from typing import Any

import pytest

from config.errors import Stale
from reviews.forms import judging
from reviews.models import Draft, PrivateNote, WorkshopNote
from reviews.workshops import drafts
from reviews.workshops.unsent import Unsent
from tests.conftest import Cast
from tests.reviews.workshops.test_races import ROUNDS, judge, room, together

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["room"]  # the fixture


def draft(place: WorkshopNote, by, comment: str, page: str, step: int = 1, made_from: int = 0) -> Callable[[], Any]:
    form = judging.plain(judging.Entered(one={"comment": comment}))
    unsent = Unsent("judgement", form, made_from, 0, page, step)
    return lambda: drafts.save_draft(
        workshop_id=place.workshop_id, note_id=place.pk, unsent=unsent, private_note=comment, by=by
    )


def test_of_two_devices_one_saves_and_the_other_is_told(room: list[WorkshopNote], cast: Cast) -> None:
    for place in room[:ROUNDS]:
        outcomes = together(draft(place, cast.gp, "phone", "phone"), draft(place, cast.gp, "desk", "desk"))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Behind", "Draft"], outcomes
        won = next(outcome for outcome in outcomes if isinstance(outcome, Draft))
        assert Draft.objects.get(workshop_note=place).entered == won.entered
        assert PrivateNote.objects.get(workshop_note=place).text == won.entered["form"]["one"]["comment"]


def test_two_requests_of_one_page_leave_the_later_one(room: list[WorkshopNote], cast: Cast) -> None:
    for place in room[:ROUNDS]:
        outcomes = together(*(draft(place, cast.gp, f"{n}", "desk", n) for n in (1, 2, 3)))
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
        assert Draft.objects.get(workshop_note=place).entered["step"] == 3


def test_a_draft_never_comes_back_as_newer_than_its_submit(room: list[WorkshopNote], cast: Cast) -> None:
    for place in room[:ROUNDS]:
        kept, submitted = together(draft(place, cast.gp, "late", "desk"), judge(place, cast.gp))
        assert submitted.changed, submitted
        assert isinstance(kept, Draft | Stale), kept
        left = Draft.objects.filter(workshop_note=place).first()
        assert left is None or left.made_from < submitted.row.revision
        again = draft(place, cast.gp, "new", "another", made_from=submitted.row.revision)()
        assert again.made_from == submitted.row.revision
