"""Figure 2 as bars: one scale for both sides, from one zero line."""

from opportunities.cost_bars import NAMES, VALUES, WIDTH, cost_bars


def row(label: str, gross: float | None, reinvestment: float | None) -> dict[str, object]:
    return {"label": label, "gross_saving": gross, "reinvestment": reinvestment}


def test_lengths_are_in_proportion_and_fill_the_width() -> None:
    drawn = cost_bars([row("Acute", 300.0, 0.0), row("Community", 150.0, 100.0)])
    assert drawn
    acute, community = drawn.bars
    room = WIDTH - NAMES - 2 * VALUES
    assert acute.gross_length == room * 3 / 4  # 300 of 300 + 100
    assert community.gross_length == acute.gross_length / 2
    assert community.reinvestment_length == room / 4
    assert drawn.zero - community.reinvestment_length == NAMES + VALUES


def test_nothing_is_drawn_of_nothing() -> None:
    assert cost_bars([]) is None
    assert cost_bars([row("Acute", None, None)]) is None
    assert cost_bars([row("Acute", 0.0, 0.0)]) is None
