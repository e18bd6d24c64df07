"""Which input matters most, and what is counted twice along the pathway. Pure."""

from opportunities.exports.columns import Column, Row, Sheet

BARS = (
    Column("label", "Input"),
    Column("low", "Saving with it at its low", "pounds"),
    Column("base", "Saving as set", "pounds"),
    Column("high", "Saving with it at its high", "pounds"),
)
ONCE = (
    Column("label", "Area of focus"),
    Column("saving", "Saving a year", "pounds"),
    Column("once", "Each person counted once", "pounds"),
    Column("taken_off", "Taken off", "pounds"),
)


def sensitivity(table: Row) -> tuple[Sheet, ...]:
    """Nothing where the money is not known."""
    once = table["each_person_once"] or {"rows": [], "total": None}
    bars = Sheet(
        "sensitivity",
        "Sensitivity",
        "Which input matters most",
        "The whole saving a year with one input at its low and at its high, all others as set.",
        ("code",),
        BARS,
        tuple(table["bars"]),
    )
    each = Sheet(
        "each_person_once",
        "Each person once",
        "Each person counted once",
        "A person may pass several decision points. This takes off what would be saved twice for the same person.",
        ("area_of_focus",),
        ONCE,
        tuple(once["rows"]),
        once["total"],
    )
    return tuple(sheet for sheet in (bars, each) if sheet.rows)
