"""The seven diagnostic questions, the eight decision points and the six areas of focus: what never varies by area.

Source: LGA and Newton, "Efficiency opportunities through health and social care integration" (2016), the list of
questions and Figure 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Question:
    """One of the seven diagnostic questions, in our own words."""

    code: str
    text: str


@dataclass(frozen=True)
class DecisionPoint:
    """Where a pathway decision is made: `question` asks about it, `focus` is the Figure 3 row that counts it."""

    code: str
    alias: str
    label: str
    question: str
    focus: str
    review_points: int = 1


@dataclass(frozen=True)
class Focus:
    """An area of focus: one row of Figure 3. Q7 has no decision point with case notes."""

    code: str
    label: str


QUESTIONS = (
    Question("Q1", "Was A&E the right place to go, and was admission from A&E the right decision?"),
    Question("Q2", "Could this person, in a hospital bed, have been looked after somewhere else?"),
    Question("Q3", "Did this person leave hospital on the right pathway?"),
    Question("Q4", "Did the council put this person on the right pathway when they first came to it?"),
    Question("Q5", "Did community nursing put this person on the right pathway when it took them on?"),
    Question("Q6", "Could community nursing and social care have been planned together for this person?"),
    Question("Q7", "How do the weekly rates that the council and the NHS pay for beds compare?"),
)

FOCUSES = (
    Focus("q1-attendances", "Q1 - A&E attendances"),
    Focus("q1-admissions", "Q1 - A&E admissions"),
    Focus("q2", "Q2 - Acute settings of care"),
    Focus("q3-4", "Q3 & 4 - Acute discharge and local authority intake"),
    Focus("q5-6", "Q5 & 6 - Community nursing and overlap with social care"),
    Focus("q7", "Q7 - CCG commissioning"),
)

DECISION_POINTS = (
    DecisionPoint("q1-attendance", "Q1A", "A&E attendance", "Q1", "q1-attendances"),
    DecisionPoint("q1-admission", "Q1B", "A&E admission", "Q1", "q1-admissions"),
    DecisionPoint("q2-setting", "Q2", "Acute setting of care", "Q2", "q2", review_points=2),
    DecisionPoint("q3-discharge", "Q3", "Hospital discharge", "Q3", "q3-4"),
    DecisionPoint("q4-intake", "Q4", "Council intake", "Q4", "q3-4"),
    DecisionPoint("q5-nursing", "Q5", "Community nursing intake", "Q5", "q5-6"),
    DecisionPoint("q6-overlap", "Q6", "Nursing and social care overlap", "Q6", "q5-6"),
    DecisionPoint("q7-procurement", "Q7", "Procurement of beds", "Q7", "q7", review_points=0),
)

BY_CODE: Mapping[str, DecisionPoint] = MappingProxyType({point.code: point for point in DECISION_POINTS})
# Q7 compares weekly rates; nobody reads a case note about it.
WITH_NOTES = tuple(point for point in DECISION_POINTS if point.review_points)
CHOICES = [(point.code, point.label) for point in DECISION_POINTS]


def find_decision_point(text: str) -> DecisionPoint | None:
    """The decision point that a file's cell names, by code or by alias (`Q1A`, `Q3`), whatever its case."""
    wanted = text.strip().casefold()
    return next((point for point in DECISION_POINTS if wanted in (point.code, point.alias.casefold())), None)
