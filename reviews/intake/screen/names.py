"""Names of people: after a title, a label or who they are to the person, and first names. No Django in here."""

import re
from collections.abc import Iterator

from reviews.intake.screen.finding import CERTAIN, LIKELY, POSSIBLE, Finding
from reviews.intake.screen.name_shapes import INITIALS, NAME, PARTICLE, any_of, end_of_name, names_a_place
from reviews.intake.screen.name_words import (
    FAMOUS,
    FIRST_NAMES,
    NAME_LABELS,
    NEVER_NAMES,
    NO_NAMES,
    NOT_PEOPLE,
    PEOPLE,
    SURE_TITLES,
    TITLES,
    WORKING,
)
from reviews.intake.screen.rule import Rule

_ALL_TITLES = any_of((*TITLES, *(title.upper() for title in TITLES)))
_TITLED = re.compile(rf"\b(?:{_ALL_TITLES})\b\.?[ \u00a0\n]{{1,2}}")
_TITLED_LOWER = re.compile(r"\b(?:mr|mrs)\b\.?\s([a-z][a-z’'\-]{2,30})")
# "MS EDSS" is an illness and "Mx." treatment.
_NO_TITLE = re.compile(r"(?:MS|MX|PC|FR) |M[xX]\.")
_SURNAME_BEFORE = re.compile(rf"(?<![\w’'\-])({NAME}(?: ?- ?{NAME})?), ?\Z")
_LABELLED = re.compile(
    rf"(?i:\b(?:{any_of(NAME_LABELS)})(?:\s?[:=\-–—]\s?|\sis\s|\s)[\"“‘'(]?)"
    rf"({INITIALS}{PARTICLE}(?:[^\W\d_][’'])?[^\W\d_][\w’'\-]{{1,30}}"
    rf"(?:(?:,?[ \u00a0]| ?[\-–] ?|,?\n(?![^\n:]{{0,30}}:)){PARTICLE}{NAME}){{0,3}})"
)
_STRONG = re.compile(r"[:=]|\b(?:known as|aka|a\.k\.a\.|called|née|nee|calls h\w+)\b", re.IGNORECASE)
_PERSON = re.compile(
    rf"(?:(?<=\s)|(?<=[(,;:/\-–]))({any_of(PEOPLE)})"
    r"(?:\)?\s?[:=,(/\-–—]\s?[\"“‘'(]?|\)?\s(?:(?:is|called|named)\s)?[\"“‘'(]?)(?!\s)",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\s([^\W\d_A-Z][\w’'\-]{1,30}(?: ?- ?[\w’']{2,30})?)")
_CAPITALISED = re.compile(r"(?<![\w’'])[A-Z](?:[a-z]{2,15}|[A-Z]{3,15})(?!\w)")


def _titled(text: str) -> Iterator[Finding]:
    """A single letter for a name ("Mrs A") is a pseudonym, and no finding."""
    for match in _TITLED.finditer(text):
        if _NO_TITLE.match(match[0]) and not _shouted(text, match.end()):
            continue
        sure = match[0].strip(" .\u00a0\n").capitalize() in SURE_TITLES and not _shouted(text, match.end())
        end = end_of_name(text, match.end(), NEVER_NAMES if sure else NO_NAMES)
        if end > match.end():
            yield Finding("name", _with_surname_before(text, match.start()), end, LIKELY)


def _with_surname_before(text: str, start: int) -> int:
    """ "WREN, Mrs Joan" begins at its surname."""
    before = _SURNAME_BEFORE.search(text, max(0, start - 40), start)
    return before.start() if before and before[1].casefold() not in NOT_PEOPLE else start


def _shouted(text: str, at: int) -> bool:
    """Whether all around is in capitals, so that capitals tell no names."""
    return text[max(0, at - 30) : at + 30].isupper()


def _titled_lower(text: str) -> Iterator[Finding]:
    for match in _TITLED_LOWER.finditer(text):
        if match[1] not in NO_NAMES:
            yield Finding("name", *match.span(), LIKELY)


def _of_people(text: str) -> Iterator[Finding]:
    for match in _PERSON.finditer(" " + text):
        start = match.end() - 1
        shouted = ":" in match[0] and match[1].isupper() and len(match[1]) > 3
        end = end_of_name(text, start, NOT_PEOPLE, acronyms=shouted)
        if end > start and _tells_a_person(match[1], match[0][len(match[1]) :], text[start:end]):
            yield Finding("name", start, end, LIKELY)


def _tells_a_person(who: str, between: str, name: str) -> bool:
    """What follows a job, or a relation in capitals, may be a place or any word: then a first name or two words."""
    if name.split()[0].title() in FIRST_NAMES:
        return True
    if who.isupper() and len(who) > 3:
        return ":" in between
    if who.casefold() in WORKING and ":" not in between:
        return len(name.split()) > 1
    return not between.endswith(":\n") or len(name.split()) > 1  # what stands above is a heading then


def _labelled(text: str) -> Iterator[Finding]:
    for match in _LABELLED.finditer(text):
        label = text[match.start() : match.start(1)]
        first = match[1].split()[0].strip(",")
        if _STRONG.search(label):
            if first.casefold() not in NEVER_NAMES:
                yield Finding("name", match.start(1), _in_small_letters(text, match), CERTAIN)
        elif first[0].isupper() and first.casefold() not in NO_NAMES:
            yield Finding("name", *match.span(1), LIKELY)


def _in_small_letters(text: str, match: re.Match[str]) -> int:
    """Where "name: joan smith" ends: one more word where the first is in small letters too."""
    more = _SMALL.match(text, match.end()) if match[1].islower() else None
    return more.end() if more and more[1] not in NO_NAMES else match.end()


def _first_names(text: str) -> Iterator[Finding]:
    for match in _CAPITALISED.finditer(text):
        if match[0].title() not in FIRST_NAMES or names_a_place(text, *match.span()):
            continue
        end = end_of_name(text, match.start(), ())
        if text[match.start() : end + 20].casefold().replace(" ", "_").startswith(_FAMOUS):
            continue
        yield Finding("name", match.start(), max(end, match.end()), POSSIBLE)


_FAMOUS = tuple(FAMOUS)
_FIRST = "|".join(sorted(FIRST_NAMES | {name.upper() for name in FIRST_NAMES if len(name) > 3}))
RULES = (
    Rule(rf"\b(?:{_ALL_TITLES})\b\.?[ \x{{a0}}\n]{{1,2}}\pL", _titled),
    Rule(r"\b(?:mr|mrs)\b\.?\s[a-z]{3}", _titled_lower),
    Rule(rf"(?i)\b(?:{any_of(NAME_LABELS)})\b", _labelled),
    Rule(
        rf"(?i:\b(?:{any_of(PEOPLE)}))(?:\)?\s?[:=,(/\-–—]\s?[\"“‘'(]?|\)?\s(?i:(?:is|called|named)\s)?[\"“‘'(]?)"
        r"(?:[dlDLO][’'])?\p{Lu}",
        _of_people,
    ),
    Rule(rf"\b(?:{_FIRST})\b", _first_names),
)
