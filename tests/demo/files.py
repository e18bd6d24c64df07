"""The demonstration's files as pandas tables. Nothing of the product is used, so it can be checked against this."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

FIXTURES = Path(__file__).parents[2] / "fixtures"
DEMO = FIXTURES / "demo"
WITH_NOTES = ("kent", "pennine-lancashire", "greenwich", "swindon")
AREAS = (*WITH_NOTES, "sunderland")


def read_json(*parts: str) -> Any:
    return json.loads(FIXTURES.joinpath(*parts).read_text(encoding="utf-8"))


def catalogue() -> dict[str, Any]:
    return read_json("catalogue.json")


def published() -> dict[str, Any]:
    return read_json("published", "lga-2016.json")


def area_files() -> dict[str, dict[str, Any]]:
    return {slug: read_json("demo", f"{slug}.json") for slug in AREAS}


def notes() -> pd.DataFrame:
    """Every case note row, with its `area`."""
    return pd.concat(_csv("notes", slug) for slug in WITH_NOTES)


def agreed_reviews() -> pd.DataFrame:
    """Every agreed review, with its `area`: the files', and those that load_demo records in the workshop."""
    workshop = read_json("demo", "workshop.json")
    sitting = pd.DataFrame(workshop["reviews"]).fillna("").astype({"review_point": str}).assign(area=workshop["area"])
    return pd.concat([*(_csv("reviews", slug) for slug in WITH_NOTES), sitting])


def decisions() -> pd.DataFrame:
    """Agreed reviews beside their notes: one row a decision."""
    return agreed_reviews().merge(notes(), on=["area", "reference", "review_point"], validate="one_to_one")


def _csv(kind: str, slug: str) -> pd.DataFrame:
    return pd.read_csv(DEMO / f"{kind}-{slug}.csv", dtype=str, keep_default_na=False).assign(area=slug)
