"""The drawings of an edition, by code: which table each is made from and what it is called. Nothing is worked out."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from opportunities.drawings.bars import bars
from opportunities.drawings.cost_bars import cost_bars
from opportunities.drawings.drawing import Drawing
from opportunities.drawings.funnel import funnel
from opportunities.drawings.ribbons import Measure
from opportunities.drawings.rows import WIDE
from opportunities.drawings.sankey import sankey
from opportunities.drawings.share_dots import share_dots
from opportunities.drawings.shares import Row
from opportunities.drawings.stacked import stacked
from opportunities.drawings.system_map import system_map
from opportunities.drawings.tornado import tornado
from opportunities.exports import sheets
from opportunities.exports.edition import Edition
from pathways.questions import BY_CODE, FOCUSES, WITH_NOTES

Make = Callable[[Edition, float], Drawing | None]
REASONS_SHOWN = 10
# Answers that add up to all of a decision point's, and groups of reviews with shares of their own.
ADD_UP = ("answers", "timing", "alternatives", "level-of-care", "achievability")
GROUPS = ("locality", "organisation", "age-band")


def drawing_of(edition: Edition, code: str, width: float = WIDE) -> Drawing | None:
    """The drawing called `code`, so many px wide. None where there is none so called, or nothing to draw."""
    make = DRAWINGS.get(code)
    return make(edition, width) if make else None


def _system_map(edition: Edition, width: float) -> Drawing | None:
    points = {row["decision_point"]: row for row in _rows(edition, "answers") if row["code"] == "no"}
    return system_map({code: row for code, row in points.items() if code}, "Where decisions could be improved", width)


def _cost_movements(edition: Edition, width: float) -> Drawing | None:
    return cost_bars(edition.shown.figures.cost_movements["rows"], "Who saves and who pays", width)


def _what_matters_most(edition: Edition, width: float) -> Drawing | None:
    return tornado(edition.shown.figures.sensitivity["bars"], "Which input moves the saving most", width)


def _parts_of_headline(code: str, title: str, edition: Edition, width: float) -> Drawing | None:
    headline = _headline(edition, code)
    return bars(headline["breakdown"], title, width) if headline else None


def _flows(code: str, label: str, measure: Measure, edition: Edition, width: float) -> Drawing | None:
    rows = sheets.flows(edition.shown.figures.flows, edition.pathways).rows
    here = [row for row in rows if code in (row["decision_point"], BY_CODE[row["decision_point"]].focus)]
    money = " in pounds" if measure == "pounds" else ""
    return sankey(here, edition.levels, f"From actual to proposed pathway{money}, {label}", measure, width)


def _reasons(point: str | None, edition: Edition, width: float) -> Drawing | None:
    title = "Why the better pathway was not provided: main reasons"
    return bars(_rows(edition, "reasons", point)[:REASONS_SHOWN], _at(title, point), width)


def _stacked(code: str, edition: Edition, width: float) -> Drawing | None:
    """A bar for all decision points together, then one for each."""
    found = _breakdown(edition, code)
    counts: dict[str | None, dict[str, int | None]] = {}
    for row in found["rows"]:
        counts.setdefault(row["decision_point"], {})[row["code"]] = row["count"]
    answers = {row["code"]: row["label"] for row in found["rows"]}
    groups = [(BY_CODE[point].label if point else "All decision points", each) for point, each in counts.items()]
    return stacked(groups, answers, found["label"], width)


def _groups(code: str, point: str | None, edition: Edition, width: float) -> Drawing | None:
    rows = _rows(edition, code, point)
    return share_dots(rows, _at(_breakdown(edition, code)["label"], point), width, _all_of(edition, point))


def _groups_funnel(code: str, edition: Edition, width: float) -> Drawing | None:
    together = _all_of(edition, None)
    title = f"{_breakdown(edition, code)['label']}, with the limits of chance"
    return funnel(_rows(edition, code, None), title, together, width) if together else None


def _areas(edition: Edition, width: float) -> Drawing | None:
    return share_dots(_beside(edition), "Improvable share by area", width, _all_of(edition, None))


def _areas_funnel(edition: Edition, width: float) -> Drawing | None:
    together = _all_of(edition, None)
    return funnel(_beside(edition), "Areas, with the limits of chance", together, width) if together else None


def _beside(edition: Edition) -> list[Row]:
    keys = {"count": "improvable", "denominator": "notes_reviewed", "share": "improvable_share"}
    return [
        {
            "label": area["name"],
            **{key: area[of] for key, of in keys.items()},
            "interval": area["improvable_share_interval"],
            "suppressed": area.get("suppressed", False),
        }
        for area in edition.areas
    ]


def _headline(edition: Edition, code: str) -> Row | None:
    headlines = edition.shown.figures.headlines["headlines"]
    return next((each for each in headlines if each["code"] == code), None)


def _all_of(edition: Edition, point: str | None) -> Row | None:
    """What groups are held against: the share of all decisions, or of all at one decision point."""
    if point is None:
        headline = _headline(edition, "improvable")
        return {**headline, "label": edition.name} if headline else None
    found = [row for row in _rows(edition, "answers", point) if row["code"] == "no"]
    return {**found[0], "label": BY_CODE[point].label} if found else None


def _breakdown(edition: Edition, code: str) -> Row:
    found = edition.shown.figures.breakdowns["breakdowns"]
    return next((each for each in found if each["code"] == code), {"code": code, "label": code, "rows": []})


ANYWHERE = "anywhere"


def _rows(edition: Edition, code: str, point: str | None = ANYWHERE) -> Sequence[Row]:
    """Of one decision point, of all together (None), or of each."""
    rows: Sequence[Row] = _breakdown(edition, code)["rows"]
    return rows if point == ANYWHERE else [row for row in rows if row["decision_point"] == point]


def _at(title: str, point: str | None) -> str:
    return f"{title}, {BY_CODE[point].label}" if point else title


def _of_each_point(code: str, make: Callable[..., Drawing | None], *first: str) -> dict[str, Make]:
    """`code` of all decision points together, and `code-POINT` of each."""
    each: dict[str, Make] = {f"{code}-{point.code}": partial(make, *first, point.code) for point in WITH_NOTES}
    return {code: partial(make, *first, None), **each}


def _of_flows() -> dict[str, Make]:
    """flows-people-CODE and flows-pounds-CODE, of areas of focus and of decision points."""
    labels = {focus.code: focus.label for focus in FOCUSES if focus.code != "q7"}
    labels |= {point.code: point.label for point in WITH_NOTES}
    measures: tuple[Measure, ...] = ("people", "pounds")
    return {
        f"flows-{measure}-{code}": partial(_flows, code, label, measure)
        for measure in measures
        for code, label in labels.items()
    }


DRAWINGS: Mapping[str, Make] = MappingProxyType(
    {
        "system-map": _system_map,
        "cost-movements": _cost_movements,
        "what-matters-most": _what_matters_most,
        "avoidable-admissions": partial(
            _parts_of_headline, "avoidable-admissions", "Where avoidable admissions would have gone"
        ),
        "missed-prevention": partial(
            _parts_of_headline, "missed-prevention", "Preventive services missed, at council intake"
        ),
        **_of_flows(),
        **_of_each_point("reasons", _reasons),
        **{code: partial(_stacked, code) for code in ADD_UP},
        **{key: make for code in GROUPS for key, make in _of_each_point(code, _groups, code).items()},
        **{f"{code}-funnel": partial(_groups_funnel, code) for code in ("locality", "organisation")},
        "areas": _areas,
        "areas-funnel": _areas_funnel,
    }
)
