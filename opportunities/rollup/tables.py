"""The tables as they are kept, shown, exported and answered by the API: one frozen dataclass of plain JSON values.

Money is pounds a year, shares are 0 to 1, nothing is rounded, an interval is [low, high]. What is known to be none
is 0; what can't be known is null. All money is null while `incomplete` (plain sentences) says something is missing;
of all areas, only when no area is complete.

`opportunities` (Figure 3)
    {"rows": [ROW of each area of focus, as in pathways.questions.FOCUSES], "total": TOTAL, "incomplete": [sentence]}
    ROW = {"area_of_focus": "q2", "label": "Q2 - Acute settings of care",
           "notes_reviewed": 726 (N; null for q7), "unclear": 12, "improvable": 370 (I; null for q7),
           "improvable_share": 0.5096 | null (N is 0, or q7),
           "improvable_share_interval": [0.4733, 0.5459] | null,  95%, Wilson
           "top_proposed": [{"label": "Home with support", "count": 201}, at most two],
           "instead_of": "Acute bed" | null,
           "top_reasons": [{"label": "Discharge process incomplete", "count": 190, "share": 0.51 of I}, at most two],
                          (for q7 as the leads wrote them, with count and share null)
           "saving": 2700000.0 | null, "saving_interval": [2500000.0, 2900000.0] | null,  80%, resampled
           "saving_share": 0.21 | null (of the total's saving), "saving_typical": 2700000.0 | null}
    TOTAL = {"label": "Total"} and the keys of ROW that are counts, shares, money and their intervals

`cost_movements` (Figure 2)
    {"rows": [ROW of each sector, in catalogue order], "total": TOTAL, "incomplete": [sentence]}
    ROW = {"sector": "acute", "label": "Acute",
           "gross_saving": 1.0 | null, "reinvestment": 1.0 | null, "net": 0.0 | null,
           "gross_saving_typical", "reinvestment_typical", "net_typical": the same in a £1bn health and care economy,
           "saving_drivers": [label, at most two], "investment_drivers": [label, at most two]}
    TOTAL = {"label": "Total"} and the six amounts

`flows`
    {"flows": [{"decision_point": "q3-discharge", "actual": "residential-placement", "proposed": "reablement",
                "count": 12 (improvable reviews), "annual_flow": 310.5 (decisions a year) | null,
                "saving": 120000.0 | null}], "incomplete": [sentence]}

`headlines`
    {"headlines": [HEADLINE, all of opportunities.rollup.headlines.HEADLINES in that order], "incomplete": [sentence]}
    HEADLINE = {"code": "avoidable-admissions", "label": "Admissions that could have been avoided",
                "unit": "reviews" | "pounds", "count": 49 | null, "denominator": 189 | null,
                "share": 0.26 | null (denominator 0 or unknown), "interval": [0.2, 0.33] | null,
                "breakdown": [{"code", "label", "count", "denominator", "share", "interval"}, most first]}
    With unit "pounds" the count is the saving, the denominator the budget, and the interval the 80% one of the saving.

`consistency`
    {"agreement": [...], "panels": [...], …}, as reviews.consistency.table draws it up: its docstring gives the shape.

`breakdowns`
    {"breakdowns": [BREAKDOWN, all of opportunities.rollup.breakdowns.BREAKDOWNS in that order],
     "incomplete": [sentence]}
    BREAKDOWN = {"code": "reasons", "label": "Why the better pathway was not provided: main reason",
                 "of": "reviewed" (N) | "improvable" (I): what shares are of, "rows": [ROW]}
    ROW = {"decision_point": "q3-discharge" | null (all decision points together; these rows come first),
           "code": "discharge-process", "label": "Discharge process incomplete",
           "count": 12, "denominator": 40, "share": 0.3 | null (denominator 0), "interval": [0.18, 0.45] | null}
    For `locality`, `organisation` and `age-band` the count is I and the denominator N of that group; a code of "" is
    "Not stated"; all areas has no rows for localities and organisations. `missed-prevention` has a code "any". The
    denominator of the answer `unclear`, which is in neither N nor I, is every agreed review.
    A decision point nobody has reviewed has no rows.

`sensitivity`, of an area whose money is known; of all areas it has no rows
    {"bars": [BAR, the inputs that move the saving most, widest first], "each_person_once": ONCE | null,
     "incomplete": [sentence]}
    BAR = {"code": "volume/q2-setting", "label": "Acute setting of care: decisions a year",
           "low": 1.0, "base": 2.0, "high": 3.0}  (the whole saving with the input at its low, as set, at its high)
    ONCE = {"rows": [{"area_of_focus", "label", "saving", "once", "taken_off"}], "total": the same without a code}
    `once` is the saving with each person counted once along the pathway, `taken_off` what that takes off.

The reading side (opportunities.figures) puts "area" (slug; null: all areas), "as_of", "revision", "stale" in front.
"""

from dataclasses import dataclass, field
from typing import Any

from opportunities.rollup.breakdown_table import breakdown_table, no_breakdowns
from opportunities.rollup.cost_movements import AMOUNTS, cost_movements
from opportunities.rollup.flow_table import flow_table
from opportunities.rollup.given import Catalogue
from opportunities.rollup.headline_table import headline_table
from opportunities.rollup.opportunity_table import opportunities
from opportunities.rollup.sensitivity_table import no_sensitivity
from opportunities.rollup.workings import Workings
from reviews.consistency.table import nothing as no_consistency

Table = dict[str, Any]
TOTALS = (
    "label", "notes_reviewed", "unclear", "improvable", "improvable_share", "improvable_share_interval",
    "saving", "saving_interval", "saving_share", "saving_typical",
)  # fmt: skip
MOVED = ("label", *AMOUNTS, *(f"{name}_typical" for name in AMOUNTS))


@dataclass(frozen=True)
class Figures:
    """The tables of one area, or of all areas. Shapes: see the module's docstring.

    Tables that were not there from the first release have a default, so that older snapshots can still be read.
    """

    opportunities: Table
    cost_movements: Table
    flows: Table
    headlines: Table
    consistency: Table = field(default_factory=no_consistency)
    breakdowns: Table = field(default_factory=no_breakdowns)
    sensitivity: Table = field(default_factory=no_sensitivity)


def draw_up(workings: Workings, catalogue: Catalogue) -> Figures:
    """The tables of one area's workings, or of several areas' pooled."""
    return Figures(
        opportunities=opportunities(workings, catalogue),
        cost_movements=cost_movements(workings, catalogue),
        flows=flow_table(workings),
        headlines=headline_table(workings, catalogue),
        breakdowns=breakdown_table(workings, catalogue),
    )


def nothing() -> Figures:
    """The tables before anything has been rolled up: no rows, nothing known."""
    return Figures(
        opportunities={"rows": [], "total": dict.fromkeys(TOTALS) | {"label": "Total"}, "incomplete": []},
        cost_movements={"rows": [], "total": dict.fromkeys(MOVED) | {"label": "Total"}, "incomplete": []},
        flows={"flows": [], "incomplete": []},
        headlines={"headlines": [], "incomplete": []},
    )
