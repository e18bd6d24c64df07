"""Planning: how notes are drawn, and what more of them would tell."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from areas.models import Area, Locality
from pathways.models import Pathway, Reason
from reviews.models import AgreedReview, Panel, Workshop
from reviews.workshops import planning
from reviews.workshops.drawing import BY_LOCALITY
from tests.conftest import Cast
from tests.factories import workshops as make

ADDRESS = "reviews:new-workshop"
NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


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
            {"Sample": "A simple random sample", "Drawn at random": "4 of 9 Hospital discharge", "Seed": "7"},
        ),
        (
            {
                "method": "by-locality", "seed": 7, "numbers": {"q3-discharge": 4}, "drawn_from": {"q3-discharge": 9},
                "strata": {"q3-discharge": [{"id": 3, "locality": "Dover", "free": 9, "drawn": 4}]}, "by_hand": 1,
            },
            {
                "Sample": "A random sample within each locality, in proportion to its free notes",
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


# --- What more notes would tell --------------------------------------------------------------------------------------


def agreed(area: Area, panel: Panel, answers: list[str], **facts: object) -> None:
    """Reviews made on paper, one for each answer."""
    notes = make.notes(area, len(answers), **facts)
    improvable = {
        "proposed_pathway": Pathway.objects.get(code="reablement"),
        "main_reason": Reason.objects.get(code="capacity-short"),
    }
    AgreedReview.objects.bulk_create(
        AgreedReview(
            note=note, panel=panel, batch=note.batch, reviewed_on="2026-11-01", level_of_need="moderate",
            best_pathway=answer, **(improvable if answer == "no" else {}),
        )
        for note, answer in zip(notes, answers, strict=True)
    )  # fmt: skip


def timed(workshop: Workshop, minutes: list[int]) -> None:
    """The workshop's first notes, agreed after so many minutes each."""
    for place, taken in zip(workshop.notes.all(), minutes, strict=False):
        place.opened_at, place.agreed_at = NINE, NINE + timedelta(minutes=taken)
        place.phase = "agreed"
        place.save()


def row(page: str, label: str) -> str:
    """The text of a line of the table of what more notes would tell, in the words that a reader hears."""
    table = page[page.index('id="outlook"') :]
    line = table[table.index(f'<th scope="row">{label}</th>') :].split("</tr>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", line).split())


def test_the_page_tells_what_more_notes_would_tell(signed_in, lead, panel: Panel, area: Area) -> None:
    """36 no of 80, and 5 unclear, which do not count. 45% of 80 is 34.6% to 55.9%; 45 of 100, by hand in
    test_precision, 35.6% to 54.8%. Council intake has nothing: 5 of 10 is 23.7% to 76.3%."""
    agreed(area, panel, ["no"] * 36 + ["yes"] * 44 + ["unclear"] * 5)
    page = signed_in(lead).get(reverse(ADDRESS)).content.decode()
    discharge = row(page, "Hospital discharge")
    assert discharge.startswith("Hospital discharge 80 45% 35% to 56% about ")
    assert "about 36% to 55% 19 points wide" in discharge
    assert row(page, "Council intake").startswith("Council intake 0 Not known about 24% to 76% 52 points wide")
    assert "At 6 minutes a note, which is assumed: no workshop in Kent has agreed a note yet." in page
    assert "Time for that many 1 hour 2 hours 4 hours 8 hours" in " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_planned_notes_and_the_area_s_own_pace_are_told(
    signed_in, lead, workshop: Workshop, other_area: Area, cast: Cast
) -> None:
    """3 of 5 notes are agreed, after 4, 9 and 20 minutes: the median is 9, and 10 notes take 90 minutes."""
    timed(workshop, [4, 9, 20])
    elsewhere = make.panel(other_area, {"gp": cast.outsider})
    timed(make.workshop(elsewhere, cast.outsider, make.notes(other_area, 9)), [1] * 9)
    page = signed_in(lead).get(reverse(ADDRESS)).content.decode()
    assert "2 more planned" in row(page, "Hospital discharge")
    assert "At 9 minutes a note, the median of the 3 notes that workshops in Kent timed last." in page
    assert "1 hour 30 minutes" in page


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ("180", "That fits the planned 3 hours."),
        ("120", "That is 1 hour more than the planned 2 hours: 20 notes would fit."),
    ],
)
def test_working_out_tells_time_and_precision_and_saves_nothing(
    signed_in, lead, panel: Panel, area: Area, minutes: str, told: str
) -> None:
    """30 notes at 6 minutes are 180 minutes. Nobody needs a name, a panel or a facilitator for that."""
    agreed(area, panel, ["no"] * 36 + ["yes"] * 44)
    make.notes(area, 20)
    make.notes(area, 10, decision_point="q4-intake")
    asked = {"minutes": minutes, "number_q3-discharge": "20", "number_q4-intake": "10", "work-out": "1"}
    page = signed_in(lead).post(reverse(ADDRESS), asked).content.decode()
    assert "30 notes: about 3 hours" in page
    assert told in page
    assert (
        "Hospital discharge: 20 notes more make 100 reviewed. "
        "The improvable share would be known to about 36% to 55%; now it is 35% to 56%." in page
    )
    assert (
        "Council intake: 10 notes more make 10 reviewed. The improvable share would be known to about 24% to 76%."
        in page
    )
    assert "There is a problem" not in page
    assert 'value="20"' in page
    assert not Workshop.objects.exists()


@pytest.mark.parametrize(("mode", "told"), [("own-time", True), ("together", False)])
def test_working_out_says_how_many_judgements_members_give_in_their_own_time(
    signed_in, lead, panel: Panel, area: Area, mode: str, told: bool
) -> None:
    make.notes(area, 5)
    asked = {"minutes": "180", "number_q3-discharge": "5", "mode": mode, "judgements_wanted": "4", "work-out": "1"}
    page = signed_in(lead).post(reverse(ADDRESS), asked).content.decode()
    assert ("members judge in their own time: 20 judgements in all" in page) == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"number_q3-discharge": "9", "minutes": "180"}, "Enter 5 or fewer: no more Hospital discharge notes are free"),
        ({"number_q3-discharge": "5", "minutes": ""}, "Enter how many minutes it lasts"),
        ({"minutes": "180"}, "Enter how many notes to draw, here or below"),
    ],
)
def test_what_cannot_be_worked_out_says_why_and_nothing_else(
    signed_in, lead, panel: Panel, area: Area, asked: dict[str, str], told: str
) -> None:
    make.notes(area, 5)
    page = signed_in(lead).post(reverse(ADDRESS), {**asked, "work-out": "1"}).content.decode()
    assert told in page
    assert "Enter a name" not in page
    assert 'id="worked-out"' not in page
    assert not Workshop.objects.exists()


def test_the_page_costs_the_same_however_much_is_known(signed_in, lead, panel: Panel, cast: Cast, area: Area) -> None:
    client, costs = signed_in(lead), []
    client.get(reverse(ADDRESS))
    for number in (1, 40):
        agreed(area, panel, ["no"] * number)
        agreed(area, panel, ["yes"] * number, decision_point="q4-intake")
        timed(make.workshop(panel, cast.facilitator, make.notes(area, number)), [5] * number)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(ADDRESS))
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 14
