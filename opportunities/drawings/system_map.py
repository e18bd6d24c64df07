"""Figure 1: the way through health and care, with the improvable share at each decision on it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from opportunities.drawings.rows import NARROW, WIDE
from opportunities.drawings.shares import HIDDEN, Row, counted, in_words, is_few, is_hidden, is_shown
from opportunities.drawings.text import ASCENT, LINE, Label, wrap
from opportunities.formats import percent, percent_interval

# Names that fit a card. The catalogue of decision points has the full ones.
NAMES = {
    "q1-attendance": ("Q1", "A&E attendance"),
    "q1-admission": ("Q1", "A&E admission"),
    "q2-setting": ("Q2", "setting of care"),
    "q3-discharge": ("Q3", "discharge"),
    "q4-intake": ("Q4", "council intake"),
    "q5-nursing": ("Q5", "nursing intake"),
    "q6-overlap": ("Q6", "overlap of both"),
}
_CARD, _TALL, _PAD = 160, 128, 12
_PLACE, _STEP = 88, 22  # px: width of a place, from one box to the next
_LOW = 110  # px of a card on a phone, where one line has room for all below


@dataclass(frozen=True)
class Place:
    """Where people are: not a decision."""

    x: float
    y: float
    width: float
    height: float
    label: Label


@dataclass(frozen=True)
class Card:
    """A decision point. `bar` and `whisker` are x; without them its share is hidden or nobody has reviewed there."""

    code: str
    x: float
    y: float
    width: float
    height: float
    question: str
    label: str
    figure: str
    beside: str
    below: tuple[str, ...]
    track: tuple[float, float]
    bar: float | None
    whisker: tuple[float, float] | None
    words: str


@dataclass(frozen=True)
class Way:
    """An arrow; dashed where a decision concerns a place without anybody moving."""

    path: str
    dashed: bool = False


@dataclass(frozen=True)
class SystemMap:
    name: ClassVar[str] = "system_map"
    title: str
    words: str
    width: float
    height: float
    places: tuple[Place, ...]
    cards: tuple[Card, ...]
    ways: tuple[Way, ...]


def system_map(points: Mapping[str, Row], title: str, width: float = WIDE) -> SystemMap | None:
    """None where no decision point has a review.

    points  by code of decision point: count, denominator, share, interval; see opportunities.drawings.shares.
            One that is not given has no reviews.
    """
    if not points:
        return None
    place = _across if width >= 2 * NARROW else _down
    places, cards, ways, height = place(points, width)
    said = " ".join(f"{card.question} {card.label}: {card.words}." for card in cards)
    return SystemMap(title, f"Improvable shares along the pathway. {said}", width, height, places, cards, ways)


Drawn = tuple[tuple[Place, ...], tuple[Card, ...], tuple[Way, ...], float]


def _across(points: Mapping[str, Row], width: float) -> Drawn:
    """From left to right; the three decisions after discharge above each other, Q2 under the bed it is about."""
    x, last = [1.0], width - 2 - 4 * _CARD - 3 * _PLACE - 5 * _STEP
    sizes = (_PLACE, _CARD, _PLACE, _CARD, _PLACE, _CARD)
    for size, gap in zip(sizes, (*[_STEP] * 5, last), strict=True):
        x.append(x[-1] + size + gap)
    top, row, low = 1.0, 1 + _TALL + 20, 1 + 2 * (_TALL + 20)
    mid, bed = row + _TALL / 2, x[4] + _PLACE / 2
    at = {
        "q1-attendance": (x[1], row),
        "q1-admission": (x[3], row),
        "q2-setting": (bed - _CARD / 2, low),
        "q3-discharge": (x[5], row),
        "q4-intake": (x[6], top),
        "q6-overlap": (x[6], row),
        "q5-nursing": (x[6], low),
    }
    named = zip(("Home and GP", "A&E", "Hospital bed"), x[0::2], strict=False)
    places = tuple(_place(name, left, mid - 36, _PLACE, 72) for name, left in named)
    cards = tuple(_card(code, *at[code], _CARD, _TALL, points.get(code)) for code in NAMES)
    ways = [_right(x[n] + sizes[n], x[n + 1], mid) for n in range(5)]
    ways += [_bent(x[5] + _CARD, x[6], mid, to + _TALL / 2) for to in (top, low)]
    after = x[6] + _CARD / 2
    ways += [_stays(bed, mid + 36, low), _stays(after, top + _TALL, row), _stays(after, row + _TALL, low)]
    return places, cards, tuple(ways), low + _TALL + 1


def _right(start: float, end: float, y: float) -> Way:
    return Way(f"M{start + 3:.0f} {y:.0f}H{end - 3:.0f}")


def _bent(start: float, end: float, y: float, to: float) -> Way:
    middle = (start + end) / 2
    return Way(f"M{start + 3:.0f} {y:.0f}C{middle + 3:.0f} {y:.0f} {middle - 3:.0f} {to:.0f} {end - 3:.0f} {to:.0f}")


def _stays(x: float, start: float, end: float) -> Way:
    return Way(f"M{x:.0f} {start + 3:.0f}V{end - 3:.0f}", dashed=True)


# On a phone the same way goes down: places, and the decisions between them.
_ORDER = (
    "Home and GP", "q1-attendance", "A&E", "q1-admission", "Hospital bed", "q2-setting", "q3-discharge",
    "After hospital", "q4-intake", "q5-nursing", "q6-overlap",
)  # fmt: skip


# To these nobody moves on from the box above.
_STAY = {"q2-setting", "q5-nursing", "q6-overlap"}


def _down(points: Mapping[str, Row], width: float) -> Drawn:
    places, cards, ways, y = [], [], [], 1.0
    for name in _ORDER:
        if y > 1:
            ways.append(Way(f"M{width / 2:.0f} {y - 17:.0f}V{y - 3:.0f}", dashed=name in _STAY))
        height = _LOW if name in NAMES else 36
        if name in NAMES:
            cards.append(_card(name, 1, y, width - 2, height, points.get(name)))
        else:
            places.append(_place(name, 1, y, width - 2, height))
        y += height + 20
    return tuple(places), tuple(cards), tuple(ways), y - 19


def _place(name: str, x: float, y: float, width: float, height: float) -> Place:
    lines = wrap(name, width - 2 * _PAD, bold=True)
    first = y + height / 2 - (len(lines) - 1) * LINE / 2 + ASCENT
    return Place(x, y, width, height, Label(lines, x + width / 2, first, "middle"))


def _card(code: str, x: float, y: float, width: float, height: float, row: Row | None) -> Card:
    question, label = NAMES[code]
    track = (x + _PAD, x + width - _PAD)
    row = row or {}
    shown = is_shown(row)
    interval = row.get("interval") if shown else None
    across = track[1] - track[0]
    return Card(
        code, x, y, width, height, question, label,
        figure=percent(row["share"]) if shown else HIDDEN if is_hidden(row) else "–",
        beside=counted(row) if shown else "",
        below=_below(row, interval) if height > _LOW else (". ".join(_below(row, interval)),),
        track=track,
        bar=row["share"] * across if shown else None,
        whisker=(track[0] + interval[0] * across, track[0] + interval[1] * across) if interval else None,
        words=in_words(row, interval=True),
    )  # fmt: skip


def _below(row: Row, interval: list[float] | None) -> tuple[str, ...]:
    if is_hidden(row):
        return ("Not shown",)
    if not interval:
        return ("No reviews yet",)
    return (percent_interval(interval), *(("Small numbers",) if is_few(row) else ()))
