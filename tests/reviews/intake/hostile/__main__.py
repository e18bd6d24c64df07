"""Hands in hostile files by the upload page and by the command, each file in a process with limits.

    python -m tests.reviews.intake.hostile --files 1000

Prints the seed, what became of the files, the slowest and the fattest; exit status 1 when the rule does not hold.
`DATABASE_URL` chooses the database; without one it is SQLite.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.reviews.intake.hostile import special, tables, world
from tests.reviews.intake.hostile.apart import apart

MOST_MB = 512
SPOILT = ("table", "spoilt", "spoilt")  # one table in three comes whole


def names(files: int, chance: random.Random) -> Iterator[tuple[str, int]]:
    """What to make: every special file of a whole run, a few of a small one; then tables and spoilt files."""
    every = list(special.SPECIAL)
    chosen = every if files >= 4 * len(every) else chance.sample(every, min(files // 4, len(every)))
    yield from ((name, 0) for name in chosen)
    for _ in range(files - len(chosen)):
        yield chance.choice(SPOILT), chance.randrange(2**32)


def make(what: str, seed: int, folder: Path) -> tuple[str, Path, str]:
    """(the kind of rows, the file, the name it is handed in under)."""
    chance = random.Random(seed)
    path = folder / "file"
    if what in special.SPECIAL:
        kind, name, pieces = special.SPECIAL[what]
        with path.open("wb") as file:
            file.writelines(pieces())
        return kind, path, name
    kind = chance.choice(tables.KINDS)
    name, content = (tables.written if what == "table" else tables.spoilt)(chance, kind)
    path.write_bytes(content)
    return kind, path, name


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--only", help="one file, by its name; with --at the seed of a table or spoilt file")
    parser.add_argument("--at", type=int, default=0)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pathway-review-hostile-") as name:
        Path(name).chmod(0o711)
        found = list(_each(Path(name), asked))
    report = _report(found) | {"took": round(time.monotonic() - began), "seed": asked.seed}
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    return 1 if report["wrong"] else 0


def _each(folder: Path, asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    made = world.make(folder)
    made.warm_up()
    from tests.reviews.intake.hostile.ways_in import by_every_way

    wanted = [(asked.only, asked.at)] if asked.only else names(asked.files, random.Random(asked.seed))
    for what, seed in wanted:
        kind, path, name = make(what, seed, folder)
        made.fresh()
        found = apart(lambda kind=kind, path=path, name=name: by_every_way(made, kind, path, name), folder)
        made.empty()
        yield _told({"what": what, "at": seed, "kind": kind}, found)


def _told(which: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """One file's outcome; on a terminal, or where it is wrong, said at once."""
    status, wrong = found.pop("said") or ("error", [])
    wrong += [found["error"]] if found["error"] else []
    wrong += [f"took {found['mb']:.0f} MB"] if found["mb"] > MOST_MB else []
    if sys.stderr.isatty() or wrong:
        sys.stderr.write(f"{which}: {status}, {found['seconds']:.1f} s, {found['mb']:.0f} MB {wrong}\n")
    return {**which, "status": status, "wrong": wrong, "seconds": found["seconds"], "mb": found["mb"]}


def _report(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    slowest, fattest = (max(found, key=lambda each, by=by: each[by]) for by in ("seconds", "mb"))
    return {
        "files": len(found),
        "became": dict(Counter(each["status"].split()[0] for each in found)),
        "codes": dict(Counter(code for each in found for code in each["status"].split()[1:]).most_common()),
        "wrong": [each for each in found if each["wrong"]],
        "slowest": slowest,
        "fattest": fattest,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
