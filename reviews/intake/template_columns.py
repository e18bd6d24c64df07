"""The columns of the files to fill in: what each is for, and what it may hold. No Django in here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pathways import questions
from reviews.intake import agreed_reviews, case_notes, note_columns
from reviews.intake.lookups import Lookups

Lists = Mapping[str, Sequence[str]]  # the values at each decision point


@dataclass(frozen=True)
class TemplateColumn:
    """`values` may be chosen; with `at`, those at each decision point. `several`: more than one, `;` between."""

    name: str
    about: str
    required: bool = False
    values: Sequence[str] = ()
    at: Lists = field(default_factory=dict)
    several: bool = False
    example: str = ""


@dataclass(frozen=True)
class Template:
    """A file to fill in. `decides` is the column that decides which values those with `at` take, "" if none does."""

    kind: str
    sheet: str
    columns: tuple[TemplateColumn, ...]
    decides: str = ""


NOTES: dict[str, tuple[str, str]] = {
    "reference": ("A pseudonym: letters, digits and - _ . / Never a name or a number of another system.", "EXAMPLE-1"),
    "decision_point": ("Where the decision was made.", "q3-discharge"),
    "age_band": ("Never an exact age. Adults only.", "85+"),
    "actual_pathway": ("The pathway that the person took. Choose the decision point first.", ""),
    "narrative": (
        "The anonymised note. A line that ends in : becomes a heading. Alt and Enter break a line.",
        "Home after a fall.\nSituation:\nLives alone.",
    ),
    "review_point": ("Empty or 1; 2 only at q2-setting, for the later point in time.", "1"),
    "locality": ("One of your area's localities.", ""),
    "organisation": ("One of your area's organisations.", ""),
    "sex": ("A word or two, or empty.", "female"),
    "living_situation": ("A few words, or empty. No names, no addresses.", "alone, with daily visits"),
    "support_before": ("A few words, or empty.", "none"),
    "self_referred": ("Whether the person came by themselves.", "no"),
    "length_of_stay_days": ("Whole days, or empty.", "12"),
    "attendances_last_year": ("A whole number, or empty.", "3"),
    "event_month": ("Year and month, as 2016-03. Never a full date.", "2016-03"),
}  # fmt: skip
REVIEWS: dict[str, tuple[str, str]] = {
    "reference": ("The case note that was reviewed. It must be loaded already.", "EXAMPLE-1"),
    "review_point": ("Empty or 1; 2 for the later point of a Q2 note.", "1"),
    "panel": ("The panel's name; a new one is created. No names of people.", "Ashford panel"),
    "reviewed_on": ("The day of the review, as 2016-03-14.", "2016-03-14"),
    "level_of_need": ("The person's, as the panel saw it.", "moderate"),
    "best_pathway": ("Was the actual pathway the best one? All marked “After no” is empty otherwise.", "no"),
    "proposed_pathway": ("After no: the better pathway. It must be one for the note's decision point.", ""),
    "alternative_existed": ("After no: did it exist locally?", "available"),
    "timing": ("After no: when could it have gone differently?", "on-the-day"),
    "missed_prevention": ("After no: preventive services that were missed, ; between.", ""),
    "reasons": ("After no: why it was not provided, the main reason first, ; between.", ""),
    "person_implication": ("After no: for the person.", "better"),
    "cost_implication": ("After no: for cost.", "lower"),
    "achievability": ("After no: how likely the change is.", "likely"),
    "comment": ("Text, or empty. No names.", ""),
}  # fmt: skip


def case_note_template(lookups: Lookups) -> Template:
    """With the catalogue's pathways at each decision point and the area's places."""
    values = {
        "decision_point": [point.code for point in questions.WITH_NOTES],
        "age_band": case_notes.AGE_BANDS,
        "review_point": ("1", "2"),
        "self_referred": ("yes", "no"),
        "locality": lookups.localities.labels,
        "organisation": lookups.organisations.labels,
    }
    at = {"actual_pathway": {point: choices.labels for point, choices in lookups.pathways.items()}}
    return _template("case-notes", "Case notes", NOTES, note_columns.COLUMNS.required, values, at, "decision_point")


def agreed_review_template(lookups: Lookups) -> Template:
    """With the catalogue's pathways, reasons and services; which go with which decision point is listed beside."""
    values = {column: choices.codes for column, choices in agreed_reviews.VALUES.items()} | {
        "review_point": ("1", "2"),
        "missed_prevention": lookups.preventive_services.labels,
        "proposed_pathway": lookups.every_pathway.labels,
        "reasons": lookups.every_reason.labels,
    }
    at = {
        "proposed_pathway": {point: choices.labels for point, choices in lookups.pathways.items()},
        "reasons": {point: choices.labels for point, choices in lookups.reasons.items()},
    }
    return _template("agreed-reviews", "Agreed reviews", REVIEWS, agreed_reviews.COLUMNS.required, values, at)


def _template(
    kind: str,
    sheet: str,
    said: Mapping[str, tuple[str, str]],
    required: Sequence[str],
    values: Mapping[str, Sequence[str]],
    at: Mapping[str, Lists],
    decides: str = "",
) -> Template:
    columns = (
        TemplateColumn(
            name, about, name in required, tuple(values.get(name, ())), at.get(name, {}),
            name in {"reasons", "missed_prevention"}, example or _first(values.get(name, ()), at.get(name, {})),
        )
        for name, (about, example) in said.items()
    )  # fmt: skip
    return Template(kind, sheet, tuple(columns), decides)


def _first(values: Sequence[str], at: Lists) -> str:
    """An example of a value: of those at the decision point of the example row, where it matters."""
    offered = at.get("q3-discharge") or values
    return offered[0] if offered else ""


TEMPLATES = {"case-notes": case_note_template, "agreed-reviews": agreed_review_template}
