"""A catalogue that changes under notes and reviews: what they use stays, and they stay readable."""

import json

import pytest

from areas.models import Area
from pathways.catalogue_file import BUILT_IN, load_catalogue
from pathways.models import Pathway, PreventiveService, Reason
from reviews.models import AgreedReview, CaseNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories import workshops as make

# At q3-discharge. The review's main reason is the first; the second is only among its other reasons.
ACTUAL, PROPOSED, MAIN, OTHER, MISSED = (
    "short-term-bed", "reablement", "capacity-short", "hospital-pressure", "falls-prevention",
)  # fmt: skip


@pytest.fixture
def reviewed(catalogue: None, area: Area, cast: Cast) -> AgreedReview:
    """A note and its agreed review, as a workshop leaves them."""
    panel = make.panel(area, {"gp": cast.gp, "social-worker": cast.social_worker})
    place = make.workshop(panel, cast.facilitator, make.notes(area, 1)).notes.get()
    answers = {**make.NO, **make.ROOM, "missed_prevention": [MISSED], "reasons": [MAIN, OTHER]}
    sitting.record_agreed_review(
        workshop_id=place.workshop_id, note_id=place.pk, answers=answers, whole=True, by=cast.facilitator
    )
    return AgreedReview.objects.get()


def without(*codes: str) -> bytes:
    """The built-in catalogue without the rows of these codes."""
    catalogue = json.loads(BUILT_IN.read_text(encoding="utf-8"))
    kept = {section: [row for row in rows if row["code"] not in codes] for section, rows in catalogue.items()}
    return json.dumps(kept).encode()


def test_what_a_note_or_a_review_uses_stays_and_the_load_says_why(reviewed: AgreedReview) -> None:
    loaded = load_catalogue(without(ACTUAL, PROPOSED, MAIN, OTHER, MISSED, "domiciliary-package"), by=None)
    assert loaded.removed == 1
    assert sorted(sentence.split()[0] for sentence in loaded.kept) == [
        "pathway_groups/reablement",  # has the code of the pathway that is in it
        f"pathways/{PROPOSED}",
        f"pathways/{ACTUAL}",
        f"preventive_services/{MISSED}",
        f"reasons/{MAIN}",
        f"reasons/{OTHER}",
    ]
    assert any("because case notes use it" in sentence for sentence in loaded.kept)
    assert any("because agreed reviews use it" in sentence for sentence in loaded.kept)


def test_a_choice_among_several_counts_as_use(reviewed: AgreedReview) -> None:
    """The tables behind such choices would let their row go, and a line of an answer with it."""
    load_catalogue(without(OTHER, MISSED), by=None)
    assert [reason.code for reason in reviewed.other_reasons.all()] == [OTHER]
    assert [service.code for service in reviewed.missed_prevention.all()] == [MISSED]


def test_a_pathway_that_no_longer_answers_the_decision_point_keeps_its_notes(reviewed: AgreedReview) -> None:
    catalogue = json.loads(BUILT_IN.read_text(encoding="utf-8"))
    for row in catalogue["pathways"] + catalogue["reasons"]:
        row["decision_points"] = []
    load_catalogue(json.dumps(catalogue).encode(), by=None)
    note = CaseNote.objects.get()
    assert (note.actual_pathway.code, note.actual_pathway.decision_points.count()) == (ACTUAL, 0)
    assert reviewed.proposed_pathway == Pathway.objects.get(code=PROPOSED)


def test_an_empty_catalogue_leaves_only_what_is_used(reviewed: AgreedReview) -> None:
    empty: dict[str, list[None]] = {section: [] for section in json.loads(BUILT_IN.read_text(encoding="utf-8"))}
    load_catalogue(json.dumps(empty).encode(), by=None)
    assert set(Pathway.objects.values_list("code", flat=True)) == {ACTUAL, PROPOSED}
    assert set(Reason.objects.values_list("code", flat=True)) == {MAIN, OTHER}
    assert set(PreventiveService.objects.values_list("code", flat=True)) == {MISSED}
