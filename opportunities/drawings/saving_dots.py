"""Savings beside each other, each a dot with its 80% interval, against the saving as it stands. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from opportunities.drawings.rows import WIDE, rows
from opportunities.drawings.scale import Scale, ticks
from opportunities.drawings.share_dots import Dot, ShareDots
from opportunities.drawings.text import LINE, Label, beside, widest
from opportunities.formats import pounds, pounds_interval

Row = Mapping[str, Any]
UNKNOWN = "inputs missing"
_GAP, _TOP, _AXIS, _MARKS = 16, 26, 30, 4


def saving_dots(each: Sequence[Row], title: str, width: float = WIDE, against: Row | None = None) -> ShareDots | None:
    """In the order given, on one scale that holds £0. None where no saving is known.

    each     label, saving, saving_interval: £ a year, or None
    against  the same of the saving that the others are held against
    """
    line = against if against and against["saving"] is not None else None
    ends = [end for row in (*each, *([line] if line else [])) for end in _reach(row)]
    if not ends:
        return None
    values = [_in_words(row) for row in each]
    place = rows([row["label"] for row in each], width, before=24, after=widest(values) + _GAP, top=_TOP)
    marks = ticks(min(0.0, *ends), max(0.0, *ends), _MARKS)
    scale = Scale(marks[0], marks[-1], place.left, place.right)
    below = place.bottom + LINE + 4
    slots = zip(each, values, place.slots, strict=True)
    return ShareDots(
        title=title,
        words=_words(each, line),
        width=width,
        height=place.bottom + _AXIS,
        top=_TOP,
        bottom=place.bottom,
        broken=place.broken,
        dots=tuple(_dot(row, value, slot, scale, width) for row, value, slot in slots),
        axis=tuple(Label((pounds(mark),), scale.at(mark), below, "middle") for mark in marks),
        reference=_reference(line, scale, width) if line else None,
        note=None,
    )


def _dot(row: Row, value: str, slot: Any, scale: Scale, width: float) -> Dot:
    known = row["saving"] is not None
    ends = tuple(scale.at(end) for end in row["saving_interval"]) if known and row.get("saving_interval") else None
    x = scale.at(row["saving"]) if known else None
    amount = beside((value,), width, slot.middle, "end")
    return Dot(slot.label, amount, slot.middle, x, ends, few=False)  # type: ignore[arg-type]


def _reach(row: Row) -> tuple[float, ...]:
    return () if row["saving"] is None else (row["saving"], *(row.get("saving_interval") or ()))


def _reference(line: Row, scale: Scale, width: float) -> Label:
    """Its name stands over the line, moved in where it would leave the drawing."""
    text, x = (f"{line['label']} {pounds(line['saving'])}",), scale.at(line["saving"])
    half = widest(list(text), bold=True) / 2
    return Label(text, x, LINE - 4, "start" if x < half else "end" if x + half > width else "middle")


def _in_words(row: Row) -> str:
    return UNKNOWN if row["saving"] is None else pounds(row["saving"])


def _words(each: Sequence[Row], line: Row | None) -> str:
    said = "; ".join(f"{row['label']} {_in_words(row)}{_between(row)}" for row in each)
    return f"Saving a year: {said}. {line['label']} {_in_words(line)}." if line else f"Saving a year: {said}."


def _between(row: Row) -> str:
    return f" ({pounds_interval(row['saving_interval'])})" if row.get("saving_interval") else ""
