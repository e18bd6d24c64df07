"""The table of consistency as plain JSON values: shares are 0 to 1, nothing is rounded, what can't be known is null.

{"agreement": [AGREEMENT with "decision_point" (null: all of them) and its "label"],  members' answers before discussion
 "panels": [AGREEMENT on the best pathway, with "panel": name],
 "professions": [{"profession": code ("others": several that have few people), "label", "people": n,
                  "same_as_others": share | null, "same_as_agreed": RATE, "changed": RATE, "improvable": RATE}],
 "discussion": {"answer_changed": RATE, "pathway_changed": RATE,  members' final answer is not their first one
                "majority_changed": RATE, "majority_pathway_changed": RATE,  the agreed review is not the majority's
                "no_majority": n, "no_majority_pathway": n},
 "between_panels": BETWEEN with "agreement": [AGREEMENT of both panels' reviews]
                   and "exchanges": [BETWEEN with "exchange": id, "panel", "read_again_by", "first": RATE,
                   "second": RATE (improvable by either panel), "p": McNemar's]; none of all areas},
 "referrals": [{"pathway": code or "group:code", "label", "panels": [RATE with "name"], "localities", "professions"}],
 "incomplete": []}

RATE = {"count": 3, "denominator": 10, "share": 0.3 | null, "interval": [0.11, 0.6] | null}  95%, Wilson
AGREEMENT = {"field": "best_pathway", "field_label", "scale": "nominal" | "ordinal",
             "notes": n that two or more answered, "answers": n of them to all notes, "unanimous": RATE of notes,
             "same_answer": share | null (of pairs of members), "alpha", "alpha_interval", "ac1", "ac1_interval",
             "prevalence": [{"answer", "label", "share"}, most first], "not_estimated": why alpha is null | null}
BETWEEN = {"notes": n that both panels decided, "undecided": n, "same_answer": RATE, "same_pathway": RATE}
"""

from typing import Any

from pathways.questions import WITH_NOTES
from reviews.consistency.counts import CHANGES, Counts, Exchanged
from reviews.consistency.estimates import Row, asked, estimates
from reviews.consistency.fields import BEST, FIELDS, Named
from reviews.consistency.kinds import added
from reviews.consistency.paired import mcnemar
from reviews.consistency.professions import professions, who
from reviews.consistency.referral import Rate
from reviews.consistency.referrals import referrals
from reviews.consistency.shift import Change

Table = dict[str, Any]
POINTS = {point.code: point.label for point in WITH_NOTES}


def nothing() -> Table:
    """The table before anything was judged alone, or before the first roll-up."""
    return table(Counts(), Named({field.code: {} for field in FIELDS}))


def table(counts: Counts, named: Named) -> Table:
    """The table of one area's counts, or of several areas' pooled."""
    folded = who(counts.professions, named.professions)
    return {
        "agreement": _agreement(counts, named),
        "panels": _panels(counts, named),
        "professions": professions(counts.professions, folded),
        "discussion": _discussion(counts),
        "between_panels": _between(counts, named),
        "referrals": referrals(counts.referred, folded, named),
        "incomplete": [],
    }


def _agreement(counts: Counts, named: Named) -> list[Row]:
    """All decision points together, then each of them; each by the questions of the form."""
    every = asked(counts.kinds, list(POINTS), named.answers)
    rows = estimates(every, named.answers)
    places = {None: "All decision points"} | POINTS
    return [
        {"decision_point": place, "label": label, **rows[place, field.code]}
        for place, label in places.items()
        for field in FIELDS
        if (place, field.code) in rows
    ]


def _panels(counts: Counts, named: Named) -> list[Row]:
    found = {(panel, BEST.code): kinds for panel, kinds in counts.panels.items()}
    rows = estimates(asked(found, sorted(counts.panels), named.answers), named.answers)
    return [{"panel": place, **row} for (place, _), row in rows.items() if place is not None]


def _discussion(counts: Counts) -> Table:
    found = {name: counts.changes.get(name, Change()) for name in CHANGES}
    return {name: change.rate.as_row() for name, change in found.items()} | {
        "no_majority": found["majority_changed"].open,
        "no_majority_pathway": found["majority_pathway_changed"].open,
    }


def _between(counts: Counts, named: Named) -> Table:
    every = counts.exchanged
    fields = {code for each in every for code in each.kinds}
    found = {("", code): added(each.kinds[code] for each in every if code in each.kinds) for code in fields}
    rows = estimates(asked(found, [""], named.answers), named.answers)
    notes = sum(each.notes for each in every)
    return {
        "notes": notes,
        "undecided": sum(each.undecided for each in every),
        "same_answer": Rate(sum(each.same_answer for each in every), notes).as_row(),
        "same_pathway": Rate(sum(each.same_pathway for each in every), notes).as_row(),
        "agreement": [row for (place, _), row in rows.items() if place is None],
        "exchanges": [_exchange(each) for each in every if each.named],
    }


def _exchange(each: Exchanged) -> Table:
    return {
        "exchange": each.exchange,
        "panel": each.panel,
        "read_again_by": each.read_again_by,
        "notes": each.notes,
        "undecided": each.undecided,
        "same_answer": Rate(each.same_answer, each.notes).as_row(),
        "same_pathway": Rate(each.same_pathway, each.notes).as_row(),
        "first": Rate(each.first, each.notes).as_row(),
        "second": Rate(each.second, each.notes).as_row(),
        "p": mcnemar(each.only_first, each.only_second),
    }
