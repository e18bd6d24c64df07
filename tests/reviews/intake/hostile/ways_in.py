"""A file through the upload page as a steward hands it in, and through the command, each to its end."""

import io
import json
import re
from contextlib import redirect_stderr
from html import unescape
from pathlib import Path, PurePath
from typing import Any

from tests.reviews.intake.hostile.apart import processor_seconds
from tests.reviews.intake.hostile.browser import Browser
from tests.reviews.intake.hostile.rule import Seen, wrong_with
from tests.reviews.intake.hostile.world import AREAS, BASIS, CHECKS, World

MOST_SECONDS = 15  # of processor time, until a file that is refused has been refused
# No disk holds such a file and no browser sends one: Django takes what follows for another part of the form.
NAMES_OF_NO_FILE = {"", ".", ".."}
COMMANDS = {"case-notes": "load_batch", "agreed-reviews": "load_reviews"}


def by_every_way(world: World, kind: str, path: Path, name: str) -> tuple[str, list[str]]:
    """(what became of it, all that is wrong with how it was dealt with): by the page, then by the command."""
    by_page, wrong = _timed(lambda: by_the_page(world, kind, path, name))
    by_command, wrong_too = _timed(lambda: by_the_command(kind, path, name))
    wrong += wrong_too
    if by_page and by_command and by_page != by_command:
        wrong.append(f"the page says {by_page}, the command {by_command}")
    return (by_page or by_command or ("not taken",))[0], wrong


def _timed(way: Any) -> tuple[Any, list[str]]:
    began = processor_seconds()
    seen, wrong = way()
    took = processor_seconds() - began
    if took > MOST_SECONDS and (seen is None or seen[0].startswith("refused")):
        wrong.append(f"took {took:.1f} seconds to refuse")
    return seen, wrong


def by_the_page(world: World, kind: str, path: Path, name: str) -> tuple[Seen | None, list[str]]:
    """Hand in, let the worker check, look, sign, let the worker load, look again."""
    browser = Browser(world.cookies)
    wrong = _ok(browser.get("/batches/new/"), "the upload page")
    fields = [("area", str(world.areas["page"])), ("kind", kind), ("sheet", "")]
    answer = browser.post("/batches/new/", fields, (name, path))
    if answer.status == 200 and "There is a problem" in answer.text:  # said beside the field, before it is stored
        return None, [*wrong, *_nothing_stored(world)]
    if answer.status == 400 and name in NAMES_OF_NO_FILE:
        return None, [*wrong, *_nothing_stored(world)]
    if answer.status != 302 or not (number := re.search(r"/batches/(\d+)/$", answer.location)):
        return None, [*wrong, f"handing in answers {answer.status}"]
    batch = _work(int(number[1]))
    page = browser.get(answer.location)
    wrong += _ok(page, "the batch's page") + _shows(page.text, batch)
    if batch.status != "checked":
        return wrong_with(batch, wrong)
    checked, wrong = wrong_with(batch, wrong)
    if not batch.accepted + batch.held:
        wrong += _ok(browser.post(f"{answer.location}accept/", [("basis", "")]), "a statement left empty")
    fields = [("basis", BASIS), *(("checks", check) for check in CHECKS)]
    fields += [("keep_columns", column) for column in batch.columns_left_out if kind == "case-notes"]
    accepted = browser.post(f"{answer.location}accept/", fields)
    if accepted.status != 302:
        return None, [*wrong, f"signing answers {accepted.status}: {_error_of(accepted.text)}"]
    batch = _work(batch.pk)
    page = browser.get(answer.location)
    loaded, wrong = wrong_with(batch, [*wrong, *_ok(page, "the page of what is loaded")])
    if loaded[1] != checked[1] and not batch.keep_columns:
        wrong.append(f"checked were {checked}, loaded {loaded}")
    if batch.held:
        wrong += _ok(browser.get(f"{answer.location}held/"), "the held rows")
    return (loaded if not batch.keep_columns else None), wrong


def by_the_command(kind: str, path: Path, name: str) -> tuple[Seen | None, list[str]]:
    """`load_batch FILE --area SLUG --json`, under the same name where a disk can hold it."""
    from django.core.management import call_command

    from reviews.models import Batch

    there = _named(path, name)
    said, told, status = io.StringIO(), io.StringIO(), 0
    try:
        with redirect_stderr(told):
            call_command(
                COMMANDS[kind], str(there), area=AREAS["command"], json=True, stdout=said, stderr=told, verbosity=0
            )
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        there.unlink()
    report = json.loads(said.getvalue())
    batch = Batch.objects.get(pk=report["batch"])
    seen, wrong = wrong_with(batch, [])
    whole = batch.status == "loaded" and not batch.held + batch.rejected
    if (status == 0) != whole:
        wrong.append(f"the command ends with {status} where the batch is {batch.status}")
    if told.getvalue().strip():
        wrong.append(f"the command grumbles: {told.getvalue()[:200]}")
    return seen, wrong


def _named(path: Path, name: str) -> Path:
    """The file under its own name where that can stand on a disk, else with its ending alone."""
    folder = path.parent / "in"
    folder.mkdir(exist_ok=True)
    plain = folder / ("file" + PurePath(name).suffix.replace("\0", ""))
    try:
        there = folder / name if name not in {".", "..", ""} and "/" not in name else plain
        there.hardlink_to(path)
    except (OSError, ValueError):
        plain.hardlink_to(path)
        return plain
    return there


def _work(batch_id: int) -> Any:
    """What the worker does once it is woken."""
    from reviews.intake.load import load
    from reviews.models import Batch

    load(batch_id)
    return Batch.objects.get(pk=batch_id)


def _ok(answer: Any, what: str) -> list[str]:
    return [] if answer.status == 200 else [f"{what} answers {answer.status}"]


def _shows(page: str, batch: Any) -> list[str]:
    """The page says of a refused file why."""
    if batch.status != "refused":
        return []
    text = unescape(page)
    return [f"the page does not say: {each.message}" for each in batch.problems.all()[:3] if each.message not in text]


def _error_of(page: str) -> str:
    found = re.search(r"There is a problem(.{0,400})", page, re.DOTALL)
    return re.sub(r"<[^>]*>|\s+", " ", found[1] if found else "")[:200]


def _nothing_stored(world: World) -> list[str]:
    from reviews.models import Batch

    left = Batch.objects.filter(area_id=world.areas["page"]).count()
    return [] if left == 1 else ["the form refuses and a batch is there"]
