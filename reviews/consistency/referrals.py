"""How often each panel, locality and profession would have had people on a pathway or in its group. No Django in here.

Counted over the decisions at decision points that can answer with the pathway, whoever made them: panels and localities
by agreed reviews, professions by what their members answered alone.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reviews.consistency.counts import Referred
from reviews.consistency.fields import Named
from reviews.consistency.professions import Told
from reviews.consistency.referral import Rate

BY = ("panels", "localities", "professions")
Made = dict[tuple[str, str], int]  # decision point and pathway → decisions


@dataclass(frozen=True)
class Chosen:
    """One pathway, or a group of those that anybody was referred to."""

    key: str
    label: str
    pathways: frozenset[str]
    points: frozenset[str]


def referrals(found: Mapping[Referred, int], told: tuple[Told, ...], named: Named) -> list[dict[str, Any]]:
    """A row for each pathway that anybody was referred to, then for each group of several; in catalogue order."""
    lines = _lines(found, told)
    here = {to for _, _, _, to in found}
    return [
        {"pathway": each.key, "label": each.label} | {by: _rates(lines[by], each) for by in BY}
        for each in _chosen(here, named)
    ]


def _chosen(here: set[str], named: Named) -> list[Chosen]:
    labels = named.answers["proposed_pathway"]
    one = {
        code: Chosen(code, labels[code], frozenset([code]), named.offered.get(code, frozenset()))
        for code in labels
        if code in here
    }
    groups = {key: (label, [code for code in codes if code in one]) for key, (label, codes) in named.groups.items()}
    return [*one.values()] + [
        Chosen(f"group:{key}", label, frozenset(codes), frozenset().union(*(one[code].points for code in codes)))
        for key, (label, codes) in groups.items()
        if len(codes) > 1
    ]


def _lines(found: Mapping[Referred, int], told: tuple[Told, ...]) -> dict[str, dict[str, Made]]:
    """What each panel, locality and told line of professions decided; names in order of the alphabet or catalogue."""
    lines: dict[str, dict[str, Made]] = {by: defaultdict(lambda: defaultdict(int)) for by in BY}
    line_of = {code: line.label for line in told for code in line.professions}
    for (by, name, point, to), number in sorted(found.items()):
        shown = line_of.get(name) if by == "professions" else name
        if shown is not None:
            lines[by][shown][point, to] += number
    order = [line.label for line in told]
    lines["professions"] = {name: lines["professions"][name] for name in order if name in lines["professions"]}
    return lines


def _rates(lines: dict[str, Made], chosen: Chosen) -> list[dict[str, Any]]:
    rates = {name: _rate(made, chosen) for name, made in lines.items()}
    return [{"name": name, **rate.as_row()} for name, rate in rates.items() if rate.of]


def _rate(made: Made, chosen: Chosen) -> Rate:
    here = {key: number for key, number in made.items() if key[0] in chosen.points}
    return Rate(sum(number for (_, to), number in here.items() if to in chosen.pathways), sum(here.values()))
