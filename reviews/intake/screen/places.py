"""Postcodes and street addresses. No Django in here."""

import re
from collections.abc import Iterator

from reviews.intake.screen.finding import CERTAIN, LIKELY, POSSIBLE, Finding
from reviews.intake.screen.rule import Rule, finder
from reviews.intake.screen.words import words

AREAS = words("postcode-areas")
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?:([A-Z]{1,2})\d[A-Z\d]?[ \u00a0\t\n]{0,2}\d[ABD-HJLNP-UW-Z]{2}|GIR ?0AA)(?![A-Za-z0-9])"
)
_LOWER = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2})\d[A-Za-z\d]?[ \u00a0\t\n]{0,2}\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9])"
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|\d(?:th|hr|bd|pt|wk|ns|pd))\Z", re.IGNORECASE)  # "L4 5th", "B12 2nd"
_STREET = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Court|Ct|Crescent|Cres|Gardens|Gdns|Grove|Place|Pl|Terrace|Terr"
    "|Way|Walk|Hill|Rise|Mews|Square|Sq|Row|Park|Green|View|Parade|Villas|Quay|Wharf|Chase|Croft|Meadows?|Fields?|Bank"
    "|Lea|Orchard|House|Cottages?|Mansions|Buildings|Heights|Broadway|Common|Vale|Path|Passage|Yard|Gate"
)
_WORD = r"[A-Z][A-Za-z’'\-]{1,30}"
_NUMBERED = re.compile(
    rf"\b(?:(?:Flat|Apartment|Apt|Unit|Room|No\.?|Number)\s?)?\d{{1,4}}[A-Za-z]?,?\s(?:{_WORD},?\s){{1,4}}(?:{_STREET})\b"
    r"(?!(?<=Park) \d)"  # "FIM 71, Northwick Park 9" are scales
)
_NUMBERED_LOWER = re.compile(
    r"\b\d{1,4}[a-z]?,?\s(?!(?:the|of|to|from|in|on|at|by|across|up|down|and|or|a|his|her|their|main|busy|metres?"
    r"|miles?|yards?|weeks?|days?|hours?|doors?|steps?) )"
    r"(?:[a-z’']{3,20}\s){1,2}(?:road|street|avenue|lane|crescent|terrace)\b"
)
_FLAT = re.compile(rf"\b(?:[Ff]lat|[Aa]partment|[Aa]pt)\s?\d{{1,3}}[A-Za-z]?,?\s(?:{_WORD}\s){{0,3}}(?:{_STREET})\b")
_UNNUMBERED = re.compile(
    rf"\b(?:{_WORD} ){{1,2}}(?:Road|Rd|Street|Avenue|Ave|Lane|Crescent|Cottages?|Mews|Close)\b"
    r"(?! (?:Ward|Unit|Clinic))(?<!Coronation Street)"
)
_LABELLED = re.compile(r"\b(?:[Hh]ome )?[Aa]ddress\s?[:=]\s?(\S[^\n;]{4,80})")
# Capitals at the start of a sentence that are not part of a street's name.
_STARTS = frozenset(
    ("The", "A", "An", "To", "In", "On", "At", "From", "Near", "By", "Into", "Then", "His", "Her", "Their", "Lives",
     "Fell", "Found", "Seen")
)  # fmt: skip


def _unnumbered(text: str) -> Iterator[Finding]:
    """A street alone is only possible."""
    for match in _UNNUMBERED.finditer(text):
        words = match[0].split()
        if words[0] not in _STARTS:
            yield Finding("address", *match.span(), POSSIBLE)
        elif len(words) > 2:
            yield Finding("address", match.start() + len(words[0]) + 1, match.end(), POSSIBLE)


def _postcodes(text: str) -> Iterator[Finding]:
    for match in _POSTCODE.finditer(text):
        if match[1] is None or match[1] in AREAS:
            yield Finding("postcode", *match.span(), CERTAIN)
    for match in _LOWER.finditer(text):
        if match[1].upper() in AREAS and not _ORDINAL.search(match[0]):
            yield Finding("postcode", *match.span(), LIKELY)


RULES = (
    Rule(r"(?i)[a-z]\d[a-z\d]?\s{0,2}\d[a-z]{2}\b|gir ?0aa", _postcodes),
    Rule(r"(?i)\baddress\s?[:=]", finder("address", LIKELY, _LABELLED, 1)),
    Rule(rf"\d[A-Za-z]?,?\s[A-Z][^.]*\b(?:{_STREET})\b", finder("address", LIKELY, _NUMBERED)),
    Rule(
        r"\d[a-z]?,?\s[a-z’\s\']*\s(?:road|street|avenue|lane|crescent|terrace)\b",
        finder("address", LIKELY, _NUMBERED_LOWER),
    ),
    Rule(rf"(?i)\b(?:flat|apartment|apt)\s?\d[^\n]*\n?[^\n]*\b(?:{_STREET})\b", finder("address", LIKELY, _FLAT)),
    Rule(r"[A-Z][A-Za-z’'\-]* (?:Road|Rd|Street|Avenue|Ave|Lane|Crescent|Cottages?|Mews|Close)\b", _unnumbered),
)
