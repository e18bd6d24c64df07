"""Figure 2 as bars: one scale for both sides, from one zero line."""

import pytest

from opportunities.drawings.cost_bars import cost_bars
from opportunities.drawings.rows import NARROW


def row(label: str, gross: float | None, reinvestment: float | None) -> dict[str, object]:
    return {"label": label, "gross_saving": gross, "reinvestment": reinvestment}


def test_lengths_are_in_proportion_and_amounts_stand_at_their_ends() -> None:
    drawn = cost_bars([row("Acute", 300e6, 0.0), row("Community", 150e6, 100e6)], "Costs")
    assert drawn
    acute, community = drawn.bars
    assert community.gross == pytest.approx(acute.gross / 2)
    assert community.reinvestment == pytest.approx(acute.gross / 3)
    assert [amount.lines[0] for amount in community.amounts] == ["−£100.0m", "£150.0m"]
    assert community.amounts[0].x == pytest.approx(drawn.zero - community.reinvestment - 6)


def test_words_say_who_saves_and_who_pays() -> None:
    drawn = cost_bars([row("Acute", 300e6, 0.0), row("Community", 150e6, 100e6)], "Costs")
    assert drawn
    assert drawn.words == "Acute saves most: £300.0m a year gross. Community has to spend most: £100.0m a year."


def test_a_hidden_sector_is_a_star_on_a_scale_of_the_others() -> None:
    unseen = row("GP", None, None) | {"suppressed": True}
    drawn, alone = cost_bars([row("Acute", 3e6, 1e6), unseen], "Costs"), cost_bars([row("Acute", 3e6, 1e6)], "Costs")
    assert drawn and alone
    assert drawn.bars[0].gross == alone.bars[0].gross
    assert (drawn.bars[1].gross, drawn.bars[1].amounts[0].lines) == (0, ("*",))


def test_nothing_is_drawn_of_nothing() -> None:
    assert cost_bars([], "Costs") is None
    assert cost_bars([row("Acute", None, None)], "Costs") is None
    assert cost_bars([row("Acute", 0.0, 0.0)], "Costs", NARROW) is None


def test_what_hidden_sectors_spend_is_not_told() -> None:
    """Nobody may read that no sector has to spend more where one is kept back."""
    shown = {"label": "Acute", "gross_saving": 2_000_000, "reinvestment": 0}
    hidden = {"label": "GP", "gross_saving": None, "reinvestment": None, "suppressed": True}
    drawing = cost_bars([shown, hidden], "Who saves")
    assert drawing
    assert drawing.words == "Of the sectors shown, Acute saves most: £2.0m a year gross. 1 is kept back."
