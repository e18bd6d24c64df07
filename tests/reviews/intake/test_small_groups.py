"""Facts that together point to fewer than five people are pointed out, with the column that helps most."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from reviews.intake import held
from reviews.intake.small_groups import COLUMNS, in_words, key_of, small_groups
from reviews.intake.small_groups_of import few_alike
from reviews.models import HeldRow
from tests.reviews.intake.files import Submit, notes

OLD_MEN = {
    "age_band": "85+",
    "sex": "male",
    "locality": "Ashford",
    "living_situation": "Alone",
    "event_month": "2026-03",
}


def people(*groups: tuple[dict[str, str], int]) -> Counter[tuple[str, ...]]:
    counted: Counter[tuple[str, ...]] = Counter()
    for facts, number in groups:
        counted[key_of(facts)] += number
    return counted


def test_groups_of_five_are_large_enough() -> None:
    assert small_groups(people((OLD_MEN, 5))) == {}


def test_the_column_that_helps_most_comes_first() -> None:
    found = small_groups(
        people((OLD_MEN, 2), (OLD_MEN | {"event_month": "2026-04"}, 4), (OLD_MEN | {"sex": "female"}, 7))
    )
    assert (found["people"], found["of"], found["groups"]) == (6, 13, 2)
    # Without the month the six are one group. Without the sex, the two join the seven and four are left.
    assert found["without"] == [{"column": "event_month", "people": 0}, {"column": "sex", "people": 4}]
    assert "The column event_month helps most: " in in_words(found)[1]
    assert in_words(found)[1].endswith("Without it nobody would be left.")


def test_an_age_band_is_fixed_by_the_file_format_and_never_to_be_coarsened() -> None:
    found = small_groups(people((OLD_MEN, 2), (OLD_MEN | {"age_band": "75-84"}, 4)))
    assert found["without"] == []
    assert "No single column helps" in in_words(found)[1]


def test_case_and_spaces_make_no_group_of_their_own() -> None:
    assert key_of({"locality": " East  Kent "}) == key_of({"locality": "east kent"})


@given(st.lists(st.sampled_from(list(product("ab", repeat=len(COLUMNS)))), max_size=60))
def test_leaving_out_a_column_never_makes_more_small_groups(each: list[tuple[str, ...]]) -> None:
    counts = Counter(each)
    found = small_groups(counts)
    few = sum(number for number in counts.values() if number < 5)
    assert found.get("people", 0) == few
    assert all(each["people"] < few for each in found.get("without", []))


def test_a_check_and_a_load_point_out_the_same_groups(load_rows: Submit) -> None:
    rows = [*notes("A1", "A2", "A3", "A4", "A5"), *notes("B1", sex="female"), *notes("B2", sex="female")]
    checked = load_rows(rows, dry_run=True, create_places=True)
    loaded = load_rows(rows, create_places=True)
    assert checked.small_groups == loaded.small_groups
    assert loaded.small_groups["people"] == 2


HELD = {"narrative": "Mrs Fairweather rang.", "sex": "female"}


def test_held_rows_are_counted_before_they_come_in(load_rows: Submit) -> None:
    """Two men came in; the four women who are held would be one more small group."""
    rows = [*notes("A1", "A2", sex="male"), *notes("B1", "B2", "B3", "B4", **HELD)]
    checked, loaded = load_rows(rows, dry_run=True), load_rows(rows)
    assert checked.small_groups == loaded.small_groups
    assert (loaded.small_groups["people"], loaded.small_groups["of"]) == (2, 2)
    held_too = loaded.small_groups["with_held"]
    assert (held_too["people"], held_too["of"], held_too["groups"]) == (6, 6, 2)
    assert held_too["without"] == [{"column": "sex", "people": 0}]
    assert "Once the rows that are held are in, it would be 6 of 6. The column sex" in " ".join(
        in_words(loaded.small_groups)
    )


def test_groups_are_counted_anew_with_every_decision(load_rows: Submit, steward: User) -> None:
    """Four women and three who are held: with the first of these to come in they are five."""
    rows = [*notes("A1", "A2", "A3", "A4", sex="female"), *notes("B1", "B2", "B3", **HELD)]
    batch = load_rows(rows)
    assert (batch.small_groups["people"], batch.small_groups["with_held"]) == (4, {})
    first, second, third = HeldRow.objects.order_by("line")
    held.keep(batch=batch, findings=[first.findings.get().pk], reason="A ward", by=steward)
    batch.refresh_from_db()
    assert batch.small_groups == {"with_held": {}}
    held.leave_out(batch=batch, rows=[second.pk, third.pk], by=steward)
    batch.refresh_from_db()
    assert batch.small_groups == {}


@pytest.mark.parametrize(
    ("already", "told"), [(0, "Nobody shares"), (1, "Only 1 person shares"), (3, "Only 3 people share"), (4, "")]
)
def test_before_a_held_row_comes_in_its_group_is_told(load_rows: Submit, already: int, told: str) -> None:
    alike = [f"A{n}" for n in range(already)]
    load_rows([*notes(*alike, sex="female", age_band="65 to 74"), *notes("B1", **HELD, age_band="65–74")])
    assert few_alike(HeldRow.objects.get()).startswith(told)
    assert bool(few_alike(HeldRow.objects.get())) is bool(told)


def test_the_first_rows_can_be_looked_at_until_the_batch_is_settled(load_rows: Submit) -> None:
    checked = load_rows(notes("A1", "A2", "A3", "A4"), dry_run=True, create_places=True)
    assert [row["reference"] for row in checked.preview] == ["A1", "A2", "A3"]
    assert "narrative" in checked.columns_found
    assert load_rows(notes("A1"), create_places=True).preview == []
