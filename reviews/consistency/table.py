"""The table of consistency as plain JSON values: shares are 0 to 1, nothing is rounded, what can't be known is null.

{"agreement": [AGREEMENT with "decision_point" (null: all of them) and its "label"],  members' answers before discussion
 "panels": [AGREEMENT on the best pathway, with "panel": name],
 "professions": [{"profession": code ("others": several that have few people), "label", "people": n,
                  "same_as_others": share | null, "same_as_agreed": RATE, "changed": RATE, "improvable": RATE}],
 "discussion": {"answer_changed": RATE, "pathway_changed": RATE,  members' final answer is not their first one
                "majority_changed": RATE, "majority_pathway_changed": RATE,  the agreed review is not the majority's
                "no_majority": n, "no_majority_pathway": n},
 "between_panels": BETWEEN with "exchanges": [BETWEEN with "exchange": id, "panel", "read_again_by",
                   "first": RATE, "second": RATE (improvable), "p": McNemar's]},
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

from reviews.consistency.referral import Rate

Table = dict[str, Any]


def nothing() -> Table:
    """The table before anything was judged alone, or before the first roll-up."""
    none = rate(Rate(0, 0))
    changes = ("answer_changed", "pathway_changed", "majority_changed", "majority_pathway_changed")
    return {
        "agreement": [],
        "panels": [],
        "professions": [],
        "discussion": dict.fromkeys(changes, none) | {"no_majority": 0, "no_majority_pathway": 0},
        "between_panels": {"notes": 0, "undecided": 0, "same_answer": none, "same_pathway": none, "exchanges": []},
        "referrals": [],
        "incomplete": [],
    }


def rate(found: Rate) -> Table:
    """A share with its count, of how many, and its interval."""
    interval = list(found.interval) if found.interval else None
    return {"count": found.count, "denominator": found.of, "share": found.share, "interval": interval}
