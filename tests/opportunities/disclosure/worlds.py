"""Random areas of every size, from a seed: a catalogue, inputs and counted reviews, as the roll-up is given them."""

import random
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from opportunities.disclosure.control import given_away
from opportunities.disclosure.rules import Rules
from opportunities.rollup.given import (
    COUNT_COLUMNS,
    MISSED_COLUMNS,
    AreaInputs,
    Catalogue,
    Pathway,
    PointInputs,
    Procurement,
    Rate,
    Reason,
    Tally,
)
from opportunities.rollup.tables import Figures, draw_up
from opportunities.rollup.workings import Workings, workings
from pathways.questions import WITH_NOTES

SETTINGS = ("home", "community", "care-home", "hospital", None)
SERVICES = ("falls-prevention", "telecare", "carer-support")


@dataclass(frozen=True)
class World:
    """An area with its working tables and the ones given away."""

    catalogue: Catalogue
    area: Workings
    working: Figures
    given: Figures


def made(rng: random.Random) -> World:
    of = catalogue(rng)
    one = area(rng, of)
    working = draw_up(one, of)
    return World(of, one, working, given_away(working, [("", one)], of, Rules()))


def catalogue(rng: random.Random) -> Catalogue:
    pathways = [
        Pathway(
            f"p{n}", f"Pathway {n}", rng.randint(0, 6), rng.choice(SETTINGS), rng.choice((None, None, "g1", "g2")),
            tuple(point.code for point in WITH_NOTES),
        )
        for n in range(rng.randint(3, 9))
    ]  # fmt: skip
    return Catalogue(
        sectors={f"s{n}": f"Sector {n}" for n in range(rng.randint(1, 4))},
        pathways={pathway.code: pathway for pathway in pathways},
        reasons={f"r{n}": Reason(f"r{n}", f"Reason {n}", n == 0) for n in range(4)},
        groups={"g1": "Group one", "g2": "Group two"},
        preventive_services={code: code.replace("-", " ") for code in SERVICES},
    )


def area(rng: random.Random, given: Catalogue, slug: str = "kent") -> Workings:
    """Whole more often than not: three in four know all of their money."""
    points = {
        point.code: PointInputs(rng.choice((400, 9_000, 52_000)), rng.random(), {"p0": rng.random()})
        for point in WITH_NOTES
    }
    costs = {code: {s: round(rng.uniform(0, 9_000), 2) for s in given.sectors} for code in given.pathways}
    rate = Rate("A council", next(iter(given.sectors)), "Nursing", rng.uniform(700, 1_200), 900.0, 40)
    inputs = AreaInputs(
        slug, slug.title(), rng.choice((None, 4e8, 1.3e9, 2e9)), rng.choice((None, 5e7)), points, costs,
        Procurement((rate,) if rng.random() < 0.5 else (), 0.5, ("Spot purchasing",)),
    )  # fmt: skip
    return workings(tally(rng, given), inputs, given)


def tally(rng: random.Random, given: Catalogue) -> Tally:
    """From a handful of reviews to some hundred, some decision points empty and some lopsided."""
    found, missed, any_missed = [], Counter(), 0
    codes = list(given.pathways)
    for point in WITH_NOTES:
        often = [rng.choice((0, 1, 1, 8)) for _ in codes]
        for _ in range(rng.choice((0, 3, 9, 30, 90))):
            actual = rng.choice(codes)
            best = rng.choices(("yes", "no", "unclear"), rng.choice(((5, 5, 1), (1, 9, 0), (9, 1, 0))))[0]
            found.append((point.code, actual, best, *_answers(rng, given, codes, often, actual, best)))
            if point.code == "q4-intake" and best == "no" and rng.random() < 0.6:
                any_missed += 1
                missed.update(rng.sample(SERVICES, rng.randint(1, 3)))
    rows = [(*review, count) for review, count in Counter(found).items()]
    services = [("q4-intake", service, count) for service, count in missed.items()]
    return Tally(
        pd.DataFrame(rows, columns=list(COUNT_COLUMNS)),
        pd.DataFrame(services, columns=list(MISSED_COLUMNS)),
        {"q4-intake": any_missed},
    )


def _answers(rng: random.Random, given: Catalogue, codes: list[str], often: list[int], actual: str, best: str) -> tuple:
    referred = rng.choice((True, False, None))
    if best != "no":
        return "", "", "", "", referred
    others = [code for code in codes if code != actual]
    weights = [often[codes.index(code)] for code in others]
    proposed = rng.choices(others, weights if any(weights) else None)[0]
    existed = rng.choice(("available", "available", "under-commissioned", "no"))
    return proposed, rng.choice(list(given.reasons)), existed, rng.choice(("on-the-day", "earlier")), referred
