"""How I compare: only the person it is about, only notes that are agreed, never what another single person answered."""

import pandas as pd
import pytest
from django.urls import reverse

from reviews.consistency.own import NOTES, own
from reviews.models import Judgement
from tests.conftest import Cast
from tests.factories.workshops import NO, YES
from tests.reviews.consistency.conftest import Judge

ME = 1


def answers(mine: str, others: dict[int, str], agreed: str, final: str = "") -> pd.DataFrame:
    """A letter a note: y, n or u; a dot where somebody did not judge it."""
    words = {"y": "yes", "n": "no", "u": "unclear"}
    rows = [
        {
            "note": note, "person": person, "point": "q2-setting", "best_pathway": words[given[note]],
            "final_best": words[(final or mine)[note] if person == ME else given[note]],
            "agreed_best": words[agreed[note]],
        }
        for person, given in {ME: mine, **others}.items()
        for note in range(len(mine))
        if given[note] != "."
    ]  # fmt: skip
    return pd.DataFrame(rows)


THREE = {2: "nnnnyyyy", 3: "nnyyyyyy", 4: "yyyyyyyy"}


def test_own_answers_against_agreed_and_final_ones() -> None:
    found = own(answers("nnnnyyyu", THREE, "nnyyynyy", final="nnyyyyyu"), ME)
    assert found and found.notes == 8
    assert (found.same_as_agreed.count, found.changed.count) == (4, 2)
    assert (found.more, found.fewer) == (2, 1)
    assert (found.improvable.count, found.improvable.of) == (4, 7)
    assert found.others == 6 / 24
    assert [(at.point, at.same_as_agreed.of) for at in found.points] == [("q2-setting", 8)]


def test_nothing_of_fewer_than_eight_notes() -> None:
    assert own(answers("nnnnyyy", {2: "nnnnyyy"}, "nnnnyyy"), ME) is None


@pytest.mark.parametrize(
    "others",
    [
        {},
        {2: "nnnnyyyy"},
        {2: "nnnnyyyy", 3: "nnyyyyyy"},  # two people: who knows one knows the other
        {2: "nnnnyyyy", 3: "nnyyyyyy", 4: "y......."},  # the third adds next to nothing
        {2: "nnnnyyyy", 3: "nnyyyyyy", 4: "uuuuuuuu"},  # nor does who never decided
        {2: "yyyyyyyy", 3: "yyyyyyyy", 4: "yyyyyyyy"},  # all alike: the share would tell every answer
        {2: "nnnnnnnn", 3: "nnnnnnnn", 4: "nnnnnnny"},  # all but one
    ],
)
def test_others_are_not_told_where_one_answer_could_be_worked_out(others: dict[int, str]) -> None:
    found = own(answers("nnnnyyyy", others, "nnnnyyyy"), ME)
    assert found and found.others is None


def test_the_page_counts_whole_steps_of_agreed_notes_of_this_person(judge: Judge, cast: Cast, signed_in) -> None:
    address = reverse("reviews:how-i-compare")
    for position in range(1, NOTES):
        judge(position, {"gp": NO, "nurse": YES}, agreed=NO)
    judge(NOTES, {"gp": NO, "nurse": YES})  # revealed, not agreed
    page = signed_in(cast.gp).get(address)
    assert "Nothing to show yet." in page.content.decode()
    for position in range(NOTES + 1, NOTES + 3):
        judge(position, {"gp": NO, "nurse": YES}, agreed=NO)
    mine, theirs = (" ".join(signed_in(cast[who]).get(address).content.decode().split()) for who in ("gp", "nurse"))
    assert "the one that the panel agreed: 8 of 8 notes." in mine  # of nine agreed ones
    assert "the one that the panel agreed: 0 of 8 notes." in theirs
    assert "What others answered is not shown" in mine
    assert "Nothing to show yet." in signed_in(cast.lead).get(address).content.decode()
    assert page["Cache-Control"].startswith("max-age=0")


def test_who_may_judge_there_no_more_has_no_figures_of_it(judge: Judge, cast: Cast, signed_in, area) -> None:
    for position in range(1, NOTES + 1):
        judge(position, {"gp": NO}, agreed=NO)
    assert Judgement.objects.filter(by=cast.gp).count() == NOTES
    area.memberships.filter(user=cast.gp).delete()
    assert "Nothing to show yet." in signed_in(cast.gp).get(reverse("reviews:how-i-compare")).content.decode()


def test_it_is_reached_from_the_start_page_of_who_sits_on_a_panel(judge: Judge, cast: Cast, signed_in) -> None:
    assert 'href="/how-i-compare/"' in signed_in(cast.gp).get("/").content.decode()
    assert 'href="/how-i-compare/"' not in signed_in(cast.steward).get("/").content.decode()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, db: None) -> None:
    assert client.get("/how-i-compare/").status_code == 302
