"""What a lead gives: a scenario and its changes, of the worked example."""

from decimal import Decimal

from opportunities.scenarios.said import GivenChange, GivenScenario


def given(**other) -> GivenScenario:
    asked = {"name": "More at home", "about": "", "shares_from": "area", "each_person_once": False}
    return GivenScenario(**(asked | other))  # type: ignore[typeddict-item]


def change(**other) -> GivenChange:
    """A realisable share at hospital discharge, unless it is said to be of something else."""
    asked = {"kind": "realisable-share", "decision_point": "q3-discharge", "pathway": "", "sector": ""}
    return GivenChange(**({**asked, "value": Decimal("0.5"), "reason": "As in Leeds"} | other))  # type: ignore[typeddict-item]


def volume(value: int) -> GivenChange:
    return change(
        kind="annual-volume",
        decision_point="q4-intake",
        value=Decimal(value),
        reason="The new front door takes more calls",
    )
