"""Names of people: after a title, a label or who they are to the person, and first names. No Django in here."""

import re
from collections.abc import Collection, Iterator

from reviews.intake.screen.finding import CERTAIN, LIKELY, POSSIBLE, Finding
from reviews.intake.screen.name_words import (
    FIRST_NAMES,
    NAME_LABELS,
    NAMED_AFTER,
    NAMES_A_PLACE,
    NEVER_NAMES,
    NO_NAMES,
    PEOPLE,
    SURE_TITLES,
    TITLES,
)
from reviews.intake.screen.rule import Rule

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'\-]{1,30}"  # a capital of any alphabet, then letters
_INITIALS = r"(?:[^\W\d_a-zß-öø-ÿ]\.? ?){0,3}"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TITLED = re.compile(rf"\b(?:{_any(TITLES)}|{_any(tuple(title.upper() for title in TITLES))})\b\.?[ \u00a0]{{1,2}}")
_TITLED_LOWER = re.compile(r"\b(?:mr|mrs)\b\.? ([a-z][a-z’'\-]{2,30})")
_LABELLED = re.compile(
    rf"\b(?:{_any(NAME_LABELS)})(?: ?[:=\-–—] ?| is | )[\"“‘']?"
    rf"({_INITIALS}[^\W\d_][\w’'\-]{{1,30}}(?:,? {_NAME}){{0,3}})",
    re.IGNORECASE,
)
_STRONG = re.compile(r"[:=]|\b(?:known as|aka|a\.k\.a\.|called|née|nee|calls h\w+)\b", re.IGNORECASE)
_PERSON = re.compile(rf"(?:(?<=\s)|(?<=[(,;:]))(?:{_any(PEOPLE)})(?: ?[:=,(\-–—] ?| is | )", re.IGNORECASE)
_FOLLOWING = re.compile(rf"{_INITIALS}{_NAME}(?:[ \-]{_NAME}){{0,2}}")
_CAPITALISED = re.compile(r"(?<![\w’'])[A-Z][a-z]{2,15}(?![\w])")
_WORD = re.compile(r"[\w’'\-]+")


def _titled(text: str) -> Iterator[Finding]:
    """A single letter for a name ("Mrs A") is a pseudonym, and no finding."""
    for match in _TITLED.finditer(text):
        sure = match[0].strip(" .\u00a0").capitalize() in SURE_TITLES
        yield from _after(text, match.end(), match.start(), NEVER_NAMES if sure else NO_NAMES)


def _titled_lower(text: str) -> Iterator[Finding]:
    for match in _TITLED_LOWER.finditer(text):
        if match[1] not in NO_NAMES:
            yield Finding("name", *match.span(), LIKELY)


def _of_people(text: str) -> Iterator[Finding]:
    for match in _PERSON.finditer(" " + text):
        yield from _after(text, match.end() - 1, None, NO_NAMES)


def _labelled(text: str) -> Iterator[Finding]:
    for match in _LABELLED.finditer(text):
        label = text[match.start() : match.start(1)]
        first = match[1].split()[0].strip(",")
        if _STRONG.search(label):
            if first.casefold() not in NEVER_NAMES:
                yield Finding("name", *match.span(1), CERTAIN)
        elif first[0].isupper() and first.casefold() not in NO_NAMES:
            yield Finding("name", *match.span(1), LIKELY)


def _after(text: str, at: int, start: int | None, none: Collection[str]) -> Iterator[Finding]:
    """The name that begins at `at`, up to the first word that is in `none`. `start`: where its title begins."""
    match = _FOLLOWING.match(text, at)
    if match is None:
        return
    end = at
    for word in _WORD.finditer(match[0]):
        plain = re.sub(r"[’']s\Z", "", word[0])
        if (len(plain) > 1 and plain.casefold() in none) or (
            plain.isupper() and len(plain) in {2, 3} and start is None
        ):
            break
        end = at + word.end()
    name = text[at:end]
    if max((len(part) for part in _WORD.findall(name)), default=0) > 1 and not _names_a_place(text, at, end):
        yield Finding("name", at if start is None else start, end, LIKELY)


def _first_names(text: str) -> Iterator[Finding]:
    for match in _CAPITALISED.finditer(text):
        if match[0] in FIRST_NAMES and not _names_a_place(text, *match.span()):
            end = match.end()
            surname = re.compile(rf" {_NAME}").match(text, end)
            if surname and surname[0].strip().casefold() not in NO_NAMES:
                end = surname.end()
            yield Finding("name", match.start(), end, POSSIBLE)


def _names_a_place(text: str, start: int, end: int) -> bool:
    after = _WORD.search(text, end, end + 24)
    if after and after[0].casefold() in NAMES_A_PLACE and not text[end : after.start()].strip(" ’'s"):
        return True
    before = text[max(0, start - 10) : start].split()
    return bool(before) and before[-1] in NAMED_AFTER


_FIRST = "|".join(sorted(FIRST_NAMES))
RULES = (
    Rule(rf"\b(?:{_any(TITLES)}|{_any(tuple(title.upper() for title in TITLES))})\b\.?[ \x{{a0}}]{{1,2}}\pL", _titled),
    Rule(r"\b(?:mr|mrs)\b\.? [a-z]{3}", _titled_lower),
    Rule(rf"(?i)\b(?:{_any(NAME_LABELS)})\b", _labelled),
    Rule(rf"(?i:\b(?:{_any(PEOPLE)}))(?: ?[:=,(\-–—] ?|(?i: is | ))\p{{Lu}}", _of_people),
    Rule(rf"\b(?:{_FIRST})\b", _first_names),
)
