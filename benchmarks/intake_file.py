"""Files of invented case notes for the runs of intake: the same rows for the same seed."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from tests.reviews.intake.screen.made import nhs_number

COLUMNS = (
    "reference", "decision_point", "age_band", "actual_pathway", "narrative", "locality", "sex", "self_referred",
    "length_of_stay_days", "event_month",
)  # fmt: skip
PATHWAYS = ("Reablement at home", "Residential placement", "Home without support")
_SENTENCES = (
    "Lives alone in a first floor flat, daughter visits on Sundays and does the shopping.",
    "Brought in by ambulance following a fall in the bathroom; long lie of about six hours.",
    "Observations stable, no focal neurology, mobilising with a frame and the help of one.",
    "Therapy review: transfers with supervision, stairs not attempted, kitchen assessment next week.",
    "Says that she wants to go home; family worried about the nights and the stairs.",
    "Discussed at the multidisciplinary meeting, medically fit, waiting for a package four times a day.",
    "PMH: AF (on DOAC), T2DM, CKD3b, OA hips. Obs: GCS 15, HR 88, BP 141/77, sats 95% RA.",
    "Medication review done: amlodipine 5 mg stopped, paracetamol 1 g four times a day as needed.",
    "Package of care restarted on the 3rd day; key safe fitted, telecare referral sent.",
    "Waterlow 18, MUST 1, frailty score 6. Skin intact, continent with prompts.",
)


def rows(number: int, *, seed: int, characters: int = 1_500, held_in_100: float = 1) -> Iterator[tuple[str, ...]]:
    """Rows below the header; about `held_in_100` of each 100 hold an NHS number."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible file
    for at in range(number):
        yield (
            f"KEN-{at:06}", "q3-discharge", chance.choice(("65-74", "75-84", "85+")), chance.choice(PATHWAYS),
            _narrative(chance, characters, held=chance.random() * 100 < held_in_100),
            chance.choice(("Ashford", "Canterbury")), chance.choice(("female", "male")),
            chance.choice(("yes", "no")), str(chance.randrange(40)),
            f"2016-{chance.randrange(1, 13):02}",
        )  # fmt: skip


def _narrative(chance: random.Random, characters: int, *, held: bool) -> str:
    written, length = ["Background:\n"], 12
    if held:
        written.append(f"NHS number {nhs_number(chance)}. ")
    while length < characters:
        sentence = chance.choice(_SENTENCES) + chance.choice((" ", " ", " ", "\n"))
        written.append(sentence)
        length += len(sentence)
    return "".join(written)[:characters].rstrip()


def write(path: Path, number: int, *, seed: int, characters: int = 1_500, held_in_100: float = 1) -> None:
    """A CSV file as spreadsheets write it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(number, seed=seed, characters=characters, held_in_100=held_in_100))
