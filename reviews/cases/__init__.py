"""Illustrative cases: the door to the pages of figures, as plain values without references or dates."""

from reviews.cases.lines import LABELS
from reviews.cases.shown import Case, cases_of

__all__ = ["LABELS", "Case", "cases_of"]
