"""What the judging page shows: the same for a member's own judgement and for the agreed review."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from areas import local_services
from pathways.guidance import FOR_EVERY_NOTE, GUIDANCE
from reviews.forms.judging import Entered, error_lines
from reviews.models import (
    Achievability,
    AlternativeExisted,
    BestPathway,
    Confidence,
    CostImplication,
    LevelOfNeed,
    PersonImplication,
    Timing,
    WorkshopNote,
)
from reviews.models.agreed_review import Agreement
from reviews.views.evidence_page import narrated
from reviews.workshops.answers import TEXTS
from reviews.workshops.facts import facts, title
from reviews.workshops.marks import Mark
from reviews.workshops.menu import Menu, Rung, menu_for

# Shorter words where the question says the rest.
SEGMENTS: dict[str, Sequence[tuple[str, str]]] = {
    "level_of_need": LevelOfNeed.choices,
    "best_pathway": BestPathway.choices,
    "alternative_existed": [
        (AlternativeExisted.AVAILABLE, "Yes, available"),
        (AlternativeExisted.UNDER_COMMISSIONED, "Not enough of it"),
        (AlternativeExisted.NO, "No"),
    ],
    "timing": [(Timing.ON_THE_DAY, "On the day"), (Timing.EARLIER, "Earlier")],
    "person_implication": PersonImplication.choices,
    "cost_implication": CostImplication.choices,
    "achievability": Achievability.choices,
    "confidence": Confidence.choices,
    "agreement": Agreement.choices,
}


def menu_of(place: WorkshopNote) -> Menu:
    """What can be chosen for this note. Takes a place from `access.workshop_note_for`."""
    return menu_for(place.note.decision_point, revision=place.catalogue_revision or 0)


def page(
    place: WorkshopNote,
    entered: Entered,
    *,
    revision: int,
    errors: Mapping[str, str] | None = None,
    others: Sequence[Mark] = (),
) -> dict[str, Any]:
    """The context of the page.

    revision    of the judgement or review the form stands for, 0 for none yet
    others      what the room marked in the note, once that is revealed
    """
    menu, note = menu_of(place), place.note
    return {
        "place": place,
        "workshop": place.workshop,
        "note": note,
        "title": title(note),
        "facts": facts(note, away=place.away),
        "guidance": GUIDANCE[note.decision_point],
        "every_note": FOR_EVERY_NOTE,
        **narrated(note.narrative, entered, others),
        "segments": SEGMENTS,
        "ladder": _ladder(menu, place),
        "reasons": [(choice.code, choice.label) for choice in menu.reasons],
        "services": [(choice.code, choice.label) for choice in menu.services],
        "professions": [(choice.code, choice.label) for choice in menu.professions],
        "entered": entered,
        "revision": revision,
        "errors": errors or {},
        "error_lines": error_lines(errors or {}),
    }


def saved_at(at: datetime) -> str:
    """When, as a person would say it: the time for today, the date before."""
    here = timezone.localtime(at)
    return f"{here:%H:%M}" if here.date() == timezone.localdate() else f"on {here.day} {here:%B}"


def at_or_on(at: datetime) -> str:
    """The same inside a sentence: "at 14:05", "on 21 November"."""
    words = saved_at(at)
    return words if words.startswith("on ") else f"at {words}"


def spelt_out(entered: Entered, shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stands in a form as pairs of question and answer, the unanswered left out. `shown` is that of `page`."""
    one, many = entered.one, entered.many
    words = {name: dict(choices).get(one.get(name, ""), "") for name, choices in SEGMENTS.items()}
    pathways = {step["value"]: step["label"] for step in shown["ladder"]}
    reasons, services = dict(shown["reasons"]), dict(shown["services"])
    pairs = [
        ("Level of need", words["level_of_need"]),
        ("Actual pathway the best one", words["best_pathway"]),
        ("Proposed pathway", pathways.get(one.get("proposed_pathway", ""), "")),
        ("Existed locally", words["alternative_existed"]),
        ("When", words["timing"]),
        ("Missed", ", ".join(services[code] for code in many.get("missed_prevention", []) if code in services)),
        ("Main reason", reasons.get(one.get("main_reason", ""), "")),
        ("Other reasons", ", ".join(reasons[code] for code in many.get("other_reasons", []) if code in reasons)),
        ("For the person", words["person_implication"]),
        ("For cost", words["cost_implication"]),
        ("Achievable", words["achievability"]),
        ("Confidence", words["confidence"]),
        ("Agreement", words["agreement"]),
    ]
    pairs.append(("Evidence", "; ".join(words for _, words in narrated(shown["note"].narrative, entered)["passages"])))
    texts = [(name.replace("_", " ").capitalize(), one.get(name, "")) for name in (*TEXTS, "dissent")]
    return [(question, str(answer)) for question, answer in pairs + texts if answer]


def _ladder(menu: Menu, place: WorkshopNote) -> list[dict[str, Any]]:
    """The steps of the ladder, the actual pathway in its place. Whatever stands before it is a lower level of care."""
    actual = place.note.actual_pathway
    rungs = [rung for rung in menu.ladder if rung.pk != actual.pk]
    mine = Rung(actual.pk, actual.code, actual.label, actual.level_of_care, actual.definition)
    ranked = sorted([*rungs, mine], key=lambda rung: (rung.level_of_care, rung.pk != actual.pk))
    here = local_services.statuses(place.workshop.area)
    return [
        {
            "value": rung.code,
            "label": rung.label,
            "definition": rung.definition,
            "status": here.get(rung.pk, ""),
            "actual": rung.pk == actual.pk,
        }
        for rung in ranked
    ]
