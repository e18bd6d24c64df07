"""Reads what members answered alone and at the end, beside what their panel agreed: a row for each member and note.

Only of notes that are revealed and agreed, and whose review counts: nothing that is still blind is ever read here.
"""

import pandas as pd

from pathways.models import Pathway, Reason
from reviews.consistency.fields import FIELDS
from reviews.models import Judgement
from reviews.models.judgement import JudgementSet

PLACE = {
    "workshop_note": "note",
    "workshop_note__note__decision_point": "point",
    "workshop_note__workshop__panel__name": "panel",
    "profession__code": "profession",
    "by": "person",
    "workshop_note__note__actual_pathway": "actual",
    "workshop_note__agreed_review__best_pathway": "agreed_best",
    "workshop_note__agreed_review__proposed_pathway": "agreed_proposed",
}
ANSWERS = [field.code for field in FIELDS]


def judged_in(area_id: int) -> pd.DataFrame:
    """All of an area's, as `judged` gives them."""
    return judged(agreed_judgements().filter(workshop_note__workshop__area=area_id))


def judged(found: JudgementSet) -> pd.DataFrame:
    """Sorted by note and person. Takes some of `agreed_judgements`. Three statements.

    note, point, panel (name), profession (code), person (id); the first answers by the codes of FIELDS, "" where not
    asked; pathway, final_best, final_pathway, agreed_best, agreed_pathway. A pathway is where the person should have
    been: the actual one after yes, the proposed one after no, "unclear" otherwise.
    """
    columns = [*PLACE.values(), *ANSWERS]
    rows = pd.DataFrame(found.values_list(*PLACE, *ANSWERS), columns=columns)
    rows = with_codes(rows, ["actual", "agreed_proposed", "proposed_pathway"])
    rows["pathway"] = pathway_of(rows, "best_pathway", "proposed_pathway")
    rows["agreed_pathway"] = pathway_of(rows, "agreed_best", "agreed_proposed")
    each = rows.groupby(["note", "person"], sort=False)
    final = each.tail(1)
    first = each.head(1).reset_index(drop=True)
    first["final_best"], first["final_pathway"] = final["best_pathway"].to_numpy(), final["pathway"].to_numpy()
    return first.drop(columns=["actual", "agreed_proposed"])


def agreed_judgements() -> JudgementSet:
    """Judgements that count, of revealed and agreed notes; by note and person, the first one before its revision."""
    return (
        Judgement.objects.taking_part()
        .filter(
            late=False,
            workshop_note__revealed_at__isnull=False,
            workshop_note__agreed_review__exchanged=False,
        )
        .order_by("workshop_note", "by", "phase")
    )


def with_codes(rows: pd.DataFrame, pathways: list[str]) -> pd.DataFrame:
    """Codes for ids: of pathways in these columns, of reasons in `main_reason`. Two statements."""
    codes = dict(Pathway.objects.order_by().values_list("pk", "code"))
    reasons = dict(Reason.objects.order_by().values_list("pk", "code"))
    found = {name: rows[name].map(codes).fillna("") for name in pathways}
    return rows.assign(**found, main_reason=rows["main_reason"].map(reasons).fillna(""))


def pathway_of(rows: pd.DataFrame, best: str, proposed: str) -> pd.Series:
    """Where the person should have been, by these two answers."""
    unclear = pd.Series("unclear", index=rows.index)
    return unclear.mask(rows[best] == "yes", rows["actual"]).mask(rows[best] == "no", rows[proposed])
