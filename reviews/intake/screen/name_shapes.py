"""How names are written: capitals, initials, particles, hyphens with spaces; and where one ends. No Django in here."""

import re
from collections.abc import Collection

from reviews.intake.screen.name_words import NAMED_AFTER, NAMES_A_PLACE, NO_NAMES, PARTICLES

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # of any alphabet
NAME = rf"(?:[dlDLO][’'])?{CAPITAL}[\w’'\-]{{1,30}}"
INITIALS = rf"(?:{CAPITAL}\.?[ \n]?){{0,3}}"
PARTICLE = rf"(?:(?:{'|'.join((*PARTICLES, *map(str.title, PARTICLES)))})[ \u00a0’'\-]){{0,3}}"
# After the first part a space, a hyphen with or without spaces, or one line break; what stands before ":" is a heading.
FOLLOWING = re.compile(
    rf"{INITIALS}{PARTICLE}{NAME}(?:(?:[ \u00a0]| ?[\-–] ?|,? {INITIALS}|\n(?![^\n:]{{0,30}}:)){PARTICLE}{NAME}){{0,3}}"
)
WORD = re.compile(r"[\w’'\-]+")
_NEXT = re.compile(r"(?:[’']s)? {1,2}([A-Za-z]{1,20})\b", re.IGNORECASE)
_OWNS = re.compile(r"[’']s\Z", re.IGNORECASE)


def any_of(words: Collection[str]) -> str:
    """Any of these, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def without_s(word: str) -> str:
    """ "Smith’s" is "Smith"."""
    return _OWNS.sub("", word)


def end_of_name(text: str, at: int, none: Collection[str], *, acronyms: bool = True) -> int:
    """Where the name ends that begins at `at`; `at` itself where there is none.

    It ends before the first word in `none`, and after its first word before any word that is no name. A single letter
    is a pseudonym, also before a word that is no name; two letters are initials. `acronyms`: short words in
    capitals are names too.
    """
    match = FOLLOWING.match(text, at)
    end, long = at, False
    for word in WORD.finditer(match[0]) if match else ():
        plain = without_s(word[0])
        if len(plain) > 1 and plain.casefold() in (NO_NAMES if (end > at and end - at < 3) or long else none):
            break
        if not acronyms and plain.isupper() and len(plain) in {2, 3}:
            break
        end = at + word.end()
        long = long or (len(plain) > 1 and plain.casefold() not in PARTICLES)
    return end if long and not names_a_place(text, at, end) else at


def names_a_place(text: str, start: int, end: int) -> bool:
    """Whether what stands around makes it a ward, a saint's day or an illness."""
    after = _NEXT.match(text, end)
    if after and after[1].casefold() in NAMES_A_PLACE:
        return True
    before = text[max(0, start - 10) : start].split()
    return bool(before) and before[-1] in NAMED_AFTER
