"""NHS, National Insurance, hospital and phone numbers. No Django in here."""

import re
from collections.abc import Iterator

from reviews.intake.screen.finding import CERTAIN, LIKELY, POSSIBLE, Finding
from reviews.intake.screen.rule import Rule, finder

GAP = r"[ \u00a0\t\n./\-\u2010-\u2015]"
# Ten digits as they are written: together or in groups of 3, 3 and 4, or each by itself.
_TEN = re.compile(
    rf"(?<!\d)(?:\d{{3}}{GAP}{{0,3}}\d{{3}}{GAP}{{0,3}}\d{{4}}|(?<!\d[ .\-])\d(?:[ .\n\-]\d){{9}}(?![ .\-]\d))(?!\d)"
)
# After its label any grouping, and a check digit that is wrong, is an NHS number all the same.
_LABELLED_NHS = re.compile(
    rf"\b(?:NHS|CHI|HSC|H&C){GAP}{{0,2}}(?:number|num|no|nr|id|#)?(?: is| was)?"
    rf"[.:#=(\s\-]{{0,4}}((?:\d{GAP}{{0,2}}){{9}}\d)(?!\d)",
    re.IGNORECASE,
)
_NI = re.compile(
    rf"(?<![A-Za-z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{GAP}{{0,3}}\d\d{GAP}{{0,3}}\d\d"
    rf"{GAP}{{0,3}}\d\d{GAP}{{0,3}}[A-D](?![A-Za-z0-9])",
    re.IGNORECASE,
)
_LABELLED_NI = re.compile(
    rf"\b(?:NI|NINO|national insurance)(?:{GAP}{{1,2}}(?:number|no))?[.:#=\s]{{1,4}}"
    rf"([A-Z]{{2}}{GAP}{{0,2}}(?:\d{GAP}{{0,2}}){{5}}\d(?:{GAP}{{0,2}}[A-D]\b)?)",
    re.IGNORECASE,
)
_RECORD_LABELS = (
    "hospital|hosp|unit|patient|pt|case|record|client|service user|person|social care|referral|MRN|PAS|PID|EPR"
    "|RiO|EMIS|SystmOne|Mosaic|Liquidlogic|CareFirst|AIS|LAS|crew|incident|CAD"
)
_RECORD = re.compile(
    rf"\b(?:{_RECORD_LABELS})"
    r"(?:[ \t\n]{0,2}(?:number|num|no|nr|ref|reference|id|#)\b)?[.:#=\s]{0,4}"
    r"((?=[A-Z\d/\-]{0,11}\d{4})[A-Z]{0,4}[/\-]?\d[\d/\-]{3,11}[A-Z]{0,2})\b",
    re.IGNORECASE,
)
_LETTERS_AND_DIGITS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,3}\d{6,9}[A-Z]?(?![A-Za-z0-9])")
_LONG_NUMBER = re.compile(r"(?<![\d.,£/:\-])\d{7,12}(?![\d.,]\d|\d)")
_PHONE = re.compile(
    rf"(?<![\d.])(?:(?:\+|00|\(\+?)?(?:44\)?{GAP}{{0,2}}\(?0?\)?|\(?0)(?:[()]?{GAP}?[()]?{GAP}?\d){{9,10}}"
    rf"|\+[1-9](?:{GAP}?\d){{9,13}})(?!\d)"
)
_PHONE_LABELS = "tel|telephone|phone|mobile|mob|landline|fax|contact number|ring|rang|call|text|ext|extension"
_LABELLED_PHONE = re.compile(
    rf"\b(?:{_PHONE_LABELS})"
    rf"(?:{GAP}{{1,2}}(?:no|number|on))?[.:#=\s]{{1,4}}((?:\d{GAP}?){{4,11}}\d)(?![\d/%])",
    re.IGNORECASE,
)


def _nhs(text: str) -> Iterator[Finding]:
    for match in _TEN.finditer(text):
        if is_nhs_number(match[0]):
            yield Finding("nhs-number", *match.span(), CERTAIN)


def _labelled_nhs(text: str) -> Iterator[Finding]:
    for match in _LABELLED_NHS.finditer(text):
        yield Finding("nhs-number", *match.span(1), CERTAIN if is_nhs_number(match[1]) else LIKELY)


def is_nhs_number(text: str) -> bool:
    """Whether its ten digits carry the check digit of NHS numbers (modulus 11, NHS Data Dictionary)."""
    digits = [int(character) for character in text if character.isdecimal()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == digits[9]


RULES = (
    Rule(r"\d{3}\W{0,3}\d{3}\W{0,3}\d{4}|\d[ .\n\-]\d[ .\n\-]\d[ .\n\-]\d[ .\n\-]\d[ .\n\-]\d", _nhs),
    Rule(r"(?i)\b(?:NHS|CHI|HSC|H&C)\W{0,2}(?:number|num|no|nr|id|#)?(?: is| was)?[.:#=(\s\-]{0,4}\d", _labelled_nhs),
    Rule(r"(?i)[a-z]{2}\W{0,3}\d\d\W{0,3}\d\d\W{0,3}\d\d\W{0,3}[a-d]", finder("ni-number", CERTAIN, _NI)),
    Rule(r"(?i)\b(?:NI|NINO|national insurance)\b", finder("ni-number", LIKELY, _LABELLED_NI, 1)),
    Rule(r"(?:44|0|\+[1-9])(?:[()\s./\-\x{2010}-\x{2015}]*\d){9}", finder("phone", CERTAIN, _PHONE)),
    Rule(
        rf"(?i)\b(?:{_PHONE_LABELS})\b(?:\W{{1,2}}(?:no|number|on))?[.:#=\s]{{1,4}}\d\D?\d",
        finder("phone", LIKELY, _LABELLED_PHONE, 1),
    ),
    Rule(rf"(?i)\b(?:{_RECORD_LABELS})\b[^\n]*\n?[^\n]*\d{{4}}", finder("hospital-number", LIKELY, _RECORD, 1)),
    Rule(r"[A-Z]\d{6}", finder("hospital-number", POSSIBLE, _LETTERS_AND_DIGITS)),
    Rule(r"\d{7}", finder("hospital-number", POSSIBLE, _LONG_NUMBER)),
)
