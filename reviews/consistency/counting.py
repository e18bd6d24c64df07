"""From what members answered to what is counted of it. No Django in here.

`judged` is a table of reviews.consistency.judged: a row for each member and note, sorted by note.
"""

import pandas as pd

from reviews.consistency.counts import CHANGES, OfProfession
from reviews.consistency.fields import BEST, FIELDS
from reviews.consistency.kinds import Kinds, kinds
from reviews.consistency.referral import NO, YES
from reviews.consistency.shift import Change, majority_changed, members_changed


def by_point_and_field(judged: pd.DataFrame) -> dict[tuple[str, str], Kinds]:
    """The notes of each decision point by their first answers to each question that anybody answered."""
    found = {
        (str(point), field.code): kinds(rows["note"].to_numpy(), rows[field.code].to_numpy())
        for point, rows in judged.groupby("point")
        for field in FIELDS
    }
    return {key: each for key, each in found.items() if each.codes}


def by_panel(judged: pd.DataFrame) -> dict[str, Kinds]:
    """The notes of each panel by their first answers on the best pathway."""
    return {
        str(panel): kinds(rows["note"].to_numpy(), rows[BEST.code].to_numpy())
        for panel, rows in judged.groupby("panel")
    }


def changes(judged: pd.DataFrame) -> dict[str, Change]:
    found = (
        members_changed(judged["best_pathway"], judged["final_best"]),
        members_changed(judged["pathway"], judged["final_pathway"]),
        majority_changed(judged["note"], judged["best_pathway"], judged["agreed_best"]),
        majority_changed(judged["note"], judged["pathway"], judged["agreed_pathway"]),
    )
    return dict(zip(CHANGES, found, strict=True))


def by_profession(judged: pd.DataFrame) -> dict[str, OfProfession]:
    answer, note = judged["best_pathway"], judged["note"]
    marked = judged[["profession", "person"]].assign(
        answers=1,
        alike=answer.groupby([note, answer]).transform("size") - 1,
        pairs=answer.groupby(note).transform("size") - 1,
        as_agreed=answer == judged["agreed_best"],
        changed=answer != judged["final_best"],
        decided=answer.isin([YES, NO]),
        improvable=answer == NO,
    )
    return {str(code): _of_profession(rows) for code, rows in marked.groupby("profession")}


def _of_profession(rows: pd.DataFrame) -> OfProfession:
    people = frozenset(int(person) for person in rows["person"].unique())
    tallied = rows.drop(columns=["profession", "person"]).sum()
    return OfProfession(people, **{str(name): int(number) for name, number in tallied.items()})


def referred_by_profession(judged: pd.DataFrame) -> dict[tuple[str, str, str, str], int]:
    """First answers that decided, by profession, decision point and pathway."""
    decided = judged[judged["best_pathway"].isin([YES, NO])]
    counted = decided.groupby(["profession", "point", "pathway"]).size()
    rows = counted.rename("number").reset_index().itertuples(index=False)
    return {("professions", str(who), str(point), str(to)): int(number) for who, point, to, number in rows}
