"""Full dates, and dates of birth however little of them is written. No Django in here."""

import re
from collections.abc import Iterator

from reviews.intake.screen.finding import CERTAIN, LIKELY, Finding
from reviews.intake.screen.rule import Rule, finder

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:18|19|20)\d\d|['’]?\d\d)"
_BETWEEN = r"[ \u00a0,\-/.]{0,3}"
_NUMERIC = (
    rf"{_DAY}([/.\-\u2010-\u2015])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:18|19|20)\d\d|\d\d)"
    rf"|(?:18|19|20)\d\d([/.\-\u2010-\u2015])(?:0?[1-9]|1[0-2])\2{_DAY}"
    rf"|{_DAY} ?/ ?(?:0?[1-9]|1[0-2]) ?/ ?(?:18|19|20)\d\d"
    rf"|{_DAY}\.? (?:0?[1-9]|1[0-2])\.? (?:18|19|20)\d\d"
)
_WORDS = (
    rf"{_DAY}(?:st|nd|rd|th)?(?: of)?{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}"
    rf"|{_MONTH}{_BETWEEN}{_DAY}(?:st|nd|rd|th)?[ ,]{{1,3}}(?:18|19|20)\d\d"
    rf"|(?:18|19|20)\d\d[ \-]{_MONTH}[ \-]{_DAY}"
)
_FULL = re.compile(rf"(?<![\d/.\-])(?:{_NUMERIC})(?![\d/]|[.\-]\d)", re.IGNORECASE)
_FULL_IN_WORDS = re.compile(rf"(?<![\d/.])(?:{_WORDS})(?![\d])", re.IGNORECASE)
# After "DOB" a day and month, eight digits or a year tell enough.
_BORN = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on| in)?)[\s:=(\-]{{0,4}}"
    rf"(\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ /.\-,]{{0,2}}(?:{_MONTH}|\d{{1,2}})(?:[ /.\-,]{{0,3}}{_YEAR})?"
    rf"|{_MONTH}[ \-]\d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?|(?:18|19|20)\d\d\d{{0,4}}|\d{{8}}|\d{{6}})(?!\d)",
    re.IGNORECASE,
)


def _numeric(text: str) -> Iterator[Finding]:
    for match in _FULL.finditer(text):
        if _could_be(match[0]):
            yield Finding("full-date", *match.span(), CERTAIN)


def _could_be(text: str) -> bool:
    """One of the two short numbers is a month; the other is no more than 31 by the pattern."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    short = [part for part in parts if part <= 31][:2]
    return len(short) == 2 and min(short) <= 12


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
RULES = (
    Rule(r"(?i)\b(?:d\.?o\.?b|date of birth|birth|born)", finder("birth-date", CERTAIN, _BORN, 1)),
    Rule(r"\d\s?[/.\-\x{2010}-\x{2015} ]\s?\d\d?\s?[/.\-\x{2010}-\x{2015} ]\.?\s?\d\d?", _numeric),
    Rule(
        rf"(?i)\d(?:st|nd|rd|th)?(?: of)?[\s,\-/.]*(?:{_MONTHS})|\b(?:{_MONTHS})[a-z]*[\s,\-/.]*\d",
        finder("full-date", LIKELY, _FULL_IN_WORDS),
    ),
)


def has_full_date(text: str) -> bool:
    """Whether a short text holds a full date, or a date of birth."""
    return any(True for rule in RULES for _ in rule.find(text))
