"""Scenarios with the saving of each, and what each changes and why. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from opportunities.exports.columns import Column, Row, Sheet

SCENARIOS = (
    Column("scenario", "Scenario"),
    Column("scenario_about", "What it is about"),
    Column("saving", "Saving a year", "pounds"),
    Column("saving_interval", "80% interval", "amounts"),
    Column("more_than_as_set", "More than as set", "pounds"),
    Column("shares_from", "Realisable shares"),
    Column("counted_once", "Each person once"),
)
CHANGES = (
    Column("scenario", "Scenario"),
    Column("input", "Input"),
    Column("as_set", "As set"),
    Column("instead", "In the scenario"),
    Column("reason", "Why"),
)


def scenario_sheets(scenarios: Sequence[Row], as_set: Row) -> tuple[Sheet, ...]:
    """Nothing without any scenario.

    scenarios  as opportunities.scenarios.answer.in_plain gives them, their changes with `input`, `as_set`, `instead`
    as_set     the total of the area's own opportunities
    """
    if not scenarios:
        return ()
    savings = Sheet(
        "scenarios",
        "Scenarios",
        "Scenarios beside what is set",
        "What the saving would be were some inputs different. What panels agreed stays.",
        ("scenario",),
        SCENARIOS,
        tuple(_rows(scenarios, as_set)),
    )
    changes = Sheet(
        "scenario_changes",
        "Scenario changes",
        "What each scenario changes, and why",
        "Everything else is as the area has set it.",
        ("scenario",),
        CHANGES,
        tuple(_changes(scenarios)),
    )
    return tuple(sheet for sheet in (savings, changes) if sheet.rows)


def _rows(scenarios: Iterable[Row], as_set: Row) -> Iterator[Row]:
    yield {"scenario": "As set", "saving": as_set["saving"], "saving_interval": as_set["saving_interval"]}
    for each in scenarios:
        total = each["total"]
        known = total["saving"] is not None and as_set["saving"] is not None
        yield {
            "scenario": each["name"],
            "scenario_about": each["about"],
            "saving": total["saving"],
            "saving_interval": total["saving_interval"],
            "more_than_as_set": total["saving"] - as_set["saving"] if known else None,
            "shares_from": "From panels" if each["shares_from"] == "panels" else "As set",
            "counted_once": "Yes" if each["each_person_once"] else "No",
        }


def _changes(scenarios: Iterable[Row]) -> Iterator[Row]:
    for each in scenarios:
        for change in each["changes"]:
            yield {"scenario": each["name"], **change}
