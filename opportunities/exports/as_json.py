"""Figures as JSON: one object, each table as its address in the API answers it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from opportunities.figures import Shown

TABLES = ("opportunities", "cost_movements", "flows", "headlines", "breakdowns", "consistency")


def as_json(shown: Shown, scenarios: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """All tables in UTF-8, what is not a number (never known) would be refused, not written."""
    body: dict[str, Any] = {name: shown.table(name) for name in TABLES}
    if scenarios:
        body["scenarios"] = list(scenarios)
    return (json.dumps(body, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
