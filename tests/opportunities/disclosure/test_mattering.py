"""What is hidden for the sake of another number is what readers miss least, and no more of it than is needed."""

import random

from opportunities.disclosure.attacker import Attacker
from opportunities.disclosure.known import Known, small
from opportunities.disclosure.mattering import matters
from opportunities.disclosure.published import Published
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.second_pass import hidden_addresses

RULES = Rules()
IMPROVABLE = ("opportunities", "q2", "improvable")
REVIEWED = ("opportunities", "q2", "notes_reviewed")
ANSWERED = ("breakdowns", "answers", "q2-setting", "unclear", "denominator")
UNCLEAR = ("opportunities", "q2", "unclear")


def one_focus() -> Published:
    """40 of 80 reviewed can be improved; 2 unclear, which 80 and 82 would tell."""
    book = Published()
    no, yes, unclear = (book.unknown((name,), n) for name, n in (("no", 40), ("yes", 40), ("unclear", 2)))
    book.count(IMPROVABLE, no, 40)
    book.count(("breakdowns", "answers", "q2-setting", "yes", "count"), yes, 40)
    book.count(REVIEWED, {**no, **yes}, 80)
    book.count(UNCLEAR, unclear, 2)
    book.count(ANSWERED, {**no, **yes, **unclear}, 82)
    return book


def test_for_a_small_unclear_count_the_answers_with_unclear_ones_go_and_not_the_reviewed() -> None:
    assert hidden_addresses(one_focus(), RULES) == {UNCLEAR, ANSWERED}


def test_the_order_is_unclear_then_details_then_answers_sectors_headlines_foci_and_totals() -> None:
    book = one_focus()
    places = [
        UNCLEAR, ("flows", "q2-setting", "a", "b", "count"), ("breakdowns", "answers", "q2-setting", "no", "count"),
        ("cost_movements", "acute", "net"), ("headlines", "improvable", "count"), IMPROVABLE,
        ("opportunities", "total", "improvable"),
    ]  # fmt: skip
    made = [book.count(at, book.unknown((str(n),), n + 10), n + 10) for n, at in enumerate(places)]
    assert [matters(each) for each in made] == sorted({matters(each) for each in made})


def test_whole_numbers_near_a_broken_answer_are_allowed_ones() -> None:
    """They are what shows a count to be safe, so they have to keep every line."""
    rng = random.Random(7)
    for _ in range(50):
        book = Published()
        names = [book.unknown((str(n),), rng.randint(1, 30)) for n in range(6)]
        for at in range(8):
            parts = {name: 1.0 for each in rng.sample(names, 3) for name in each}
            book.count(("flows", str(at)), parts, int(book.value_of(parts)))
        lines = Known(book, [id(each) for each in small(book, RULES)], RULES).lines
        attacker = Attacker(book, lines)
        asked = attacker.vector({next(iter(each)): rng.choice((0.0, 1.0)) for each in names})
        found = attacker.whole_near(attacker.furthest(asked, most=True))
        assert attacker.is_whole(found)
        assert all(low <= attacker.vector(line.parts) @ found <= high for line in lines for low, high in [line.span])
