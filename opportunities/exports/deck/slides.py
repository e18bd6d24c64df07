"""What each slide shows. Messages are the sentences and the words of the drawings: nothing is worked out here."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Emu, Inches

from opportunities.exports import look as looks
from opportunities.exports import scenario_tables, sheets
from opportunities.exports.cells import table
from opportunities.exports.columns import Row, Sheet
from opportunities.exports.deck import native_chart as charts
from opportunities.exports.deck.deck import BOTTOM, EDGE, INNER, TOP, Box, add_slide, add_text, colour
from opportunities.exports.deck.native_table import add_table
from opportunities.exports.edition import Edition
from opportunities.formats import percent, pounds
from opportunities.gallery import drawing_of
from opportunities.sentences import MAIN_ONES, Sentence, sentences
from pathways.questions import BY_CODE

Add = Callable[[str, str], Slide]  # message, notes
WHOLE = Box(EDGE, TOP, INNER, BOTTOM - TOP)
LEFT = Box(EDGE, TOP, Inches(6.4), BOTTOM - TOP)
RIGHT = Box(EDGE + Inches(6.7), TOP, INNER - Inches(6.7), BOTTOM - TOP)
ROWS, CASES = 8, 3
SHARES = ("label", "count", "denominator", ("share", "interval"))


def add_slides(slides: Slides, edition: Edition, foot: str, said: str) -> None:
    """Every slide that has something to show; `said` ends each slide's notes."""

    def add(message: str, notes: str) -> Slide:
        return add_slide(slides, message, f"{notes}\n\n{said}".strip(), foot)

    for make in (
        _headlines,
        _points,
        _opportunities,
        _costs,
        _flows,
        _avoidable,
        _reasons,
        _existed,
        _areas,
        _scenarios,
        _cases,
    ):
        make(edition, add)


def _said(edition: Edition) -> dict[str, Sentence]:
    return {each.code: each for each in sentences(edition.shown.figures.headlines["headlines"])}


def _message(edition: Edition, code: str, otherwise: str) -> str:
    sentence = _said(edition).get(code)
    return f"{sentence.figure} {sentence.words}" if sentence else otherwise


def _headlines(edition: Edition, add: Add) -> None:
    said = _said(edition)
    slide = add(_message(edition, "improvable", "What panels agreed"), "Headlines, each with its interval.")
    shown = [sentence for code, sentence in said.items() if code in MAIN_ONES or code == "missed-prevention"]
    for at, sentence in enumerate(shown[1:7]):
        left, top = EDGE + (at % 3) * Inches(4.15), TOP + (at // 3) * Inches(2.6)
        rule = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Emu, (left, top, left + Inches(3.8), top)))
        rule.line.color.rgb, rule.line.width = colour(looks.BLUE), Inches(0.03)
        width = Inches(3.8)
        add_text(
            slide, Box(left, top + Inches(0.1), width, Inches(0.6)), sentence.figure, size=32, bold=True, ink=looks.BLUE
        )
        add_text(slide, Box(left, top + Inches(0.75), width, Inches(1)), sentence.words, size=14)
        add_text(slide, Box(left, top + Inches(1.75), width, Inches(0.4)), sentence.interval, size=11, ink=looks.QUIET)


def _points(edition: Edition, add: Add) -> None:
    """By decision point; where those are kept back, by area of focus."""
    rows = [row for row in _breakdown(edition, "answers") if row["decision_point"] and row["code"] == "no"]
    named = [{**row, "label": BY_CODE[row["decision_point"]].label} for row in rows] or _focuses(edition)
    shares = [row["share"] for row in named if row["share"] is not None]
    if not shares:
        return
    run = f"run from {percent(min(shares))} to {percent(max(shares))} along the pathway"
    message = f"Improvable shares {run}" if len(shares) == len(named) else f"Improvable shares that can be shown {run}"
    words = drawing_of(edition, "system-map")
    _bars_and_table(
        add(message, "Each share with its 95% Wilson interval."), named, message, words.words if words else ""
    )


def _focuses(edition: Edition) -> list[Row]:
    keys = {"count": "improvable", "denominator": "notes_reviewed", "share": "improvable_share"}
    return [
        {"label": row["label"], "interval": row["improvable_share_interval"], **{k: row[of] for k, of in keys.items()}}
        for row in edition.shown.figures.opportunities["rows"]
        if row["area_of_focus"] != "q7"
    ]


def _opportunities(edition: Edition, add: Add) -> None:
    sheet = sheets.opportunities(edition.shown.figures.opportunities)
    if not sheet.rows:
        return
    wanted = (
        "label", "notes_reviewed", ("improvable_share", "improvable_share_interval"), "top_proposed", "top_reasons",
        ("saving", "saving_interval"), "saving_share",
    )  # fmt: skip
    slide = add(
        _message(edition, "saving-of-total-budget", sheet.title),
        "Figure 3. Savings: people a year × difference in cost, netted inside each sector; 80% intervals.",
    )
    add_table(slide, WHOLE, table(sheet, wanted), (2.2, 0.9, 1.2, 2.6, 2.9, 1.6, 0.8), size=11)


def _costs(edition: Edition, add: Add) -> None:
    sheet = sheets.cost_movements(edition.shown.figures.cost_movements)
    drawing = drawing_of(edition, "cost-movements")
    if drawing is None:
        return
    slide = add(drawing.words, "Figure 2. Net saving is gross saving less reinvestment, £ a year.")
    series = {"gross_saving": "Gross saving", "reinvestment": "Reinvestment", "net": "Net saving"}
    charts.add_bars(slide, LEFT, sheet.rows, series, charts.POUNDS, drawing.title, drawing.words)
    add_table(slide, RIGHT, table(sheet, ("label", *series)), (1.6, 1, 1.2, 1))


def _flows(edition: Edition, add: Add) -> None:
    sheet = sheets.flows(edition.shown.figures.flows, edition.pathways)
    rows = sorted((row for row in sheet.rows if row["count"]), key=lambda row: -row["count"])[:ROWS]
    if not rows:
        return
    slide = add("Where people were, and where panels would have had them", f"The {len(rows)} flows of most reviews.")
    wanted = ("decision_point_label", "actual_label", "proposed_label", "count", "annual_flow", "saving")
    add_table(slide, WHOLE, table(sheet, wanted, rows), (2, 2.6, 2.6, 1.1, 1, 1.1))


def _avoidable(edition: Edition, add: Add) -> None:
    found = [each for each in edition.shown.figures.headlines["headlines"] if each["code"] == "avoidable-admissions"]
    drawing = drawing_of(edition, "avoidable-admissions")
    if not drawing or not any(part["share"] for part in found[0]["breakdown"]):
        return
    message = _message(edition, "avoidable-admissions", drawing.title)
    slide = add(message, "Figure 4: the services that avoidable admissions would have gone to.")
    _bars_and_table(slide, found[0]["breakdown"], drawing.title, drawing.words)


def _reasons(edition: Edition, add: Add) -> None:
    rows = [row for row in _breakdown(edition, "reasons") if row["decision_point"] is None][:ROWS]
    drawing = drawing_of(edition, "reasons")
    if not drawing:
        return
    slide = add("Why the better pathway was not provided", f"Main reasons. {drawing.words}")
    _bars_and_table(slide, rows, drawing.title, drawing.words)


def _existed(edition: Edition, add: Add) -> None:
    rows = [row for row in _breakdown(edition, "alternatives") if row["decision_point"] is None]
    drawing = drawing_of(edition, "alternatives")
    if not drawing or not rows:
        return
    slide = add(_message(edition, "alternative-existed", drawing.title), "Whether the better pathway existed locally.")
    _bars_and_table(slide, rows, drawing.title, drawing.words)


def _areas(edition: Edition, add: Add) -> None:
    drawing = drawing_of(edition, "areas")
    if not drawing:
        return
    sheet = sheets.side_by_side(edition.areas)
    slide = add("Areas side by side", f"Not a league table: compare intervals. {drawing.words}")
    rows = [{**row, "label": row["name"]} for row in edition.areas]
    charts.add_bars(
        slide, LEFT, rows, {"improvable_share": "Share improvable"}, charts.SHARES, drawing.title, drawing.words
    )
    wanted = (
        "name",
        "notes_reviewed",
        ("improvable_share", "improvable_share_interval"),
        ("saving", "saving_interval"),
    )
    add_table(slide, RIGHT, table(sheet, wanted), (1.5, 0.9, 1.1, 1.5))


def _scenarios(edition: Edition, add: Add) -> None:
    """Only of a deck that is not under disclosure control: others have none."""
    rows = [
        {"label": column.name, "saving": column.opportunities["total"]["saving"]}
        for column in edition.scenario_columns[: ROWS + 1]
    ]
    known = [row["saving"] for row in rows[1:] if row["saving"] is not None]
    if not known or rows[0]["saving"] is None:
        return
    ends = " to ".join(dict.fromkeys(pounds(end) for end in (min(known), max(known))))
    message = f"Scenarios would save {ends} a year; as set it is {pounds(rows[0]['saving'])}"
    told = "; ".join(f"{row['label']}: {pounds(row['saving'])}" for row in rows if row["saving"] is not None)
    slide = add(message, f"What the saving would be were some inputs different. {told}.")
    charts.add_bars(slide, LEFT, rows, {"saving": "Saving a year"}, charts.POUNDS, "Saving a year by scenario", told)
    shown = scenario_tables.totals(edition)
    few = replace(
        shown,
        headings=shown.headings[:3],
        rows=tuple(row[:3] for row in shown.rows[: ROWS + 1]),
    )
    add_table(slide, RIGHT, few, (1.9, 1.3, 1.1))


def _cases(edition: Edition, add: Add) -> None:
    for case in edition.cases[:CASES]:
        slide = add(
            f"{case['title']}: an illustrative case",
            f"Rewritten so that nobody can be recognised. {case['beside']}".strip(),
        )
        for at, (label, text) in enumerate(case["parts"]):
            left, top = EDGE + at % 2 * Inches(6.2), TOP + at // 2 * Inches(2.4)
            add_text(slide, Box(left, top, Inches(5.8), Inches(0.4)), label, size=14, bold=True, ink=looks.BLUE)
            add_text(slide, Box(left, top + Inches(0.4), Inches(5.8), Inches(1.8)), text, size=18)


def _breakdown(edition: Edition, code: str) -> Sequence[Row]:
    found = (each for each in edition.shown.figures.breakdowns["breakdowns"] if each["code"] == code)
    return next((each["rows"] for each in found), [])


def _bars_and_table(slide: Slide, rows: Sequence[Row], title: str, words: str) -> None:
    charts.add_bars(slide, LEFT, rows, {"share": "Share"}, charts.SHARES, title, words)
    sheet = Sheet("", title, title, "", (), sheets.BREAKDOWN, tuple(rows))
    add_table(slide, RIGHT, table(sheet, SHARES), (2.6, 0.8, 0.7, 1.2))
