"""Reads what panels agreed about the same notes, over every complete exchange of an area: three statements."""

import pandas as pd
from django.db.models import F, Q, QuerySet

from reviews.consistency import paired
from reviews.consistency.access import complete_exchanges
from reviews.consistency.counts import Exchanged
from reviews.consistency.judged import ANSWERS, with_codes
from reviews.consistency.kinds import Kinds, kinds
from reviews.consistency.paired import Pair
from reviews.consistency.referral import decision
from reviews.models import AgreedReview, Exchange

ELSEWHERE = "A panel of another area"
COLUMNS = ["exchange", "note", "actual", *ANSWERS]


def exchanged_in(area_id: int) -> tuple[Exchanged, ...]:
    """Those in which a panel of the area read first or again, the oldest first. Five statements, however many."""
    here = Q(panel__area=area_id) | Q(workshop__panel__area=area_id)
    exchanges = list(complete_exchanges().filter(here).select_related("panel", "workshop__panel").order_by("pk"))
    if not exchanges:
        return ()
    first, second = _reviews(exchanges)
    return tuple(
        _exchanged(each, first[first["exchange"] == each.pk], second[second["exchange"] == each.pk], area_id)
        for each in exchanges
    )


def _reviews(exchanges: list[Exchange]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the first panels agreed, and what the second ones did: COLUMNS."""
    first = AgreedReview.objects.filter(
        note__exchanges__in=exchanges, note__exchanges__panel=F("panel"), exchanged=False
    )
    second = AgreedReview.objects.filter(workshop_note__workshop__exchange__in=exchanges)
    return _table(first, "note__exchanges"), _table(second, "workshop_note__workshop__exchange")


def _table(reviews: QuerySet[AgreedReview], exchange: str) -> pd.DataFrame:
    found = reviews.order_by("note").values_list(exchange, "note", "note__actual_pathway", *ANSWERS)
    return with_codes(pd.DataFrame(found, columns=COLUMNS), ["actual", "proposed_pathway"])


def _exchanged(exchange: Exchange, first: pd.DataFrame, second: pd.DataFrame, area_id: int) -> Exchanged:
    first, second = (rows[rows["note"].isin(other["note"])] for rows, other in ((first, second), (second, first)))
    decisions = zip(first["note"], _decisions(first), _decisions(second), strict=True)
    every = [Pair(*each) for each in decisions]
    pairs = paired.both_decided(every)
    improvable = paired.improvable(pairs)
    assert exchange.workshop  # noqa: S101 - only complete ones come here
    return Exchanged(
        exchange=exchange.pk,
        own=exchange.panel.area_id == area_id,
        panel=exchange.panel.name if exchange.panel.area_id == area_id else ELSEWHERE,
        read_again_by=exchange.workshop.panel.name if exchange.workshop.panel.area_id == area_id else ELSEWHERE,
        notes=len(pairs),
        undecided=len(every) - len(pairs),
        same_answer=paired.same_answer(pairs).count,
        same_pathway=paired.same_pathway(pairs).count,
        first=improvable.first.count,
        second=improvable.second.count,
        only_first=improvable.only_first,
        only_second=improvable.only_second,
        kinds=_kinds(pd.concat([first, second])),
    )


def _decisions(rows: pd.DataFrame) -> list[paired.Decision]:
    answers = zip(rows["best_pathway"], rows["actual"], rows["proposed_pathway"], strict=True)
    return [decision(*each) for each in answers]


def _kinds(both: pd.DataFrame) -> dict[str, Kinds]:
    found = {code: kinds(both["note"].to_numpy(), both[code].to_numpy()) for code in ANSWERS}
    return {code: each for code, each in found.items() if each.codes}
