"""Sessions end in time, pages that ask by themselves keep none alive, and each can be ended by its person."""

from urllib.parse import quote

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.sessions.browsers import browser_of
from accounts.sessions.listing import forget_ended
from accounts.sessions.time_left import left

PASSWORD = "a password for tests"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
ASKS_BY_ITSELF = {"Sec-Fetch-Dest": "empty"}
MINUTE, HOUR = 60, 3600


@pytest.fixture(autouse=True)
def _half_an_hour(settings) -> None:
    settings.SESSION_IDLE, settings.SESSION_LONGEST = 30 * MINUTE, 12 * HOUR


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def entered(user: User, browser: str = EDGE) -> Client:
    client = Client(headers={"User-Agent": browser})
    client.post("/account/sign-in/", {"username": user.email, "password": PASSWORD})
    return client


def open_in(client: Client) -> bool:
    return client.get("/catalogue/").status_code == 200


def test_the_earlier_of_both_ends_counts() -> None:
    assert left(now=100, started=0, active=90, idle=30, longest=1000) == 20
    assert left(now=990, started=0, active=980, idle=30, longest=1000) == 10
    assert left(now=990, started=0, active=0, idle=0, longest=1000) == 10


def test_after_half_an_hour_alone_it_has_ended_and_the_page_says_so(clock, lead: User, catalogue: None) -> None:
    client = entered(lead)
    clock.shift(30 * MINUTE - 1)
    assert open_in(client)
    clock.shift(30 * MINUTE)
    answer = client.get("/catalogue/?find=falls")
    assert answer["Location"] == f"/account/sign-in/?next={quote('/catalogue/?find=falls')}"
    assert "You were signed out" in client.get(answer["Location"]).content.decode()


def test_whoever_goes_on_stays_signed_in_until_the_working_day_ends(clock, lead: User, catalogue: None) -> None:
    client = entered(lead)
    for _ in range(35):
        clock.shift(20 * MINUTE)
        assert open_in(client)
    clock.shift(20 * MINUTE)
    assert not open_in(client)


@pytest.mark.parametrize("asks", [ASKS_BY_ITSELF, {"HX-Request": "true"}])
def test_a_page_that_asks_by_itself_keeps_no_session_alive(clock, lead: User, catalogue: None, asks) -> None:
    client = entered(lead)
    for _ in range(6):
        clock.shift(5 * MINUTE - 1)
        assert client.get("/catalogue/", headers=asks).status_code == 200
    clock.shift(6)
    assert client.get("/catalogue/", headers=asks).status_code == 302


def test_what_is_sent_by_a_script_is_somebody_typing(clock, lead: User, catalogue: None) -> None:
    client = entered(lead)
    clock.shift(20 * MINUTE)
    client.post("/account/session/", headers=ASKS_BY_ITSELF)
    clock.shift(20 * MINUTE)
    assert open_in(client)


def test_the_warning_asks_how_long_is_left_without_making_it_longer(clock, lead: User) -> None:
    client = entered(lead)
    clock.shift(20 * MINUTE)
    told = [client.get("/account/session/", headers=ASKS_BY_ITSELF).json()["left"] for _ in range(2)]
    assert told == [10 * MINUTE] * 2
    stayed = client.post("/account/session/", headers=ASKS_BY_ITSELF).json()
    assert (stayed["left"], stayed["longest"], stayed["user"]) == (30 * MINUTE, 12 * HOUR - 20 * MINUTE, lead.pk)
    assert Client().get("/account/session/").json()["left"] == 0


def test_use_is_written_down_once_a_minute(clock, lead: User, catalogue: None, django_assert_num_queries) -> None:
    client = entered(lead)
    clock.shift(MINUTE)
    open_in(client)
    seen = UserSession.objects.get().last_seen_at
    assert seen == timezone.now()
    clock.shift(MINUTE - 1)
    open_in(client)
    assert UserSession.objects.get().last_seen_at == seen


def test_sessions_are_listed_by_browser_and_ended_one_by_one(lead: User) -> None:
    here, there = (
        entered(lead),
        entered(lead, "Mozilla/5.0 (iPhone; iOS 18 like Mac OS X) Safari/604.1"),
    )
    page = here.get("/account/sessions/").content.decode()
    assert "Edge on Windows" in page
    assert "Safari on iPhone" in page
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/account/sessions/{other.pk}/end/")
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)


def test_all_others_are_ended_at_once(lead: User, gp: User) -> None:
    here, *others = [entered(lead) for _ in range(3)]
    theirs = entered(gp)
    here.post("/account/sessions/others/end/")
    assert [client.get("/").status_code for client in (here, *others, theirs)] == [200, 302, 302, 200]


def test_nobody_ends_a_session_of_somebody_else(lead: User, gp: User) -> None:
    theirs, mine = entered(gp), entered(lead)
    other = UserSession.objects.get(user=gp)
    assert mine.post(f"/account/sessions/{other.pk}/end/").status_code == 404
    assert theirs.get("/").status_code == 200


def test_a_new_password_ends_the_others(lead: User) -> None:
    here, there = entered(lead), entered(lead)
    key = there.session.session_key
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": "quiet lamps under bridges"})
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)
    assert not Session.objects.filter(session_key=key).exists()


def test_of_ended_sessions_nothing_is_kept(clock, lead: User, gp: User) -> None:
    entered(lead)
    clock.shift(31 * MINUTE)
    entered(gp)
    assert forget_ended() == 1
    assert UserSession.objects.get().user == gp


@pytest.mark.parametrize(
    ("says", "name"),
    [
        (EDGE, "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605 Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/140.0 Mobile Safari/537", "Chrome on Android"),
        ("curl/8.5", "A program"),
        ("", "A program"),
    ],
)  # fmt: skip
def test_people_recognise_their_browser(says: str, name: str) -> None:
    assert browser_of(says) == name


def test_in_the_demonstration_nothing_is_timed(clock, lead: User, settings, catalogue: None) -> None:
    settings.SESSION_IDLE = 0
    client = entered(lead)
    assert "data-session" not in client.get("/catalogue/").content.decode()
    clock.shift(11 * HOUR)
    assert open_in(client)
