"""Answers that add up as a table of their own: a row for each decision point, a column for each answer. Pure."""

from opportunities.exports.cells import Cell, Heading, Table, shown
from opportunities.exports.columns import Column, Row, Sheet

COUNT = Column("count", "Count", "count")
OF = Column("denominator", "Of", "count")


def crossed(sheet: Sheet) -> Table:
    """`sheet` is a breakdown whose rows are a decision point and an answer each."""
    answers = list(dict.fromkeys(row["label"] for row in sheet.rows))
    points: dict[str, dict[str, Row]] = {}
    for row in sheet.rows:
        points.setdefault(row["decision_point_label"], {})[row["label"]] = row
    headings = (Heading("Decision point", numeric=False), *map(Heading, answers), Heading("Of"))
    return Table(sheet.title, headings, tuple(_row(point, found, answers) for point, found in points.items()))


def _row(point: str, found: dict[str, Row], answers: list[str]) -> tuple[Cell, ...]:
    counts = (Cell(shown(COUNT, found.get(answer, {}))) for answer in answers)
    return (Cell((point,)), *counts, Cell(shown(OF, next(iter(found.values())))))
