"""Sampling, coverage, pace and sections: plain values in and out."""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.errors import NotAllowed
from reviews.workshops.coverage import coverage
from reviews.workshops.pace import Progress, in_words, progress
from reviews.workshops.phases import MAY, OTHERWISE, check_phase
from reviews.workshops.sampling import LARGEST_SEED, new_seed, sample, sample_each
from reviews.workshops.sections import Section, sections, shown

NINE = datetime(2026, 11, 22, 9, 0)

# --- Sampling --------------------------------------------------------------------------------------------------------


@given(st.sets(st.integers(1, 10_000), max_size=60), st.integers(0, 80), st.integers(1, LARGEST_SEED), st.randoms())
def test_a_sample_is_the_same_for_the_same_seed_in_whatever_order_the_notes_come(
    notes: set[int], number: int, seed: int, shuffled
) -> None:
    listed = list(notes)
    first = sample(listed, number, seed)
    shuffled.shuffle(listed)
    assert sample(listed, number, seed) == first
    assert len(first) == len(set(first)) == min(number, len(notes))
    assert set(first) <= notes


def test_another_seed_draws_other_notes() -> None:
    assert sample(range(100), 10, 1) != sample(range(100), 10, 2)


def test_every_note_is_drawn_about_equally_often() -> None:
    """5 of 20 with 2,000 seeds: each note is expected 500 times, with a standard deviation of under 20."""
    drawn = [note for seed in range(2_000) for note in sample(range(20), 5, seed)]
    assert all(400 < drawn.count(note) < 600 for note in range(20))


def test_decision_points_are_drawn_one_after_the_other() -> None:
    drawn = sample_each({"q3": [1, 2, 3], "q4": [7, 8, 9]}, {"q3": 2, "q4": 1, "q5": 4}, seed=5)
    assert [note < 5 for note in drawn] == [True, True, False]


def test_a_new_seed_can_be_read_out() -> None:
    assert all(1 <= new_seed() <= LARGEST_SEED for _ in range(50))


# --- Coverage --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "warnings"),
    [
        ([], 1),
        ([("GP", "health")], 2),
        ([("GP", "health"), ("Nurse", "health"), ("Geriatrician", "health")], 1),
        ([("Social worker", "social-care"), ("Charity", "voluntary"), ("OT", "social-care")], 1),
        ([("GP", "health"), ("GP", "health"), ("Social worker", "social-care")], 1),
        ([("GP", "health"), ("Nurse", "health"), ("Social worker", "social-care")], 0),
    ],
)
def test_a_panel_is_warned_when_it_is_narrow(members: list[tuple[str, str]], warnings: int) -> None:
    assert len(coverage(members).warnings) == warnings


def test_coverage_counts_professions() -> None:
    assert coverage([("GP", "health"), ("Nurse", "health"), ("GP", "health")]).professions == (("GP", 2), ("Nurse", 1))


# --- Pace ------------------------------------------------------------------------------------------------------------


def minutes(number: float) -> datetime:
    return NINE + timedelta(minutes=number)


def test_pace_is_the_median_so_that_lunch_does_not_count() -> None:
    """Sittings of 4, 6 and 60 minutes: the median is 6. At 70 of 100 minutes 30 are left, for 5 more: 8 of 40."""
    sittings = [(minutes(0), minutes(4)), (minutes(4), minutes(10)), (minutes(10), minutes(70))]
    found = progress(planned=40, put_off=2, sittings=sittings, started_at=NINE, minutes=100, now=minutes(70))
    assert found == Progress(3, 40, 2, minutes_a_note=6, minutes_left=30, on_pace_for=8)
    assert found.to_do == 37


def test_nothing_is_said_about_pace_before_the_first_note() -> None:
    found = progress(planned=40, put_off=0, sittings=[], started_at=None, minutes=180, now=NINE)
    assert found == Progress(0, 40)


def test_a_note_recorded_without_being_opened_has_no_length() -> None:
    found = progress(planned=2, put_off=0, sittings=[(None, minutes(5))], started_at=NINE, minutes=60, now=minutes(5))
    assert (found.agreed, found.minutes_a_note, found.on_pace_for) == (1, None, None)


def test_time_left_never_runs_below_nothing() -> None:
    found = progress(
        planned=9, put_off=0, sittings=[(NINE, minutes(10))], started_at=NINE, minutes=60, now=minutes(500)
    )
    assert (found.minutes_left, found.on_pace_for) == (0, 1)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (None, ""),
        (0.4, "under a minute"),
        (1, "1 minute"),
        (6.4, "6 minutes"),
        (59.7, "1 hour"),
        (69, "1 hour 9 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_a_length_of_time_in_words(length: float | None, words: str) -> None:
    assert in_words(length) == words


# --- Sections --------------------------------------------------------------------------------------------------------


def test_a_line_that_ends_in_a_colon_is_a_heading_and_line_breaks_are_kept() -> None:
    assert sections("Before.\n\nOn the ward:\nDay 1\n\nDay 2\n\nDecision:\nHome") == [
        Section(1, "", "Before.", 0),
        Section(2, "On the ward", "Day 1\n\nDay 2", 22),
        Section(3, "Decision", "Home", 46),
    ]


@pytest.mark.parametrize("narrative", ["One line", "x" * 90 + ":\nafter", "Seen at 14:05 by a nurse", ":"])
def test_what_is_no_heading_stays_text(narrative: str) -> None:
    assert sections(narrative) == [Section(1, "", narrative)]


@given(st.text(max_size=300))
def test_no_word_of_a_narrative_is_lost(narrative: str) -> None:
    told = " ".join(f"{section.heading} {section.body}" for section in sections(narrative))
    assert told.replace(":", "").split() == narrative.replace(":", "").split()


LINES = st.text(alphabet="a :\n\r\v\f\x1c\x85\u2028\u2029é🙂\t", max_size=60)


@given(st.one_of(LINES, st.text(max_size=300)))
def test_a_body_stands_in_the_narrative_where_it_says(narrative: str) -> None:
    for section in sections(narrative):
        assert narrative[section.start : section.start + len(section.body)] == section.body


@given(LINES)
def test_what_is_shown_has_the_same_characters_with_lines_that_a_browser_keeps(text: str) -> None:
    assert len(shown(text)) == len(text)
    lines = re.split("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]", text)
    assert [line.rstrip(" ") for line in shown(text).split("\n")] == [line.rstrip(" ") for line in lines]


# --- Phases ----------------------------------------------------------------------------------------------------------


def test_every_act_has_its_sentence() -> None:
    assert all(set(acts) == set(OTHERWISE) for acts in MAY.values())


@pytest.mark.parametrize("mode", MAY)
@pytest.mark.parametrize("act", OTHERWISE)
@pytest.mark.parametrize("phase", ["waiting", "open", "revealed", "skipped", "agreed"])
def test_a_phase_allows_what_the_table_says(act: str, phase: str, mode: str) -> None:
    if phase in MAY[mode][act]:
        check_phase(act, phase, mode)
    else:
        with pytest.raises(NotAllowed):
            check_phase(act, phase, mode)
