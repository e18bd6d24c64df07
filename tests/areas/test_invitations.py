"""People come by invitation: one link, once, for one address, until it ends or is withdrawn."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from areas.invitations.accepting import accept, invitation_of
from areas.invitations.links import hashed
from areas.invitations.sending import invite
from areas.models import Invitation, Membership, Role
from config.errors import NotAllowed
from config.log_requests import NumberedRequests

PAGE, ACCEPT = "/areas/kent/people/", "/invitation/"
NEW = {"email": "Nia@Example.org", "name": "Nia New", "role": "lead"}
ENTERED = {"name": "Nia Newer", "password": "quiet lamps under bridges"}


@pytest.fixture
def token(steward: User, area) -> str:
    return invite(area=area, **NEW, by=steward)[1]


@pytest.fixture
def guest(token: str) -> Client:
    """A browser in which the link was opened."""
    client = Client()
    assert client.get(f"{ACCEPT}{token}/")["Location"] == ACCEPT
    return client


def roles(email: str) -> set[tuple[str, str]]:
    return set(Membership.objects.filter(user__email=email).values_list("area__slug", "role"))


def test_where_e_mail_goes_out_the_link_is_in_it_alone(
    signed_in, steward, settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.EMAIL_GOES_OUT = True
    page = signed_in(steward).post(PAGE, NEW, follow=True).content.decode()
    link = re.search(r"http://testserver/invitation/(\S+)/", str(mailoutbox[0].body))
    assert link
    assert mailoutbox[0].to == ["nia@example.org"]
    assert "an e-mail is on its way to nia@example.org" in page
    assert link[1] not in page
    assert invitation_of(link[1])


def test_where_no_e_mail_goes_out_the_steward_is_shown_the_link_once(signed_in, steward) -> None:
    client = signed_in(steward)
    found = re.search(r'value="http://testserver/invitation/(\S+)/"', client.post(PAGE, NEW).content.decode())
    assert found
    assert invitation_of(found[1])
    assert found[1] not in client.get(PAGE).content.decode()


def test_of_the_link_only_a_hash_is_kept(token: str) -> None:
    assert Invitation.objects.get().hashed == hashed(token)
    assert token not in str(list(AuditEvent.objects.values()))


def test_a_mail_server_that_is_down_is_told_and_the_invitation_stands(signed_in, steward, settings) -> None:
    settings.EMAIL_GOES_OUT = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = signed_in(steward).post(PAGE, NEW, follow=True).content.decode()
    assert "could not be sent" in page
    assert "an e-mail is on its way" not in page
    assert Invitation.objects.open().exists()


def test_accepting_makes_the_account_gives_the_role_and_signs_in(guest: Client) -> None:
    assert guest.post(ACCEPT, ENTERED)["Location"] == "/"
    person = User.objects.get(email="nia@example.org")
    assert (person.name, person.check_password(ENTERED["password"])) == ("Nia Newer", True)
    assert roles("nia@example.org") == {("kent", "lead")}
    assert guest.get("/").status_code == 200
    done = set(AuditEvent.objects.values_list("action", "by__email"))
    assert ("membership.added", "steward@example.org") in done
    assert ("invitation.accepted", "nia@example.org") in done


def test_a_link_works_once(guest: Client, token: str) -> None:
    guest.post(ACCEPT, ENTERED)
    again = Client()
    again.get(f"{ACCEPT}{token}/")
    assert again.post(ACCEPT, ENTERED | {"password": "another quiet password"}).status_code == 404
    assert User.objects.get(email="nia@example.org").check_password(ENTERED["password"])


@pytest.mark.parametrize("password", ["short", "password1234", "nia@example.org", ""])
def test_a_password_that_others_would_try_makes_no_account(guest: Client, password: str) -> None:
    assert "There is a problem" in guest.post(ACCEPT, ENTERED | {"password": password}).content.decode()
    assert not User.objects.filter(email="nia@example.org").exists()


def test_after_seven_days_it_has_ended(guest: Client) -> None:
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=8), ends_at=timezone.now() - timedelta(seconds=1))
    assert guest.post(ACCEPT, ENTERED).status_code == 404


def test_one_that_was_sent_again_works_by_the_new_link_alone(signed_in, steward, token: str) -> None:
    sent = Invitation.objects.get()
    page = signed_in(steward).post(f"{PAGE}invitations/{sent.pk}/send/").content.decode()
    new = re.search(r"testserver/invitation/(\S+)/", page)
    assert new
    assert invitation_of(token) is None
    assert invitation_of(new[1]) == sent


def test_inviting_the_same_person_twice_sends_again(steward, area, token: str) -> None:
    invite(area=area, **NEW, by=steward)
    assert Invitation.objects.count() == 1
    assert invitation_of(token) is None


def test_a_withdrawn_one_opens_nothing(signed_in, steward, guest: Client) -> None:
    signed_in(steward).post(f"{PAGE}invitations/{Invitation.objects.get().pk}/withdraw/")
    assert guest.post(ACCEPT, ENTERED).status_code == 404
    assert signed_in(steward).post(f"{PAGE}invitations/{Invitation.objects.get().pk}/withdraw/").status_code == 404


def test_what_was_never_a_link_looks_like_one_that_ended(db: None, guest: Client) -> None:
    ended = Client()
    ended.get(f"{ACCEPT}{'x' * 43}/")
    guest.post(ACCEPT, ENTERED)
    assert ended.get(ACCEPT).content == Client().get(ACCEPT).content


@pytest.mark.parametrize(("who", "status"), [("lead", 403), ("gp", 404), ("outsider", 404)])
@pytest.mark.parametrize("act", ["send", "withdraw"])
def test_only_stewards_of_the_area_change_them(signed_in, cast, token: str, who: str, status: int, act: str) -> None:
    pk = Invitation.objects.get().pk
    assert signed_in(cast[who]).post(f"{PAGE}invitations/{pk}/{act}/").status_code == status
    assert invitation_of(token)


def test_one_of_another_area_is_not_there(signed_in, outsider, token: str) -> None:
    assert (
        signed_in(outsider).post(f"/areas/swindon/people/invitations/{Invitation.objects.get().pk}/send/").status_code
        == 404
    )


def test_leads_see_people_but_no_invitations(signed_in, lead, token: str) -> None:
    assert "nia@example.org" not in signed_in(lead).get(PAGE).content.decode()


def test_whoever_has_an_account_by_then_signs_in_and_takes_the_role(guest: Client) -> None:
    person = User.objects.create_user("nia@example.org", "Nia", "a password for tests")
    assert guest.get(ACCEPT)["Location"] == "/account/sign-in/?next=%2Finvitation%2F"
    guest.force_login(person)
    assert roles(person.email) == set()
    guest.post(ACCEPT)
    assert roles(person.email) == {("kent", "lead")}


def test_nobody_takes_the_role_of_another(guest: Client, gp: User, token: str) -> None:
    guest.force_login(gp)
    guest.get(f"{ACCEPT}{token}/")
    assert guest.post(ACCEPT).status_code == 403
    with pytest.raises(NotAllowed):
        accept(invitation=Invitation.objects.get(), name="", password=None, by=gp)
    assert roles(gp.email) == {("kent", Role.PANEL_MEMBER)}


def test_no_link_that_lets_somebody_in_stands_in_the_log(token: str, rf) -> None:
    assert NumberedRequests.format_request(rf.get(f"{ACCEPT}{token}/")) == "GET /invitation/…/"
    key = "/account/password/reset/3-abc123-0123456789abcdef0123456789/"
    assert NumberedRequests.format_request(rf.get(key)) == "GET /account/password/reset/…/"
    assert NumberedRequests.format_request(rf.get(PAGE)) == f"GET {PAGE}"
