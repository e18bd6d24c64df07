"""Thousands of calls made up from the API's own description, as one role: every answer is as described.

    python -m tests.api_calls --role lead --examples 100 --seed 2016

On a database that is made for the run; behind `python -m tests.servers` on PostgreSQL. Without --role it is each role
in turn. Prints for each how many calls were made and how they were answered; exit status 1 when a check failed.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager


def main(words: Sequence[str]) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from tests.api_calls.roles import CALLERS

    asked = _asked(words, CALLERS)
    sys.stderr.write(f"Seed {asked.seed}\n")
    with _database():
        well = [_told(role, asked) for role in ([asked.role] if asked.role else CALLERS)]
    return int(not all(well))


def _told(role: str, asked: argparse.Namespace) -> bool:
    from django.db import transaction

    from tests.api_calls.run import run
    from tests.rights.world import build

    with transaction.atomic():
        found = run(role, build(), examples=asked.examples, seed=asked.seed)
        transaction.set_rollback(True)
    sys.stdout.write(json.dumps(found.as_told(), indent=1) + "\n")
    sys.stdout.flush()
    return found.well


@contextmanager
def _database() -> Iterator[None]:
    import logging

    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    logging.disable(logging.CRITICAL)  # a line for each call
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def _asked(words: Sequence[str], roles: Iterable[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--role", choices=[*roles])
    parser.add_argument("--examples", type=int, default=20, help="of each operation, beside the edges of each value")
    parser.add_argument("--seed", type=int, default=2016)
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
