"""What a finished report says, in the report's order: chapters of drawings, each with its table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from opportunities.drawings.drawing import Drawing
from opportunities.drawings.rows import WIDE
from opportunities.exports import scenario_tables, sheets
from opportunities.exports.cells import Table, Wanted, table
from opportunities.exports.columns import Row, Sheet
from opportunities.exports.crossed import crossed
from opportunities.exports.edition import Edition
from opportunities.exports.input_tables import input_tables
from opportunities.gallery import drawing_of
from pathways.questions import BY_CODE, FOCUSES

BESIDE = 500  # px: of a drawing with its table to the right of it
SANKEY = 700  # px: the same, of flows
FLOWS_SHOWN, PARTS_SHOWN = 8, 10
ROWS_BESIDE = 13  # a longer table stands below its drawing
SHORT = 12  # rows of a table that stands on the page of the one before it, where there is room
SAID = 220  # letters that stand above a drawing at most; its text alternative says all
PART: Sequence[Wanted] = ("label", "count", "denominator", ("share", "interval"))


@dataclass(frozen=True)
class Block:
    """One drawing with its table; either may be missing. `code` names the drawing, `note` stands beneath."""

    title: str
    code: str = ""
    drawing: Drawing | None = None
    table: Table | None = None
    note: str = ""
    beside: str = ""  # how wide the drawing is with its table to the right: "half" or "most"
    follows: bool = False  # stands on the page of the block before it, where there is room

    @property
    def says(self) -> str:
        """What the drawing shows, in a sentence or two."""
        first, *others = self.drawing.words.split(". ") if self.drawing else [""]
        said = first.rstrip(".") + "." if first else ""
        for sentence in others:
            if len(said) + len(sentence) > SAID:
                break
            said = f"{said} {sentence.rstrip('.')}."
        return said


@dataclass(frozen=True)
class Chapter:
    code: str
    title: str
    about: str
    blocks: tuple[Block, ...]


def chapters(edition: Edition) -> tuple[Chapter, ...]:
    """Those that have anything to show, up to the cases."""
    return _with_something(make(edition) for make in CHAPTERS)


def annexes(edition: Edition) -> tuple[Chapter, ...]:
    """The same of what stands behind the cases."""
    return _with_something([_inputs(edition)])


def _with_something(made: Iterable[Chapter]) -> tuple[Chapter, ...]:
    return tuple(chapter for chapter in made if any(block.drawing or block.table for block in chapter.blocks))


def _opportunities(edition: Edition) -> Chapter:
    sheet = sheets.opportunities(edition.shown.figures.opportunities)
    wanted: Sequence[Wanted] = (
        "label", "notes_reviewed", "improvable", ("improvable_share", "improvable_share_interval"),
        ("top_proposed", "instead_of", "most often instead of"), "top_reasons", ("saving", "saving_interval"),
        "saving_share", "saving_typical",
    )  # fmt: skip
    note = "Under each share its 95% interval, under each saving its 80% one. Unclear reviews are in neither count."
    blocks = (
        _drawn(edition, "system-map", _points(edition)),
        Block(f"{sheet.title} (Figure 3)", table=table(sheet, wanted) if sheet.rows else None, note=note),
    )
    return Chapter("opportunities", "Where the opportunity lies", "Each decision on the way through care.", blocks)


def _points(edition: Edition) -> Table | None:
    """The improvable share of each decision point, where it may be shown."""
    sheet = _sheet_of(edition, "answers")
    rows = [row for row in sheet.rows if row["decision_point"] and row["code"] == "no"] if sheet else []
    wanted = ("decision_point_label", "count", "denominator", "share", "interval")
    return table(sheet, wanted, rows, "Improvable shares") if sheet and rows else None


def _costs(edition: Edition) -> Chapter:
    sheet = sheets.cost_movements(edition.shown.figures.cost_movements)
    wanted = ("label", "gross_saving", "reinvestment", "net", "net_typical", "saving_drivers", "investment_drivers")
    known = any(row["gross_saving"] is not None or row.get("suppressed") for row in sheet.rows)
    block = _drawn(edition, "cost-movements", table(sheet, wanted) if known else None)
    return Chapter("costs", "Who saves and who pays", sheet.about, (block,))


def _flows(edition: Edition) -> Chapter:
    sheet = sheets.flows(edition.shown.figures.flows, edition.pathways)
    blocks = tuple(_flows_of(edition, sheet, focus.code, focus.label) for focus in FOCUSES if focus.code != "q7")
    return Chapter("flows", "From actual to proposed pathway", sheet.about, tuple(b for b in blocks if b.table))


def _flows_of(edition: Edition, sheet: Sheet, focus: str, label: str) -> Block:
    every = [row for row in sheet.rows if BY_CODE[row["decision_point"]].focus == focus]
    rows = sorted((row for row in every if row["count"]), key=lambda row: -row["count"])
    wanted: Sequence[Wanted] = (("actual_label", "proposed_label", "to"), "count", "annual_flow", "saving")
    shown = table(sheet, wanted, rows[:FLOWS_SHOWN], f"Flows, {label}") if rows else None
    code = f"flows-people-{focus}"
    note = _largest(min(FLOWS_SHOWN, len(rows)), len(every), "flows")
    return Block(label, code, drawing_of(edition, code, SANKEY), shown, note, "most")


def _largest(shown: int, of: int, what: str) -> str:
    return f"The largest {shown} of {of} {what}; the workbook holds all." if of > shown else ""


def _avoidable(edition: Edition) -> Chapter:
    block = _of_headline(edition, "avoidable-admissions", "Services that would have been right (Figure 4)")
    return Chapter("avoidable", "Where avoidable admissions would have gone", "", (block,))


def _why(edition: Edition) -> Chapter:
    blocks = (
        _parts(edition, "reasons"),
        *(_answers(edition, code) for code in ("timing", "alternatives")),
        _of_headline(edition, "missed-prevention", "Preventive services missed, at council intake"),
        *(_answers(edition, code) for code in ("level-of-care", "achievability")),
    )
    about = "What panels gave as the main reason, and what would have had to be different."
    return Chapter("why", "Why the better pathway was not provided", about, blocks)


def _where(edition: Edition) -> Chapter:
    blocks = tuple(_parts(edition, code) for code in ("locality", "organisation", "age-band"))
    return Chapter("where", "Where and for whom", "Shares by place and age, each with its interval.", blocks)


def _areas(edition: Edition) -> Chapter:
    sheet = sheets.side_by_side(edition.areas)
    wanted: Sequence[Wanted] = (
        "name", "notes_reviewed", "improvable", ("improvable_share", "improvable_share_interval"),
        ("saving", "saving_interval"), "saving_typical", "missing",
    )  # fmt: skip
    shown = table(sheet, wanted) if edition.areas else None
    funnel = _drawn(edition, "areas-funnel", None, "More reviews, narrower limits") if edition.areas else Block("")
    return Chapter("areas", "Areas side by side", sheet.about, (_drawn(edition, "areas", shown), funnel))


def _sensitivity(edition: Edition) -> Chapter:
    found = {sheet.code: sheet for sheet in sheets.sensitivity(edition.shown.figures.sensitivity)}
    bars = found.get("sensitivity")
    blocks = [_bars(edition, "what-matters-most", bars, bars.rows, ("label", "low", "high"))] if bars else []
    if once := found.get("each_person_once"):
        shown = table(once, ("label", "saving", "once", "taken_off"))
        blocks.append(
            Block("Each person counted once along the pathway", table=shown, note=once.about, follows=not bars)
        )
    return Chapter("sensitivity", "How much hangs on one input", bars.about if bars else "", tuple(blocks))


def _scenarios(edition: Edition) -> Chapter:
    about = "What the saving would be were some inputs different. What panels agreed stays. Only leads see scenarios."
    if not edition.scenarios:
        return Chapter("scenarios", "Scenarios side by side", about, ())
    beside = [
        Block(each.caption, table=each, note=scenario_tables.left_out(edition), follows=bool(at))
        for at, each in enumerate(scenario_tables.beside_each_other(edition))
    ]
    changed = Block(
        "What each changes, and why",
        table=scenario_tables.changes(edition),
        note="Everything else is as set.",
        follows=True,
    )
    totals = Block("In all", table=scenario_tables.totals(edition), note="Under each saving its 80% interval.")
    return Chapter("scenarios", "Scenarios side by side", about, (totals, changed, *beside))


def _inputs(edition: Edition) -> Chapter:
    about = "As the area had set them when this report was written. Volumes are decisions a year."
    found = input_tables(edition.inputs) if edition.inputs else []
    blocks = tuple(Block(each.caption, table=each, note=note, follows=len(each.rows) <= SHORT) for each, note in found)
    return Chapter("inputs", "Inputs", about, blocks)


def _consistency(edition: Edition) -> Chapter:
    wanted: dict[str, Sequence[Wanted]] = {
        "agreement": (
            "field_label", "notes", "answers", "same_answer", ("alpha", "alpha_interval"), ("ac1", "ac1_interval"),
        ),
        "consistency_rates": ("about", "label", "count", "denominator", "share", "interval"),
    }  # fmt: skip
    blocks = tuple(
        Block(
            sheet.title,
            table=table(sheet, wanted[sheet.code], rows),
            note=f"{sheet.about} The workbook holds more.",
            follows=True,
        )
        for sheet in sheets.consistency(edition.shown.figures.consistency)
        if (rows := [row for row in sheet.rows if _is_main(row)])
    )
    return Chapter("consistency", "How far it hangs on who reads", "Agreement before and after discussion.", blocks)


def _is_main(row: Row) -> bool:
    """Agreement at all decision points together, change by discussion, and what exchanged panels said."""
    return row.get("decision_point", "") is None or row.get("about") in ("Discussion", "Exchanged notes")


CHAPTERS: Iterable[Callable[[Edition], Chapter]] = (
    _opportunities, _costs, _flows, _avoidable, _why, _where, _areas, _sensitivity, _scenarios, _consistency,
)  # fmt: skip


def _drawn(edition: Edition, code: str, shown: Table | None, title: str = "") -> Block:
    drawing = drawing_of(edition, code, WIDE)
    return Block(title or (drawing.title if drawing else ""), code, drawing, shown)


def _sheet_of(edition: Edition, code: str) -> Sheet | None:
    wanted = f"breakdown_{code.replace('-', '_')}"
    return next((each for each in sheets.breakdowns(edition.shown.figures.breakdowns) if each.code == wanted), None)


def _parts(edition: Edition, code: str) -> Block:
    """The parts of one breakdown, of all decision points together."""
    sheet = _sheet_of(edition, code)
    if sheet is None:
        return Block("")
    rows = [row for row in sheet.rows if row["decision_point"] is None]
    if code != "reasons":
        return _bars(edition, code, sheet, rows)
    shown = _bars(edition, code, sheet, rows[:PARTS_SHOWN])
    return replace(shown, title="Main reasons", note=f"{shown.note} {_largest(PARTS_SHOWN, len(rows), 'reasons')}")


def _bars(edition: Edition, code: str, sheet: Sheet, rows: Sequence[Row], wanted: Sequence[Wanted] = PART) -> Block:
    beside = "half" if len(rows) <= ROWS_BESIDE else ""
    drawing = drawing_of(edition, code, BESIDE if beside else WIDE)
    return Block(sheet.title, code, drawing, table(sheet, wanted, rows), sheet.about, beside)


def _of_headline(edition: Edition, code: str, title: str) -> Block:
    """The parts of a headline, such as the services people would have gone to."""
    found = [each for each in edition.shown.figures.headlines["headlines"] if each["code"] == code]
    if not found or not any(part["share"] for part in found[0]["breakdown"]):
        return Block("")
    sheet = Sheet(code, title, title, f"Of {found[0]['label'][:1].lower()}{found[0]['label'][1:]}.", (),
                  sheets.BREAKDOWN, tuple(found[0]["breakdown"]))  # fmt: skip
    return _bars(edition, code, sheet, sheet.rows)


def _answers(edition: Edition, code: str) -> Block:
    """Answers that add up, by decision point."""
    sheet = _sheet_of(edition, code)
    if sheet is None:
        return Block("")
    return Block(sheet.title, code, drawing_of(edition, code), crossed(sheet), "Counts of improvable reviews.")
