"""An area's scenarios as the API and a JSON export give them."""

from typing import Any

from areas.models import Area
from opportunities.figures import snapshot_for
from opportunities.scenarios.shown import ShownScenario, scenarios_of


def scenarios_answer(area: Area) -> dict[str, Any]:
    """Shape: opportunities.api_shapes.Scenarios. What the tables as set were made from stands in front."""
    table = snapshot_for(area).table("opportunities")
    made_from = {name: value for name, value in table.items() if name not in ("rows", "total")}
    return made_from | {"as_set": table["total"], "scenarios": [in_plain(each) for each in scenarios_of(area)]}


def in_plain(scenario: ShownScenario) -> dict[str, Any]:
    """One scenario: what it says, and its totals."""
    return {
        "id": scenario.pk,
        "name": scenario.name,
        "about": scenario.about,
        "shares_from": "panels" if scenario.from_panels else "area",
        "each_person_once": scenario.counts_once,
        "as_of": scenario.as_of.isoformat() if scenario.as_of else None,
        "stale": scenario.stale,
        "changes": [{**change, "value": float(change["value"])} for change in scenario.changes],
        "total": scenario.total,
    }
