"""How long the table of consistency takes: `python -m benchmarks.consistency --notes 10000 --members 5`.

Invented answers, as different as they can be: that gives the most kinds of notes. Processor time, so other work beside
it matters little. The database is left out: its part is one statement over the area's judgements.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from pathways.questions import WITH_NOTES
from reviews.consistency import counting
from reviews.consistency.counts import Counts, packed
from reviews.consistency.fields import FIELDS, Named
from reviews.consistency.table import table

SEED = 2016
ANSWERS = {
    "best_pathway": 3, "proposed_pathway": 12, "main_reason": 12, "level_of_need": 4, "alternative_existed": 3,
    "timing": 2, "person_implication": 4, "cost_implication": 3, "achievability": 5,
}  # fmt: skip
OFFERED = {code: [f"{code}-{n}" for n in range(many)] for code, many in ANSWERS.items()}
OFFERED["best_pathway"] = ["yes", "no", "unclear"]
NAMED = Named({code: {each: each for each in codes} for code, codes in OFFERED.items()}, {"gp": "GP", "nurse": "Nurse"})


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the table of consistency.")
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--members", type=int, default=5)
    wanted = parser.parse_args()
    judged = made_up(wanted.notes, wanted.members)
    counts, counting_s = timed(lambda: counted(judged))
    _, table_s = timed(lambda: table(counts, NAMED))
    told = {
        "notes": wanted.notes, "judgements": len(judged), "counting_s": counting_s, "table_s": table_s,
        "kept_kb": len(json.dumps(packed(counts))) // 1000, "seed": SEED,
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


def made_up(notes: int, members: int) -> pd.DataFrame:
    random = np.random.default_rng(SEED)
    rows = pd.DataFrame({"note": np.repeat(np.arange(notes), members), "person": np.tile(np.arange(members), notes)})
    for field in FIELDS:
        rows[field.code] = random.choice(OFFERED[field.code], len(rows))
    points = np.array([point.code for point in WITH_NOTES])
    no, panel = rows["best_pathway"] == "no", rows["note"] % 10
    after = [field.code for field in FIELDS if field.code not in {"best_pathway", "level_of_need"}]
    rows[after] = rows[after].where(no, "")
    best, pathway = rows["best_pathway"], rows["proposed_pathway"].where(no, "unclear")
    return rows.assign(
        point=points[rows["note"] % len(points)], panel="Panel " + panel.astype(str),
        profession=np.where(rows["person"] % 2, "gp", "nurse"),
        pathway=pathway, final_best=best, final_pathway=pathway, agreed_best="no", agreed_pathway=pathway,
    )  # fmt: skip


def counted(judged: pd.DataFrame) -> Counts:
    return Counts(
        kinds=counting.by_point_and_field(judged),
        panels=counting.by_panel(judged),
        professions=counting.by_profession(judged),
        changes=counting.changes(judged),
        referred=counting.referred_by_profession(judged),
    )


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    done = work()
    return done, round(time.process_time() - began, 2)


if __name__ == "__main__":
    main()
