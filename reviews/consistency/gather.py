"""Reads what two panels answered about the same notes, for `reviews.consistency.paired`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from pathways.models import Pathway
from reviews.consistency import paired
from reviews.consistency.paired import Contrast, Pair
from reviews.consistency.referral import Decision, Rate, decision
from reviews.models import AgreedReview, CaseNote, Exchange

CODES = ("best_pathway", "note__actual_pathway__code", "proposed_pathway__code")


@dataclass(frozen=True)
class Choice:
    """One pathway, or a pathway group (`key` begins with "group:"), that the panels may have referred to."""

    key: str
    label: str
    pathways: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """`pairs` that both decided, `undecided`: notes on which one of them had not enough information."""

    pairs: list[Pair]
    undecided: int
    unread: int
    choices: list[Choice]
    notes: Mapping[int, CaseNote]
    labels: Mapping[str, str]

    @cached_property
    def improvable(self) -> Contrast:
        return paired.improvable(self.pairs)

    @property
    def same_answer(self) -> Rate:
        return paired.same_answer(self.pairs)

    @property
    def same_pathway(self) -> Rate:
        return paired.same_pathway(self.pairs)

    @property
    def differing(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.first.pathway != pair.second.pathway]

    def choice(self, key: str) -> Choice | None:
        """The one called `key`, or else the one to which referrals differ most; None where nothing was decided."""
        by_key = {choice.key: choice for choice in self.choices}
        most = paired.most_different(self.pairs, {choice.key: choice.pathways for choice in self.choices})
        return by_key.get(key) or by_key.get(most)

    def referral(self, choice: Choice) -> Contrast:
        return paired.referral(self.pairs, choice.pathways)


def compare(exchange: Exchange) -> Comparison:
    """Takes a complete one from `reviews.consistency.access`. Five statements, however many notes."""
    first = _decisions(AgreedReview.objects.filter(note__exchanges=exchange, panel=exchange.panel_id, exchanged=False))
    second = _decisions(AgreedReview.objects.filter(workshop_note__workshop=exchange.workshop_id))
    every = [Pair(note, first[note], second[note]) for note in second if note in first]
    pairs = paired.both_decided(every)
    notes = CaseNote.objects.filter(exchanges=exchange).select_related("actual_pathway").defer("narrative")
    found = notes.in_bulk()
    pathways = list(Pathway.objects.select_related("group").order_by("level_of_care", "position"))
    return Comparison(
        pairs=pairs,
        undecided=len(every) - len(pairs),
        unread=len(found) - len(every),
        choices=_choices(pairs, pathways),
        notes=found,
        labels={pathway.code: pathway.label for pathway in pathways},
    )


def _decisions(reviews: QuerySet[AgreedReview]) -> dict[int, Decision]:
    rows = reviews.order_by("note").values_list("note", *CODES)
    return {note: decision(best, actual, proposed or "") for note, best, actual, proposed in rows}


def _choices(pairs: list[Pair], pathways: list[Pathway]) -> list[Choice]:
    """Pathways that a panel decided for, by level of care, then the groups in which there is more than one of them."""
    decided = {each.pathway for pair in pairs for each in (pair.first, pair.second)}
    here = [pathway for pathway in pathways if pathway.code in decided]
    groups: dict[str, list[Pathway]] = {}
    for pathway in here:
        if pathway.group:
            groups.setdefault(pathway.group.code, []).append(pathway)
    return [Choice(each.code, each.label, frozenset([each.code])) for each in here] + [
        Choice(f"group:{code}", str(members[0].group), frozenset(each.code for each in members))
        for code, members in groups.items()
        if len(members) > 1
    ]
