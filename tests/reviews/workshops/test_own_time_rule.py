"""What follows from the judgements of one note in own time: worked by hand."""

import pytest

from reviews.workshops.answers import FIELDS
from reviews.workshops.own_time import Standing, Step, differing, proposal, standing

COLLECTING, ONE_MORE, READY, CONTESTED = Step.COLLECTING, Step.ONE_MORE, Step.READY, Step.CONTESTED


def no(pathway: str = "home", reason: str = "short", **more: object) -> dict[str, object]:
    return {"best_pathway": "no", "proposed_pathway": pathway, "reasons": [reason], **more}


YES: dict[str, object] = {"best_pathway": "yes"}
UNCLEAR: dict[str, object] = {"best_pathway": "unclear"}


@pytest.mark.parametrize(
    ("judged", "extra", "others", "step", "per_cent"),
    [
        # Three are wanted. Fewer wait for more, alike or not.
        ([], 0, 5, COLLECTING, 0),
        ([YES], 0, 4, COLLECTING, 0),
        ([YES, YES], 0, 3, COLLECTING, 0),
        ([YES, no()], 0, 3, COLLECTING, 50),  # 1 of 2 on the best pathway, none of 1 on pathway and reason: 1 of 4, up
        # Enough, and all the same.
        ([YES, YES, YES], 0, 2, READY, 0),
        ([UNCLEAR, UNCLEAR, UNCLEAR], 0, 2, READY, 0),
        ([no(), no(), no()], 0, 2, READY, 0),
        # What decides no table makes no difference.
        ([no(level_of_need="low"), no(level_of_need="high"), no(comment="x")], 0, 2, READY, 0),
        ([no(reasons=["short", "a"]), no(reasons=["short", "b"]), no()], 0, 2, READY, 0),
        # The first ones differ: one more is asked, whatever they differ in and however few.
        ([YES, YES, no()], 0, 2, ONE_MORE, 20),  # 1 of 3 + 0 of 1 + 0 of 1: 1 of 5
        ([no(), no(), no("bed")], 0, 2, ONE_MORE, 12),  # 0 of 3 + 1 of 3 + 0 of 3: 1 of 9 is 11.1, up
        ([no(), no(), no(reason="late")], 0, 2, ONE_MORE, 12),
        # The one more is waited for.
        ([YES, YES, no()], 1, 2, COLLECTING, 20),
        # It came: any difference left is for the panel, most of them or not.
        ([YES, YES, YES, no()], 1, 1, CONTESTED, 17),  # 1 of 4 + 0 of 1 + 0 of 1: 1 of 6 is 16.7, up
        ([YES, YES, no(), no()], 1, 1, CONTESTED, 25),  # 2 of 4 + 0 of 2 + 0 of 2: 2 of 8
        ([YES, UNCLEAR, no("bed"), no("home")], 1, 1, CONTESTED, 38),  # 2 of 4 + 1 of 2 + 0 of 2: 3 of 8 is 37.5, up
        # Somebody changed their own meanwhile, so that all agree after all.
        ([YES, YES, YES, YES], 1, 1, READY, 0),
        # Nobody is left to ask: those that judged must do.
        ([YES, YES], 0, 0, READY, 0),
        ([YES, no()], 0, 0, CONTESTED, 25),
        ([YES, YES, no()], 0, 0, CONTESTED, 20),
        ([YES, YES, no()], 1, 0, CONTESTED, 20),
        # One person agrees with nobody.
        ([YES], 0, 0, CONTESTED, 0),
    ],
)
def test_what_a_note_waits_for(judged, extra: int, others: int, step: Step, per_cent: int) -> None:
    found = standing(judged, wanted=3, extra=extra, others=others)
    assert found.step == step
    if step != COLLECTING:
        assert found == Standing(step, per_cent)


@pytest.mark.parametrize("wanted", range(2, 10))
def test_as_many_as_are_wanted_and_no_fewer(wanted: int) -> None:
    assert standing([YES] * (wanted - 1), wanted=wanted, extra=0, others=9).step == COLLECTING
    assert standing([YES] * wanted, wanted=wanted, extra=0, others=9).step == READY


def test_more_difference_comes_first() -> None:
    rooms = [[YES, YES, YES, no()], [YES, YES, no(), no()], [YES, UNCLEAR, no("bed"), no("home")]]
    shares = [differing(room) for room in rooms]
    assert shares == sorted(shares)
    assert len(set(shares)) == 3


def test_any_difference_is_more_than_none() -> None:
    """1 of 300 answers is 0.3 per cent: told as 1, because 0 is for those who agree."""
    assert differing([no()] * 99 + [no(reason="late")]) == 1


def test_what_is_proposed_is_what_most_have_and_the_rest_is_empty() -> None:
    first = no(level_of_need="low", timing="earlier", missed_prevention=["falls", "calls"], comment="mine")
    second = no(level_of_need="high", timing="earlier", missed_prevention=["falls"], achievability="even")
    third = no(level_of_need="moderate", timing="earlier", reasons=["short", "pressure"], achievability="even")
    third["reasons"] = ["short", "pressure"]
    found = proposal([first, second, third])
    assert found == {
        "level_of_need": "",  # one each
        "best_pathway": "no",
        "proposed_pathway": "home",
        "alternative_existed": "",
        "timing": "earlier",
        "missed_prevention": ["falls"],  # 2 of 3; calls 1 of 3
        "reasons": ["short"],  # pressure 1 of 3
        "person_implication": "",
        "cost_implication": "",
        "achievability": "even",
        "agreement": "unanimous",
    }
    assert set(found) - {"agreement"} <= set(FIELDS)


def test_what_is_missed_is_proposed_only_with_earlier() -> None:
    """As the form asks: half said earlier, so when is open, and what was missed is not asked."""
    earlier = no(timing="earlier", missed_prevention=["falls"])
    assert proposal([earlier, earlier, no(timing="on-the-day"), no(timing="on-the-day")])["missed_prevention"] == []


def test_after_yes_nothing_else_is_proposed() -> None:
    found = proposal([YES, YES])
    assert (found["best_pathway"], found["proposed_pathway"], found["reasons"]) == ("yes", "", [])
