"""The screen finds made-up identifiers of every kind in clean notes, and next to nothing in clean notes alone."""

import csv
import random
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.screen.finding import KINDS, Finding, without_overlaps
from reviews.intake.screen.numbers import is_nhs_number
from reviews.intake.screen.screen import RULES, Screen, pattern_of
from tests.reviews.intake.screen import made

# Clean notes in the shorthand of wards and teams, full of what looks like an identifier and is none.
CLEAN = (Path(__file__).parent / "shorthand.txt").read_text(encoding="utf-8").splitlines()
DEMO = Path(__file__).parents[4] / "fixtures" / "demo"
TIMES = 400
SCREEN = Screen()


@cache
def clean_notes() -> list[str]:
    """The demonstration's notes, which name nobody, and notes in shorthand."""
    notes = list(CLEAN)
    for name in sorted(DEMO.glob("notes-*.csv")):
        with name.open(encoding="utf-8", newline="") as file:
            notes += [row["narrative"] for row in csv.DictReader(file)]
    return notes


def placed(chance: random.Random, text: str) -> tuple[str, int]:
    """The text somewhere in a clean note, at its very start or end, or in brackets; and where it begins."""
    note = chance.choice(clean_notes())
    at = note.find(" ", chance.randrange(len(note) - 20)) + 1
    before, behind = chance.choice([
        (note[:at], chance.choice([" ", ". ", ", ", "\n"]) + note[at:]), (note[:at], ". " + note[at:]),
        (note[:at] + "(", ") " + note[at:]), ("", ". " + note), (note + " ", ""), (note + "\n", ""),
    ])  # fmt: skip
    return before + text + behind, len(before)


def found_share(make: made.Make, seed: int, change: Callable[[random.Random, str], str]) -> tuple[float, list[str]]:
    """How many of TIMES insertions into clean notes are found, and those that are not."""
    chance, missed = random.Random(seed), []
    for _ in range(TIMES):
        text = change(chance, make(chance))
        put, at = placed(chance, text)
        if not any(found.start < at + len(text) and found.end > at for found in SCREEN.findings(put)):
            missed.append(text)
    return 1 - len(missed) / TIMES, missed


def as_it_is(chance: random.Random, text: str) -> str:
    return text


ANY_WAY = pytest.mark.parametrize("change", [as_it_is, made.disguised])


@ANY_WAY
@pytest.mark.parametrize("kind", made.NUMBERED)
def test_numbered_kinds_and_dates_are_found(kind: str, change: Callable[[random.Random, str], str]) -> None:
    share, missed = found_share(made.NUMBERED[kind], 11, change)
    assert share >= 0.995, missed


@ANY_WAY
@pytest.mark.parametrize("kind", {**made.NAMES, **made.OTHERS})
def test_titled_and_labelled_names_and_addresses_are_found(
    kind: str, change: Callable[[random.Random, str], str]
) -> None:
    share, missed = found_share({**made.NAMES, **made.OTHERS}[kind], 12, change)
    assert share >= 0.97, missed


def left_after_redaction(text: str, put: str, at: int) -> str:
    """What stays of a text that was put into a note when all findings are taken out."""
    gone = {place for found in SCREEN.findings(put) for place in range(found.start, found.end)}
    return "".join(character if at + place not in gone else "|" for place, character in enumerate(text))


@pytest.mark.parametrize("kind", [kind for kind in made.NUMBERED if kind not in {"email", "url", "handle"}])
def test_redaction_leaves_no_run_of_digits_longer_than_three(kind: str) -> None:
    chance, left = random.Random(14), []
    for _ in range(TIMES):
        text = made.NUMBERED[kind](chance)
        rest = re.sub(r"(?:14[:.]30|T09:15)", "", left_after_redaction(text, *placed(chance, text)))
        if re.search(r"\d{4}", re.sub(r"[ .\-/]", "", rest)):
            left.append((text, rest))
    assert len(left) <= 0.005 * TIMES, left


@pytest.mark.parametrize("kind", made.NAMES)
def test_redaction_leaves_no_part_of_a_surname(kind: str) -> None:
    chance, left = random.Random(15), []
    for _ in range(TIMES):
        text = made.NAMES[kind](chance)
        rest = left_after_redaction(text, *placed(chance, text)).casefold()
        parts = {
            part
            for name in made.SURNAMES
            for part in re.findall(r"[^\W\d_]{3,}", name)
            if name.casefold() in text.casefold()
        }
        if any(re.search(rf"\b{part.casefold()}\b", rest) for part in parts):
            left.append((text, rest))
    assert len(left) <= 0.03 * TIMES, left


def test_clean_notes_raise_few_false_alarms() -> None:
    alarmed = [note for note in clean_notes() if SCREEN.findings(note)]
    assert len(alarmed) <= 0.02 * len(clean_notes()), alarmed[:5]


@pytest.mark.parametrize("note", CLEAN)
def test_shorthand_is_no_identifier(note: str) -> None:
    assert [note[found.start : found.end] for found in SCREEN.findings(note)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.hint[:40])
def test_a_hint_never_hides_what_its_rule_would_find(rule) -> None:  # type: ignore[no-untyped-def]
    """Every made-up identifier that a rule finds by itself, the whole screen finds too."""
    chance = random.Random(13)
    for make in (*made.NUMBERED.values(), *made.NAMES.values(), *made.OTHERS.values()):
        for _ in range(60):
            text = f"Seen today. {make(chance)}. Home later."
            for alone in rule.find(text):
                assert any(alone.overlaps(found) for found in SCREEN.findings(text)), text


def test_ten_times_the_length_takes_about_ten_times_as_long() -> None:
    """Not a timing of the machine: the same text, longer, in one run; the worst shapes for patterns included."""
    for piece in (
        "Seen on the ward, walks with a frame. ",
        "0123456789 " * 4,
        "A" * 40 + " ",
        "a.b" * 13 + "@",
        "1 Aa " * 8,
    ):
        short, long = piece * 100, piece * 1_000
        assert min(_seconds(long) for _ in range(3)) < 40 * min(_seconds(short) for _ in range(3)) + 0.01, piece


def _seconds(text: str) -> float:
    start = time.process_time()
    SCREEN.findings(text)
    return time.process_time() - start


@given(st.text(max_size=400))
def test_any_text_gives_findings_in_order_that_lie_within_it(text: str) -> None:
    ends = [0]
    for found in SCREEN.findings(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        assert found.kind in KINDS
        ends.append(found.end)


@pytest.mark.parametrize(
    ("text", "kind", "passage"),
    [
        ("NHS no 943 476 5919 checked", "nhs-number", "943 476 5919"),
        ("Lives at 12 Church Lane, alone", "address", "12 Church Lane"),
        ("Seen with Mrs Fairweather-Jones today", "name", "Mrs Fairweather-Jones"),
        ("DOB: 3/4/41. Fell.", "birth-date", "3/4/41"),
        ("Postcode ct1 2aa", "postcode", "ct1 2aa"),
        ("mail j.wren@nhs.net now", "email", "j.wren@nhs.net"),
        ("rang 01622 721000 twice", "phone", "01622 721000"),
        ("AB 12 34 56 C on file", "ni-number", "AB 12 34 56 C"),
        ("see www.example.org.", "url", "www.example.org"),
        ("943 476 5919 7 falls since", "nhs-number", "943 476 5919"),
        ("Seen with Mrs. J. van der Berg.", "name", "Mrs. J. van der Berg"),
        ("WREN, Joan (Mrs) seen", "name", "WREN, Joan (Mrs)"),
        ("Spoke with Ifeoma Quill (daughter) today", "name", "Ifeoma Quill"),
        ("MRS WREN REFUSED LUNCH", "name", "MRS WREN"),
        ("rang ０１６２２ 721000 twice", "phone", "０１６２２ 721000"),
        ("Мrs W\u200bren came", "name", "Мrs W\u200bren"),
        ("fell on 12/iii/1941", "full-date", "12/iii/1941"),
        ("seen 10-12/03/2016", "full-date", "12/03/2016"),
    ],
)
def test_a_finding_is_the_identifier_and_nothing_else(text: str, kind: str, passage: str) -> None:
    assert [(found.kind, text[found.start : found.end]) for found in SCREEN.findings(text)] == [(kind, passage)]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs A was seen",
        "Dr X agrees",
        "Mr B.",
        "[name] called",
        "Mrs [name] called",
        "Mr B. Declined",
        "MRS A REFUSED LUNCH",
        "Surname: unknown",
    ],
)
def test_a_pseudonym_is_no_name(text: str) -> None:
    assert SCREEN.findings(text) == []


def test_the_check_digit_of_nhs_numbers() -> None:
    assert is_nhs_number("943 476 5919")
    assert not is_nhs_number("943 476 5918")
    assert not is_nhs_number("000 000 0000")
    assert not is_nhs_number("943 476 591")


def test_an_area_adds_patterns_and_allows_texts() -> None:
    screen = Screen(patterns=["KMPT-9999", "A9A9A9"], allowed=["mrs  brown’s BOYS", "Dr Foster"])
    text = "kmpt-0042 and B1C2D3; watches Mrs Brown’s Boys. Dr Foster guide. Dr Forster came."
    assert [text[each.start : each.end] for each in screen.findings(text)] == ["kmpt-0042", "B1C2D3", "Dr Forster"]


@pytest.mark.parametrize("written", ["", "9", "AAAA", "9" * 41])
def test_a_pattern_that_would_hit_everything_or_nothing_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        pattern_of(written)


def test_of_two_that_overlap_the_surer_one_stays() -> None:
    sure, long, apart = (
        Finding("nhs-number", 2, 12, "certain"),
        Finding("name", 0, 20, "likely"),
        Finding("url", 30, 40),
    )
    assert without_overlaps([long, sure, apart]) == [sure, apart]
