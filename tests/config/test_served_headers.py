"""On the served site every kind of answer closes the same doors, error pages and files included."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.config.served import HOST, Site, real, site
from tests.conftest import Cast

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="a real installation needs PostgreSQL")

EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip
# What is asked for, as whom, and the status: one line for each kind of answer.
KINDS = [
    ("a public page", "/account/sign-in/", "", 200),
    ("a private page", "/", "lead", 200),
    ("a page that asks to sign in", "/", "", 302),
    ("a page of figures", "/areas/kent/", "lead", 200),
    ("what does not exist", "/nowhere/", "lead", 404),
    ("a form without its secret", "/account/sign-in/", "POST", 403),
    ("a file sent to take away", "/areas/kent/inputs/file/", "lead", 200),
    ("the API", "/api/v1/areas/", "lead", 200),
    ("the API, not signed in", "/api/v1/areas/", "", 401),
    ("what the API does not have", "/api/v1/nowhere/", "lead", 404),
    ("the API's description", "/api/v1/schema/", "lead", 200),
    ("the API's page", "/api/v1/docs/", "lead", 200),
    ("the script of the API's page", "/api/v1/docs/?script", "lead", 200),
    ("the admin's sign-in", "/admin/login/", "", 302),
    ("the admin", "/admin/", "admin", 200),
    ("a form of the admin", "/admin/accounts/user/add/", "admin", 200),
    ("a style sheet", "/static/css/base.css", "", 200),
    ("a picture", "/static/images/favicon.svg", "", 200),
    ("a file that is not there", "/static/no.js", "", 404),
    ("health", "/health/", "", 200),
]


@pytest.fixture
def served(transactional_db: None, cast: Cast, tmp_path: Path):
    with site(tmp_path, real(tmp_path)) as running:
        yield running


def cookie(who: Client) -> str:
    return f"__Host-session={who.cookies[settings.SESSION_COOKIE_NAME].value}"


def test_every_kind_of_answer_closes_the_same_doors(served: Site, cast: Cast) -> None:
    people = {"lead": Client(), "admin": Client()}
    for name, client in people.items():
        client.force_login(cast[name])
    wrong = []
    for kind, path, who, status in KINDS:
        sent = {"Cookie": cookie(people[who])} if who in people else {}
        answer = served.get(path, method="POST" if who == "POST" else "GET", **sent)
        told = {name: answer[name] for name in EVERYWHERE} | {
            "status": answer.status,
            "Content-Security-Policy": set(answer["Content-Security-Policy"].split("; ")),
            "camera": "camera=()" in answer["Permissions-Policy"],
            "stored": "no-store" not in answer["Cache-Control"] and not path.startswith("/static/"),
            "other origins": answer["Access-Control-Allow-Origin"],
            "inline": [each for each in ("<style", " style=", "<script>", " onclick=") if each in answer.body],
        }
        expected = EVERYWHERE | {
            "status": status, "Content-Security-Policy": POLICY, "camera": True, "stored": False, "other origins": "",
            "inline": [],
        }  # fmt: skip
        wrong += [f"{kind}: {name} is {told[name]!r}" for name in expected if told[name] != expected[name]]
    assert wrong == []
    cookies_are_for_this_host_alone(served, cast)
    plain_http_is_sent_to_https(served)


def cookies_are_for_this_host_alone(served: Site, cast: Cast) -> None:
    page = served.get("/account/sign-in/")
    form = page["Set-Cookie"]
    secret = form.partition("__Host-csrf=")[2].partition(";")[0]
    sent = {
        "username": cast.lead.email, "login": cast.lead.email, "password": "a password for tests",
        "csrfmiddlewaretoken": secret,
    }  # fmt: skip
    answer = served.get(
        "/account/sign-in/", method="POST", body=urlencode(sent), Content_Type="application/x-www-form-urlencoded",
        Cookie=f"__Host-csrf={secret}", Origin=f"https://{HOST}", Referer=f"https://{HOST}/account/sign-in/",
    )  # fmt: skip
    given = [form, *(answer.headers.headers.get_all("Set-Cookie") or [])]
    assert any(each.startswith("__Host-session=") for each in given), answer.status
    for each in given:
        assert each.startswith("__Host-")
        for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert word in each, each
        assert "Domain" not in each


def plain_http_is_sent_to_https(served: Site) -> None:
    answer = served.get("/", X_Forwarded_Proto="http")
    assert (answer.status, answer["Location"]) == (301, f"https://{HOST}/")
    assert served.get("/", Host="elsewhere.example.org").status == 400
