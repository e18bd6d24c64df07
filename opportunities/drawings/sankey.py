"""From actual to proposed pathway as a Sankey of two columns, heaviest level of care at the top. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from opportunities.drawings.ribbons import OTHER, Measure, Ribbon, Ribbons, Row, ribbons
from opportunities.drawings.rows import NARROW, WIDE
from opportunities.drawings.text import ASCENT, LINE, Label, beside, widest, width_of, wrap
from opportunities.formats import MINUS, number, pounds

_THICK = 320.0  # px of all ribbons together
_NODE, _GAP, _BESIDE = 10, 14, 10  # px: width of a node, between nodes, from a node to its name
_TOP, _NOTE = 60, 26  # px: key and heads of the columns; a line below
HEADS = {"actual": "Actual pathway", "proposed": "Proposed pathway"}
UNITS = {"people": "people a year", "reviews": "reviews", "pounds": "a year"}
WORDS = {
    "lower": "Lower level of care",
    "same": "Same level of care",
    "higher": "Higher level of care",
    "saves": "Saves",
    "costs": "Costs more",
}


@dataclass(frozen=True)
class Node:
    """A pathway: its bar, its name, and its number below the name."""

    x: float
    y: float
    height: float
    label: Label
    value: Label


@dataclass(frozen=True)
class Band:
    """A ribbon as a closed path; `title` says it in words to a pointer."""

    path: str
    kind: str
    title: str


@dataclass(frozen=True)
class Key:
    kind: str
    x: float
    label: Label


@dataclass(frozen=True)
class Sankey:
    name: ClassVar[str] = "sankey"
    title: str
    words: str
    width: float
    height: float
    heads: tuple[Label, Label]
    keys: tuple[Key, ...]
    bands: tuple[Band, ...]
    nodes: tuple[Node, ...]
    note: Label | None


def sankey(
    flows: Sequence[Row], levels: Mapping[str, int], title: str, measure: Measure, width: float = WIDE
) -> Sankey | None:
    """None where no flow can be drawn. Flows and levels: see opportunities.drawings.ribbons."""
    found = ribbons(flows, levels, measure)
    if not found.ribbons:
        return None
    room = {side: _room(found, side, width) for side in ("actual", "proposed")}
    scale = _THICK / sum(ribbon.size for ribbon in found.ribbons)
    keys, top = _keys(found, width)
    top += (max(len(wrap(HEADS[side], room[side], bold=True)) for side in room) - 1) * LINE
    columns = {side: _column(found, side, levels, room[side], scale) for side in ("actual", "proposed")}
    tall = max(column[-1].bottom for column in columns.values())
    placed = {
        side: [slot.moved(top + (tall - column[-1].bottom) / 2) for slot in column] for side, column in columns.items()
    }
    x = {"actual": room["actual"] + _BESIDE, "proposed": width - room["proposed"] - _BESIDE - _NODE}
    nodes = [_node(slot, x[side], side) for side, slots in placed.items() for slot in slots]
    bands = _bands(found, placed, x["actual"] + _NODE, x["proposed"], scale)
    note = _note(found)
    return Sankey(
        title,
        _words(found),
        width,
        top + tall + (_NOTE if note else 0) + 4,
        (
            _head("actual", room, room["actual"], top, "end"),
            _head("proposed", room, width - room["proposed"], top, "start"),
        ),
        keys,
        tuple(bands),
        tuple(nodes),
        Label((note,), 0, top + tall + _NOTE - 4) if note else None,
    )


@dataclass(frozen=True)
class _Slot:
    """Room for one node and its name, whichever is taller."""

    code: str
    lines: tuple[str, ...]
    value: tuple[str, ...]
    top: float
    bottom: float
    thick: float

    @property
    def start(self) -> float:
        return (self.top + self.bottom - self.thick) / 2

    def moved(self, by: float) -> "_Slot":
        return _Slot(self.code, self.lines, self.value, self.top + by, self.bottom + by, self.thick)


def _head(side: str, room: Mapping[str, float], x: float, top: float, anchor: str) -> Label:
    lines = wrap(HEADS[side], room[side], bold=True)
    return Label(lines, x, top - 16 - (len(lines) - 1) * LINE, anchor)


def _room(found: Ribbons, side: str, width: float) -> float:
    """For names and numbers of one side: as much as they need, and at most about a third."""
    sizes = found.sizes(side)
    texts = [HEADS[side], *(found.labels[code] for code in sizes), *(_value(found, side, code) for code in sizes)]
    return min(widest(texts, bold=True) + 2, width * (0.3 if width >= 2 * NARROW else 0.34))


def _column(found: Ribbons, side: str, levels: Mapping[str, int], room: float, scale: float) -> list[_Slot]:
    slots, y = [], 0.0
    sizes = found.sizes(side)
    for code in sorted(sizes, key=lambda code: (code == OTHER, -levels.get(code, 0), found.labels[code])):
        lines, value = wrap(found.labels[code], room), wrap(_value(found, side, code), room, bold=True)
        thick = sizes[code] * scale
        height = max(thick, (len(lines) + len(value)) * LINE)
        slots.append(_Slot(code, lines, value, y, y + height, thick))
        y += height + _GAP
    return slots


def _value(found: Ribbons, side: str, code: str) -> str:
    here = [ribbon for ribbon in found.ribbons if getattr(ribbon, side) == code]
    return _amount(here, found.measure)


def _amount(here: Sequence[Ribbon], measure: Measure) -> str:
    """1,709, or £1.2m less £0.1m where some of it costs more."""
    if measure != "pounds":
        return number(sum(ribbon.size for ribbon in here))
    saved, spent = (sum(ribbon.size for ribbon in here if ribbon.kind == kind) for kind in ("saves", "costs"))
    if not spent:
        return pounds(saved)
    return f"{pounds(saved)} less {pounds(spent)}" if saved else f"{MINUS}{pounds(spent)}"


def _node(slot: _Slot, x: float, side: str) -> Node:
    """Name and number are centred beside the bar, outside the ribbons."""
    at, anchor = (x - _BESIDE, "end") if side == "actual" else (x + _NODE + _BESIDE, "start")
    label = beside((*slot.lines, *slot.value), at, (slot.top + slot.bottom) / 2, anchor)
    value = Label(slot.value, at, label.y + len(slot.lines) * LINE, anchor)
    return Node(x, slot.start, max(slot.thick, 1.0), Label(slot.lines, at, label.y, anchor), value)


def _bands(
    found: Ribbons, placed: Mapping[str, Sequence[_Slot]], left: float, right: float, scale: float
) -> list[Band]:
    """On either side ribbons leave and arrive in the order of the other side, so that none crosses without need."""
    order = {side: {slot.code: at for at, slot in enumerate(slots)} for side, slots in placed.items()}
    free = {(side, slot.code): slot.start for side, slots in placed.items() for slot in slots}
    starts, bands = {}, []
    for ribbon in sorted(found.ribbons, key=lambda each: (order["proposed"][each.proposed], each.kind)):
        starts[ribbon] = free["actual", ribbon.actual]
        free["actual", ribbon.actual] += ribbon.size * scale
    for ribbon in sorted(found.ribbons, key=lambda each: (order["actual"][each.actual], each.kind)):
        end = free["proposed", ribbon.proposed]
        free["proposed", ribbon.proposed] += ribbon.size * scale
        path = _path(left, starts[ribbon], right, end, ribbon.size * scale)
        bands.append(Band(path, ribbon.kind, _said(found, ribbon)))
    return bands


def _path(left: float, start: float, right: float, end: float, thick: float) -> str:
    middle = (left + right) / 2
    return (
        f"M{left:.1f} {start:.1f}C{middle:.1f} {start:.1f} {middle:.1f} {end:.1f} {right:.1f} {end:.1f}"
        f"V{(end := end + thick):.1f}C{middle:.1f} {end:.1f} {middle:.1f} {(start := start + thick):.1f} "
        f"{left:.1f} {start:.1f}Z"
    )


def _keys(found: Ribbons, width: float) -> tuple[tuple[Key, ...], float]:
    kinds = [kind for kind in WORDS if any(ribbon.kind == kind for ribbon in found.ribbons)]
    keys: list[Key] = []
    x, y = 0.0, LINE / 2
    for kind in kinds:
        needed = 34 + width_of(WORDS[kind])
        if keys and x + needed > width:
            x, y = 0.0, y + 26
        keys.append(Key(kind, x, Label((WORDS[kind],), x + 34, y + ASCENT)))
        x += needed + 24
    return tuple(keys), y + _TOP - LINE / 2


def _note(found: Ribbons) -> str:
    if not found.hidden:
        return ""
    flows = "1 flow is" if found.hidden == 1 else f"{found.hidden} flows are"
    return f"* {flows} not shown, because of small numbers."


def _said(found: Ribbons, ribbon: Ribbon) -> str:
    amount = f"{_amount([ribbon], found.measure)} {UNITS[found.measure]}"
    return f"{found.labels[ribbon.actual]} to {found.labels[ribbon.proposed]}: {amount}"


def _words(found: Ribbons) -> str:
    """The largest three, and how much goes which way."""
    largest = sorted(found.ribbons, key=lambda each: -each.size)[:3]
    ways = []
    for kind, label in WORDS.items():
        here = [ribbon for ribbon in found.ribbons if ribbon.kind == kind]
        if here:
            ways.append(f"{label.lower()} {_amount(here, found.measure)}")
    said = "; ".join(_said(found, ribbon) for ribbon in largest)
    return f"Largest: {said}. In all, {', '.join(ways)} ({UNITS[found.measure]}). {_note(found)}".strip()
