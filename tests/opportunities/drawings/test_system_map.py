"""The way through health and care with what was found at each decision on it."""

import pytest

from opportunities.drawings.rows import NARROW, WIDE
from opportunities.drawings.system_map import system_map
from pathways.questions import WITH_NOTES
from tests.opportunities.drawings.rows_of import hidden, share, unreviewed

POINTS = {"q1-attendance": share("No", 34, 100), "q3-discharge": share("No", 5, 15), "q4-intake": hidden("No")}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_decision_point_is_on_it(width: float) -> None:
    drawn = system_map(POINTS, "Map", width)
    assert drawn
    assert {card.code for card in drawn.cards} == {point.code for point in WITH_NOTES}
    for box in (*drawn.cards, *drawn.places):
        assert box.x >= 0 and box.x + box.width <= drawn.width
        assert box.y >= 0 and box.y + box.height <= drawn.height


def test_a_card_shows_share_count_and_interval() -> None:
    drawn = system_map(POINTS, "Map")
    assert drawn
    card = {card.code: card for card in drawn.cards}["q1-attendance"]
    assert (card.figure, card.beside, card.below) == ("34%", "34 of 100", ("25% to 44%",))
    assert card.bar == pytest.approx(0.34 * (card.track[1] - card.track[0]))
    assert card.words == "34% (34 of 100; 25% to 44%)"


def test_small_numbers_are_said() -> None:
    drawn = system_map(POINTS, "Map")
    assert drawn
    assert {card.code: card for card in drawn.cards}["q3-discharge"].below[1] == "Small numbers"


def test_hidden_and_unreviewed_points_have_no_bar() -> None:
    drawn = system_map(POINTS | {"q5-nursing": unreviewed("No")}, "Map")
    assert drawn
    cards = {card.code: card for card in drawn.cards}
    seen = {code: (cards[code].figure, cards[code].below[0], cards[code].bar) for code in cards}
    assert seen["q4-intake"] == ("*", "Not shown", None)
    assert seen["q5-nursing"] == ("–", "No reviews yet", None)
    assert seen["q6-overlap"] == ("–", "No reviews yet", None)


def test_nothing_is_drawn_before_the_first_review() -> None:
    assert system_map({}, "Map") is None
