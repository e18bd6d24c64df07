"""What a coefficient of agreement says, in words that promise no more than it holds. No Django in here."""

from collections.abc import Mapping
from typing import Any

# From Krippendorff 2004, page 241: 0.8 to rely on, two thirds for tentative conclusions. The two below are ours.
STRENGTHS = ((0.8, "high"), (2 / 3, "fair"), (0.4, "moderate"), (0.0, "low"))
BY_CHANCE = "no more than chance"
MEANING = {
    "high": "conclusions can rest on it",
    "fair": "enough for tentative conclusions",
    "moderate": "members often read the same note differently",
    "low": "much of what members agree on could be chance",
    BY_CHANCE: "members agree no more than people who answer at random would",
}
# From here on nearly everybody gives one answer, and alpha is low however well they agree.
ONE_SIDED = 0.8


def strength(value: float) -> str:
    return next((word for least, word in STRENGTHS if value >= least and value > 0), BY_CHANCE)


def in_words(row: Mapping[str, Any]) -> str:
    """Of a row of the table: "moderate", or "low to moderate" where its interval reaches from one to the other."""
    if row["alpha"] is None:
        return ""
    if row["alpha_interval"] is None:
        return f"{strength(row['alpha'])}, without an interval"
    low, high = map(strength, row["alpha_interval"])
    return low if low == high else f"{low} to {high}"


def meaning(row: Mapping[str, Any]) -> str:
    return MEANING[strength(row["alpha"])]


def one_sided(row: Mapping[str, Any]) -> bool:
    """Whether nearly all answers are the same one: then AC1 tells more than alpha."""
    return bool(row["prevalence"]) and (row["prevalence"][0]["share"] or 0) >= ONE_SIDED  # None: kept back
