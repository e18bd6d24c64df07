"""The whole promise on many random areas: what a solver can tell of them, and what every byte of their files holds.

    nice .venv/bin/python -m tests.opportunities.disclosure.many --areas 1000
    nice .venv/bin/python -m tests.opportunities.disclosure.many --areas 1000 --files

Prints each area that fails with its seed, and at the end how many passed; exit status 1 when any failed. The tests
beside it are the same with a few areas (test_attacker.py, test_every_byte.py).
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Sequence

import django

Found = list[str]


def attacked(seed: int) -> Found:
    """Hidden counts that everything published, money too, bounds to fewer than five whole numbers."""
    from tests.opportunities.disclosure import attack, worlds

    made = worlds.made(random.Random(seed))
    reach = attack.known_with_money(made.given, made.catalogue, made.area).reach()
    return [f"{where}: {low} to {high}" for where, (low, high) in reach.items() if high - low < 4]


def searched(seed: int) -> Found:
    """Small counts in any part of a file, of each format."""
    from tests.opportunities.disclosure import worlds
    from tests.opportunities.disclosure.files import WRITERS, controlled, small_counts_of

    edition = controlled(worlds.made(random.Random(seed)).given)
    return [f"{form}: {text}" for form in WRITERS for text in small_counts_of(form, edition)]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--areas", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first area; each has the next one")
    parser.add_argument("--files", action="store_true", help="search files instead of attacking tables")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    return _tried(searched if asked.files else attacked, range(asked.seed, asked.seed + asked.areas))


def _tried(look: Callable[[int], Found], seeds: Sequence[int]) -> int:
    passed, began = 0, time.process_time()
    for n, seed in enumerate(seeds, 1):
        found = look(seed)
        passed += not found
        if found:
            _say(f"seed {seed} failed: {'; '.join(found)}")
        if n % 50 == 0 or n == len(seeds):
            _say(f"{n} areas to seed {seed}: {passed} passed, {time.process_time() - began:.0f} s")
    return 0 if passed == len(seeds) else 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
