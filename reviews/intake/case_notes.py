"""A row of a case-note file → a checked note, or everything that is wrong with it.

The columns are those of `reviews.intake.note_columns`.
"""

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from config.errors import Problem
from pathways import questions
from reviews.intake.lookups import Choices, Lookups, plain
from reviews.intake.problems import listed, shown
from reviews.intake.row_check import RowCheck, options
from reviews.intake.rows import Row
from reviews.intake.screen.dates import has_full_date

AGE_BANDS = ("18-64", "65-74", "75-84", "85+")
LONGEST_NARRATIVE = 50_000
LONGEST_REFERENCE = 64
LONGEST_FACT = {"sex": 40, "living_situation": 200, "support_before": 200, "locality": 120, "organisation": 120}
LONGEST_EXTRA = 1_000
MOST_DAYS = 36_500
MOST_ATTENDANCES = 10_000

_REFERENCE = re.compile(r"[A-Za-z0-9\-_./]{1,64}\Z")
_AGE = re.compile(r"(\d{1,3})(?:\.0+)?\s*(?:y|yo|yrs?|years?)?\s*(?:old)?\Z", re.IGNORECASE)
_CHILD = re.compile(
    r"(?:(?:under|<|below)\s*(?:1[0-8]|\d)|\d{1,2}\s*(?:-|to)\s*(?:1[0-7]|\d)|child|infant|baby)\Z", re.IGNORECASE
)
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])\Z")
_DECISION_POINTS = {point.code: point for point in questions.DECISION_POINTS}
_NOTES_AT = Choices((point.code, point.code) for point in questions.WITH_NOTES)

_CANONICAL = json.JSONEncoder(sort_keys=True)  # made once: making it takes as long as using it


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A note whose every cell is right. Pathway by code, places by name; absent facts are "" or None."""

    line: int
    reference: str
    review_point: int
    decision_point: str
    age_band: str
    actual_pathway: str
    narrative: str
    locality: str = ""
    organisation: str = ""
    sex: str = ""
    living_situation: str = ""
    support_before: str = ""
    self_referred: bool | None = None
    length_of_stay_days: int | None = None
    attendances_last_year: int | None = None
    event_month: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int]:
        return self.reference, self.review_point

    def content(self) -> dict[str, Any]:
        """All that makes two notes the same: everything but the line in the file, and places whatever their case."""
        content = {name: getattr(self, name) for name in self.__slots__ if name != "line"}
        return content | {"locality": plain(self.locality), "organisation": plain(self.organisation)}

    def content_hash(self) -> str:
        """SHA-256 of the content, in hexadecimal."""
        return hashlib.sha256(_CANONICAL.encode(self.content()).encode()).hexdigest()


def check_case_note(row: Row, lookups: Lookups, kept: Collection[str] = ()) -> tuple[CheckedNote | None, list[Problem]]:
    """The note, or None and every problem of the row. `kept` are the columns to keep as extra facts."""
    check = RowCheck(row)
    point = _decision_point(check)
    fields: dict[str, Any] = {
        "reference": _reference(check),
        "review_point": review_point(check, point),
        "decision_point": point,
        "age_band": _age_band(check),
        "actual_pathway": _actual_pathway(check, point, lookups),
        "narrative": _narrative(check),
        "locality": _place(check, "locality", lookups.localities, lookups.create_places),
        "organisation": _place(check, "organisation", lookups.organisations, lookups.create_places),
        **{
            column: check.fact(column, longest=LONGEST_FACT[column])
            for column in ("sex", "living_situation", "support_before")
        },
        "self_referred": check.yes_no("self_referred"),
        "length_of_stay_days": check.whole_number("length_of_stay_days", most=MOST_DAYS),
        "attendances_last_year": check.whole_number("attendances_last_year", most=MOST_ATTENDANCES),
        "event_month": _event_month(check),
        "extra": {column: text for column in kept if (text := check.fact(column, longest=LONGEST_EXTRA))},
    }
    return (None, check.problems) if check.problems else (CheckedNote(line=row.line, **fields), [])


def _reference(check: RowCheck) -> str:
    text = check.required("reference", "Give each note a pseudonym of its own.")
    if text:
        check_reference(check, text)
    return text


def check_reference(check: RowCheck, text: str) -> None:
    """1 to 64 letters, digits and `-_./`. The message does not repeat it: what is no pseudonym may be a name."""
    if len(text) > LONGEST_REFERENCE:
        check.problem(
            "reference", "bad-reference", f"The reference has {len(text)} characters. Use at most {LONGEST_REFERENCE}."
        )
    elif not _REFERENCE.match(text):
        check.problem(
            "reference",
            "bad-reference",
            "The reference holds characters other than letters, digits and - _ . / Use a pseudonym such as KEN-0042.",
        )


def _decision_point(check: RowCheck) -> str:
    """The code, or "" when missing or unknown."""
    text = check.required("decision_point", f"Use one of: {', '.join(_NOTES_AT.codes)}.")
    if not text:
        return ""
    point = _DECISION_POINTS.get(text) or questions.find_decision_point(text)
    if point is None:
        check.problem(
            "decision_point",
            "unknown-decision-point",
            f"{shown(text)} is not a decision point. Use one of: {options(text, _NOTES_AT)}.",
        )
        return ""
    if not point.review_points:
        check.problem(
            "decision_point",
            "no-notes-at-decision-point",
            f"{point.label} compares weekly rates and has no case notes. Use one of: {', '.join(_NOTES_AT.codes)}.",
        )
        return ""
    return point.code


def review_point(check: RowCheck, decision_point: str) -> int:
    """1 or 2; 2 only where a note is reviewed at two points in time. `decision_point` may be "" when not known."""
    text = check.text("review_point")
    if text in {"", "1", "1.0"}:
        return 1
    if text not in {"2", "2.0"}:
        check.problem(
            "review_point",
            "unknown-review-point",
            f"{shown(text)} is not a review point. Use 1, or 2 for the later one of a Q2 note.",
        )
    elif decision_point and _DECISION_POINTS[decision_point].review_points < 2:
        check.problem(
            "review_point",
            "review-point-not-here",
            f"Only q2-setting has a second review point, not {decision_point}. Use 1 or leave it empty.",
        )
    return 2


def _age_band(check: RowCheck) -> str:
    text = check.required("age_band", f"Use one of: {', '.join(AGE_BANDS)}.")
    if not text or text in AGE_BANDS:
        return text
    if (band := band_of(text)) in AGE_BANDS:
        return band
    age = _AGE.match(text)
    if _CHILD.match(text) or (age and int(age[1]) < 18):
        check.problem("age_band", "under-18", "This is a person under 18; reviews are of adults. Leave the row out.")
    elif age:
        lost = " (some spreadsheets drop the + of 85+)" if age[1] == "85" else ""
        check.problem("age_band", "exact-age", f"{shown(text)} is an exact age. Use {_band_of_age(int(age[1]))}{lost}.")
    else:
        check.problem(
            "age_band", "unknown-age-band", f"{shown(text)} is not an age band. Use one of: {', '.join(AGE_BANDS)}."
        )
    return ""


def band_of(text: str) -> str:
    """A band as people write it, such as “65 to 74”, in the file format's writing; anything else stays of no use."""
    return "".join(text.split()).replace("–", "-").replace("—", "-").replace("to", "-")


def _band_of_age(age: int) -> str:
    """The band of an adult's age in years."""
    return AGE_BANDS[(age >= 65) + (age >= 75) + (age >= 85)]


def _actual_pathway(check: RowCheck, decision_point: str, lookups: Lookups) -> str:
    text = check.required("actual_pathway", "Give the pathway that the person was on, by code or name.")
    if not text:
        return ""
    return pathway(check, "actual_pathway", text, decision_point, lookups)


def pathway(check: RowCheck, column: str, text: str, decision_point: str, lookups: Lookups) -> str:
    """The code of a pathway that can answer at `decision_point`, or "" with a problem.

    Without a known decision point only the whole catalogue can be asked.
    """
    valid = lookups.pathways_at(decision_point) if decision_point else lookups.every_pathway
    found = valid.find(text)
    if found:
        return found
    if lookups.every_pathway.find(text):
        check.problem(
            column,
            "pathway-not-at-decision-point",
            f"{shown(text)} is not a pathway for {decision_point}. "
            f"Use one of: {options(text, valid)}; or correct decision_point.",
        )
    else:
        check.problem(
            column, "unknown-pathway", f"{shown(text)} is not in the catalogue. Use one of: {options(text, valid)}."
        )
    return ""


def _narrative(check: RowCheck) -> str:
    """The text exactly as it stands in the file."""
    text = check.cells.get("narrative", "")
    check.required("narrative", "Give the text of the note.")
    if len(text) > LONGEST_NARRATIVE:
        check.problem(
            "narrative",
            "too-long",
            f"This has {len(text):,} characters; at most {LONGEST_NARRATIVE:,} are read. Shorten it.",
        )
    return text


def _place(check: RowCheck, column: str, known: Choices, create: bool) -> str:
    """The place's name as the area writes it, or as the file does when it is to be created."""
    text = check.fact(column, longest=LONGEST_FACT[column])
    found = known.find(text) if text else ""
    if found is None and not create:
        names = f"Known: {options(text, known)}" if known else "The area has none yet"
        check.problem(
            column,
            "unknown-place",
            f"{shown(text)} is not a {column} of this area. {names}. "
            "Correct it, add it to the area, or load with “create places”.",
        )
    return found or " ".join(text.split())  # spaces as `plain` compares them


def _event_month(check: RowCheck) -> str:
    text = check.text("event_month")
    if not text or _MONTH.match(text):
        return text
    if has_full_date(text):
        check.problem(
            "event_month",
            "full-date",
            "A full date, which could tell who this is. Use the month alone, as 2016-03.",
        )
    else:
        check.problem(
            "event_month", "not-a-month", f"{shown(text)} is not a month. Use a year and a month, as 2016-03."
        )
    return ""


def differing(note: CheckedNote, other: dict[str, Any]) -> str:
    """The columns in which a note differs from another one's content, as one phrase, without saying what they hold."""
    return listed(differing_columns(note, other), at_most=20)


def differing_columns(note: CheckedNote, other: dict[str, Any]) -> list[str]:
    """Their names, further columns last."""
    content = note.content()
    extra, other_extra = content.pop("extra"), other.get("extra") or {}
    columns = [column for column, value in content.items() if column in other and other[column] != value]
    names = sorted(extra.keys() | other_extra.keys())
    return columns + [name for name in names if extra.get(name) != other_extra.get(name)]
