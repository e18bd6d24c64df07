"""What an area set, as tables of its report: volumes, shares, unit costs and weekly rates, with where each is from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from opportunities import formats
from opportunities.exports.cells import NOTHING, Cell, Heading, Table
from opportunities.times import day
from pathways.questions import BY_CODE

Row = Mapping[str, Any]
OF_COSTS = "Costs of its own that an area has for a pathway replace the catalogue's."
INPUTS = ("Where", "Input", "Set to:", "Low to high:", "Source", "As of")
COSTS = ("Pathway", "Sector", "Unit cost × units:", "For one:", "Source")
RATES = ("Commissioner", "Bed type", "£ a week:", "Benchmark:", "Beds:")
NAMES = {"annual-volume": "Decisions a year", "realisable-share": "Realisable share"}


@dataclass(frozen=True)
class GivenInputs:
    """An area file of the area (areas.area_file), and a catalogue file's pathways and sectors: plain JSON values."""

    area: Row
    pathways: Sequence[Row]
    sectors: Sequence[Row]


def input_tables(given: GivenInputs) -> list[tuple[Table, str]]:
    """Each table with the note beneath it; those that have a row."""
    found = [
        (volumes_and_shares(given), "Low to high, source and day: as far as the area has said them."),
        (weekly_rates(given), _of_rates(given)),
        (unit_costs(given), OF_COSTS),
    ]
    return [(table, note) for table, note in found if table.rows]


def volumes_and_shares(given: GivenInputs) -> Table:
    """Budgets, then a row for each volume and share; shares of one actual pathway stand below."""
    evidence = {(row["decision_point"], row["of"]): row for row in given.area.get("evidence", [])}
    area = given.area["area"]
    rows = [
        _row("Whole area", name, _pounds(area.get(key)), {})
        for key, name in (("total_budget", "Total budget, £ a year"), ("reviewed_budget", "Reviewed budget, £ a year"))
    ]
    labels = {each["code"]: each["label"] for each in given.pathways}
    for point in given.area["decision_points"]:
        rows += _of_point(point, evidence, labels)
    return Table("Budgets, volumes and realisable shares", _headings(INPUTS), tuple(rows))


def _headings(names: Iterable[str]) -> tuple[Heading, ...]:
    """A name that ends in a colon is over a column of numbers."""
    return tuple(Heading(name.removesuffix(":"), name.endswith(":")) for name in names)


def _of_point(
    point: Row, evidence: Mapping[tuple[str, str], Row], labels: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    label = BY_CODE[point["code"]].label
    for of, value in (("annual-volume", point["annual_volume"]), ("realisable-share", point["realisable_share"])):
        shown = formats.percent if of == "realisable-share" else formats.number
        known = evidence.get((point["code"], of), {})
        yield _row(label, NAMES[of], NOTHING if value is None else shown(value), known, shown)
    for code, share in point["by_actual_pathway"].items():
        yield _row(label, f"Realisable share, {labels.get(code, code)}", formats.percent(share), {})


def _row(where: str, name: str, value: str, known: Row, shown: Any = None) -> tuple[Cell, ...]:
    ends = [known.get("low"), known.get("high")]
    low_to_high = NOTHING if None in ends else f"{shown(ends[0])} to {shown(ends[1])}"
    said_on = day(date.fromisoformat(known["as_of"])) if known.get("as_of") else NOTHING
    texts = (where, name, value, low_to_high, known.get("source") or NOTHING, said_on)
    return tuple(Cell((text,)) for text in texts)


def unit_costs(given: GivenInputs) -> Table:
    """In catalogue order, a row for each sector that pays."""
    sectors = {each["code"]: each["label"] for each in given.sectors}
    rows = [
        tuple(
            Cell((text,))
            for text in (pathway["label"], sectors[cost["sector"]], *_cost(cost), _whose(cost, local=local))
        )
        for pathway in given.pathways
        for cost, local in _costs(pathway, given.area["unit_costs"])
    ]
    return Table("Unit costs", _headings(COSTS), tuple(rows))


def _costs(pathway: Row, own: Iterable[Row]) -> list[tuple[Row, bool]]:
    local = [cost for cost in own if cost["pathway"] == pathway["code"]]
    return [(cost, True) for cost in local] or [(cost, False) for cost in pathway.get("costs", [])]


def _cost(cost: Row) -> tuple[str, str]:
    """Units beside what one costs: a small number alone in a cell would look like a count."""
    unit, units = float(cost["unit_cost"]), float(cost["units"])
    return f"{formats.pounds_exactly(unit)} × {units:,g}", formats.pounds_exactly(unit * units)


def _whose(cost: Row, *, local: bool) -> str:
    return (
        f"{'Local' if local else 'Catalogue'}: {cost['source']}"
        if cost.get("source")
        else ("Local" if local else "Catalogue")
    )


def weekly_rates(given: GivenInputs) -> Table:
    """Q7."""
    rows = [
        tuple(Cell((text,)) for text in (
            rate["commissioner"], rate["bed_type"], _pounds_exactly(rate["weekly_rate"]),
            _pounds_exactly(rate["benchmark"]), f"{float(rate['beds']):,g}",
        ))
        for rate in given.area["procurement"]["rates"]
    ]  # fmt: skip
    return Table("Weekly rates (Q7)", _headings(RATES), tuple(rows))


def _of_rates(given: GivenInputs) -> str:
    share = given.area["procurement"].get("realisable_share")
    return "" if share is None else f"Realisable share: {formats.percent(share)}."


def _pounds(amount: float | None) -> str:
    return NOTHING if amount is None else formats.pounds(float(amount))


def _pounds_exactly(amount: float) -> str:
    return formats.pounds_exactly(float(amount))
