"""An agreed review, and a choice of them, in words."""

from collections.abc import Mapping

from pathways import questions
from pathways.catalogue import labels
from reviews.forms import judging
from reviews.forms.judging import Entered
from reviews.models import Achievability, AgreedReview, AlternativeExisted
from reviews.models.case_note import AgeBand
from reviews.tally import Choice, Offered
from reviews.tally.choice import ABOUT
from reviews.views.judging_page import spelt_out
from reviews.workshops import kept

WORDS: Mapping[str, Mapping[str, str]] = {
    "decision_point": {point.code: point.label for point in questions.DECISION_POINTS},
    "focus": {focus.code: focus.label for focus in questions.FOCUSES},
    "best": {"yes": "Best pathway", "no": "Improvable", "unclear": "Not enough information", "reviewed": "Yes or no"},
    "timing": {"on-the-day": "On the day", "earlier": "Earlier"},
    "alternative": {**dict(AlternativeExisted.choices), "existed": "Yes"},
    "achievability": dict(Achievability.choices),
    "level": {"lower": "Lower", "same": "The same", "higher": "Higher"},
    "about": ABOUT,
    "age_band": dict(AgeBand.choices),
}
OF_CATALOGUE = {"actual", "proposed", "service", "reason", "missed"}
HEADS = {
    "decision_point": "Decision point", "focus": "Area of focus", "best": "Answer", "actual": "Actual pathway",
    "proposed": "Proposed pathway", "service": "Proposed", "reason": "Main reason", "timing": "When",
    "alternative": "Existed locally", "achievability": "Achievable", "level": "Level of care", "missed": "Missed",
    "about": "About", "age_band": "Age", "locality": "Locality", "organisation": "Organisation", "panel": "Panel",
    "workshop": "Workshop", "since": "Reviewed from", "until": "Reviewed to",
}  # fmt: skip


def chosen_by(choice: Choice, offered: Offered) -> list[tuple[str, str]]:
    """What a choice asks for, as pairs of label and value."""
    told = choice.told()
    words = {**WORDS, **_of_area(offered), **(_of_catalogue() if told.keys() & OF_CATALOGUE else {})}
    return [(HEADS[name], words.get(name, {}).get(value, value)) for name, value in told.items()]


def _of_area(offered: Offered) -> dict[str, Mapping[str, str]]:
    lists = {
        "locality": offered.localities, "organisation": offered.organisations,
        "panel": offered.panels, "workshop": offered.workshops,
    }  # fmt: skip
    return {name: {"0": "Not stated"} | {str(pk): label for pk, label in rows} for name, rows in lists.items()}


def _of_catalogue() -> dict[str, Mapping[str, str]]:
    found = labels()
    return {
        "actual": found.pathways,
        "proposed": found.pathways,
        "service": found.services,
        "reason": found.reasons,
        "missed": {**found.preventive, "any": "Any service"},
    }


def answered(review: AgreedReview) -> tuple[Entered, list[tuple[str, str]]]:
    """The review as its form held it, and as pairs of question and answer."""
    entered = judging.from_kept(kept.plain(review), kept.plain_agreement(review))
    catalogue = labels()
    shown = {
        "ladder": [{"value": code, "label": label} for code, label in catalogue.pathways.items()],
        "reasons": catalogue.reasons,
        "services": catalogue.preventive,
        "note": review.note,
    }
    return entered, spelt_out(entered, shown)
