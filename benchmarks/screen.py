"""Times the identifier screen: a clean note, notes a second, and that time grows in line with length.

.venv/bin/python -m benchmarks.screen
"""

import argparse
import csv
import itertools
import sys
import time
from pathlib import Path

from reviews.intake.screen.screen import Screen

ROOT = Path(__file__).parents[1]
MOST = 12.0  # ten times the length may take this many times as long
CHARACTERS = 3_000
# Pieces whose repetition is hard for patterns: runs, nested labels, what almost ends as an identifier does.
SHAPES = {
    "plain words": "Seen on the ward, walks with a frame. ",
    "digits": "0123456789",
    "digits and spaces": "0 1 2 3 4 5 6 7 8 9 ",
    "digits, dots and slashes": "01.02/03-04 ",
    "almost an NHS number": "943 476 591 ",
    "almost a phone number": "(0)(0) 0(1)",
    "plus signs": "+4",
    "capitals": "A",
    "capital words": "Aa ",
    "capitals and commas": "SMITH, ",
    "titles": "Mr ",
    "titles and letters": "Mr A Mrs B. ",
    "labels": "name: ",
    "nested labels": "name is known as name is called ",
    "relations": "daughter (son, wife: ",
    "brackets": "Aa (Aa (",
    "particles": "Mr van der de la ",
    "hyphens": "Aa-",
    "first names": "Joan ",
    "streets": "1 Aa Bb Cc Dd ",
    "flat": "flat 1 ",
    "addresses": "address: ",
    "at signs": "a@",
    "dots": "a.b",
    "at and dot": " at a dot ",
    "web": "www.",
    "months": "1 jan ",
    "dates of birth": "dob: born ",
    "record labels": "patient record id ",
    "phone labels": "tel call ring ",
    "line breaks": "Aa\n1\n",
    "hidden characters": "A\u200b",
    "look-alikes": "Мг Аа ",
    "accents": "e\u0301",
}


# Behind each shape, so that every search runs over it.
EVERY_KIND = (
    " Mr Smith mr smith name: Joan Smith (daughter), son Bert, SMITH, Joan (Mrs) NHS no 943 476 5919 AB 12 34 56 C"
    " NI no MRN 123456 K123456 1234567 01622 721000 tel 721000 j@example.org a at b dot org www.example.org b.uk"
    " insta: joan born 12/3/1941 3 May 2016 CT1 2AA address: here 12 Church Road 12 church road flat 3 Mill Court"
)


def seconds(screen: Screen, text: str, times: int = 5) -> float:
    """The quickest of some runs."""
    took = []
    for _ in range(times):
        start = time.process_time()
        screen.findings(text)
        took.append(time.process_time() - start)
    return min(took)


def growth(screen: Screen, piece: str) -> tuple[float, float]:
    """Seconds for CHARACTERS of it, and how many times as long ten times as many take."""
    text = "".join(itertools.islice(itertools.cycle(piece), CHARACTERS))
    tail = seconds(screen, EVERY_KIND)
    short = seconds(screen, text + EVERY_KIND) - tail
    return short, (seconds(screen, text * 10 + EVERY_KIND) - tail) / short


def demonstration() -> list[str]:
    """The notes of the demonstration, all clean."""
    notes: list[str] = []
    for path in sorted((ROOT / "fixtures" / "demo").glob("notes-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            notes += [row["narrative"] for row in csv.DictReader(file)]
    return notes


def of_notes(screen: Screen) -> str:
    """How fast clean notes pass."""
    notes = demonstration()
    took = sum(seconds(screen, note) for note in notes)
    size = sum(map(len, notes)) / len(notes)
    return (
        f"{len(notes):,} clean notes of {size:,.0f} characters: {len(notes) / took:,.0f} a second, "
        f"{took / len(notes) / size * 1.5e9:,.0f} µs for 1,500 characters\n"
    )


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    screen = Screen()
    sys.stdout.write(of_notes(screen))
    slow = False
    for name, piece in SHAPES.items():
        short, times = growth(screen, piece)
        slow = slow or times > MOST
        sys.stdout.write(f"{name:26} {short * 1e3:8.2f} ms, ten times the length: {times:5.1f} times\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
