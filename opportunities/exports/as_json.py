"""Figures as JSON: one object, each table as its address in the API answers it."""

import json

from opportunities.figures import Shown

TABLES = ("opportunities", "cost_movements", "flows", "headlines", "breakdowns", "consistency")


def as_json(shown: Shown) -> bytes:
    """All tables in UTF-8, what is not a number (never known) would be refused, not written."""
    body = {name: shown.table(name) for name in TABLES}
    return (json.dumps(body, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
