import pytest

from accounts.models import AuditEvent, User
from areas.models import Membership, Role
from areas.people import add_role, remove_role
from config.errors import NotAllowed
from tests.areas.pages import summary_of

PAGE = "/areas/kent/people/"


def role_of(email, area):
    return set(Membership.objects.filter(user__email=email, area=area).values_list("role", flat=True))


@pytest.mark.parametrize(
    ("who", "status"),
    [("steward", 200), ("lead", 200), ("viewer", 404), ("gp", 404), ("outsider", 404), ("admin", 200)],
)
def test_stewards_and_leads_see_people(signed_in, cast, who, status):
    assert signed_in(cast[who]).get(PAGE).status_code == status


@pytest.mark.parametrize(("who", "status"), [("lead", 403), ("viewer", 404), ("outsider", 404)])
def test_only_stewards_change_roles(signed_in, cast, area, who, status):
    client = signed_in(cast[who])
    given = {"email": "new@example.org", "name": "New", "role": "steward"}
    held = Membership.objects.get(user=cast.gp)
    assert client.post(PAGE, given).status_code == status
    assert client.post(f"{PAGE}{held.pk}/remove/").status_code == status
    assert Membership.objects.filter(pk=held.pk).exists()
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_writes_check_for_themselves(area, lead):
    with pytest.raises(NotAllowed):
        add_role(area=area, person=lead, role=Role.STEWARD, by=lead)
    with pytest.raises(NotAllowed):
        remove_role(area=area, pk=Membership.objects.filter(area=area).first().pk, by=lead)


def test_somebody_with_an_account_gets_the_role_whatever_the_case_of_the_address(signed_in, steward, outsider, area):
    client = signed_in(steward)
    answer = client.post(PAGE, {"email": "Outsider@Example.org", "name": "Ignored", "role": "viewer"}, follow=True)
    assert "Outsider has the role: viewer." in answer.content.decode()
    assert role_of("outsider@example.org", area) == {"viewer"}
    assert User.objects.get(pk=outsider.pk).name == "Outsider"
    event = AuditEvent.objects.get(action="membership.added")
    assert (event.by, event.detail) == (steward, {"area": "kent", "user": outsider.pk, "role": "viewer"})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "new@example.org", "role": "lead"}, "Enter the person’s name: nobody has this e-mail address yet"),
        ({"email": "new", "name": "New", "role": "lead"}, "Enter an e-mail address like name@example.org"),
        ({"email": "new@example.org", "name": "New"}, "Select a role"),
        ({"email": "new@example.org", "name": "New", "role": "owner"}, "Select a role"),
        ({"email": "new@example.org", "name": "a\tb\x00", "role": "lead"}, "Null characters are not allowed"),
    ],
)
def test_what_is_missing_is_asked_for(signed_in, steward, given, said):
    assert said in summary_of(signed_in(steward).post(PAGE, given))
    assert not User.objects.filter(email__startswith="new").exists()


def test_a_closed_account_gets_no_role(signed_in, steward, outsider, area):
    User.objects.filter(pk=outsider.pk).update(is_active=False)
    page = signed_in(steward).post(PAGE, {"email": "outsider@example.org", "role": "lead"}).content.decode()
    assert "This person’s account is closed" in page
    assert not role_of("outsider@example.org", area)


def test_a_role_is_taken_away_and_the_person_stays(signed_in, steward, gp, area):
    held = Membership.objects.get(user=gp)
    answer = signed_in(steward).post(f"{PAGE}{held.pk}/remove/", follow=True)
    assert "Gp no longer has the role: panel member." in answer.content.decode()
    assert not role_of(gp.email, area)
    assert User.objects.filter(pk=gp.pk).exists()
    assert AuditEvent.objects.get(action="membership.removed").detail["user"] == gp.pk
    assert signed_in(steward).post(f"{PAGE}{held.pk}/remove/").status_code == 404


def test_a_role_in_another_area_is_not_there(signed_in, steward, outsider):
    held = Membership.objects.filter(user=outsider).first()
    assert signed_in(steward).post(f"{PAGE}{held.pk}/remove/").status_code == 404
    assert Membership.objects.filter(pk=held.pk).exists()


def test_an_area_keeps_a_data_steward(signed_in, steward, area):
    held = Membership.objects.get(user=steward)
    answer = signed_in(steward).post(f"{PAGE}{held.pk}/remove/")
    assert answer.status_code == 403
    assert "Kent needs a data steward. Add another one" in answer.content.decode()
    assert role_of(steward.email, area) == {"steward"}


def test_people_take_as_many_queries_for_many_as_for_few(signed_in, steward, area, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(steward)

    def queries():
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    few = queries()
    for number in range(20):
        person = User.objects.create_user(f"p{number}@example.org", f"P {number}")
        Membership.objects.create(area=area, user=person, role=Role.VIEWER)
    assert queries() == few
