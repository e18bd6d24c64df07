"""Loads hostile files, each in a process with limits.

    python -m tests.reviews.intake.hostile --files 1000

Prints the seed, what became of the files, the slowest and the fattest; exit status 1 when the rule does not hold.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django

from tests.reviews.intake.hostile import special, tables

MOST_SECONDS, MOST_MB = 15, 512
HARD_MB = 1_500  # so that a mistake does not take the machine down


def names(files: int, chance: random.Random) -> Iterator[tuple[str, int]]:
    """What to make: every special file of a whole run, a few of a small one; then tables and spoilt files."""
    every = list(special.SPECIAL)
    chosen = every if files >= 10 * len(every) else chance.sample(every, min(files // 4, len(every)))
    yield from ((name, 0) for name in chosen)
    for _ in range(files - len(chosen)):
        yield chance.choice(("table", "spoilt", "spoilt")), chance.randrange(2**32)


def make(what: str, seed: int, folder: Path) -> tuple[Path, str]:
    """The file, and the name it is handed in under."""
    chance = random.Random(seed)
    path = folder / "file"
    if what in special.SPECIAL:
        name, pieces = special.SPECIAL[what]
        with path.open("wb") as file:
            file.writelines(pieces())
    else:
        name, content = (tables.written if what == "table" else tables.spoilt)(chance)
        path.write_bytes(content)
    return path, name


def apart(work: Any, folder: Path) -> dict[str, Any]:
    """Run `work` in a child; gives what it said with {"seconds" of processor time, "mb" at most}."""
    told = folder / "told"
    told.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (HARD_MB * 2**20, HARD_MB * 2**20))
        resource.setrlimit(resource.RLIMIT_CPU, (4 * MOST_SECONDS, 4 * MOST_SECONDS))
        try:
            told.write_text(json.dumps(work()))
        except BaseException as error:  # the rule: nothing may get out
            told.write_text(json.dumps(["error", [f"{type(error).__name__}: {str(error)[:300]}"]]))
        os._exit(0)
    _, how, used = os.wait4(child, 0)
    status, wrong = json.loads(told.read_text()) if told.exists() else ("killed", [f"the process ended with {how}"])
    found = {"status": status, "wrong": wrong, "seconds": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}
    if found["seconds"] > MOST_SECONDS:
        found["wrong"].append(f"took {found['seconds']:.1f} seconds")
    if found["mb"] > MOST_MB:
        found["wrong"].append(f"took {found['mb']:.0f} MB")
    return found


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--only", help="one special file, by its name")
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pathway-review-hostile-") as name:
        found = list(_each(Path(name), asked))
    wrong = [each for each in found if each["wrong"]]
    slowest, fattest = (max(found, key=lambda each, by=by: each[by]) for by in ("seconds", "mb"))
    report = {
        "files": len(found), "became": dict(Counter(each["status"].split()[0] for each in found)), "wrong": wrong,
        "slowest": slowest, "fattest": fattest, "took": round(time.monotonic() - began), "seed": asked.seed,
    }  # fmt: skip
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    return 1 if wrong else 0


def _each(folder: Path, asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    _prepare(folder)
    from django.db import connections

    from tests.reviews.intake.hostile.rule import hand_in_and_load

    wanted = [(asked.only, 0)] if asked.only else names(asked.files, random.Random(asked.seed))
    for what, seed in wanted:
        connections.close_all()  # each child has its own
        path, name = make(what, seed, folder)
        found = apart(lambda path=path, name=name: hand_in_and_load(path, name), folder)
        yield {"what": what, "seed": seed, **found}
        if sys.stderr.isatty() or found["wrong"]:
            sys.stderr.write(
                f"{what}: {found['status']}, {found['seconds']:.1f} s, {found['mb']:.0f} MB {found['wrong']}\n"
            )


def _prepare(folder: Path) -> None:
    """An area to load into, in a database of the run's own."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.settings", "PATHWAY_REVIEW_TEST_VAR": str(folder), "DEMONSTRATION": "yes",
    }  # fmt: skip
    django.setup()
    from django.core.management import call_command

    from benchmarks import intake_step

    call_command("migrate", verbosity=0)
    intake_step.make()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
