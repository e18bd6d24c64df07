"""What the identifier screen finds in the lines of a case, and which of it the writer keeps as a false alarm."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviews.cases.lines import LABELS
from reviews.intake.screen.finding import KINDS
from reviews.intake.screening import same_text, screen_of
from reviews.models import CaseNote

REFERENCE = "reference"
KEY = 16  # characters of a hash: enough to tell a few findings apart


@dataclass(frozen=True)
class Found:
    """One passage of a line. `key` stays the same while passage and kind do, so that a reason given for it holds."""

    line: str
    kind: str
    passage: str
    key: str
    reason: str = ""

    @property
    def sentence(self) -> str:
        what = "The note’s reference" if self.kind == REFERENCE else KINDS[self.kind][0]
        return f"{LABELS[self.line]}: “{self.passage}” looks like this: {what.lower()}"


class Identifying(Exception):
    """The lines hold what may tell who the person is: to be rewritten, or confirmed one by one with a reason."""

    def __init__(self, found: list[Found]) -> None:
        self.found = found
        super().__init__("These lines may tell who the person is.")


def check_screened(note: CaseNote, lines: Mapping[str, str], reasons: Mapping[str, str]) -> list[dict[str, str]]:
    """What is kept as a false alarm, for `IllustrativeCase.false_alarms`. Raises Identifying while any has no reason.

    reasons  by the key of what was found
    """
    found = found_in(note, lines, reasons)
    if any(not each.reason or each.kind == REFERENCE for each in found):
        raise Identifying(found)
    return [{"line": each.line, "kind": each.kind, "reason": each.reason} for each in found]


def found_in(note: CaseNote, lines: Mapping[str, str], reasons: Mapping[str, str]) -> list[Found]:
    """Everything, in the order of the lines. The note's own reference can't be kept."""
    screen = screen_of(note.area_id)
    found = [
        (line, finding.kind, lines[line][finding.start : finding.end])
        for line, finding in screen.findings_in(dict(lines))
    ]
    found += [
        (line, REFERENCE, note.reference)
        for line, text in lines.items()
        if note.reference.casefold() in text.casefold()
    ]
    return [_found(line, kind, passage, reasons) for line, kind, passage in found]


def _found(line: str, kind: str, passage: str, reasons: Mapping[str, str]) -> Found:
    key = same_text(kind, passage)[:KEY]
    return Found(line, kind, passage, key, " ".join(reasons.get(key, "").split()))
