"""Reads the catalogue for pages and programs: always the same few queries, in catalogue order."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from pathways import questions
from pathways.models import NationalCost, Pathway, PreventiveService, Profession, Reason, Sector


@dataclass(frozen=True)
class AtPoint:
    """What is offered at one decision point. Pathways are lowest level of care first."""

    point: questions.DecisionPoint
    question: questions.Question
    pathways: list[Pathway]
    reasons: list[Reason]


def pathways() -> QuerySet[Pathway]:
    """With group, decision points and national costs."""
    costs = Prefetch("national_costs", NationalCost.objects.select_related("sector"))
    return Pathway.objects.select_related("group").prefetch_related("decision_points", costs)


def reasons() -> QuerySet[Reason]:
    return Reason.objects.prefetch_related("decision_points")


def by_decision_point() -> list[AtPoint]:
    """The catalogue's page: each decision point with notes, in order."""
    all_pathways = sorted(pathways(), key=lambda pathway: pathway.level_of_care)
    all_reasons = list(reasons())
    texts = {question.code: question for question in questions.QUESTIONS}
    return [
        AtPoint(point, texts[point.question], _offered(all_pathways, point.code), _offered(all_reasons, point.code))
        for point in questions.WITH_NOTES
    ]


def _offered(rows: list[Any], point: str) -> list[Any]:
    return [row for row in rows if any(each.decision_point == point for each in row.decision_points.all())]


def professions() -> QuerySet[Profession]:
    return Profession.objects.all()


def preventive_services() -> QuerySet[PreventiveService]:
    return PreventiveService.objects.all()


def sectors() -> dict[str, str]:
    """Code → label."""
    return dict(Sector.objects.values_list("code", "label"))


def pathway_of(code: str) -> Pathway:
    """Raises Http404 when the catalogue has none of this code."""
    pathway = Pathway.objects.filter(code=code).first()
    if pathway is None:
        raise Http404
    return pathway


@dataclass(frozen=True)
class Labels:
    """What codes stand for, in catalogue order. `services`: a pathway's group where it has one, else the pathway."""

    pathways: dict[str, str]
    reasons: dict[str, str]
    preventive: dict[str, str]
    services: dict[str, str]


def labels() -> Labels:
    """Three queries."""
    rows = list(Pathway.objects.values_list("code", "label", "group__code", "group__label"))
    return Labels(
        pathways={code: label for code, label, _, _ in rows},
        reasons=dict(Reason.objects.values_list("code", "label")),
        preventive=dict(PreventiveService.objects.values_list("code", "label")),
        services={group or code: group_label or label for code, label, group, group_label in rows},
    )
