"""A row of an agreed-review file → a checked review, or everything that is wrong with it.

The columns are those of docs/file-formats.md.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from config.errors import Problem
from reviews.intake.case_notes import check_reference, pathway, review_point
from reviews.intake.headers import Columns
from reviews.intake.lookups import Choices, Lookups
from reviews.intake.problems import shown
from reviews.intake.row_check import RowCheck, options, several
from reviews.intake.rows import Row

COLUMNS = Columns(
    known=(
        "reference", "review_point", "panel", "reviewed_on", "level_of_need", "best_pathway", "proposed_pathway",
        "alternative_existed", "timing", "missed_prevention", "reasons", "person_implication", "cost_implication",
        "achievability", "comment",
    ),
    required=("reference", "panel", "reviewed_on", "best_pathway"),
    also={
        "reference": ("ref", "caseref", "casereference", "noteref", "notereference", "pseudonym", "pseudonymid"),
        "panel": ("panelname",),
        "reviewed_on": ("reviewdate", "dateofreview", "datereviewed"),
        "proposed_pathway": ("betterpathway", "pathwayproposed"),
        "reasons": ("reason", "reasonsforvariance"),
        "comment": ("comments",),
    },
)  # fmt: skip
VALUES = {
    "level_of_need": Choices.of_values(("low", "moderate", "high", "complex")),
    "best_pathway": Choices.of_values(("yes", "no", "unclear")),
    "alternative_existed": Choices.of_values(("available", "under-commissioned", "no")),
    "timing": Choices.of_values(("on-the-day", "earlier")),
    "person_implication": Choices.of_values(("much-better", "better", "same", "worse")),
    "cost_implication": Choices.of_values(("lower", "same", "higher")),
    "achievability": Choices.of_values(("very-likely", "likely", "even", "unlikely", "very-unlikely")),
}
ONLY_AFTER_NO = (
    "proposed_pathway", "alternative_existed", "timing", "missed_prevention", "reasons", "person_implication",
    "cost_implication", "achievability",
)  # fmt: skip
LONGEST_PANEL = 120
LONGEST_COMMENT = 10_000
EARLIEST = dt.date(1990, 1, 1)


@dataclass(frozen=True)
class KnownNote:
    """What a review's checks need to know of the note it is about."""

    decision_point: str
    actual_pathway: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class CheckedReview:
    """A review whose every cell is right. Pathway, reasons and services by code; what was not asked is ""."""

    line: int
    reference: str
    review_point: int
    panel: str
    reviewed_on: dt.date
    level_of_need: str
    best_pathway: str
    proposed_pathway: str = ""
    alternative_existed: str = ""
    timing: str = ""
    missed_prevention: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()  # main first
    person_implication: str = ""
    cost_implication: str = ""
    achievability: str = ""
    comment: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return self.reference, self.review_point

    def content(self) -> dict[str, Any]:
        """All that makes two reviews the same; lists whose order means nothing are sorted."""
        content = asdict(self)
        del content["line"]
        content["missed_prevention"] = sorted(self.missed_prevention)
        content["reasons"] = [*self.reasons[:1], *sorted(self.reasons[1:])]
        return content

    def content_hash(self) -> str:
        """SHA-256 of the content, in hexadecimal."""
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True, default=str).encode()).hexdigest()


def check_agreed_review(
    row: Row, lookups: Lookups, notes: Mapping[tuple[str, int], KnownNote], today: dt.date
) -> tuple[CheckedReview | None, list[Problem]]:
    """The review, or None and every problem of the row. `notes` has the area's notes by (reference, review point)."""
    check = RowCheck(row)
    reference = check.required("reference", "Give the reference of the case note that was reviewed.")
    if reference:
        check_reference(check, reference)
    point = review_point(check, "")
    note = _note(check, reference, point, notes)
    fields: dict[str, Any] = {
        "panel": _panel(check),
        "reviewed_on": _reviewed_on(check, today),
        "level_of_need": check.choice("level_of_need", VALUES["level_of_need"]),
        "comment": _comment(check),
    }
    check.required("best_pathway", "Use yes, no or unclear.")
    best = fields["best_pathway"] = check.choice("best_pathway", VALUES["best_pathway"])
    if best == "no":
        fields |= _after_no(check, note, lookups)
    elif best:
        _nothing_after(check, best)
    if check.problems:
        return None, check.problems
    return CheckedReview(line=row.line, reference=reference, review_point=point, **fields), []


def wanted_key(row: Row) -> tuple[str, int]:
    """The (reference, review point) that a row seems to name: for looking its note up before the row is checked."""
    point = row.cells.get("review_point", "").strip()
    return row.cells.get("reference", "").strip(), 2 if point in {"2", "2.0"} else 1


def _note(check: RowCheck, reference: str, point: int, notes: Mapping[tuple[str, int], KnownNote]) -> KnownNote | None:
    note = notes.get((reference, point))
    if note is None and reference and not check.problems:
        at = " at review point 2" if point == 2 else ""
        check.problem(
            "reference",
            "unknown-note",
            f"The area has no case note with this reference{at}. Load its case note first, or correct the reference.",
        )
    elif note and note.retired:
        check.problem(
            "reference", "retired-note", "This case note was retired and takes no more reviews. Leave the row out."
        )
    return note


def _panel(check: RowCheck) -> str:
    text = check.required("panel", "Give the name of the panel that reviewed the note.")
    if len(text) > LONGEST_PANEL:
        check.problem("panel", "too-long", f"This has {len(text):,} characters. Use at most {LONGEST_PANEL}.")
    return " ".join(text.split())


def _reviewed_on(check: RowCheck, today: dt.date) -> dt.date | None:
    text = check.required("reviewed_on", "Give the day of the review, as 2016-03-14.")
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None:
        check.problem(
            "reviewed_on", "not-a-date", f"{shown(text)} is not a date. Write the day of the review as 2016-03-14."
        )
    elif not EARLIEST <= day <= today:
        check.problem(
            "reviewed_on",
            "impossible-date",
            f"The review is dated {day:%Y-%m-%d}. Use a day from {EARLIEST:%Y} to today.",
        )
    return day


def _comment(check: RowCheck) -> str:
    text = check.cells.get("comment", "")
    if len(text) > LONGEST_COMMENT:
        check.problem(
            "comment",
            "too-long",
            f"This has {len(text):,} characters; at most {LONGEST_COMMENT:,} are kept. Shorten it.",
        )
    return text if text.strip() else ""


def _after_no(check: RowCheck, note: KnownNote | None, lookups: Lookups) -> dict[str, Any]:
    """What is asked when a better pathway existed."""
    point = note.decision_point if note else ""
    plain = ("alternative_existed", "timing", "person_implication", "cost_implication", "achievability")
    return {
        "proposed_pathway": _proposed(check, note, lookups),
        "missed_prevention": _codes(check, "missed_prevention", lookups.preventive_services, "unknown-service"),
        "reasons": _reasons(check, point, lookups),
        **{column: check.choice(column, VALUES[column]) for column in plain},
    }


def _proposed(check: RowCheck, note: KnownNote | None, lookups: Lookups) -> str:
    text = check.required("proposed_pathway", "When best_pathway is no, give the pathway that would have been better.")
    if not text:
        return ""
    code = pathway(check, "proposed_pathway", text, note.decision_point if note else "", lookups)
    if note and code == note.actual_pathway:
        check.problem(
            "proposed_pathway",
            "proposed-is-actual",
            f"{shown(text)} is the pathway that the person was on. Give a different one, or set best_pathway to yes.",
        )
    return code


def _reasons(check: RowCheck, decision_point: str, lookups: Lookups) -> tuple[str, ...]:
    check.required("reasons", "When best_pathway is no, give at least one reason, the main one first.")
    valid = lookups.reasons_at(decision_point) if decision_point else lookups.every_reason
    return _codes(check, "reasons", valid, "unknown-reason")


def _codes(check: RowCheck, column: str, choices: Choices, code: str) -> tuple[str, ...]:
    """The codes of the names in a cell, each once, in order."""
    names = several(check.text(column))
    found = [choices.find(name) for name in names]
    for name, known in zip(names, found, strict=True):
        if known is None:
            check.problem(
                column, code, f"{shown(name)} is not one that can be given here. Use one of: {options(name, choices)}."
            )
    return tuple(dict.fromkeys(known for known in found if known))


def _nothing_after(check: RowCheck, best: str) -> None:
    for column in ONLY_AFTER_NO:
        if check.text(column):
            check.problem(
                column,
                "only-when-improvable",
                f"This must be empty when best_pathway is {best}. Empty it, or set best_pathway to no.",
            )
