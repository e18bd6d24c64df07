"""Narratives are many, hold no identifier, agree with their facts, and are the same for the same seed."""

import calendar
import random
import re
import statistics
from dataclasses import replace

import pytest

from fixtures.demo.make.decisions import STRATA
from fixtures.demo.make.facts import Facts
from fixtures.demo.make.narratives import narrative
from fixtures.demo.make.narratives.grammar import say
from fixtures.demo.make.narratives.news import points, with_fitting_score
from fixtures.demo.make.narratives.people import LIVING_TAGS
from fixtures.demo.make.narratives.texts import FOLDER, blocks
from fixtures.demo.make.people import AGE_WEIGHTS, AGES
from fixtures.demo.make.plan import planned
from fixtures.demo.make.reasons import MAIN

DECISION_POINTS = tuple(AGE_WEIGHTS)
NOTES = 400

# What a naive screen would stop at: written apart from the product's own screen.
IDENTIFIERS = {
    "postcode": r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    "telephone": r"(?:\+44|\b0)[\d ()-]{9,}",
    "e-mail": r"\S+@\S+",
    "full date": r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
    "date in words": rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(calendar.month_name[1:])})\b",
    "ten digits": r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
    "national insurance": r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    "hospital number": r"\b[A-Z]{1,3}\d{5,}\b|\b\d{6,}\b",
    "title": r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lady|Rev|Sister|Nurse) [A-Z]",
    "name label": r"(?i)\b(?:name|d\.?o\.?b\.?|date of birth|address) ?:",
    "address of a page": r"https?:|www\.",
    "exact age": r"(?i)\b\d{2,3}[ -]?(?:years? old|year-old|yo\b|y/o)|\baged? \d",
    "place": r"\b(?:Kent|Pennine|Lancashire|Greenwich|Swindon|Sunderland|NHS|Trust)\b",
}


def notes_of(decision_point: str, seed: int = 1) -> list[Facts]:
    """Random facts such as the plan could give, but not the plan's own."""
    rng = random.Random(f"{decision_point} {seed}")
    return [random_facts(rng, decision_point, number) for number in range(NOTES)]


def random_facts(rng: random.Random, decision_point: str, number: int) -> Facts:
    strata = [stratum for stratum in STRATA if stratum.decision_point == decision_point]
    stratum = rng.choice(strata)
    actual, proposed = rng.choice(list(stratum.decisions))
    age = rng.choice(AGES)
    first = rng.randint(2, 7)
    stays = {"q1-admission": rng.randint(0, 20), "q2-setting": first, "q3-discharge": rng.randint(3, 40)}
    living = rng.choice([place for place in LIVING_TAGS if age != "18-64" or place != "care home"])
    return Facts(
        reference=f"T-{number}",
        decision_point=decision_point,
        review_point=1,
        age_band=age,
        sex=rng.choice(("female", "male")),
        locality="",
        living_situation=living,
        support_before=rng.choice(("none", "family", "care package", "community nursing")),
        self_referred=rng.random() < 0.5 if decision_point == "q1-attendance" else None,
        length_of_stay_days=stays.get(decision_point),
        attendances_last_year=rng.choice((0, 1, 2, 4, 8)) + (decision_point == "q1-attendance"),
        event_month=f"2025-{rng.randint(4, 12):02}",
        actual=actual,
        proposed=proposed,
        best=stratum.best,
        main_reason=rng.choice(list(MAIN[decision_point])) if proposed else None,
        missed_prevention=tuple(
            rng.sample(("falls-prevention", "medication-review", "social-support"), k=rng.randint(0, 2))
        ),
        level_of_need=rng.choice(("low", "moderate", "high", "complex")),
        first_stay_days=first if decision_point == "q2-setting" else None,
    )


@pytest.fixture(scope="module")
def told() -> dict[str, list[tuple[Facts, str]]]:
    return {
        point: [(note, narrative(random.Random(note.reference), note)) for note in notes_of(point)]
        for point in DECISION_POINTS
    }


def five_grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}


def jaccard(one: set, other: set) -> float:
    return len(one & other) / len(one | other)


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_four_hundred_notes_of_a_decision_point_are_different_stories(told, point):
    texts = [text for _, text in told[point]]
    assert len(set(texts)) == NOTES
    grams = [five_grams(text) for text in texts]
    rng = random.Random(7)
    overlaps = [jaccard(*rng.sample(grams, 2)) for _ in range(2000)]
    assert statistics.median(overlaps) < 0.03
    assert sum(overlap > 0.35 for overlap in overlaps) <= 10


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_hardly_any_note_has_a_near_twin(told, point):
    grams = [five_grams(text) for _, text in told[point]]
    nearest = [max(jaccard(one, other) for other in grams if other is not one) for one in grams[:40]]
    assert sum(value < 0.75 for value in nearest) >= 38


@pytest.mark.parametrize(
    ("point", "scenarios"),
    [
        ("q1-attendance", "attendance_"),
        ("q1-admission", "admission_"),
        ("q2-setting", "setting_"),
        ("q4-intake", "intake_asks"),
        ("q5-nursing", "nursing_"),
        ("q6-overlap", "overlap_"),
    ],
)
def test_every_decision_point_has_at_least_25_scenarios(point, scenarios):
    assert len({block.key for block in blocks(scenarios)}) >= 25


@pytest.mark.parametrize("point", DECISION_POINTS)
@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_no_identifier_of_any_kind(told, point, kind):
    assert [found[0] for _, text in told[point] if (found := re.search(IDENTIFIERS[kind], text))] == []


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_length(told, point):
    lengths = [len(text) for _, text in told[point]]
    assert min(lengths) >= 600
    assert max(lengths) <= 2500
    assert 950 <= statistics.mean(lengths) <= 1600


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_headings_end_with_a_colon_and_have_text_under_them(told, point):
    for _, text in told[point]:
        lines = text.split("\n")
        headings = [number for number, line in enumerate(lines) if line.endswith(":")]
        assert 2 <= len(headings) <= 8
        assert all(lines[number + 1] and not lines[number + 1].endswith(":") for number in headings)
        assert all(len(lines[number]) <= 60 and lines[number] != ":" for number in headings)


def test_texts_name_nobodys_sex_outside_a_slot():
    pronoun = re.compile(
        r"(?<![\[\w])(?:she|her|hers|herself|he|him|his|himself|wife|husband)(?![\]\w])", re.IGNORECASE
    )
    found = [
        (path.name, match[0]) for path in FOLDER.glob("*.txt") for match in pronoun.finditer(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_the_person_is_called_by_their_sex_and_age_band(told, point):
    for note, text in told[point]:
        other = "man" if note.sex == "female" else "woman"
        assert not re.search(rf"\b{other} in (?:her|his)\b", text, re.IGNORECASE)
        decades = {"18-64": "twenties|thirties|forties|fifties|sixties", "65-74": "sixties|seventies",
                   "75-84": "seventies|eighties", "85+": "eighties|nineties"}  # fmt: skip
        found = re.search(r"in (her|his) (?:early |late )?(\w+ties)\b", text)
        assert found is None or re.fullmatch(decades[note.age_band], found[2])
        assert found is None or (found[1] == "her") == (note.sex == "female")


@pytest.mark.parametrize("point", ["q2-setting", "q3-discharge"])
def test_no_day_is_later_than_the_stay(told, point):
    for note, text in told[point]:
        days = [int(day) for day in re.findall(r"(?:[Dd]ay|stay of|hospital for) (\d+)", text)]
        # A course of treatment has days of its own ("day 4 of 7", "to day 28").
        own = [
            int(day) for day in re.findall(r"(?:[Dd]ay|stay of|hospital for) (\d+)(?! of 7)", text) if int(day) != 28
        ]
        assert note.length_of_stay_days in days
        assert all(day <= note.length_of_stay_days for day in own), (note.length_of_stay_days, text)


def test_an_admission_tells_its_nights(told):
    for note, text in told["q1-admission"]:
        nights = re.findall(r"(\w+) nights?\b", text)
        written = [*["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]]
        stays = {written.index(word.lower()) if word.lower() in written else int(word) for word in nights
                 if word.isdigit() or word.lower() in written}  # fmt: skip
        assert note.length_of_stay_days in stays or not stays or note.length_of_stay_days == 0


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_where_the_person_lives_is_not_contradicted(told, point):
    wrong = {
        "alone": "Lives with|sheltered flat|residential home for",
        "with partner": "[Ll]ives alone|[Ll]ives by h",
        "with family": "[Ll]ives alone|[Ll]ives by h",
        "sheltered housing": "Lives with|resident of",
        "care home": "[Ll]ives alone|Lives with|[Ss]heltered (?:flat|housing)",
    }
    for note, text in told[point]:
        assert not re.search(wrong[note.living_situation], text), (note.living_situation, text)


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_the_panels_words_are_not_in_the_note(told, point):
    for _, text in told[point]:
        assert not re.search(r"(?i)improvable|(?:best|better) pathway|panel agreed|should have been|avoidable", text)


@pytest.mark.parametrize("point", DECISION_POINTS)
def test_nothing_of_the_grammar_is_left_and_sentences_are_whole(told, point):
    for _, text in told[point]:
        assert not re.search(r"[\[\]{}|@]|<\w*=?\d", text)
        assert not re.search(r" [.,;:]|\.\.|[,;]\.|  ", text)
        assert not re.search(r"(?:[.?!] |\.\" )(?!pH|eGFR|pCO2)[a-z]", text), text


def test_the_same_seed_and_facts_give_the_same_text():
    note = notes_of("q4-intake")[0]
    assert narrative(random.Random(5), note) == narrative(random.Random(5), note)
    assert narrative(random.Random(5), note) != narrative(random.Random(6), note)


def test_the_second_review_point_goes_on_with_the_same_stay():
    for number, note in enumerate(notes_of("q2-setting")[:100]):
        later = replace(note, review_point=2, length_of_stay_days=note.length_of_stay_days + 4, missed_prevention=())
        one, two = (narrative(random.Random(f"stay {number}"), point) for point in (note, later))
        assert one != two
        titles = [block.parts["title"][0].partition("[")[0].rstrip(".") for block in blocks("setting_")]
        assert {title for title in titles if title in one} & {title for title in titles if title in two}
        assert f"{later.length_of_stay_days}" in two


def test_the_demonstrations_own_notes_are_all_different():
    texts = {narrative(random.Random(f"x {row.facts.reference}"), row.facts) for row in planned()}
    assert len(texts) == len(planned())


def test_a_guard_drops_what_does_not_fit_and_a_number_is_kept():
    words = {"he": "she", "n": ""}
    assert say("{@alone A|@!alone B}", random.Random(1), {"alone"}, words) == "A"
    assert say("{@x&!y A}", random.Random(1), {"x", "y"}, words) == ""
    assert say("{@x/y A}", random.Random(1), {"y"}, words) == "A"
    assert say("[He] had <k=3-3>, then [k].", random.Random(1), set(), words) == "She had 3, then 3."


def test_the_early_warning_score_fits_the_observations():
    # RR 26 gives 3, sats 93 gives 2, BP 98 gives 2, HR 112 gives 2, T 38.4 gives 1, GCS 14 gives 3
    observed = "RR 26, sats 93% on air, BP 98/50, HR 112, T 38.4, GCS 14"
    assert points(observed) == 13
    assert with_fitting_score(f"{observed}, NEWS 4.") == f"{observed}, NEWS 13."
    assert with_fitting_score("HR 72, T 36.5, NEWS 0.") == "HR 72, T 36.5, NEWS 0."
    assert with_fitting_score("HR 72, NEWS 7.") == "HR 72, NEWS 3."
    assert with_fitting_score("HR 101, NEWS 0 to 1.") == "HR 101, NEWS 0 to 1."


def test_an_unknown_word_is_an_error():
    with pytest.raises(KeyError):
        say("[nobody]", random.Random(1), set(), {})
