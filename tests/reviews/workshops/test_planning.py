"""Planning: how notes are drawn, and what more of them would tell."""

from typing import Any

import pytest
from django.urls import reverse

from areas.models import Area, Locality
from reviews.models import Panel, Workshop
from reviews.workshops import planning
from reviews.workshops.planning import BY_LOCALITY
from tests.conftest import Cast
from tests.factories import workshops as make

ADDRESS = "reviews:new-workshop"


def plan(panel: Panel, cast: Cast, **more: object) -> dict[str, object]:
    return {
        "name": "Tuesday", "panel": panel.pk, "facilitator": cast.facilitator.pk, "minutes": "180", "method": "random",
        "planned_on_0": "", "planned_on_1": "", "planned_on_2": "", **more,
    }  # fmt: skip


@pytest.fixture
def localities(catalogue: None, area: Area) -> dict[str, Locality]:
    """Thanet with 12 free notes about discharge, Ashford with 6, Dover with 1; and 1 without a locality."""
    made = {name: Locality.objects.create(area=area, name=name) for name in ("Ashford", "Dover", "Thanet")}
    for name, number in (("Thanet", 12), ("Ashford", 6), ("Dover", 1)):
        make.notes(area, number, locality=made[name])
    make.notes(area, 1)
    return made


def drawn_by_locality(workshop: Workshop) -> dict[str | None, int]:
    names = list(workshop.notes.values_list("note__locality__name", flat=True))
    return {name: names.count(name) for name in names}


def facts(rows: list[tuple[str, str]]) -> dict[str, str]:
    return {label: value for label, value in rows if value}


def test_a_sample_within_localities_is_in_proportion_and_can_be_drawn_again(
    signed_in, lead, panel: Panel, cast: Cast, localities: dict[str, Locality]
) -> None:
    """Of 20, 10 are half: 6 of Thanet's 12, 3 of Ashford's 6. Dover and no locality are due half a note each: the first
    remainder goes to the lower key (none, 0), and Dover takes its one from Thanet or Ashford, both at their due: the
    larger. So 5, 3, 1 and 1."""
    asked = plan(panel, cast, **{"number_q3-discharge": 10, "seed": 7, "method": BY_LOCALITY})
    client = signed_in(lead)
    answer = client.post(reverse(ADDRESS), asked)
    first = Workshop.objects.get()
    assert drawn_by_locality(first) == {"Thanet": 5, "Ashford": 3, "Dover": 1, None: 1}
    assert first.sample == {
        "method": "by-locality", "seed": 7, "numbers": {"q3-discharge": 10}, "drawn_from": {"q3-discharge": 20},
        "strata": {"q3-discharge": [
            {"id": 0, "locality": "", "free": 1, "drawn": 1},
            {"id": localities["Ashford"].pk, "locality": "Ashford", "free": 6, "drawn": 3},
            {"id": localities["Dover"].pk, "locality": "Dover", "free": 1, "drawn": 1},
            {"id": localities["Thanet"].pk, "locality": "Thanet", "free": 12, "drawn": 5},
        ]},
    }  # fmt: skip
    page = client.get(answer.headers["Location"]).content.decode()
    assert "no locality given 1 of 1, Ashford 3 of 6, Dover 1 of 1, Thanet 5 of 12" in page
    drawn = list(first.notes.values_list("note", flat=True))
    first.notes.all().delete()
    first.delete()
    client.post(reverse(ADDRESS), asked)
    assert list(Workshop.objects.get().notes.values_list("note", flat=True)) == drawn


def test_localities_count_within_each_decision_point(
    panel: Panel, cast: Cast, area: Area, localities: dict[str, Locality]
) -> None:
    make.notes(area, 4, decision_point="q4-intake", locality=localities["Dover"])
    made = planning.plan_workshop(
        plan=planning.Plan(panel, "Tuesday", cast.facilitator, None, 180),
        numbers={"q3-discharge": 20, "q4-intake": 2}, method=BY_LOCALITY, by=cast.lead,
    )  # fmt: skip
    read = list(made.notes.values_list("note__decision_point", "note__locality__name"))
    assert [point for point, _ in read] == ["q3-discharge"] * 20 + ["q4-intake"] * 2
    assert read[20:] == [("q4-intake", "Dover")] * 2


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        ({}, {}),
        ({"by_hand": 2}, {"Chosen by hand": "2"}),
        (
            {"method": "random", "seed": 7, "numbers": {"q3-discharge": 4}, "drawn_from": {"q3-discharge": 9}},
            {"How": "A simple random sample", "Drawn at random": "4 of 9 Hospital discharge", "Seed": "7"},
        ),
        (
            {
                "method": "by-locality", "seed": 7, "numbers": {"q3-discharge": 4}, "drawn_from": {"q3-discharge": 9},
                "strata": {"q3-discharge": [{"id": 3, "locality": "Dover", "free": 9, "drawn": 4}]}, "by_hand": 1,
            },
            {
                "How": "A random sample within each locality, in proportion to its free notes",
                "Drawn at random": "4 of 9 Hospital discharge", "By locality": "Hospital discharge: Dover 4 of 9",
                "Seed": "7", "Chosen by hand": "1",
            },
        ),
    ],
)  # fmt: skip
def test_a_workshop_says_how_its_notes_were_picked(sample: dict[str, Any], told: dict[str, str]) -> None:
    assert facts(planning.sample_in_words(sample)) == told


def test_numbers_that_are_too_many_together_are_refused_on_the_page(
    signed_in, lead, panel: Panel, cast: Cast, area: Area
) -> None:
    make.notes(area, 300)
    make.notes(area, 300, decision_point="q4-intake")
    asked = plan(panel, cast, **{"number_q3-discharge": 250, "number_q4-intake": 251})
    page = signed_in(lead).post(reverse(ADDRESS), asked).content.decode()
    assert "Enter fewer: a workshop takes up to 500 notes in all" in page
    assert not Workshop.objects.exists()
