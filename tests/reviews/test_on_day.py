"""What a person could see on a day: their roles then, their panels, the notes they opened; never a note's text."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, User
from areas.models import Area, Membership, RoleHeld
from areas.on_day import standing_on, whole_day
from areas.people import add_role
from reviews.models import CaseNote, Panel, PanelMember
from tests.conftest import Cast
from tests.factories.workshops import notes

PAGE = "/areas/audit-trail/person/"


@pytest.fixture
def note(area: Area, catalogue: None) -> CaseNote:
    return notes(area, 1)[0]


def day(back: int) -> str:
    return str(timezone.localdate() - timedelta(days=back))


def answer(client: Client, person: str, back: int = 0) -> str:
    asked = {"person": f"{person}@example.org", "day": day(back)}
    return client.get(PAGE, asked).content.decode().partition('id="answer"')[2].partition('id="ask"')[0]


@pytest.fixture
def lately(cast: Cast, area: Area, other_area: Area) -> None:
    """The GP was a lead from ten days ago to five days ago; of Swindon, they are a viewer."""
    now = timezone.now()
    since, until = now - timedelta(days=10), now - timedelta(days=5)
    RoleHeld.objects.create(person=cast.gp, area=area, role="lead", since=since, until=until, given_by=cast.steward)
    Membership.objects.filter(user=cast.gp).delete()
    User.objects.update(joined_at=now - timedelta(days=30))
    add_role(area=other_area, person=cast.gp, role="viewer", by=cast.admin)


@pytest.mark.parametrize(("back", "so"), [(11, False), (10, True), (7, True), (5, True), (4, False)])
def test_a_role_counts_on_the_days_it_was_held(signed_in, cast: Cast, lately: None, back: int, so: bool) -> None:
    page = answer(signed_in(cast.steward), "gp", back)
    assert ("Project lead" in page and "change volumes, costs and shares" in page) is so
    assert ("No role in these areas" in page) is not so


def test_a_steward_is_told_of_their_areas_and_an_administrator_of_all(signed_in, cast: Cast, lately: None) -> None:
    assert "Swindon" not in answer(signed_in(cast.steward), "gp")
    assert "Swindon" in answer(signed_in(cast.admin), "gp")


def test_who_never_held_a_role_there_looks_like_nobody(signed_in, cast: Cast) -> None:
    client = signed_in(cast.steward)
    pages = [answer(client, who) for who in ("outsider", "admin", "nobody")]
    assert len(set(pages)) == 1 and "Nobody found" in pages[0]


def test_a_role_given_past_this_software_is_told_too(signed_in, cast: Cast) -> None:
    assert "Panel member" in answer(signed_in(cast.steward), "gp")


@pytest.mark.parametrize("who", ["lead", "facilitator", "gp", "viewer"])
def test_for_others_there_is_no_such_page(signed_in, cast: Cast, who: str) -> None:
    assert signed_in(cast[who]).get(PAGE).status_code == 404


@pytest.mark.parametrize("asked", ["person=x&day=2026-01-01", "person=gp@example.org&day=9999-12-31", "day=nonsense"])
def test_what_cannot_be_asked_says_so(signed_in, cast: Cast, asked: str) -> None:
    assert signed_in(cast.steward).get(f"{PAGE}?{asked}").status_code == 422


def test_the_first_day_there_is_can_be_asked_for(signed_in, cast: Cast) -> None:
    asked = {"person": "gp@example.org", "day": "0001-01-01"}
    assert signed_in(cast.steward).get(PAGE, asked).status_code in (200, 422)


def test_notes_opened_that_day_are_told_by_reference(signed_in, cast: Cast, note: CaseNote) -> None:
    audit.read("note.read", note, by=cast.gp)
    audit.read("agreed-review.read", note, by=cast.gp)
    page = answer(signed_in(cast.steward), "gp")
    assert "1 note" in page and page.count(note.reference) == 1
    assert note.narrative not in page
    assert note.reference not in answer(signed_in(cast.steward), "nurse")
    assert note.reference not in answer(signed_in(cast.steward), "gp", back=1)


def test_seats_on_panels_are_told(signed_in, cast: Cast, area: Area, catalogue: None) -> None:
    panel = Panel.objects.create(area=area, name="Ashford panel")
    seat = PanelMember.objects.create(panel=panel, user=cast.gp, profession_id=1)
    now = timezone.now()
    PanelMember.objects.filter(pk=seat.pk).update(joined_at=now - timedelta(days=3), left_at=now - timedelta(days=1))
    told = ["Ashford panel" in answer(signed_in(cast.steward), "gp", back) for back in (4, 3, 1, 0)]
    assert told == [False, True, True, False]


def test_the_account_is_told_as_it_was_then(cast: Cast) -> None:
    User.objects.update(joined_at=timezone.now() - timedelta(days=30))
    for back, change in ((9, {"is_superuser": True}), (5, {"is_superuser": False}), (2, {"is_active": False})):
        at = timezone.now() - timedelta(days=back)
        AuditEvent.objects.create(
            action="user.changed", on_type="accounts.user", on_id=str(cast.gp.pk), detail=change, at=at
        )
    cast.gp.is_active = False
    cast.gp.joined_at = timezone.now() - timedelta(days=30)
    days = [whole_day(timezone.localdate() - timedelta(days=back)) for back in (31, 20, 9, 7, 5, 4, 2, 1)]
    found = [standing_on(cast.gp, each) for each in days]
    assert [each.existed for each in found] == [False] + [True] * 7
    assert [each.administrator for each in found] == [False, False, True, True, True, False, False, False]
    assert [each.active for each in found] == [True] * 7 + [False]


def test_more_to_tell_asks_no_more_questions(
    signed_in, cast: Cast, area: Area, note: CaseNote, catalogue: None, django_assert_max_num_queries
) -> None:
    client = signed_in(cast.steward)
    for number in range(5):
        panel = Panel.objects.create(area=area, name=f"Panel {number}")
        PanelMember.objects.create(panel=panel, user=cast.gp, profession_id=1)
        if number < 4:
            add_role(
                area=area, person=cast.gp, role=["lead", "viewer", "steward", "facilitator"][number], by=cast.admin
            )
    audit.read("note.read", note, by=cast.gp)
    with django_assert_max_num_queries(16):
        answer(client, "gp")
