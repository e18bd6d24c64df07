"""What an area file says of how sure a volume or a share is, and where it comes from. No database."""

from decimal import Decimal

from areas.area_file.contents import Contents
from areas.models import Measured
from pathways import questions
from pathways.given import Given

KEYS = ("decision_point", "of", "low", "high", "source", "as_of")


def check_evidence(given: Given) -> list[Contents]:
    """The rows of the section `evidence`, in the shape of `contents`; problems go to where `given` says."""
    rows: dict[tuple[str, str], Contents] = {}
    for row in given.rows():
        parts = row.table(*KEYS)
        point = parts["decision_point"].one_of(questions.BY_CODE, "a decision point")
        of = parts["of"].one_of(Measured.values, "an input of a decision point")
        if point and of and (point, of) in rows:
            parts["of"].problem("twice", f"{point} has a row about {of} already. Make one row of the two.")
        low, high = _range(parts["low"], parts["high"], of)
        source, as_of = parts["source"].text(500, needed=False), _as_of(parts["as_of"])
        if not (source or as_of or low is not None):
            row.problem("missing", "This row says nothing. Give a source, a day, or a low and a high, or leave it out.")
        rows[point, of] = dict(zip(KEYS, (point, of, low, high, source, as_of), strict=True))
    return list(rows.values())


def _range(low: Given, high: Given, of: str) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest, or neither."""
    if low.empty and high.empty:
        return None, None
    before = len(low.found.problems)
    ends = [_number(low, of), _number(high, of)]
    if len(low.found.problems) == before and ends[0] > ends[1]:
        low.problem("too-large", f"{low.shown()} is more than the highest, {high.shown()}. Swap them.")
    return ends[0], ends[1]


def _number(given: Given, of: str) -> Decimal:
    return given.amount(13, 12, most=1) if of == Measured.SHARE else given.amount(18, 6)


def _as_of(given: Given) -> str | None:
    """The day the number is of, as 2026-03-31."""
    return None if given.empty else given.day()
