"""A text as the rules read it: hidden characters left out, other scripts' look-alikes as the letters they look like.

Findings point into the text as it was written, so each character that is left keeps the place it came from. No Django.
"""

import unicodedata
from dataclasses import dataclass

# Zero-width and direction marks, soft hyphens, and accents that stand as characters of their own.
HIDDEN = (
    r"[\x{ad}\x{34f}\x{61c}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}\x{fe00}-\x{fe0f}\x{300}-\x{36f}]"
)
# Full-width forms, digits of other scripts, mathematical letters, unusual spaces, Greek and Cyrillic.
UNUSUAL = (
    r"[\x{370}-\x{52f}\x{660}-\x{669}\x{6f0}-\x{6f9}\x{966}-\x{96f}"
    r"\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}\x{2212}\x{ff01}-\x{ff5e}\x{1d400}-\x{1d7ff}]"
)
_LATIN = str.maketrans("АВЕЅІЈКМНОРСТУХЗаеіјорсухѕԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵ", "ABESIJKMHOPCTYX3aeijopcyxsdABEZHIKMNOPTYXov")
_HIDDEN = frozenset(
    [0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065),
     *range(0xFE00, 0xFE10), *range(0x300, 0x370)]
)  # fmt: skip


@dataclass(frozen=True)
class Normal:
    """`text` to be read, and for each of its characters where it stood; one more place for its end."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same passage in the text as written, with what was hidden inside or right behind it."""
        return self.places[start], self.places[end]


def normal(text: str) -> Normal:
    """One character for each that is left. Linear."""
    kept = [(place, character) for place, character in enumerate(text) if ord(character) not in _HIDDEN]
    plain = "".join(_plain(character) for _, character in kept)
    return Normal(plain, [place for place, _ in kept] + [len(text)])


def _plain(character: str) -> str:
    if character < "\u0370":
        return character
    latin = character.translate(_LATIN)
    if latin != character:
        return latin
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded.isascii() else "-" if character == "\u2212" else character
