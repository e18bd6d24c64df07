"""How far the answers hang on who reads: two tables, of agreement and of rates. Pure."""

from collections.abc import Iterable, Iterator

from opportunities.exports.columns import Column, Row, Sheet

AGREEMENT = (
    Column("decision_point_label", "Decision point"),
    Column("field_label", "Question"),
    Column("notes", "Notes answered by two or more", "count"),
    Column("answers", "Answers", "count"),
    Column("same_answer", "Pairs with the same answer", "share"),
    Column("alpha", "Krippendorff’s alpha", "coefficient"),
    Column("alpha_interval", "95% interval of alpha", "coefficients"),
    Column("ac1", "Gwet’s AC1", "coefficient"),
    Column("ac1_interval", "95% interval of AC1", "coefficients"),
    Column("not_estimated", "Why there is no coefficient"),
)
RATES = (
    Column("about", "About"),
    Column("label", "Who or what"),
    Column("count", "Count", "count"),
    Column("denominator", "Of", "count"),
    Column("share", "Share", "share"),
    Column("interval", "95% interval", "shares"),
)
CHANGES = {
    "answer_changed": "Members whose final answer was not their first",
    "pathway_changed": "Members whose final pathway was not their first",
    "majority_changed": "Agreed answer was not the majority’s first",
    "majority_pathway_changed": "Agreed pathway was not the majority’s first",
}
BETWEEN = {"same_answer": "Two panels gave the same answer", "same_pathway": "Two panels chose the same pathway"}
OF_A_PROFESSION = {
    "same_as_agreed": "First answer was the one agreed",
    "changed": "Changed their answer after discussion",
    "improvable": "Said the note was improvable",
}


def consistency(table: Row) -> tuple[Sheet, ...]:
    """The tables that have anything to say."""
    agreement = Sheet(
        "agreement",
        "Agreement",
        "Agreement before discussion",
        "What members of a panel answered on their own. 1 is full agreement, 0 what chance alone would give.",
        ("decision_point", "field", "panel"),
        AGREEMENT,
        tuple(_agreement(table)),
    )
    rates = Sheet(
        "consistency_rates",
        "Consistency rates",
        "Change by discussion, and rates by who reads",
        "How often discussion changed an answer, and how often panels, places and professions chose a pathway.",
        ("about", "label"),
        RATES,
        tuple(row for row in _rates(table) if row["denominator"] != 0),
    )
    return tuple(sheet for sheet in (agreement, rates) if sheet.rows)


def _agreement(table: Row) -> Iterator[Row]:
    for row in table["agreement"]:
        yield {**row, "decision_point_label": row["label"]}
    for row in table["panels"]:
        yield {**row, "decision_point_label": f"Panel: {row['panel']}"}


def _rates(table: Row) -> Iterator[Row]:
    yield from ({**table["discussion"][key], "about": "Discussion", "label": label} for key, label in CHANGES.items())
    yield from (
        {**table["between_panels"][key], "about": "Exchanged notes", "label": label} for key, label in BETWEEN.items()
    )
    for key, label in OF_A_PROFESSION.items():
        yield from ({**row[key], "about": label, "label": row["label"]} for row in table["professions"])
    for referral in table["referrals"]:
        for groups in ("panels", "localities", "professions"):
            yield from _referral(referral["label"], referral[groups])


def _referral(pathway: str, groups: Iterable[Row]) -> Iterator[Row]:
    yield from ({**row, "about": f"Chose {pathway}", "label": row["name"]} for row in groups)
