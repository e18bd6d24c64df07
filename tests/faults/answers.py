"""What reviewers answer, by seed, and a fingerprint by which the same answers are known again wherever they stand."""

import hashlib
import json
import random
from collections.abc import Mapping
from typing import Any

ONE = (
    "level_of_need", "best_pathway", "proposed_pathway", "alternative_existed", "timing", "main_reason",
    "person_implication", "cost_implication", "achievability", "comment",
)  # fmt: skip
MANY = ("missed_prevention", "other_reasons")
PATHWAYS = ("reablement", "domiciliary-package", "residential-placement")
REASONS = ("capacity-short", "funding-dispute")
AGREEING = 0.8  # of the answers to a note are the ones that its panel tends to


def answers(seed: int, place: int, who: str, revision: int) -> dict[str, Any]:
    """A form as this person fills it in. `comment` says whose it is, and which revision."""
    own = random.Random(f"{seed} {place} {who} {revision}")
    tends = random.Random(f"{seed} {place}")
    deciding = tends if own.random() < AGREEING else own
    given = {**_deciding(deciding), "level_of_need": own.choice(("low", "moderate", "high", "complex"))}
    return {**given, "comment": f"{who}, note {place}, revision {revision}: {own.getrandbits(64):x}"}


def _deciding(chance: random.Random) -> dict[str, Any]:
    """What tables count, and what is asked only after "no"."""
    if chance.random() < 0.4:
        return {"best_pathway": "yes"}
    return {
        "best_pathway": "no", "proposed_pathway": chance.choice(PATHWAYS), "main_reason": chance.choice(REASONS),
        "other_reasons": ["hospital-pressure"], "alternative_existed": chance.choice(("available", "no")),
        "timing": "earlier", "missed_prevention": ["falls-prevention", "telecare-equipment"],
        "person_implication": chance.choice(("better", "much-better")), "cost_implication": "lower",
        "achievability": chance.choice(("likely", "even")),
    }  # fmt: skip


def fingerprint(given: Mapping[str, Any]) -> str:
    """The same for the same answers: empty ones are as those not given, lists have no order."""
    plain = {name: given.get(name) or "" for name in ONE}
    lists = {name: sorted(given.get(name) or ()) for name in MANY}
    return hashlib.sha256(json.dumps([plain, lists], sort_keys=True).encode()).hexdigest()[:32]
