"""All rules together, over a text or the cells of a row, with what an area adds and allows. No Django in here."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import re2

from reviews.intake.screen import dates, names, names_before, numbers, online, places
from reviews.intake.screen.finding import CERTAIN, Finding, without_overlaps
from reviews.intake.screen.normal import HIDDEN, UNUSUAL, normal

RULES = (*numbers.RULES, *dates.RULES, *places.RULES, *online.RULES, *names_before.RULES, *names.RULES)
LONGEST_PATTERN = 40


def _hints() -> re2.Set:
    """All hints as one automaton: a text of 1,500 characters passes it in some microseconds."""
    options = re2.Options()
    options.max_mem = 64 * 2**20
    options.log_errors = False
    hints = re2.Set.SearchSet(options)
    for rule in RULES:
        hints.Add(rule.hint)
    hints.Add(f"{HIDDEN}|{UNUSUAL}")
    hints.Compile()
    return hints


_HINTS = _hints()
_TO_NORMAL = len(RULES)  # the number of the last hint: characters that hide what a text says


@dataclass(frozen=True)
class Screen:
    """`patterns`: an area's own, 9 for any digit and A for any letter; `allowed`: texts that are no findings there."""

    patterns: Collection[str] = ()
    allowed: Collection[str] = ()
    _patterns: tuple[re.Pattern[str], ...] = field(init=False, repr=False)
    _allowed: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_patterns", tuple(pattern_of(each) for each in self.patterns))
        object.__setattr__(self, "_allowed", frozenset(_plain(each) for each in self.allowed))

    def findings(self, text: str) -> list[Finding]:
        """Everything in one text, in its order, without overlaps."""
        hinted = _HINTS.Match(text) or ()
        if _TO_NORMAL in hinted:
            return self._in_normal(text)
        return self._found(text, hinted) if hinted or self._patterns else []

    def _in_normal(self, text: str) -> list[Finding]:
        """The same where characters are hidden or look like others."""
        read = normal(text)
        found = self._found(read.text, [each for each in _HINTS.Match(read.text) or () if each != _TO_NORMAL])
        return [
            replace(each, start=start, end=end) for each in found for start, end in [read.span(each.start, each.end)]
        ]

    def _found(self, text: str, hinted: Iterable[int]) -> list[Finding]:
        found = [finding for finding in self._every(text, hinted) if not self._is_allowed(text, finding)]
        return without_overlaps(found) if found else found

    def findings_in(self, cells: Mapping[str, str]) -> list[tuple[str, Finding]]:
        """The same for each cell of a row: (column, finding)."""
        return [(column, finding) for column, text in cells.items() if text for finding in self.findings(text)]

    def _every(self, text: str, hinted: Iterable[int]) -> Iterable[Finding]:
        for number in sorted(hinted):
            yield from RULES[number].find(text)
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                yield Finding("area-pattern", *match.span(), CERTAIN)

    def _is_allowed(self, text: str, finding: Finding) -> bool:
        return bool(self._allowed) and _plain(text[finding.start : finding.end]) in self._allowed


def pattern_of(written: str) -> re.Pattern[str]:
    """A pattern as a steward writes it: 9 is any digit, A any letter, all else itself; never slow whatever it is.

    Raises ValueError for one that is empty, too long, or would hit every word or number.
    """
    text = written.strip()
    if not 3 <= len(text) <= LONGEST_PATTERN:
        raise ValueError(f"Write a pattern of 3 to {LONGEST_PATTERN} characters, such as AAA999999 or KMPT-9999.")
    if not any(character == "9" or character not in "A9" for character in text):
        raise ValueError(
            "A pattern of letters only would hit every word of that length. Add digits or fixed characters."
        )
    parts = (r"\d" if each == "9" else "[A-Za-z]" if each == "A" else re.escape(each) for each in text)
    return re.compile(rf"(?<![A-Za-z0-9]){''.join(parts)}(?![A-Za-z0-9])", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
