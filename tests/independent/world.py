"""A made-up programme: a catalogue, areas, notes and reviews, as the files that the commands take."""

import csv
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POINTS = ["q1-attendance", "q1-admission", "q2-setting", "q3-discharge", "q4-intake", "q5-nursing", "q6-overlap"]
ACHIEVABILITY = ["very-likely", "likely", "even", "unlikely", "very-unlikely"]


@dataclass
class World:
    """Plain values only: what a person could have typed into the files."""

    catalogue: dict[str, Any]
    areas: dict[str, dict[str, Any]]
    notes: dict[str, list[dict[str, Any]]]
    reviews: dict[str, list[dict[str, Any]]]


def make_world(rng: random.Random) -> World:
    catalogue = make_catalogue(rng)
    slugs = [f"area-{number}" for number in range(rng.randint(1, 3))]
    areas = {slug: make_area(slug, catalogue, rng) for slug in slugs}
    notes = {slug: make_notes(areas[slug], catalogue, rng) for slug in slugs}
    return World(catalogue, areas, notes, {slug: make_reviews(notes[slug], catalogue, rng) for slug in slugs})


def make_catalogue(rng: random.Random) -> dict[str, Any]:
    sectors = [{"code": f"sector-{n}", "label": f"Sector {n}"} for n in range(rng.randint(1, 4))]
    groups = [{"code": f"group-{n}", "label": f"Group {n}"} for n in range(rng.randint(0, 3))]
    pathways = [make_pathway(n, sectors, groups, rng) for n in range(rng.randint(4, 12))]
    reasons = [
        {
            "code": f"reason-{n}",
            "label": f"Reason {n}",
            "practitioner_variation": n == 1 or rng.random() < 0.3,
            "decision_points": POINTS if n < 2 else rng.sample(POINTS, 3),
        }
        for n in range(5)
    ]
    return {
        "sectors": sectors,
        "professions": [{"code": "gp", "label": "GP", "side": "health"}],
        "pathway_groups": groups,
        "pathways": pathways,
        "reasons": reasons,
        "preventive_services": [{"code": f"service-{n}", "label": f"Service {n}"} for n in range(2)],
    }


def make_pathway(number: int, sectors: list[Any], groups: list[Any], rng: random.Random) -> dict[str, Any]:
    points = POINTS if number < 3 else rng.sample(POINTS, rng.randint(1, 7))
    return {
        "code": f"pathway-{number}",
        "label": f"Pathway {number}",
        "level_of_care": rng.randint(-3, 20),
        "setting": rng.choice(["home", "community", "care-home", "hospital", None]),
        "group": rng.choice(groups)["code"] if groups and rng.random() < 0.6 else None,
        "decision_points": points,
        "costs": [make_cost(sector, rng) for sector in rng.sample(sectors, rng.randint(1, len(sectors)))],
    }


def make_cost(sector: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    return {
        "sector": sector["code"],
        "unit_cost": round(rng.choice([0, rng.uniform(0, 4_000)]), rng.randint(0, 4)),
        "units": round(rng.uniform(0, 60), rng.randint(0, 3)),
        "source": "made up",
    }


def make_area(slug: str, catalogue: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    whole = rng.random() < 0.7  # else something may be missing
    pathways = [pathway["code"] for pathway in catalogue["pathways"]]
    sectors = [sector["code"] for sector in catalogue["sectors"]]
    return {
        "area": {
            "slug": slug,
            "name": slug.title(),
            "total_budget": round(rng.uniform(1e8, 2e9), 2) if whole or rng.random() < 0.7 else None,
            "reviewed_budget": round(rng.uniform(1e7, 2e8), 2),
            "localities": ["North", "South"],
            "organisations": [],
        },
        "decision_points": [
            {
                "code": point,
                "annual_volume": round(rng.uniform(100, 90_000), 2) if whole or rng.random() < 0.8 else None,
                "realisable_share": round(rng.random(), 6) if whole or rng.random() < 0.8 else None,
                "by_actual_pathway": {
                    code: round(rng.random(), 6) for code in rng.sample(pathways[:3], rng.randint(0, 2))
                },
            }
            for point in POINTS
        ],
        "unit_costs": [
            {"pathway": code, **make_cost({"code": rng.choice(sectors)}, rng)} for code in rng.sample(pathways, 2)
        ],
        "procurement": {
            "realisable_share": round(rng.random(), 6),
            "reasons": ["Spot purchasing"],
            "rates": [
                {
                    "commissioner": "Council",
                    "sector": rng.choice(sectors),
                    "bed_type": f"Bed type {n}",
                    "weekly_rate": round(rng.uniform(300, 1_500), 2),
                    "benchmark": round(rng.uniform(300, 1_500), 2),
                    "beds": rng.randint(0, 500),
                }
                for n in range(rng.randint(0, 3))
            ],
        },
    }


def make_notes(area: dict[str, Any], catalogue: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    rows = []
    for number in range(rng.randint(0, 60)):
        point = rng.choice(POINTS)
        offered = [pathway["code"] for pathway in catalogue["pathways"] if point in pathway["decision_points"]]
        rows.append(
            {
                "reference": f"R-{number:04}",
                "decision_point": point,
                "age_band": rng.choice(["18-64", "65-74", "75-84", "85+"]),
                "actual_pathway": rng.choice(offered[:4]),
                "narrative": f"Day {number}:\nWalked with a frame, {rng.random()} of the way.",
                "review_point": rng.choice(["", "1", "2"]) if point == "q2-setting" else "",
                "locality": rng.choice(["North", "South", ""]),
                "self_referred": rng.choice(["yes", "no", ""]),
            }
        )
    return rows


def make_reviews(notes: list[Any], catalogue: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    return [make_review(note, catalogue, rng) for note in notes if rng.random() < 0.9]


def make_review(note: dict[str, Any], catalogue: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    point = note["decision_point"]
    best = rng.choices(["yes", "no", "unclear"], [4, 5, 1])[0]
    row = {
        "reference": note["reference"],
        "review_point": note["review_point"],
        "panel": rng.choice(["North panel", "South panel"]),
        "reviewed_on": "2026-05-12",
        "level_of_need": rng.choice(["low", "moderate", "high", "complex"]),
        "best_pathway": best,
    }
    if best != "no":
        return row
    offered = [pathway["code"] for pathway in catalogue["pathways"] if point in pathway["decision_points"]]
    reasons = [reason["code"] for reason in catalogue["reasons"] if point in reason["decision_points"]]
    return row | {
        "proposed_pathway": rng.choice([code for code in offered if code != note["actual_pathway"]]),
        "alternative_existed": rng.choice(["available", "under-commissioned", "no", ""]),
        "timing": rng.choice(["on-the-day", "earlier"]),
        "missed_prevention": ";".join(rng.sample(["service-0", "service-1"], rng.randint(0, 2))),
        "reasons": ";".join(rng.sample(reasons, rng.randint(1, len(reasons)))),
        "person_implication": rng.choice(["much-better", "better", "same", "worse"]),
        "cost_implication": rng.choice(["lower", "same", "higher"]),
        "achievability": rng.choice(ACHIEVABILITY),
    }


def write_csv(path: Path, rows: list[dict[str, Any]]) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path
