"""Error pages say what happened and what to do, and need nothing that may have failed."""

import pytest
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory

from config import problems
from config.errors import Problem, Refused, Stale

BARE = RequestFactory().get("/somewhere/")  # nobody has been recognised: no user, no session, no messages


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "429", "500", "503", "form_expired", "stale", "refused"])
def test_error_pages_need_neither_a_user_nor_a_database(name: str) -> None:
    page = render(BARE, f"errors/{name}.html", {}).content.decode()
    assert "<h1" in page and "Go to start" in page


def test_a_server_error_is_not_blamed_on_the_reader() -> None:
    answer = problems.server_error(BARE)
    assert answer.status_code == 500
    assert "our fault" in answer.content.decode()


def told(error: Exception) -> HttpResponse:
    answer = problems.ProblemMiddleware(lambda request: HttpResponse()).process_exception(BARE, error)
    assert answer is not None
    return answer


def test_an_act_that_is_not_allowed_shows_its_sentence() -> None:
    answer = told(problems.NotAllowed("Only members of this panel can judge this note."))
    assert answer.status_code == 403
    assert "Only members of this panel can judge this note." in answer.content.decode()


def test_a_refusal_lists_what_to_mend() -> None:
    answer = told(Refused(Problem(31, "age_band", "exact-age", "“83” is an exact age. Use 75-84.")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "age_band" in page and "Use 75-84." in page


def test_a_stale_page_says_so() -> None:
    assert "newer version" in told(Stale(4)).content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_a_page_of_ours() -> None:
    answer = Client().get("/no/such/page/")
    assert answer.status_code == 404
    assert "nothing at this address that you may see" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["help", "shortcuts", "accessibility", "privacy", "account/sign-in", "account/signed-out"]
)
def test_public_pages_open_without_signing_in(name: str) -> None:
    answer = Client().get(f"/{name}/")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer["Content-Security-Policy"]
