"""How often discussion changed the answer: members' own, and what most of them had said before. No Django in here."""

from dataclasses import dataclass

import pandas as pd

from reviews.consistency.referral import Rate


@dataclass(frozen=True)
class Change:
    """How many of how many changed. `open`: notes on which no answer had a majority, so that none could change."""

    changed: int = 0
    of: int = 0
    open: int = 0

    @property
    def rate(self) -> Rate:
        return Rate(self.changed, self.of)

    def __add__(self, other: "Change") -> "Change":
        return Change(self.changed + other.changed, self.of + other.of, self.open + other.open)


def members_changed(first: pd.Series, final: pd.Series) -> Change:
    """First answers against final ones, a row for each member and note."""
    return Change(int((first != final).sum()), len(first))


def majority_changed(notes: pd.Series, first: pd.Series, agreed: pd.Series) -> Change:
    """What more than half had answered alone against what was agreed, over notes that two or more judged alone.

    Rows are members and notes; `agreed` says the same in every row of a note.
    """
    given = pd.DataFrame({"note": notes, "answer": first}).value_counts().rename("people").reset_index()
    people = given.groupby("note")["people"].transform("sum")
    several = given[people >= 2]
    most = several[2 * several["people"] > people[people >= 2]].set_index("note")["answer"]
    decided = agreed.groupby(notes).first().reindex(most.index)
    return Change(int((most != decided).sum()), len(most), several["note"].nunique() - len(most))
