"""The agreed reviews of a choice. Every table counts by these conditions, so what a count opens is what it counted."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from pathways import questions
from pathways.models import Pathway
from reviews.models import AgreedReview
from reviews.tally.choice import Choice

REVIEWED = ("yes", "no")
EXISTED = ("available", "under-commissioned")


def chosen(reviews: QuerySet[AgreedReview], choice: Choice) -> QuerySet[AgreedReview]:
    """Those of `reviews` that meet the choice."""
    for name, value in choice.told().items():
        reviews = reviews.filter(CONDITIONS[name](value))
    return reviews


def _field(name: str) -> Callable[[str], Q]:
    return lambda value: Q(**{name: value})


def _one_of(name: str, several: str, values: tuple[str, ...]) -> Callable[[str], Q]:
    """The field called `name`, where `several` stands for any of `values`."""
    return lambda value: Q(**{f"{name}__in": values if value == several else (value,)})


def _place(name: str) -> Callable[[str], Q]:
    return lambda value: Q(**{f"{name}__isnull": True}) if int(value) == 0 else Q(**{name: int(value)})


def _focus(code: str) -> Q:
    return Q(note__decision_point__in=[point.code for point in questions.WITH_NOTES if point.focus == code])


def _service(code: str) -> Q:
    return Q(proposed_pathway__group__code=code) | Q(proposed_pathway__group=None, proposed_pathway__code=code)


def _level(code: str) -> Q:
    actual = F("note__actual_pathway__level_of_care")
    compare = {"lower": "__lt", "same": "", "higher": "__gt"}[code]
    return Q(**{f"proposed_pathway__level_of_care{compare}": actual})


def _missed(code: str) -> Q:
    through = AgreedReview.missed_prevention.through.objects.filter(agreedreview=OuterRef("pk")).order_by()
    return Q(Exists(through if code == "any" else through.filter(preventiveservice__code=code)))


def _about(code: str) -> Q:
    return {
        "avoidable-admission": _avoidable,
        "self-referred": lambda: Q(note__decision_point="q1-attendance", note__self_referred=True),
        "with-support": _with_support,
        "care-home": lambda: Q(note__decision_point="q3-discharge", note__actual_pathway__setting="care-home"),
    }[code]()


def _avoidable() -> Q:
    return Q(note__decision_point="q1-admission", best_pathway="no") & ~Q(proposed_pathway__setting="hospital")


def _with_support() -> Q:
    """Above the lowest level of care that the catalogue offers at discharge."""
    offered = Pathway.objects.filter(decision_points__decision_point="q3-discharge").order_by()
    lowest = offered.values("decision_points__decision_point").annotate(low=Min("level_of_care")).values("low")
    return Q(note__decision_point="q3-discharge", note__actual_pathway__level_of_care__gt=Subquery(lowest))


def _since(month: str) -> Q:
    return Q(reviewed_on__gte=_first_day(month))


def _until(month: str) -> Q:
    """Before the month after it."""
    first = _first_day(month)
    return Q(reviewed_on__lt=date(first.year + first.month // 12, first.month % 12 + 1, 1))


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


CONDITIONS: Mapping[str, Callable[[str], Q]] = {
    "decision_point": _field("note__decision_point"),
    "focus": _focus,
    "best": _one_of("best_pathway", "reviewed", REVIEWED),
    "actual": _field("note__actual_pathway__code"),
    "proposed": _field("proposed_pathway__code"),
    "service": _service,
    "reason": _field("main_reason__code"),
    "timing": _field("timing"),
    "alternative": _one_of("alternative_existed", "existed", EXISTED),
    "achievability": _field("achievability"),
    "level": _level,
    "missed": _missed,
    "about": _about,
    "age_band": _field("note__age_band"),
    "locality": _place("note__locality_id"),
    "organisation": _place("note__organisation_id"),
    "panel": _place("panel_id"),
    "workshop": _place("workshop_note__workshop_id"),
    "since": _since,
    "until": _until,
}
