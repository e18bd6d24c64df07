"""Which reviews count, as grouped tables.

A note is counted once, by its one agreed review, and stays counted when the note is retired: the panel's answer stands.
What a second panel agreed in an exchange is no further review: it never counts here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from django.db.models import BooleanField, Case, CharField, F, OuterRef, QuerySet, Value, When

from areas.models import Locality, Organisation
from pathways.models import Pathway, PreventiveService, Reason
from reviews.models import AgreedReview, BestPathway
from reviews.tally.choice import Choice
from reviews.tally.chosen import chosen
from reviews.tally.scan import Found, scan
from reviews.tally.together import Together

COLUMNS = [
    "decision_point",
    "actual",
    "best",
    "proposed",
    "main_reason",
    "alternative_existed",
    "timing",
    "self_referred",
    "count",
]
MISSED_COLUMNS = ["decision_point", "service", "count"]
PROSPECT_COLUMNS = ["decision_point", "timing", "achievability", "count"]
PEOPLE_COLUMNS = ["kind", "decision_point", "best", "group", "count"]
GROUPINGS = {
    "counts": (
        "point", "actual", "best", "proposed", "reason", "existed", "timing_there", "self_referred_there",
    ),
    "prospects": ("point", "best", "when", "chance"),
    "age-band": ("point", "best", "age"),
    "locality": ("point", "best", "locality"),
    "organisation": ("point", "best", "organisation"),
    "missed": ("point", "missed_there"),
}  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """An area's agreed reviews, grouped.

    counts      COLUMNS, with the catalogue's codes; "" where a question was not asked or not answered.
                timing is given at q1-admission and self_referred (True, False, None) at q1-attendance, where
                headlines count them; elsewhere they would only make more groups
    missed      MISSED_COLUMNS: reviews answered yes or no in which this preventive service had been missed
    any_missed  decision point → such reviews in which any had been missed
    prospects   PROSPECT_COLUMNS: improvable reviews by when it could have gone differently and how likely that is
    people      PEOPLE_COLUMNS: all reviews by whose note it is; kind is age-band, locality or organisation, and group
                an age band or a place's name, "" where the note states none
    reviews     all of them, unclear ones too
    newest      the id of the newest; 0 when there is none
    """

    counts: pd.DataFrame
    missed: pd.DataFrame
    any_missed: dict[str, int]
    prospects: pd.DataFrame
    people: pd.DataFrame
    reviews: int
    newest: int


def counted(area_id: int | None = None) -> QuerySet[AgreedReview]:
    """The agreed reviews that tables count: of an area, or of all areas."""
    every = AgreedReview.objects.filter(exchanged=False).order_by()
    return every if area_id is None else every.filter(note__area_id=area_id)


def tally(area_id: int, choice: Choice | None = None) -> Counted:
    """Count an area's reviews, or those of a choice, in a fixed number of queries; no review is read by itself."""
    reviews = counted(area_id)
    if choice:
        reviews = chosen(reviews, choice)
    found = scan(_with_columns(reviews), GROUPINGS)
    rows = list(_with_codes(found["counts"]))
    by_service, any_missed = _missed(found["missed"])
    return Counted(
        counts=pd.DataFrame(rows, columns=COLUMNS),
        missed=pd.DataFrame(by_service, columns=MISSED_COLUMNS),
        any_missed=any_missed,
        prospects=pd.DataFrame(_prospects(found["prospects"]), columns=PROSPECT_COLUMNS),
        people=pd.DataFrame(_people(area_id, found), columns=PEOPLE_COLUMNS),
        reviews=sum(row[-1] for row in rows),
        newest=max((group[-1] for group in found["counts"]), default=0),
    )


def newer(area_id: int | None, than: int) -> int:
    """How many counted reviews came after the one with id `than`."""
    return counted(area_id).filter(pk__gt=than).count()


def _with_columns(reviews: QuerySet[AgreedReview]) -> QuerySet:
    """The reviews with every column of GROUPINGS; pathways, reasons and places as ids."""
    return reviews.annotate(
        pk_here=F("pk"),
        point=F("note__decision_point"),
        actual=F("note__actual_pathway_id"),
        best=F("best_pathway"),
        proposed=F("proposed_pathway_id"),
        reason=F("main_reason_id"),
        existed=F("alternative_existed"),
        timing_there=_only_at("q1-admission", F("timing"), Value("", CharField())),
        self_referred_there=_only_at("q1-attendance", F("note__self_referred"), Value(None, BooleanField())),
        when=F("timing"),
        chance=F("achievability"),
        age=F("note__age_band"),
        locality=F("note__locality_id"),
        organisation=F("note__organisation_id"),
        missed_there=_services_missed(),
    )


def _services_missed() -> Case:
    """Ids of the services that a review answered yes or no has as missed, in one text; "" for none."""
    through = AgreedReview.missed_prevention.through.objects.filter(agreedreview=OuterRef("pk"))
    services = Together(through.order_by("preventiveservice_id").values(found=F("preventiveservice_id")))
    return Case(When(best_pathway__in=[BestPathway.YES, BestPathway.NO], then=services), default=Value(""))


def _only_at(point: str, value: F, otherwise: Value) -> Case:
    return Case(When(note__decision_point=point, then=value), default=otherwise)


def _with_codes(groups: list[tuple]) -> Iterator[tuple]:
    """The groups with codes for ids. Codes are put in here because joining two more tables would slow the counting."""
    pathways: dict[int | None, str] = dict(Pathway.objects.order_by().values_list("pk", "code"))
    reasons: dict[int | None, str] = dict(Reason.objects.order_by().values_list("pk", "code"))
    pathways[None] = reasons[None] = ""
    for point, actual, best, proposed, reason, existed, timing, self_referred, n, _ in groups:
        self_referred = None if self_referred is None else bool(self_referred)  # SQLite has no booleans
        yield point, pathways[actual], best, pathways[proposed], reasons[reason], existed, timing, self_referred, n


def _prospects(groups: list[tuple]) -> list[tuple]:
    return [(point, when, chance, n) for point, best, when, chance, n, _ in groups if best == BestPathway.NO]


def _people(area_id: int, found: Found) -> Iterator[tuple]:
    """By whose note it is. Names are put in here, as codes are above."""
    names = {"locality": _names(Locality, area_id), "organisation": _names(Organisation, area_id)}
    for kind in ("age-band", *names):
        for point, best, group, n, _ in found[kind]:
            yield kind, point, best, names[kind][group] if kind in names else group, n


def _names(place: type[Locality | Organisation], area_id: int) -> dict[int | None, str]:
    names: dict[int | None, str] = dict(place.objects.filter(area_id=area_id).order_by().values_list("pk", "name"))
    return names | {None: ""}


def _missed(groups: list[tuple]) -> tuple[list[tuple[str, str, int]], dict[str, int]]:
    """Reviews by decision point and service missed, and those in which any was: from reviews that missed the same."""
    codes = {str(pk): code for pk, code in PreventiveService.objects.order_by().values_list("pk", "code")}
    by_service: Counter[tuple[str, str]] = Counter()
    any_missed: Counter[str] = Counter()
    for point, services, n, _ in groups:
        if services:
            any_missed[point] += n
            by_service.update({(point, codes[service]): n for service in services.split()})
    return [(point, code, n) for (point, code), n in by_service.items()], dict(any_missed)
