"""From notes by their answers to coefficients with their intervals, as rows of the table. No Django in here."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from reviews.consistency import agreement
from reviews.consistency.agreement import Sums, contributions, sums
from reviews.consistency.fields import FIELDS, Field
from reviews.consistency.kinds import Kinds
from reviews.consistency.referral import Rate
from reviews.consistency.resampling import Part, drawn, interval

Row = dict[str, Any]
Found = Mapping[tuple[str, str], Kinds]  # by place and question
Labels = Mapping[str, Mapping[str, str]]  # question → code → label, in the order of the form or the catalogue
ALONE = "No note was answered by two or more people, so there is nothing to compare."
ONE_ANSWER = "Everybody gave the same answer, so agreement beyond chance can’t be estimated."


@dataclass(frozen=True)
class Asked:
    """The notes of one place (a decision point, a panel …) by their answers to one question.

    Places whose `first` note is the same are resampled alike.
    """

    place: str
    field: Field
    kinds: Kinds
    first: int = 0


def asked(
    found: Mapping[tuple[str, str], Kinds], places: list[str], labels: Mapping[str, Mapping[str, str]]
) -> list[Asked]:
    """Every place and question that has answers, each with all the codes of its question, in the order of `labels`."""
    codes = {field.code: _codes(field, found, labels) for field in FIELDS}
    every, first = [], 0
    for place in places:
        here = [(field, found[place, field.code]) for field in FIELDS if (place, field.code) in found]
        every += [Asked(place, field, kinds.in_order(codes[field.code]), first) for field, kinds in here]
        first += max((int(kinds.notes.sum()) for _, kinds in here), default=0)
    return every


def estimates(every: list[Asked], labels: Labels) -> dict[tuple[str | None, str], Row]:
    """AGREEMENT (reviews.consistency.table) by place and question; place None: all places, each resampled apart."""
    sampled = _sampled(every)
    rows: dict[tuple[str | None, str], Row] = {}
    for field in FIELDS:
        here = [each for each in sampled if each.asked.field is field]
        if here:
            rows[None, field.code] = _row(here, labels[field.code])
        rows |= {(each.asked.place, field.code): _row([each], labels[field.code]) for each in here}
    return rows


@dataclass(frozen=True)
class _Sampled:
    """Sums of `contributions` over the notes as they are: [1, columns], and in each draw: [DRAWS, columns]."""

    asked: Asked
    found: np.ndarray
    draws: np.ndarray


def _sampled(every: list[Asked]) -> list[_Sampled]:
    each = [contributions(one.kinds.counts, one.field.scale) for one in every]
    notes = [one.kinds.notes for one in every]
    parts = [Part(np.repeat(rows, n, axis=0), one.first) for one, rows, n in zip(every, each, notes, strict=True)]
    found = [n[None, :] @ rows for n, rows in zip(notes, each, strict=True)]
    return [_Sampled(*one) for one in zip(every, found, drawn(parts), strict=True)]


def _codes(field: Field, found: Found, labels: Labels) -> list[str]:
    """All that the form offers; of the catalogue, those that anybody gave."""
    given = {code for (_, asked), kinds in found.items() if asked == field.code for code in kinds.codes}
    return [code for code in labels[field.code] if code in given or not field.from_catalogue]


def _unanimous(kinds: Kinds) -> int:
    people = kinds.counts.sum(axis=1)
    return int(kinds.notes[(people >= 2) & (kinds.counts.max(axis=1, initial=0) == people)].sum())


def _row(places: list[_Sampled], labels: Mapping[str, str]) -> Row:
    field, codes = places[0].asked.field, places[0].asked.kinds.codes
    found, draws = (np.sum([getattr(each, name) for each in places], axis=0) for name in ("found", "draws"))
    now, drawn_again = (sums(each, len(codes), field.scale) for each in (found, draws))
    notes, offered = int(now.notes[0]), _offered(field, now)
    alpha, ac1 = _known(agreement.alpha(now, field.scale)), _known(agreement.ac1(now, offered))
    return {
        "field": field.code,
        "field_label": field.label,
        "scale": field.scale.value,
        "notes": notes,
        "answers": int(now.values.sum()),
        "unanimous": Rate(sum(_unanimous(each.asked.kinds) for each in places), notes).as_row(),
        "same_answer": _known(agreement.raw(now)),
        "alpha": alpha,
        "alpha_interval": None if alpha is None else interval(agreement.alpha(drawn_again, field.scale), notes),
        "ac1": ac1,
        "ac1_interval": None if ac1 is None else interval(agreement.ac1(drawn_again, offered), notes),
        "prevalence": _prevalence(codes, labels, now),
        "not_estimated": None if alpha is not None else ONE_ANSWER if notes else ALONE,
    }


def _offered(field: Field, now: Sums) -> int:
    """Out of how many answers one could choose: those of the form, or the pathways and reasons that anybody gave."""
    return int((now.mix[0] > 0).sum()) if field.from_catalogue else now.mix.shape[1]


def _prevalence(codes: tuple[str, ...], labels: Mapping[str, str], now: Sums) -> list[Row]:
    shares = zip(codes, agreement.prevalence(now)[0].tolist(), strict=True)
    given = [{"answer": code, "label": labels[code], "share": share} for code, share in shares if share > 0]
    return sorted(given, key=lambda row: -row["share"])


def _known(value: np.ndarray) -> float | None:
    return None if math.isnan(value[0]) else float(value[0])
