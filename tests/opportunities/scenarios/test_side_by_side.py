"""As set and scenarios in one table: each amount, and what it has more than what is set."""

from opportunities.scenarios.side_by_side import Column, movements, savings


def column(name: str, saving: float | None, net: float | None = None) -> Column:
    rows = [{"area_of_focus": "q2", "label": "Q2", "saving": saving}]
    sectors = [{"sector": "la", "label": "Local authority", "net": net}]
    return Column(
        name,
        {"rows": rows if saving is not None else [], "total": {"saving": saving}},
        {"rows": sectors, "total": {"net": net}},
    )


def test_the_first_column_is_what_the_others_are_held_against() -> None:
    found = savings([column("As set", 100.0), column("More", 130.0), column("Less", 70.0)])
    assert [(cell.amount, cell.more) for cell in found.total.cells] == [(100.0, None), (130.0, 30.0), (70.0, -30.0)]
    assert found.rows[0].cells == tuple(found.rows[0].cells)
    assert [cell.more for cell in found.rows[0].cells] == [None, 30.0, -30.0]


def test_what_is_not_worked_out_yet_has_no_amount_and_no_difference() -> None:
    found = savings([column("As set", None), column("More", 130.0)])
    assert [line.label for line in found.rows] == ["Q2"]
    assert [(cell.amount, cell.more) for cell in found.rows[0].cells] == [(None, None), (130.0, None)]


def test_sectors_are_compared_by_what_they_keep() -> None:
    found = movements([column("As set", 1.0, -5.0), column("More", 1.0, -2.0)])
    assert [cell.more for cell in found.total.cells] == [None, 3.0]
