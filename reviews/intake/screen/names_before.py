"""Names that stand before who they are: "SMITH, Joan (Mrs)", "Joan Smith (daughter)". No Django in here.

Each title or relation is looked at by itself, and the words before it, so that time grows in line with length.
"""

import re
from collections.abc import Collection, Iterator

from reviews.intake.screen.finding import CERTAIN, LIKELY, Finding
from reviews.intake.screen.name_shapes import CAPITAL, NAME, PARTICLE, any_of, names_a_place
from reviews.intake.screen.name_words import FAMILY, FIRST_NAMES, NO_NAMES, NOT_PEOPLE
from reviews.intake.screen.rule import Rule

_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "MR", "MRS", "MISS", "DR")
_AFTER_TITLE = re.compile(rf"\s?[(,]\s?(?:{any_of(_TITLES)})\b\.?(?:\)|(?=\s?[,;.]|\s?\Z))")
_AFTER_RELATION = re.compile(
    rf"(?P<bracket>\s?\()?(?(bracket)|,?\s?[\-–]?\s)(?:his |her |the |their )?(?:{any_of(FAMILY)})\b", re.IGNORECASE
)
_NAMES_BEFORE = re.compile(
    rf"{PARTICLE}(?:{NAME}|{CAPITAL}\.?)(?:(?:,?\s| ?- ?){PARTICLE}(?:{NAME}|{CAPITAL}\.?)){{0,3}}\Z"
)
_SURNAME_FIRST = re.compile(r"(?<![\w’'\-])([A-Z][A-Z’'\-]{2,25}),? ([A-Z][a-z]{2,15})(?!\w)")
_WORD_START = re.compile(r"(?<![\w’'\-])\w")
_LONGEST = 60  # characters that are looked back over
_TO_A_PLACE = frozenset(("in", "at", "near", "from", "to", "of", "via", "by", "on"))


def _titled(text: str) -> Iterator[Finding]:
    for match in _AFTER_TITLE.finditer(text):
        start = _start(text, match.start(), ())
        if start < match.start():
            yield Finding("name", start, match.end(), CERTAIN)


def _related(text: str) -> Iterator[Finding]:
    """In brackets one name is enough; after a comma or dash it takes two."""
    for match in _AFTER_RELATION.finditer(text):
        if not match["bracket"] and not re.match(r",|,?\s?[\-–]", match[0]):
            continue
        start = _start(text, match.start(), NO_NAMES)
        names = text[start : match.start()].split()
        if len(names) >= (1 if match["bracket"] else 2) and not names_a_place(text, start, match.start()):
            yield Finding("name", start, match.start(), LIKELY)


def _start(text: str, end: int, none: Collection[str]) -> int:
    """Where the names begin that end here; `end` itself where there are none, or where one of them is in `none`.

    With `none`, a name behind "in" or "to" is a place.
    """
    low = max(0, end - _LONGEST)
    found = _run(text, low, end)
    if found is None:
        return end
    words = [(found.start() + word.start(), word[0]) for word in re.finditer(r"[\w’'.\-]+", found[0])]
    while words and (len(words[0][1].strip(".")) > 1 and words[0][1].strip(".,").casefold() in NOT_PEOPLE):
        words.pop(0)
    if not words or any(word.casefold() in none for _, word in words) or all(len(word) < 3 for _, word in words):
        return end
    before = text[low : words[0][0]].split()
    return end if none and before and before[-1].casefold() in _TO_A_PLACE else words[0][0]


def _run(text: str, low: int, end: int) -> re.Match[str] | None:
    """The longest run of capitalised words that ends at `end`."""
    runs = (_NAMES_BEFORE.match(text, word.start(), end) for word in _WORD_START.finditer(text, low, end))
    return next(filter(None, runs), None)


def _surname_first(text: str) -> Iterator[Finding]:
    for match in _SURNAME_FIRST.finditer(text):
        if match[2] in FIRST_NAMES and match[1].casefold() not in NOT_PEOPLE:
            yield Finding("name", *match.span(), LIKELY)


RULES = (
    Rule(rf"\pL[.’']?\s?[(,]\s?(?:{any_of(_TITLES)})\b", _titled),
    Rule(  # only behind a capitalised word: "flat, daughter visits" stands in most notes
        rf"\p{{Lu}}[\pL\pN_’'\-]*\.?(?:\s?\(|,\s?|\s?[\-–]\s)(?i:(?:his |her |the |their )?(?:{any_of(FAMILY)}))\b",
        _related,
    ),
    Rule(r"[A-Z][A-Z’'\-]{2,25},? [A-Z][a-z]{2}", _surname_first),
)
