"""Which notes a panel can put before another one, which are drawn, and who has seen its answers to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from config.errors import NotAllowed
from reviews.models import AgreedReview, CaseNote, Exchange, Judgement, Panel, PanelMember
from reviews.workshops.sampling import new_seed, sample

UNKNOWN_REFERENCES = "{panel} has agreed no note that could be offered under: {references}."

KNOWS = (
    "{user} may know the other panel’s answers to the notes of “{workshop}”, which this panel reads blind. "
    "They can join when that workshop is closed."
)


@dataclass(frozen=True)
class Wanted:
    """Which notes a lead offers: a `number` drawn at random, or those with these `references`.

    `decision_point` narrows both; "" is any. The same `seed` draws the same notes again; None is a new one.
    """

    number: int = 0
    decision_point: str = ""
    seed: int | None = None
    references: Sequence[str] = ()


def offerable(panel: Panel, decision_point: str = "") -> QuerySet[CaseNote]:
    """Notes that the panel has agreed, that tables count, and that may still be read."""
    counted = Q(agreed_reviews__panel=panel, agreed_reviews__exchanged=False, retired_at=None, hidden_at=None)
    return CaseNote.objects.filter(counted, **({"decision_point": decision_point} if decision_point else {}))


def offerable_by_decision_point(panel: Panel) -> dict[str, int]:
    return dict(offerable(panel).order_by().values_list("decision_point").annotate(number=Count("pk")))


def drawn(panel: Panel, wanted: Wanted) -> tuple[list[int], dict[str, Any]]:
    """The notes (ids) in reading order, and how they were picked, for `Exchange.sample`. Raises NotAllowed."""
    seed = wanted.seed or new_seed()
    frame = dict(offerable(panel, wanted.decision_point).values_list("pk", "reference"))
    record = {"decision_point": wanted.decision_point, "seed": seed, "drawn_from": len(frame)}
    if wanted.references:
        _check_known(panel, wanted.references, set(frame.values()))
        picked = [note for note, reference in frame.items() if reference in set(wanted.references)]
        return sample(picked, len(picked), seed), record | {"method": "by-hand", "number": len(picked)}
    if not 1 <= wanted.number <= len(frame):
        raise NotAllowed(f"{panel} has agreed {len(frame):,} notes that could be offered. Ask for 1 to {len(frame):,}.")
    return sample(frame, wanted.number, seed), record | {"method": "random", "number": wanted.number}


def _check_known(panel: Panel, wanted: Sequence[str], there: set[str]) -> None:
    unknown = [reference for reference in wanted if reference not in there]
    if unknown:
        raise NotAllowed(UNKNOWN_REFERENCES.format(panel=panel, references=", ".join(unknown[:10])))


def still_readable(exchange: Exchange) -> list[int]:
    """Its notes (ids) in the order in which the other panel reads them, without those retired since or hidden."""
    left = exchange.notes.filter(retired_at=None, hidden_at=None).order_by().values_list("pk", flat=True)
    notes = list(left)
    return sample(notes, len(notes), exchange.sample["seed"])


def knowing(exchange: Exchange) -> QuerySet[User]:
    """Who may know the first panel’s answers: who sat on it, recorded its reviews, or judged the notes elsewhere."""
    sat = PanelMember.objects.filter(panel=exchange.panel_id).values("user")
    reviews = AgreedReview.objects.filter(note__exchanges=exchange, panel=exchange.panel_id, recorded_by__isnull=False)
    judged = Judgement.objects.filter(workshop_note__note__exchanges=exchange)
    others = judged.exclude(workshop_note__workshop=exchange.workshop_id) if exchange.workshop_id else judged
    return User.objects.filter(Q(pk__in=sat) | Q(pk__in=reviews.values("recorded_by")) | Q(pk__in=others.values("by")))


def has_read(panel: Panel, exchange: Exchange) -> bool:
    """Whether this panel has agreed one of the notes already."""
    return AgreedReview.objects.filter(panel=panel, note__exchanges=exchange).exists()


def check_can_join(panel: Panel, user: User) -> None:
    """Nobody who may know the answers joins a panel that still reads the notes blind. Raises NotAllowed."""
    for exchange in Exchange.objects.filter(workshop__panel=panel, workshop__closed_at=None).select_related("workshop"):
        if knowing(exchange).filter(pk=user.pk).exists():
            raise NotAllowed(KNOWS.format(user=user, workshop=exchange.workshop))
