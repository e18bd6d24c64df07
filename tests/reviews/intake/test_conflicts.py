"""A row in conflict with a note is shown beside it, column by column, and never in a message."""

import datetime as dt
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import User
from areas.models import Area, Membership, Role
from pathways.models import Profession
from reviews.intake.conflicts import conflicting_lines, conflicts
from reviews.intake.difference import MOST, difference
from reviews.intake.side_by_side import Conflict
from reviews.models import AgreedReview, Batch, CaseNote, Panel, PanelMember, Workshop, WorkshopNote
from tests.reviews.intake.files import Submit, notes, reviews


def told(pieces: list) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


def test_words_that_only_one_text_has_are_marked() -> None:
    here, there = difference("Home after a bad fall on Monday.", "Home after a fall on Tuesday.")
    assert told(here) == "Home after a [bad ]fall on [Monday.]" and told(there) == "Home after a fall on [Tuesday.]"


@pytest.mark.parametrize(("one", "other"), [("", "x"), ("x", ""), ("a b", "a b"), ("a a a", "a a"), ("\n\n a", " a")])
def test_joined_the_pieces_are_the_texts(one: str, other: str) -> None:
    here, there = difference(one, other)
    assert ("".join(piece.text for piece in here), "".join(piece.text for piece in there)) == (one, other)
    assert any(piece.differs for piece in [*here, *there]) is (one != other)


def test_long_texts_that_differ_all_over_are_marked_as_a_whole() -> None:
    here, _ = difference("a " + "b c " * MOST + "z", "a " + "d e " * MOST + "z")
    assert [piece.differs for piece in here] == [False, True, False]


def side_by_side(conflict: Conflict) -> list[tuple[str, str, str]]:
    return [(each.name, told(each.file), each.withheld or told(each.area)) for each in conflict.columns]


def test_a_conflict_is_shown_column_by_column(load_rows: Submit, steward: User) -> None:
    load_rows(notes("A1", "A2"))
    batch = load_rows([*notes("A1", narrative="Home after a bad fall.", sex="female"), *notes("A3", age_band="83")])
    assert conflicting_lines(batch) == [2]
    (conflict,) = conflicts(batch, [2], steward)
    assert side_by_side(conflict) == [
        ("narrative", "Home after a [bad ]fall.", "Home after a fall."),
        ("sex", "[female]", ""),
    ]


def test_an_identifier_in_a_row_in_conflict_is_masked(load_rows: Submit, steward: User) -> None:
    load_rows(notes("A1"))
    batch = load_rows(notes("A1", narrative="Seen with Mrs Fairweather."))
    shown = "".join(told(column.file) for column in conflicts(batch, [2], steward)[0].columns)
    assert "Fairweather" not in shown and "●●●" in shown
    assert "Fairweather" not in "".join(batch.problems.values_list("message", flat=True))


def test_a_conflict_is_gone_with_the_note_it_was_with(load_rows: Submit, steward: User) -> None:
    load_rows(notes("A1"))
    batch = load_rows(notes("A1", narrative="Another."))
    CaseNote.objects.all().delete()
    assert conflicts(batch, conflicting_lines(batch), steward) == []


@pytest.fixture
def load_reviews(load_rows: Submit) -> Submit:
    """Loads rows of reviews onto the notes A1 and A2."""
    load_rows(notes("A1", "A2"))
    return partial(load_rows, kind=Batch.Kind.AGREED_REVIEWS, name="reviews.csv")


@pytest.fixture
def in_a_workshop(load_reviews: Submit, kent: Area, lead: User) -> AgreedReview:
    """A1, agreed to be on the best pathway by the Swale panel."""
    panel = Panel.objects.create(area=kent, name="Swale panel")
    workshop = Workshop.objects.create(area=kent, panel=panel, name="Monday", facilitator=lead)
    note = CaseNote.objects.get(reference="A1")
    place = WorkshopNote.objects.create(
        workshop=workshop, note=note, position=1, phase="agreed", agreed_at=timezone.now()
    )
    return AgreedReview.objects.create(
        note=note, panel=panel, workshop_note=place, reviewed_on=dt.date(2016, 3, 14), level_of_need="moderate",
        best_pathway="yes", comment="Their own words.",
    )  # fmt: skip


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_review_in_conflict_is_shown_beside_the_one_from_a_file(
    load_reviews: Submit, steward: User, dry_run: bool
) -> None:
    first = load_reviews(reviews("A1", comment="Known to the team."))
    other = reviews("A1", level_of_need="high", reasons="capacity-short", comment="Mrs Fairweather, known.")
    batch = load_reviews(other, dry_run=dry_run)
    (conflict,) = conflicts(batch, conflicting_lines(batch), steward)
    assert (conflict.line, conflict.reference, conflict.source) == (2, "A1", f"batch {first.pk}, reviews.csv")
    assert side_by_side(conflict) == [
        ("level_of_need", "[high]", "[moderate]"),
        ("reasons", "capacity-short", "[hospital-pressure; ]capacity-short"),
        ("comment", "[Mrs ●●●●●●●●●●●, known.]", "[Known to the team.]"),
    ]
    assert AgreedReview.objects.get().level_of_need == "moderate"


def test_what_a_room_wrote_is_for_those_who_run_it(
    load_reviews: Submit, in_a_workshop: AgreedReview, steward: User, lead: User
) -> None:
    batch = load_reviews(reviews("A1"))
    for person, comment in ((steward, "Written in a workshop"), (lead, "[Their own words.]")):
        (conflict,) = conflicts(batch, [2], person)
        seen = {name: area for name, _, area in side_by_side(conflict)}
        assert conflict.source == "workshop “Monday”"
        assert (seen["best_pathway"], seen["panel"]) == ("[yes]", "[Swale] panel")
        assert seen["comment"].startswith(comment)


def test_who_is_still_to_read_a_note_blind_is_told_nothing_of_its_review(
    load_reviews: Submit, in_a_workshop: AgreedReview, steward: User, kent: Area
) -> None:
    batch = load_reviews(reviews("A1"))
    place = again_before_a_panel_with(steward, in_a_workshop.note)
    (conflict,) = conflicts(batch, [2], steward)
    assert all(column.withheld.startswith("Not shown to you") and not column.area for column in conflict.columns)
    assert not any(piece.differs for column in conflict.columns for piece in column.file)
    WorkshopNote.objects.filter(pk=place.pk).update(phase="agreed", agreed_at=timezone.now())
    (conflict,) = conflicts(batch, [2], steward)
    assert ("best_pathway", "[no]", "[yes]") in side_by_side(conflict)


def again_before_a_panel_with(person: User, note: CaseNote) -> WorkshopNote:
    panel = Panel.objects.create(area=note.area, name="Thanet panel")
    gp, _ = Profession.objects.get_or_create(code="gp", defaults={"label": "GP", "side": "health"})
    PanelMember.objects.create(panel=panel, user=person, profession=gp)
    workshop = Workshop.objects.create(area=note.area, panel=panel, name="Again", facilitator=person)
    return WorkshopNote.objects.create(workshop=workshop, note=note, position=1)


def test_page_and_api_show_the_same_and_only_to_who_may_load(
    load_reviews: Submit, in_a_workshop: AgreedReview, steward: User, lead: User, client, kent: Area
) -> None:
    batch = load_reviews(reviews("A1"))
    client.force_login(steward)
    page = client.get(f"/batches/{batch.pk}/conflicts/").content.decode()
    (told_there,) = client.get(f"/api/v1/batches/{batch.pk}/conflicts/").json()["results"]
    assert [column["name"] for column in told_there["columns"]] == [
        column.name for column in conflicts(batch, [2], steward)[0].columns
    ]
    assert all(f'<h3 class="t-s">{column["name"]}</h3>' in page for column in told_there["columns"])
    assert (told_there["columns"][-1]["in_area"], "Written in a workshop" in page) == (None, True)
    assert "Their own words" not in page
    client.force_login(lead)
    assert client.get(f"/batches/{batch.pk}/conflicts/").status_code == 403
    assert client.get(f"/api/v1/batches/{batch.pk}/conflicts/").status_code == 403
    Membership.objects.create(user=lead, area=kent, role=Role.STEWARD)
    assert "Their own words" in client.get(f"/batches/{batch.pk}/conflicts/").content.decode()


def test_conflicts_cost_the_same_queries_however_many(
    load_reviews: Submit, load_rows: Submit, steward: User, django_assert_max_num_queries: object
) -> None:
    references = [f"B{n}" for n in range(10)]
    load_rows(notes(*references))
    load_reviews(reviews(*references))
    batch = load_reviews(reviews(*references, level_of_need="high"))
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert len(conflicts(batch, conflicting_lines(batch), steward)) == 10
