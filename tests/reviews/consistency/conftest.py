"""A panel of three in Kent that judges alone first."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from areas.models import Area
from reviews.models import Panel, Workshop, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.factories.workshops import ROOM

Answers = Mapping[str, Any]
Judge = Callable[..., WorkshopNote]


@pytest.fixture
def panel(catalogue: None, cast: Cast, area: Area) -> Panel:
    return make.panel(area, {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker})


@pytest.fixture
def workshop(panel: Panel, cast: Cast, area: Area) -> Workshop:
    return make.workshop(panel, cast.facilitator, make.notes(area, 12), mode="independent")


@pytest.fixture
def judge(workshop: Workshop, cast: Cast) -> Judge:
    """judge(position, {"gp": NO, …}): the note is opened and judged; then revealed, revised and agreed if asked for."""

    def judged(
        position: int,
        first: Mapping[str, Answers],
        *,
        reveal: bool = True,
        after: Mapping[str, Answers] | None = None,
        agreed: Answers | None = None,
    ) -> WorkshopNote:
        place = workshop.notes.get(position=position)
        here: dict[str, Any] = {"workshop_id": workshop.pk, "note_id": place.pk}
        sitting.open_note(**here, by=cast.facilitator)
        for who, answers in first.items():
            sitting.submit_judgement(**here, answers=answers, whole=True, by=cast[who])
        if reveal:
            sitting.reveal_note(**here, by=cast.facilitator)
        for who, answers in (after or {}).items():
            sitting.submit_judgement(**here, answers=answers, whole=True, by=cast[who])
        if agreed:
            sitting.record_agreed_review(**here, answers={**agreed, **ROOM}, whole=True, by=cast.facilitator)
        return place

    return judged
