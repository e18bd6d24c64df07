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
_BETWEEN = r"[ \u00a0\n,\-/.]{0,3}"
_SEP = r"[/.\-\u2010-\u2015]"
_NUMBER_MONTH = r"(?:0?[1-9]|[12]\d|3[01])"
_ROMAN = r"(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2}|x)"
_LONG_YEAR = r"(?:18|19|20)\d\d"
# With all four digits of the year a time may stand right behind: "12/03/1941-14:30".
_NUMERIC = (
    rf"(?<![\d/]){_DAY}(?P<a>{_SEP})(?:{_NUMBER_MONTH}|{_ROMAN})(?P=a){_LONG_YEAR}(?!\d)"
    rf"|(?<![\d/.\-]){_LONG_YEAR}(?P<b>{_SEP})(?:0?[1-9]|1[0-2])(?P=b){_DAY}(?!\d)"
    rf"|(?<![\d/]){_DAY}\s?{_SEP}\s?(?:0?[1-9]|1[0-2]|{_ROMAN})\s?{_SEP}\s?{_LONG_YEAR}(?!\d)"
    rf"|(?<![\d/.\-]){_DAY}\.?\s(?:0?[1-9]|1[0-2])\.?\s{_LONG_YEAR}(?!\d)"
    rf"|(?<![\d/.\-]){_DAY}(?P<c>{_SEP}){_NUMBER_MONTH}(?P=c)\d\d(?![\d/]|[.\-]\d)"
    rf"|(?<![\d/.\-]){_DAY} (?P<d>[/.]) (?:0?[1-9]|1[0-2]) (?P=d) \d\d(?![\d/]|[.\-]\d)"
)
_NTH = r"(?:st|nd|rd|th)?"
_WORDS = (
    rf"{_DAY}{_NTH}(?:\sday)?(?:\s(?:of|in))?{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}"
    rf"|{_MONTH}{_BETWEEN}(?:the\s)?{_DAY}{_NTH}[ \n,]{{1,3}}{_LONG_YEAR}"
    rf"|{_LONG_YEAR}[ \-,/.\n]{_MONTH}[ \-/.\n]{_DAY}"
)
_FULL = re.compile(_NUMERIC, re.IGNORECASE)
_FULL_IN_WORDS = re.compile(rf"(?<![\d/.])(?:{_WORDS})(?![\d])", re.IGNORECASE)
# After "DOB" a day and month, eight digits or a year tell enough.
_BORN = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date\sof\sbirth|birth\s?date|birthday|born(?:\s(?:on|in))?)[\s:=(\-]{{0,4}}"
    rf"(\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?[\s/.\-,]{{0,2}}(?:{_MONTH}|\d{{1,2}})(?:[\s/.\-,]{{0,3}}{_YEAR})?"
    rf"|{_MONTH}[\s\-]\d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?|(?:18|19|20)\d\d\d{{0,4}}|\d{{8}}|\d{{6}})(?!\d)",
    re.IGNORECASE,
)


def _numeric(text: str) -> Iterator[Finding]:
    for match in _FULL.finditer(text):
        if _could_be(match[0]):
            yield Finding("full-date", *match.span(), CERTAIN)


def _could_be(text: str) -> bool:
    """One of the two short numbers is a month; the other is no more than 31 by the pattern."""
    if re.search("[ivx]", text, re.IGNORECASE):
        return True
    parts = [int(part) for part in re.findall(r"\d+", text)]
    short = [part for part in parts if part <= 31][:2]
    return len(short) == 2 and min(short) <= 12


_HINTED = r"[/.\-\x{2010}-\x{2015}\s]"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
RULES = (
    Rule(r"(?i)\b(?:d\.?o\.?b|date\sof\sbirth|birth|born)", finder("birth-date", CERTAIN, _BORN, 1)),
    Rule(rf"(?i)\d\s?{_HINTED}\s?(?:\d\d?|[ivx]{{1,4}})\.?\s?{_HINTED}\s?\d\d?", _numeric),
    Rule(
        rf"(?i)\d(?:st|nd|rd|th)?(?:\sday)?(?:\s(?:of|in))?[\s,\-/.]*(?:{_MONTHS})|\b(?:{_MONTHS})[a-z]*[\s,\-/.]*(?:the\s)?\d",
        finder("full-date", LIKELY, _FULL_IN_WORDS),
    ),
)


def has_full_date(text: str) -> bool:
    """Whether a short text holds a full date, or a date of birth."""
    return any(True for rule in RULES for _ in rule.find(text))
