"""Where an act came from: who calls `audit.record` never has to say, as this is known all along a request or job."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
NETWORK = {4: 24, 6: 48}  # bits that are kept where an address is trimmed


class CameFrom(NamedTuple):
    """How somebody came ("session", "token", "command", "task", ""), by which, from which address, in which request."""

    via: str = ""
    via_name: str = ""
    address: str = ""
    request: str = ""


_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
UNKNOWN = CameFrom()
_job: ContextVar[CameFrom] = ContextVar("job", default=UNKNOWN)


def came_from() -> CameFrom:
    """Of what is under way now: a page's or the API's request, else a command or a task, else nothing that is known."""
    request = _request.get()
    if request is None:
        return _job.get()
    via, name = _signed_in_by(request)
    number = structlog.contextvars.get_contextvars().get("request_id", request.audit_number)  # type: ignore[attr-defined]
    return CameFrom(via, name, trimmed(address_of(request)), str(number)[:64])


def remember_request(get_response: Answer) -> Answer:
    """Middleware: this request is what acts come from until it is answered."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.audit_number = uuid.uuid4().hex  # type: ignore[attr-defined]
        token = _request.set(request)
        try:
            return get_response(request)
        finally:
            _request.reset(token)

    return answer


@contextmanager
def job(via: str, name: str, number: str = "") -> Iterator[None]:
    """What is done in here comes from this command or task."""
    token = _job.set(CameFrom(via, name[:80], "", number[:64]))
    try:
        yield
    finally:
        _job.reset(token)


def session_mark(key: str) -> str:
    """What tells one session from another, and lets nobody into it."""
    return hashlib.sha256(f"audit of session {key}".encode()).hexdigest()[:12]


def _signed_in_by(request: HttpRequest) -> tuple[str, str]:
    token = getattr(request, "auth", None)  # the API's authentication leaves it on the request
    if token is not None:
        return "token", str(getattr(token, "token_key", ""))[:80]
    key = request.session.session_key if hasattr(request, "session") else None
    return ("session", session_mark(key)) if key else ("", "")


def address_of(request: HttpRequest) -> str:
    """Of who asks. Behind TRUSTED_PROXIES proxies it is the address that the outermost of them saw; "" if unreadable.

    Whatever a caller writes into X-Forwarded-For stands further left than what our own proxies add.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        passed_on = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
        told = passed_on[-settings.TRUSTED_PROXIES] if len(passed_on) >= settings.TRUSTED_PROXIES else told
    try:
        return str(_plain(told))
    except ValueError:
        return ""


def trimmed(address: str) -> str:
    """What the audit trail keeps of an address, as AUDIT_ADDRESS says."""
    return shortened(address, settings.AUDIT_ADDRESS)


def shortened(address: str, how: str) -> str:
    """The "whole" address, its "network" only, or nothing with "none"."""
    if not address or how == "none":
        return ""
    if how == "network":
        return str(ip_network(f"{address}/{NETWORK[ip_address(address).version]}", strict=False))
    return address


def _plain(text: str) -> IPv4Address | IPv6Address:
    address = ip_address(text)
    return getattr(address, "ipv4_mapped", None) or address
