"""How wide words are in Arial, and where to break them so that none is clipped. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

SIZE, LINE = 14, 18  # px: of type, and from one line to the next
ASCENT = 5  # px: from the middle of a line down to where its letters stand
BOLD = 1.07  # bold letters are so much wider on average

# Widths in thousandths of the type size. Liberation Sans has the same ones.
_WIDTHS = {
    191: "'", 222: "ijl’", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”", 334: "{}", 355: '"', 389: "*",
    469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu£–é", 584: "+<=>~−×", 611: "FTZ", 667: "&ABEKPSVXY",
    722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


@dataclass(frozen=True)
class Label:
    """Lines of text. `y` is where the letters of the first line stand; `anchor` is SVG's text-anchor."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str = "start"


@lru_cache(maxsize=4_096)
def width_of(text: str, *, bold: bool = False, size: float = SIZE) -> float:
    """In px. A letter that is not known counts as a wide one."""
    return sum(_WIDTH.get(letter, 722) for letter in text) * size / 1000 * (BOLD if bold else 1)


def widest(texts: list[str], *, bold: bool = False) -> float:
    return max((width_of(text, bold=bold) for text in texts), default=0.0)


def wrap(text: str, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines of at most `room` px, broken between words; a word that is too long for a line is broken too."""
    lines = [""]
    for word in (piece for whole in text.split() for piece in _pieces(whole, room, bold=bold)):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _pieces(word: str, room: float, *, bold: bool) -> Iterator[str]:
    while len(word) > 1 and width_of(word, bold=bold) > room:
        fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width_of(f"{word[:n]}-", bold=bold) <= room)
        yield f"{word[:fits]}-"
        word = word[fits:]
    yield word


def beside(lines: tuple[str, ...], x: float, middle: float, anchor: str = "start") -> Label:
    """A label whose lines are centred on the height `middle`."""
    return Label(lines, x, middle - (len(lines) - 1) * LINE / 2 + ASCENT, anchor)
