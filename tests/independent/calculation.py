"""The tables worked out again in plain loops, from the method's own words and nothing of the product's code."""

from collections import Counter, defaultdict
from typing import Any

from tests.independent.world import World

FOCUS_OF = {
    "q1-attendance": "q1-attendances",
    "q1-admission": "q1-admissions",
    "q2-setting": "q2",
    "q3-discharge": "q3-4",
    "q4-intake": "q3-4",
    "q5-nursing": "q5-6",
    "q6-overlap": "q5-6",
}
FOCUSES = ["q1-attendances", "q1-admissions", "q2", "q3-4", "q5-6", "q7"]


def costs_of(world: World, slug: str) -> dict[str, dict[str, float]]:
    """£ of one decision by pathway and sector: an area's rows for a pathway replace all of its national ones."""
    costs = {
        pathway["code"]: {cost["sector"]: cost["unit_cost"] * cost["units"] for cost in pathway["costs"]}
        for pathway in world.catalogue["pathways"]
    }
    local: dict[str, dict[str, float]] = defaultdict(dict)
    for row in world.areas[slug]["unit_costs"]:
        local[row["pathway"]][row["sector"]] = row["unit_cost"] * row["units"]
    return costs | local


def reviews_of(world: World, slug: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    notes = {(note["reference"], note["review_point"] or "1"): note for note in world.notes[slug]}
    return [(notes[row["reference"], row["review_point"] or "1"], row) for row in world.reviews[slug]]


def counts(world: World, slugs: list[str]) -> dict[str, dict[str, int]]:
    """N, I and unclear of each area of focus."""
    found = {focus: {"notes_reviewed": 0, "improvable": 0, "unclear": 0} for focus in FOCUSES}
    for slug in slugs:
        for note, review in reviews_of(world, slug):
            row = found[FOCUS_OF[note["decision_point"]]]
            row["notes_reviewed"] += review["best_pathway"] in ("yes", "no")
            row["improvable"] += review["best_pathway"] == "no"
            row["unclear"] += review["best_pathway"] == "unclear"
    return found


def is_complete(world: World, slug: str) -> bool:
    """Whether volumes, shares and budget are there wherever they are needed (every pathway here has costs)."""
    area = world.areas[slug]
    inputs = {row["code"]: row for row in area["decision_points"]}
    if area["area"]["total_budget"] is None:
        return False
    for note, review in reviews_of(world, slug):
        given = inputs[note["decision_point"]]
        if review["best_pathway"] == "unclear":
            continue
        if given["annual_volume"] is None:
            return False
        covered = given["realisable_share"] is not None or note["actual_pathway"] in given["by_actual_pathway"]
        if review["best_pathway"] == "no" and not covered:
            return False
    return True


def movements(world: World, slug: str) -> list[tuple[str, str, float, float]]:
    """(area of focus, sector, gross, reinvestment) of every flow and every procurement rate, £ a year."""
    area, costs = world.areas[slug], costs_of(world, slug)
    inputs = {row["code"]: row for row in area["decision_points"]}
    reviewed: Counter[str] = Counter()
    flows: Counter[tuple[str, str, str]] = Counter()
    for note, review in reviews_of(world, slug):
        reviewed[note["decision_point"]] += review["best_pathway"] in ("yes", "no")
        if review["best_pathway"] == "no":
            flows[note["decision_point"], note["actual_pathway"], review["proposed_pathway"]] += 1
    found = []
    for (point, actual, proposed), number in flows.items():
        given = inputs[point]
        share = given["by_actual_pathway"].get(actual, given["realisable_share"])
        people = given["annual_volume"] * number / reviewed[point] * share
        for sector in {*costs[actual], *costs[proposed]}:
            change = costs[actual].get(sector, 0) - costs[proposed].get(sector, 0)
            found.append((FOCUS_OF[point], sector, people * max(change, 0), people * max(-change, 0)))
    procurement = area["procurement"]
    for rate in procurement["rates"]:
        excess = max(rate["weekly_rate"] - rate["benchmark"], 0)
        found.append(("q7", rate["sector"], excess * rate["beds"] * 52 * procurement["realisable_share"], 0.0))
    return found


def savings(world: World, slugs: list[str]) -> dict[str, float]:
    """£ a year by area of focus."""
    found = dict.fromkeys(FOCUSES, 0.0)
    for slug in slugs:
        for focus, _, gross, reinvestment in movements(world, slug):
            found[focus] += gross - reinvestment
    return found


def sectors(world: World, slugs: list[str]) -> dict[str, tuple[float, float]]:
    """(gross, reinvestment) in £ a year by sector."""
    found = {sector["code"]: [0.0, 0.0] for sector in world.catalogue["sectors"]}
    for slug in slugs:
        for _, sector, gross, reinvestment in movements(world, slug):
            found[sector][0] += gross
            found[sector][1] += reinvestment
    return {code: (gross, reinvestment) for code, (gross, reinvestment) in found.items()}


def top_proposed(world: World, slugs: list[str], focus: str) -> list[tuple[str, int]]:
    """The two groups (or pathways without one) proposed most, first in the catalogue where they tie."""
    group_label = {group["code"]: group["label"] for group in world.catalogue["pathway_groups"]}
    label_of = {
        pathway["code"]: group_label.get(pathway["group"], pathway["label"]) for pathway in world.catalogue["pathways"]
    }
    order = list(dict.fromkeys(label_of.values()))
    found = Counter(
        label_of[review["proposed_pathway"]]
        for slug in slugs
        for note, review in reviews_of(world, slug)
        if review["best_pathway"] == "no" and FOCUS_OF[note["decision_point"]] == focus
    )
    return sorted(found.items(), key=lambda pair: (-pair[1], order.index(pair[0])))[:2]


def top_reasons(world: World, slugs: list[str], focus: str) -> list[tuple[str, int]]:
    """The two commonest main reasons other than practitioner variation."""
    reasons = {reason["code"]: reason for reason in world.catalogue["reasons"]}
    order = list(reasons)
    found = Counter(
        review["reasons"].split(";")[0]
        for slug in slugs
        for note, review in reviews_of(world, slug)
        if review["best_pathway"] == "no" and FOCUS_OF[note["decision_point"]] == focus
    )
    kept = [(code, number) for code, number in found.items() if not reasons[code]["practitioner_variation"]]
    kept.sort(key=lambda pair: (-pair[1], order.index(pair[0])))
    return [(reasons[code]["label"], number) for code, number in kept[:2]]
