"""How one practitioner's answers compare, for them alone, and never another's answer. No Django in here."""

from dataclasses import dataclass

import pandas as pd

from reviews.consistency.referral import NO, YES, Rate

NOTES = 8  # fewer say little, and figures move on by as many at once: what one note adds can't be told
PEOPLE = 3  # others whose answers are told together; each with NOTES answers, or one of them would be most of it


@dataclass(frozen=True)
class At:
    """At one decision point."""

    point: str
    same_as_agreed: Rate
    changed: Rate


@dataclass(frozen=True)
class Own:
    """Over `notes` that this person judged alone and a panel has agreed.

    more, fewer  notes on which they alone found a better pathway, and on which the panel did and they had said yes
    improvable   of what they decided; others: the share of others on the same notes (0 to 1), None where it could
                 tell what a single person answered
    """

    notes: int
    same_as_agreed: Rate
    changed: Rate
    more: int
    fewer: int
    improvable: Rate
    others: float | None
    points: tuple[At, ...]


def own(judged: pd.DataFrame, person: int) -> Own | None:
    """Takes rows of reviews.consistency.judged of the notes this person judged. None of fewer than NOTES."""
    mine, others = judged[judged["person"] == person], judged[judged["person"] != person]
    if len(mine) < NOTES:
        return None
    first, agreed = mine["best_pathway"], mine["agreed_best"]
    return Own(
        notes=len(mine),
        same_as_agreed=_same(mine),
        changed=_changed(mine),
        more=int(((first == NO) & (agreed == YES)).sum()),
        fewer=int(((first == YES) & (agreed == NO)).sum()),
        improvable=Rate(int((first == NO).sum()), int(first.isin([YES, NO]).sum())),
        others=_share_of(others),
        points=tuple(
            At(str(point), _same(rows), _changed(rows)) for point, rows in mine.groupby("point") if len(rows) >= NOTES
        ),
    )


def _same(mine: pd.DataFrame) -> Rate:
    return Rate(int((mine["best_pathway"] == mine["agreed_best"]).sum()), len(mine))


def _changed(mine: pd.DataFrame) -> Rate:
    return Rate(int((mine["best_pathway"] != mine["final_best"]).sum()), len(mine))


def _share_of(others: pd.DataFrame) -> float | None:
    """None unless enough people decided often enough, and did not all answer alike: then each answer would be told."""
    decided = others[others["best_pathway"].isin([YES, NO])]
    often = decided.groupby("person")["person"].transform("size") >= NOTES
    told = decided.loc[often, "best_pathway"] == NO
    found = int(told.sum())
    several = decided.loc[often, "person"].nunique() >= PEOPLE
    return found / len(told) if several and PEOPLE <= found <= len(told) - PEOPLE else None
