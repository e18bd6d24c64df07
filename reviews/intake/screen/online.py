"""E-mail and web addresses, and names on social networks. No Django in here."""

import re
from collections.abc import Iterator

from reviews.intake.screen.finding import CERTAIN, LIKELY, Finding
from reviews.intake.screen.rule import Rule, finder

_BEFORE = re.compile(r"[\w.+%'’\-]{1,64}[ \n]?\Z")
_DOMAIN = re.compile(r"[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}")
_APART = re.compile(r"[ \n][\w\-]{1,63}(?:\.[\w\-]{1,63}){0,4}\.[A-Za-z]{2,10}\b")
_HANDLE = re.compile(r"[A-Za-z_]\w{1,30}")
_SPELT_OUT = re.compile(
    r"[\w.\-]{1,64}\s?[(\[{] ?at ?[)\]}]\s?[\w\-]{1,63}(?:\s?(?:[(\[{] ?dot ?[)\]}]|\.) ?[\w\-]{1,63}){1,4}"
    r"|\b[\w.\-]{1,64}\sat\s[\w\-]{1,63}(?:\sdot\s[\w\-]{1,63}){1,4}",
    re.IGNORECASE,
)
_URL = re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>\"]{2,2000}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@.\-])(?:[a-z0-9\-]{1,63}\.){1,4}(?:com|org|net|info|io|uk|eu|ie|me|tv|app|co|fm)\b(?:/[^\s<>\"]{0,2000})?",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:facebook|instagram|insta|twitter|snapchat|tiktok|whatsapp|skype|linkedin)(?: name| id| handle)?"
    r"\s?[:=]\s?([\w.@\-]{3,60})",
    re.IGNORECASE,
)


def _at(text: str) -> Iterator[Finding]:
    """Each @ is looked at by itself, so that a long word costs no more than its length."""
    at = text.find("@")
    while at >= 0:
        yield from _around(text, at)
        at = text.find("@", at + 1)


def _around(text: str, at: int) -> Iterator[Finding]:
    """With a space on one or both sides only what surely is a domain counts: "seen @ 10.30" is a time."""
    before = _BEFORE.search(text[max(0, at - 65) : at])
    domain = _DOMAIN.match(text, at + 1) or _APART.match(text, at + 1)
    if before and domain and (not before[0][-1].isspace() or _APART.match(" " + domain[0].strip())):
        yield Finding("email", at - len(before[0]), domain.end(), CERTAIN)
    elif (not before or before[0][-1].isspace()) and (handle := _HANDLE.match(text, at + 1)):
        yield Finding("handle", at, handle.end(), LIKELY)


def _web(text: str) -> Iterator[Finding]:
    for match in _URL.finditer(text):
        yield Finding("url", match.start(), match.start() + len(match[0].rstrip(".,;:!?)’'")), CERTAIN)


RULES = (
    Rule("@", _at),
    Rule(r"(?i)[(\[{] ?at ?[)\]}]|\sdot\s\w", finder("email", LIKELY, _SPELT_OUT)),
    Rule(r"(?i)https?://|ftp://|www\.", _web),
    Rule(r"(?i)[a-z0-9\-]\.(?:com|org|net|info|io|uk|eu|ie|me|tv|app|co|fm)\b", finder("url", LIKELY, _BARE)),
    Rule(r"(?i)(?:facebook|insta|twitter|snapchat|tiktok|whatsapp|skype|linkedin)", finder("handle", LIKELY, _ON, 1)),
)
