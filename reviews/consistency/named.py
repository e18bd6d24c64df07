"""Reads what the codes in a table of consistency stand for."""

from collections import defaultdict

from pathways.models import Pathway, PathwayDecisionPoint, Profession, Reason
from reviews.consistency.fields import Named
from reviews.models import answers

# What the form itself offers, in its order: that is the rank of an answer where it has one.
OFFERED = {
    "best_pathway": answers.BestPathway,
    "level_of_need": answers.LevelOfNeed,
    "alternative_existed": answers.AlternativeExisted,
    "timing": answers.Timing,
    "person_implication": answers.PersonImplication,
    "cost_implication": answers.CostImplication,
    "achievability": answers.Achievability,
}


def named() -> Named:
    """Four statements."""
    rows = list(Pathway.objects.values_list("code", "label", "group__code", "group__label"))
    offered: dict[str, set[str]] = defaultdict(set)
    for code, point in PathwayDecisionPoint.objects.values_list("pathway__code", "decision_point"):
        offered[code].add(point)
    members: dict[str, list[str]] = defaultdict(list)
    for code, _, group, _ in rows:
        if group:
            members[group].append(code)
    labels = {group: label for _, _, group, label in rows if group}
    return Named(
        answers={code: {str(value): str(label) for value, label in each.choices} for code, each in OFFERED.items()}
        | {
            "proposed_pathway": {code: label for code, label, _, _ in rows},
            "main_reason": dict(Reason.objects.values_list("code", "label")),
        },
        professions=dict(Profession.objects.values_list("code", "label")),
        groups={group: (labels[group], tuple(codes)) for group, codes in members.items()},
        offered={code: frozenset(points) for code, points in offered.items()},
    )
