"""Small catalogue files to load in tests."""

import copy
import json
from typing import Any

SMALL: dict[str, Any] = {
    "sectors": [{"code": "acute", "label": "Acute"}, {"code": "council", "label": "Local authority"}],
    "professions": [{"code": "gp", "label": "GP", "side": "health"}],
    "pathway_groups": [{"code": "home", "label": "Home with support"}],
    "pathways": [
        {
            "code": "bed",
            "label": "Acute bed",
            "level_of_care": 60,
            "setting": "hospital",
            "group": None,
            "decision_points": ["q1-admission", "q2-setting"],
            "costs": [{"sector": "acute", "unit_cost": 301.25, "units": 9.5, "source": "Reference costs"}],
        },
        {
            "code": "reablement",
            "label": "Reablement",
            "level_of_care": 30,
            "group": "home",
            "decision_points": ["q1-admission"],
            "costs": [
                {"sector": "council", "unit_cost": 320, "units": 6, "source": "Local"},
                {"sector": "acute", "unit_cost": 1, "units": 1, "source": "Local"},
            ],
        },
    ],
    "reasons": [
        {
            "code": "capacity",
            "label": "No capacity",
            "practitioner_variation": False,
            "decision_points": ["q1-admission"],
        },
        {"code": "habit", "label": "Habit", "practitioner_variation": True, "decision_points": ["q1-admission"]},
    ],
    "preventive_services": [{"code": "telecare", "label": "Telecare"}, {"code": "falls", "label": "Falls prevention"}],
}


def small() -> dict[str, Any]:
    """A catalogue of two pathways, to change at will."""
    return copy.deepcopy(SMALL)


def as_file(value: Any) -> bytes:
    return json.dumps(value).encode()
