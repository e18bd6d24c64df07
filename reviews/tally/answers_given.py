"""Every answer about an area's counted notes, one by one, for research: read as a stream, however many there are.

First answers given alone, answers revised after the reveal, and what was agreed: of notes whose agreed review counts.
No reference, no text and no name is read. Six queries, and memory for one row at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Value

from reviews.models import AgreedReview, Judgement
from reviews.tally.counting import counted

ALONE, REVISED, AGREED = "first", "revised", "agreed"
ANSWERS = (
    "level_of_need", "best_pathway", "proposed_pathway__code", "alternative_existed", "timing", "main_reason__code",
    "person_implication", "cost_implication", "achievability", "confidence",
)  # fmt: skip
CHUNK = 2_000


class Given(NamedTuple):
    """One set of answers. `by` and `profession` are None and "" where the panel agreed. `answers`: in order of ANSWERS.

    kind   ALONE, REVISED or AGREED
    final  whether it is the person's last word; what was agreed is
    """

    note: int
    panel: int
    by: int | None
    profession: str
    kind: str
    final: bool
    decision_point: str
    age_band: str
    actual: str
    answers: tuple[str | None, ...]
    missed: tuple[str, ...]
    other_reasons: tuple[str, ...]


@dataclass(frozen=True)
class AnswersGiven:
    """`reviews` is how many agreed reviews `rows` holds: what comes in while it is read is in neither."""

    reviews: int
    rows: Iterator[Given]


def answers_given(area_id: int) -> AnswersGiven:
    """Judgements first, then agreed reviews, in the order of their recording."""
    agreed = counted(area_id)
    newest = agreed.aggregate(Max("pk"))["pk__max"] or 0
    agreed = agreed.filter(pk__lte=newest)
    return AnswersGiven(agreed.count(), _rows(agreed))


def _rows(agreed: QuerySet[AgreedReview]) -> Iterator[Given]:
    yield from _stream(Judgement, _judgements(agreed))
    yield from _stream(AgreedReview, _agreed(agreed))


def _judgements(agreed: QuerySet[AgreedReview]) -> QuerySet:
    """Without those of who knows the person, and without late ones: consistency counts the same."""
    later = Judgement.objects.filter(workshop_note=OuterRef("workshop_note"), by=OuterRef("by"), phase="revised")
    of_counted = Q(workshop_note__in=agreed.values("workshop_note"), workshop_note__revealed_at__isnull=False)
    return Judgement.objects.taking_part().filter(of_counted, late=False).annotate(
        its_note=F("workshop_note__note"), its_panel=F("workshop_note__workshop__panel"), who=F("by"),
        craft=F("profession__code"), kind=F("phase"), revised_later=Exists(later),
    )  # fmt: skip


def _agreed(agreed: QuerySet[AgreedReview]) -> QuerySet:
    return agreed.annotate(
        its_note=F("note"), its_panel=F("panel"), who=Value(None, IntegerField()), craft=Value(""), kind=Value(AGREED),
        revised_later=Value(False),
    )  # fmt: skip


def _stream(model: type[Judgement] | type[AgreedReview], rows: QuerySet) -> Iterator[Given]:
    note = "workshop_note__note" if model is Judgement else "note"
    about = (f"{note}__decision_point", f"{note}__age_band", f"{note}__actual_pathway__code")
    columns = ("pk", "its_note", "its_panel", "who", "craft", "kind", "revised_later", *about, *ANSWERS)
    missed = _Beside(model.missed_prevention.through, model, rows, "preventiveservice__code")
    reasons = _Beside(model.other_reasons.through, model, rows, "reason__code")
    for pk, *row in rows.order_by("pk").values_list(*columns).iterator(CHUNK):
        yield _given(row, missed.of(pk), reasons.of(pk))


def _given(row: list[Any], missed: tuple[str, ...], reasons: tuple[str, ...]) -> Given:
    note, panel, who, craft, phase, revised_later, point, age, actual, *answers = row
    kind = {"independent": ALONE, "revised": REVISED}.get(phase, AGREED)
    final = kind != ALONE or not revised_later
    return Given(note, panel, who, craft, kind, final, point, age, actual, tuple(answers), missed, reasons)


class _Beside:
    """Codes that hang on rows, read beside them in the same order."""

    def __init__(self, through: Any, model: type, rows: QuerySet, code: str) -> None:
        parent = f"{model._meta.model_name}_id"  # type: ignore[attr-defined]
        found = through.objects.filter(**{f"{parent}__in": rows.order_by().values("pk")}).order_by(parent, code)
        self._pairs: Iterable = iter(found.values_list(parent, code).iterator(CHUNK))
        self._next = next(self._pairs, None)  # type: ignore[call-overload]

    def of(self, pk: int) -> tuple[str, ...]:
        codes = []
        while self._next and self._next[0] <= pk:
            if self._next[0] == pk:
                codes.append(self._next[1])
            self._next = next(self._pairs, None)  # type: ignore[call-overload]
        return tuple(codes)
