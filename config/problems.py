"""How errors reach people and programs: pages, RFC 9457 problem details, exit status."""

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.sign_in.too_many import too_many
from config.errors import NotAllowed, Refused, Stale
from config.unavailable import Unavailable, limit_reached

log = logging.getLogger(__name__)

API = "/api/"
CONTENT_TYPE = "application/problem+json"
EXPIRED = "This page was open too long. What you typed is kept on this device: load the page again to go on."
COMPACT = {"separators": (",", ":")}  # as the API framework writes it, so that no two refusals can be told apart
TITLES = {
    400: "That can't be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not offered here",
    406: "Not available in that format",
    409: "Not possible now",
    412: "Changed since you read it",
    413: "Too large",
    415: "That kind of content is not taken",
    422: "Refused",
    428: "Say which revision you read",
    429: "Too many requests",
    500: "Our fault",
    503: "Not available just now",
}


def details(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    """One problem-details object: a stable `code` for programs, `detail` for people."""
    return {"type": "about:blank", "title": TITLES[status], "status": status, "code": code, "detail": detail, **more}


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's exception handler."""
    if isinstance(error, Refused):
        listed = [problem.as_dict() for problem in error.problems]
        return _response(details(422, error.problems[0].code if listed else "refused", str(error), problems=listed))
    if isinstance(error, Stale):
        return _response(details(412, "stale-revision", str(error), revision=error.revision))
    if isinstance(error, NotAllowed):
        return _response(details(403, "not-allowed", str(error)))
    if what := limit_reached(error):
        _note(what, error)
        return _response(details(503, what.code, what.sentence), headers={"Retry-After": str(what.seconds)})
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is nothing here that you may see.")
    response = exception_handler(error, context)
    if response is None or not isinstance(error, exceptions.APIException):
        return response
    return _response(_from_rest_framework(error), headers=dict(response.headers))


def _from_rest_framework(error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        fields = error.detail if isinstance(error.detail, dict) else {"": error.detail}
        return details(400, "invalid", "Some values can't be taken; `fields` says which and why.", fields=fields)
    code = error.get_codes()
    return details(error.status_code, str(code).replace("_", "-"), str(error.detail))


def _response(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    kept = {
        name: value for name, value in (headers or {}).items() if name in {"WWW-Authenticate", "Allow", "Retry-After"}
    }
    return Response(body, status=body["status"], content_type=CONTENT_TYPE, headers=kept)


class ProblemMiddleware:
    """Turns an act that is not allowed into its page: the sentence the person should read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return render(request, "errors/403.html", {"sentence": str(error)}, status=403)
        if isinstance(error, Refused):
            return render(request, "errors/refused.html", {"problems": error.problems}, status=422)
        if isinstance(error, Stale):
            return render(request, "errors/stale.html", {"sentence": str(error)}, status=412)
        if what := limit_reached(error):
            _note(what, error)
            return unavailable(request, what)
        return None


def _note(what: Unavailable, error: BaseException) -> None:
    log.error("Not available (%s): %s", what.code, str(error).partition("\n")[0])


def unavailable(request: HttpRequest, what: Unavailable) -> HttpResponse:
    """The page or the problem that says what ran out and when to try again. Needs no database."""
    if request.path.startswith(API) or request.headers.get("Accept") == "application/json":
        answer: HttpResponse = _problem(details(503, what.code, what.sentence))
    else:
        answer = render(request, "errors/503.html", {"sentence": what.sentence, "seconds": what.seconds}, status=503)
    answer.headers["Retry-After"] = str(what.seconds)
    return answer


def _answer(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    if request.path.startswith(API):
        return _problem(details(status, code, detail))
    return render(request, f"errors/{status}.html", {}, status=status)


def _problem(body: dict[str, Any]) -> JsonResponse:
    return JsonResponse(body, status=body["status"], content_type=CONTENT_TYPE, json_dumps_params=COMPACT)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, "bad-request", "This request can't be read.")


def permission_denied(request: HttpRequest, exception: PermissionDenied | None = None) -> HttpResponse:
    return _answer(request, 403, "not-allowed", "You may not do this.")


def not_found(request: HttpRequest, exception: Http404 | None = None) -> HttpResponse:
    return _answer(request, 404, "not-found", "There is nothing here that you may see.")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """A limit of so many a minute is used up."""
    return too_many(request, seconds=60)


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; or a limit that was reached where no view could say so, such as while a session was kept."""
    if what := limit_reached(sys.exc_info()[1]):
        return unavailable(request, what)
    return _answer(request, 500, "server-error", "We made a mistake. What you had saved before is safe.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for too long, or in a browser that keeps no cookies, or somebody signed in again meanwhile."""
    if request.headers.get("Accept") == "application/json":  # a page that saves itself mends this by itself
        return JsonResponse({"kind": "form-expired", "words": EXPIRED}, status=403)
    return render(request, "errors/form_expired.html", {}, status=403)
