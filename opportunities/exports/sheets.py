"""The tables in reading order, each with its columns. Values are unrounded. Pure."""

from collections.abc import Iterable, Mapping

from opportunities.exports.columns import Column, Row, Sheet
from opportunities.exports.consistency_sheets import consistency
from opportunities.exports.sensitivity_sheets import sensitivity
from opportunities.rollup.tables import Figures
from pathways.questions import BY_CODE

OPPORTUNITIES = (
    Column("label", "Area of focus"),
    Column("notes_reviewed", "Notes reviewed", "count"),
    Column("unclear", "Unclear, not counted", "count"),
    Column("improvable", "Improvable", "count"),
    Column("improvable_share", "Share improvable", "share"),
    Column("improvable_share_interval", "95% interval", "shares"),
    Column("top_proposed", "Top 2 other pathways", "ranked"),
    Column("instead_of", "Most often instead of"),
    Column("top_reasons", "Main reasons, leaving out practitioner variation", "ranked"),
    Column("saving", "Saving a year", "pounds"),
    Column("saving_interval", "80% interval", "amounts"),
    Column("saving_share", "Share of saving", "share"),
    Column("saving_typical", "Typical £1bn area", "pounds"),
)
COST_MOVEMENTS = (
    Column("label", "Sector"),
    Column("gross_saving", "Gross saving", "pounds"),
    Column("reinvestment", "Reinvestment", "pounds"),
    Column("net", "Net saving", "pounds"),
    Column("gross_saving_typical", "Gross, typical £1bn area", "pounds"),
    Column("reinvestment_typical", "Reinvestment, typical £1bn area", "pounds"),
    Column("net_typical", "Net, typical £1bn area", "pounds"),
    Column("saving_drivers", "What drives the saving", "labels"),
    Column("investment_drivers", "What needs investment", "labels"),
)
FLOWS = (
    Column("decision_point_label", "Decision point"),
    Column("actual_label", "Actual pathway"),
    Column("proposed_label", "Proposed pathway"),
    Column("count", "Improvable reviews", "count"),
    Column("annual_flow", "People a year", "yearly"),
    Column("saving", "Saving a year", "pounds"),
)
HEADLINES = (
    Column("label", "Headline"),
    Column("part", "Of which"),
    Column("count", "Count or £ a year", "measure"),
    Column("denominator", "Of", "measure"),
    Column("share", "Share", "share"),
    Column("interval", "Interval", "shares"),
)
BREAKDOWN = (
    Column("decision_point_label", "Decision point"),
    Column("label", "Part"),
    Column("count", "Count", "count"),
    Column("denominator", "Of", "count"),
    Column("share", "Share", "share"),
    Column("interval", "95% interval", "shares"),
)
ALL_POINTS = "All decision points"
# Short enough for a tab of a workbook.
SHEET_NAMES = {
    "answers": "Answers",
    "reasons": "Reasons",
    "timing": "Timing",
    "missed-prevention": "Missed prevention",
    "alternatives": "Alternatives",
    "level-of-care": "Level of care",
    "achievability": "Achievability",
    "locality": "Localities",
    "organisation": "Organisations",
    "age-band": "Age bands",
}
BREAKDOWN_SHEETS = tuple(f"breakdown_{code.replace('-', '_')}" for code in SHEET_NAMES)
AREAS = (
    Column("name", "Area"),
    Column("notes_reviewed", "Notes reviewed", "count"),
    Column("improvable", "Improvable", "count"),
    Column("improvable_share", "Share improvable", "share"),
    Column("improvable_share_interval", "95% interval", "shares"),
    Column("saving", "Saving a year", "pounds"),
    Column("saving_interval", "80% interval", "amounts"),
    Column("saving_typical", "Typical £1bn area", "pounds"),
    Column("missing", "Still missing", "count"),
)


def sheets(figures: Figures, pathways: Mapping[str, str]) -> tuple[Sheet, ...]:
    """The tables in reading order. `pathways` gives the label of each pathway code that flows name."""
    return (
        opportunities(figures.opportunities),
        cost_movements(figures.cost_movements),
        flows(figures.flows, pathways),
        headlines(figures.headlines),
        *breakdowns(figures.breakdowns),
        *consistency(figures.consistency),
        *sensitivity(figures.sensitivity),
    )


def side_by_side(areas: Iterable[Row]) -> Sheet:
    """Areas beside each other: rows of opportunities.editions.side_by_side."""
    return Sheet(
        "areas",
        "Areas",
        "Areas side by side",
        "Each area's own totals. The money of an area is left out while something is missing.",
        ("slug",),
        AREAS,
        tuple(areas),
    )


def opportunities(table: Row) -> Sheet:
    return Sheet(
        "opportunities",
        "Opportunities",
        "Opportunities by area of focus",
        "What panels agreed (Figure 3). A note answered “unclear” counts neither as reviewed nor as improvable.",
        ("area_of_focus",),
        OPPORTUNITIES,
        tuple(table["rows"]),
        table["total"],
    )


def cost_movements(table: Row) -> Sheet:
    return Sheet(
        "cost_movements",
        "Cost movements",
        "Who saves and who pays",
        "£ a year by sector (Figure 2). Net saving is gross saving less reinvestment.",
        ("sector",),
        COST_MOVEMENTS,
        tuple(table["rows"]),
        table["total"],
    )


def flows(table: Row, pathways: Mapping[str, str]) -> Sheet:
    return Sheet(
        "flows",
        "Flows",
        "From actual to proposed pathway",
        "Where people were, and where the panels would have had them.",
        ("decision_point", "actual", "proposed"),
        FLOWS,
        tuple(_named_flows(table["flows"], pathways)),
    )


def _named_flows(rows: Iterable[Row], pathways: Mapping[str, str]) -> Iterable[Row]:
    for row in rows:
        point = BY_CODE.get(row["decision_point"])
        yield {
            **row,
            "decision_point_label": point.label if point else row["decision_point"],
            "actual_label": pathways.get(row["actual"], row["actual"]),
            "proposed_label": pathways.get(row["proposed"], row["proposed"]),
        }


def headlines(table: Row) -> Sheet:
    return Sheet(
        "headlines",
        "Headlines",
        "Headlines",
        "Each with what it counts, of how many, and its interval: 95% for shares of reviews, 80% for money.",
        ("code",),
        HEADLINES,
        tuple(_with_parts(table["headlines"])),
    )


def _with_parts(rows: Iterable[Row]) -> Iterable[Row]:
    """A headline, then a row for each part of it: the services people would have gone to, or had missed."""
    for row in rows:
        yield {**row, "part": ""}
        for part in row["breakdown"]:
            yield {
                **part,
                "code": f"{row['code']}/{part['code']}",
                "unit": row["unit"],
                "label": row["label"],
                "part": part["label"],
            }


def breakdowns(table: Row) -> tuple[Sheet, ...]:
    """One table for each breakdown that has rows."""
    return tuple(_breakdown(each) for each in table["breakdowns"] if each["rows"])


def _breakdown(breakdown: Row) -> Sheet:
    of = "notes reviewed" if breakdown["of"] == "reviewed" else "improvable reviews"
    return Sheet(
        f"breakdown_{breakdown['code'].replace('-', '_')}",
        SHEET_NAMES[breakdown["code"]],
        breakdown["label"],
        f"Counts and shares of {of}, with 95% intervals.",
        ("decision_point", "code"),
        BREAKDOWN,
        tuple(_named_parts(breakdown["rows"])),
    )


def _named_parts(rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        point = BY_CODE.get(row["decision_point"] or "")
        yield {**row, "decision_point_label": point.label if point else ALL_POINTS}
