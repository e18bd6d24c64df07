"""The governance pack claims nothing that is not there: its tests, files, requirements, figures and waivers exist."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.test import Client, override_settings

ROOT = Path(__file__).parent.parent
PACK = [*sorted((ROOT / "docs" / "governance").glob("*.md")), ROOT / "SECURITY.md"]
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
FILE = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|html|yml|toml|json|txt)|[\w-]+\.(?:py|yml|toml))`")
ASVS = (ROOT / "docs" / "governance" / "asvs.md").read_text(encoding="utf-8")
OURS = ("accounts", "areas", "benchmarks", "config", "opportunities", "pathways", "recovery", "requirements", "reviews")
ANSWERS = ("met", "by design", "deployment", "gap", "n/a")
# ASVS 5.0.0: how many requirements each section has, then those of level 1 and those of level 3.
SECTIONS = """
1.1 2 - - | 1.2 10 1,2,3,4,5 10 | 1.3 12 1,2 12 | 1.4 3 - - | 1.5 3 1 3
2.1 3 1 - | 2.2 3 1,2 - | 2.3 5 1 5 | 2.4 2 - 2
3.1 1 - 1 | 3.2 3 1,2 3 | 3.3 5 1 5 | 3.4 8 1,2 7,8 | 3.5 8 1,2,3 6,7,8 | 3.6 1 - 1 | 3.7 5 - 3,4,5
4.1 5 1 4,5 | 4.2 5 - 2,3,4,5 | 4.3 2 - - | 4.4 4 1 -
5.1 1 - - | 5.2 6 1,2 4,5,6 | 5.3 3 1,2 3 | 5.4 3 - -
6.1 3 1 - | 6.2 12 1,2,3,4,5,6,7,8 - | 6.3 8 1,2 5,6,7,8 | 6.4 6 1,2 5,6 | 6.5 8 - 6,7,8
6.6 4 - 4 | 6.7 2 - 1,2 | 6.8 4 - -
7.1 3 - - | 7.2 4 1,2,3,4 - | 7.3 2 - - | 7.4 5 1,2 - | 7.5 3 - 3 | 7.6 2 - -
8.1 4 1 3,4 | 8.2 4 1,2 4 | 8.3 3 1 2,3 | 8.4 2 - 2
9.1 3 1,2,3 - | 9.2 4 1 -
10.1 2 - - | 10.2 3 - 3 | 10.3 5 - 5 | 10.4 16 1,2,3,4,5 12,13,14,15,16 | 10.5 5 - - | 10.6 2 - - | 10.7 3 - -
11.1 4 - 3,4 | 11.2 5 - 4,5 | 11.3 5 1,2 4,5 | 11.4 4 1 - | 11.5 2 - 2 | 11.6 2 - 2 | 11.7 2 - 1,2
12.1 5 1 4,5 | 12.2 2 1,2 - | 12.3 5 - 5
13.1 4 - 2,3,4 | 13.2 6 - 6 | 13.3 4 - 3,4 | 13.4 7 1 6,7
14.1 2 - - | 14.2 8 1 5,6,7,8 | 14.3 3 1 -
15.1 5 1 4,5 | 15.2 5 1 4,5 | 15.3 7 1 - | 15.4 4 - 1,2,3,4
16.1 1 - - | 16.2 5 - - | 16.3 4 - - | 16.4 3 - - | 16.5 4 - 4
17.1 2 - 2 | 17.2 8 - 5,6,7,8 | 17.3 2 - -
"""


def wanted() -> dict[str, str]:
    """Level by requirement, of levels 1 and 2."""
    levels = {}
    for section, number, first, third in (line.split() for line in re.split(r"[|\n]", SECTIONS) if line.strip()):
        for each in map(str, range(1, int(number) + 1)):
            if each not in third.split(","):
                levels[f"{section}.{each}"] = "1" if each in first.split(",") else "2"
    return levels


def rows(text: str) -> Iterator[list[str]]:
    """The cells of a document's table rows, without headings and rules."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def answered() -> list[tuple[str, str, str, str]]:
    """Requirement, level, answer, what is told of it."""
    found = [row for row in rows(ASVS) if re.match(r"\d+\.\d+\.\d+", row[0])]
    return [(each, row[1], row[3], row[4]) for row in found for each in row[0].split(", ")]


@cache
def names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("document", PACK, ids=lambda path: path.name)
def test_every_test_and_file_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [path for path in FILE.findall(text) if not (ROOT / path).is_file()]
    for path, name in TEST.findall(text):
        if not (ROOT / path).is_file() or (name and name not in names(ROOT / path)):
            missing.append(f"{path}::{name}")
    assert missing == []


def test_every_requirement_of_levels_1_and_2_is_answered_once() -> None:
    levels = wanted()
    assert Counter(levels.values()) == {"1": 70, "2": 183}  # as the standard counts itself
    assert Counter(each for each, *_ in answered()) == Counter(levels.keys())
    assert [each for each, level, *_ in answered() if levels[each] != level] == []


def test_what_is_met_names_a_test_or_a_document() -> None:
    assert {answer for _, _, answer, _ in answered()} == set(ANSWERS)
    assert [
        each for each, _, answer, told in answered() if answer == "met" and not re.search(r"`tests/|\]\(", told)
    ] == []


def test_the_answers_are_counted_as_they_are() -> None:
    counted = Counter(answer for _, _, answer, _ in answered())
    told = {row[0]: int(row[2]) for row in rows(ASVS) if row[0] in ANSWERS}
    assert told == counted


def test_each_security_waiver_is_written_down_with_its_day_and_stands_beside_its_reason() -> None:
    written = list(rows((ROOT / "docs" / "governance" / "waivers.md").read_text(encoding="utf-8")))[1:]
    assert [row for row in written if not row[2] or not re.fullmatch(r"20\d\d-\d\d-\d\d", row[3])] == []
    listed = {(row[0].split()[0], place) for row in written for place in re.findall(r"`([^`]+)`", row[1])}
    assert listed - {("all", "tests/**")} == set(in_the_code())


def in_the_code() -> Iterator[tuple[str, str]]:
    """Rule and file of each waiver. Fails where a line gives no reason."""
    ours = [*ROOT.glob("*.py"), *(path for folder in OURS for path in (ROOT / folder).rglob("*.py"))]
    for path in ours:
        for rules, reason in re.findall(r"# noqa: ((?:S\d+[, ]*)+)(.*)", path.read_text(encoding="utf-8")):
            assert len(reason.strip(" -()")) > 3, f"{path.relative_to(ROOT)}: {rules} has no reason beside it"
            yield from ((rule, str(path.relative_to(ROOT))) for rule in re.findall(r"S\d+", rules))
    ignored = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    for place, rules in ignored["per-file-ignores"].items():
        yield from ((rule, place) for rule in rules if re.fullmatch(r"S\d+", rule))


def test_how_long_things_are_kept_is_told_as_the_code_has_it() -> None:
    from config import settings
    from opportunities.models import export_job
    from reviews.intake import rows_to_mend

    kept = {row[0]: row[1] for row in rows((ROOT / "docs/governance/data-flow.md").read_text(encoding="utf-8"))}
    assert timedelta(days=int(kept["rows that did not come in"].split()[0])) == rows_to_mend.KEPT_FOR
    assert timedelta(days=int(kept["a file that was checked and never loaded"].split()[0])) == rows_to_mend.KEPT_FOR
    assert timedelta(days=int(kept["reports, slides, workbooks asked for on a page"].split()[0])) == export_job.KEPT_FOR
    assert int(kept["a session, and which browser it was"].split()[0]) * 3600 == settings.SESSION_COOKIE_AGE
    device = (ROOT / "static" / "js" / "device-copies.js").read_text(encoding="utf-8")
    days = kept["unsent answers on a device"].split()[0]
    assert f"const WEEK = {days} * 24 * 3600 * 1000" in device


@pytest.mark.parametrize("contact", ["", "access@pathways.example.org"])
def test_page_and_statement_on_accessibility_say_the_same(contact: str, db: None) -> None:
    statement = (ROOT / "docs" / "governance" / "accessibility.md").read_text(encoding="utf-8").lower()
    with override_settings(ACCESSIBILITY_CONTACT=contact):
        page = " ".join(Client().get("/accessibility/").content.decode().lower().split())
    for words in (
        "partially compliant",
        "web content accessibility guidelines 2.2",
        "level aa",
        "advisory and support",
    ):
        assert words in statement and words in page, words
    assert contact in page
    assert ("the person who runs" in page) == (not contact)
