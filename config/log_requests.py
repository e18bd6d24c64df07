"""One log line for each request: its number, address, answer and who asked, as ids; nothing that somebody typed."""

import re
import uuid

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty
from django_structlog.middlewares import RequestMiddleware

from accounts.came_from import address_of, shortened

HEADER = "X-Request-ID"
# What stands in front may have given a number; anything else than a plain one would let strangers write into the log.
PLAIN = re.compile(r"[0-9A-Za-z-]{8,64}")

# Links that set a password or accept an invitation: whoever reads the log must not be able to use them first.
LETS_IN = re.compile(r"^(/invitation/|/account/password/reset/)[-\w]{20,}")


class NumberedRequests(RequestMiddleware):
    """Gives each request a number, told in a header, on error pages and on every line it causes, jobs included."""

    def prepare(self, request: HttpRequest) -> None:
        request.META["HTTP_X_REQUEST_ID"] = number_of(request)
        super().prepare(request)

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        super().handle_response(request, response)
        response.headers[HEADER] = request.META["HTTP_X_REQUEST_ID"]

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Without what follows the question mark: searches and filters are somebody's words."""
        return f"{request.method} " + LETS_IN.sub(r"\1…", request.path)

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Only of who has been recognised anyway: a line must not ask the database, which may be what failed."""
        user = request.__dict__.get("user")
        if user is None or (isinstance(user, SimpleLazyObject) and user._wrapped is empty):
            return
        if user.is_authenticated:
            structlog.contextvars.bind_contextvars(user_id=user.pk)

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        address = shortened(address_of(request), settings.LOG_ADDRESS)
        if address:
            structlog.contextvars.bind_contextvars(ip=address)


def number_of(request: HttpRequest) -> str:
    """The number that whoever stands in front gave it, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if PLAIN.fullmatch(given) else uuid.uuid4().hex
