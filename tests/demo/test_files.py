"""The demonstration's files keep the rules of the file formats, and are what their script makes."""

import filecmp
from pathlib import Path

import pandas as pd
import pytest

from fixtures.demo.make.__main__ import make
from tests.demo.files import DEMO, WITH_NOTES, agreed_reviews, area_files, catalogue, notes, read_json

CATALOGUE = catalogue()
PATHWAYS = {pathway["code"]: pathway for pathway in CATALOGUE["pathways"]}
REASONS = {reason["code"]: reason for reason in CATALOGUE["reasons"]}
ONLY_WHEN_IMPROVABLE = [
    "proposed_pathway", "alternative_existed", "timing", "reasons", "person_implication", "cost_implication",
    "achievability",
]  # fmt: skip


@pytest.fixture(scope="module")
def all_notes() -> pd.DataFrame:
    return notes()


def test_making_them_again_gives_the_same_bytes(tmp_path: Path):
    make(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 5 + 4 + 4 + 1 + 2 + 1
    assert filecmp.cmpfiles(tmp_path, DEMO, names, shallow=False)[0] == names


def test_every_note_is_reviewed_once_but_for_twelve(all_notes):
    keys = ["area", "reference", "review_point"]
    assert not all_notes.duplicated(keys).any()
    waiting = all_notes.merge(agreed_reviews()[keys], on=keys, how="outer", indicator=True)
    assert waiting["_merge"].value_counts().to_dict() == {"both": 2325, "left_only": 12, "right_only": 0}


def test_actual_pathways_belong_to_their_decision_points(all_notes):
    pairs = all_notes[["decision_point", "actual_pathway"]].drop_duplicates().itertuples(index=False)
    assert all(point in PATHWAYS[actual]["decision_points"] for point, actual in pairs)


def test_only_q2_has_second_review_points_and_always_after_a_first(all_notes):
    second = all_notes[all_notes["review_point"] == "2"]
    first = all_notes[all_notes["review_point"] == "1"]
    assert set(second["decision_point"]) == {"q2-setting"}
    both = second.merge(first, on=["area", "reference"], suffixes=("", "_before"))
    assert len(both) == len(second)
    assert (both["length_of_stay_days"].astype(int) > both["length_of_stay_days_before"].astype(int)).all()
    assert (both["age_band"] == both["age_band_before"]).all()


def test_places_are_known_to_their_areas(all_notes):
    for slug, area in area_files().items():
        here = all_notes[all_notes["area"] == slug]
        assert set(here["locality"]) <= set(area["area"]["localities"])
        assert set(here["organisation"]) <= set(area["area"]["organisations"])


def test_reviews_answer_only_what_was_asked():
    reviews = agreed_reviews()
    improvable = reviews["best_pathway"] == "no"
    for column in ONLY_WHEN_IMPROVABLE:
        assert (reviews.loc[improvable, column] != "").all()
        assert (reviews.loc[~improvable, column] == "").all()
    assert (reviews.loc[~improvable, "missed_prevention"] == "").all()


def test_reviews_name_what_the_decision_point_offers(all_notes):
    table = agreed_reviews().merge(all_notes, on=["area", "reference", "review_point"])
    for row in table[table["best_pathway"] == "no"].itertuples():
        assert row.decision_point in PATHWAYS[row.proposed_pathway]["decision_points"]
        assert row.proposed_pathway != row.actual_pathway
        assert all(row.decision_point in REASONS[reason]["decision_points"] for reason in row.reasons.split(";"))


def test_the_workshop_is_half_way_through():
    workshop = read_json("demo", "workshop.json")
    assert [review["reference"] for review in workshop["reviews"]] == workshop["notes"][:12]
    assert len(set(workshop["notes"])) == 24


def test_two_panels_refer_10_and_70_per_cent_of_the_same_people_to_reablement(all_notes):
    """The report's own figures. The first panel's answers are in Kent's file of reviews, so tables count those."""
    exchange = read_json("demo", "exchange.json")
    kent = all_notes[all_notes["area"] == "kent"]
    actual = kent[kent["reference"].isin(exchange["notes"])].set_index("reference")["actual_pathway"]
    reviews = agreed_reviews()
    here = (reviews["area"] == "kent") & reviews["reference"].isin(exchange["notes"])
    first = reviews[here].to_dict("records")
    assert {row["panel"] for row in first} == {exchange["panel"]}
    assert [row["reference"] for row in exchange["reviews"]] == exchange["notes"] == sorted(actual.index)

    def referred(rows):
        proposed = [
            row["proposed_pathway"] if row["best_pathway"] == "no" else actual[row["reference"]] for row in rows
        ]
        return proposed.count("reablement")

    assert (len(first), referred(first), referred(exchange["reviews"])) == (40, 4, 28)


def test_every_pathway_has_a_cost_and_every_decision_point_enough_to_choose_from():
    assert all(pathway["costs"] for pathway in PATHWAYS.values())
    for point in (
        "q1-attendance",
        "q1-admission",
        "q2-setting",
        "q3-discharge",
        "q4-intake",
        "q5-nursing",
        "q6-overlap",
    ):
        assert sum(point in pathway["decision_points"] for pathway in PATHWAYS.values()) >= 8
        assert any(
            point in reason["decision_points"] and reason["practitioner_variation"] for reason in REASONS.values()
        )


@pytest.mark.parametrize("slug", WITH_NOTES)
def test_a_tenth_keeps_every_decision_point(slug, all_notes):
    """`load_demo --small` takes the references that end in 0."""
    here = all_notes[all_notes["area"] == slug]
    tenth = here[here["reference"].str.endswith("0")]
    assert 0.08 < len(tenth) / len(here) < 0.12
    assert set(tenth["decision_point"]) == set(here["decision_point"])
