"""A small area file to load in tests, for the catalogue of `tests.pathways.files`."""

import copy
import json
from typing import Any

KENT: dict[str, Any] = {
    "area": {
        "slug": "kent",
        "name": "Kent",
        "total_budget": 2480000000,
        "reviewed_budget": None,
        "localities": ["Swale", "Thanet"],
        "organisations": ["Kent adult social care"],
    },
    "decision_points": [
        {
            "code": "q1-admission",
            "annual_volume": 61234.5,
            "realisable_share": 0.5,
            "by_actual_pathway": {"bed": 0.333333333333, "reablement": 0},
        },
        {"code": "q3-discharge", "annual_volume": None, "realisable_share": None, "by_actual_pathway": {}},
    ],
    "unit_costs": [
        {"pathway": "bed", "sector": "acute", "unit_cost": 310.00000001, "units": 9, "source": "Local tariff"},
        {"pathway": "bed", "sector": "council", "unit_cost": 0, "units": 1, "source": ""},
    ],
    "procurement": {
        "realisable_share": 0.8,
        "reasons": ["Supply of housing", "Spot purchasing"],
        "rates": [
            {
                "commissioner": "Kent council",
                "sector": "council",
                "bed_type": "Nursing",
                "weekly_rate": 566,
                "benchmark": 571.25,
                "beds": 1340,
            }
        ],
    },
}


def kent() -> dict[str, Any]:
    """Kent's file, to change at will."""
    return copy.deepcopy(KENT)


def as_file(value: Any) -> bytes:
    return json.dumps(value).encode()
