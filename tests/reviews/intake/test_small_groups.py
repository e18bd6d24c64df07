"""Facts that together point to fewer than five people are pointed out, with the column that helps most."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.small_groups import COLUMNS, in_words, key_of, small_groups
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
    assert "leaving out event_month helps most: nobody would be left" in in_words(found, {})[1]


def test_case_and_spaces_make_no_group_of_their_own() -> None:
    assert key_of({"locality": " East  Kent "}) == key_of({"locality": "east kent"})


@given(st.dictionaries(st.tuples(*[st.sampled_from("ab")] * len(COLUMNS)), st.integers(1, 9), max_size=12))
def test_leaving_out_a_column_never_makes_more_small_groups(counts: dict[tuple[str, ...], int]) -> None:
    found = small_groups(Counter(counts))
    few = sum(number for number in counts.values() if number < 5)
    assert found.get("people", 0) == few
    assert all(each["people"] < few for each in found.get("without", []))


def test_a_check_and_a_load_point_out_the_same_groups(load_rows: Submit) -> None:
    rows = [*notes("A1", "A2", "A3", "A4", "A5"), *notes("B1", sex="female"), *notes("B2", sex="female")]
    checked = load_rows(rows, dry_run=True, create_places=True)
    loaded = load_rows(rows, create_places=True)
    assert checked.small_groups == loaded.small_groups
    assert loaded.small_groups["people"] == 2


def test_the_first_rows_can_be_looked_at_until_the_batch_is_settled(load_rows: Submit) -> None:
    checked = load_rows(notes("A1", "A2", "A3", "A4"), dry_run=True, create_places=True)
    assert [row["reference"] for row in checked.preview] == ["A1", "A2", "A3"]
    assert "narrative" in checked.columns_found
    assert load_rows(notes("A1"), create_places=True).preview == []
