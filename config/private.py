"""What the site answers belongs to whoever asked, and is kept by no cache on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.headers import OTHER_SITES

Answer = Callable[[HttpRequest], HttpResponse]


def keep_private(get_response: Answer) -> Answer:
    """Middleware: an answer that says nothing of caching is stored nowhere. Static files never come this far."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return answer


def closed_to_other_sites(get_response: Answer) -> Answer:
    """Middleware: no other site may embed or read an answer, static files and error pages included."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in OTHER_SITES.items():
            response.headers.setdefault(name, value)
        return response

    return answer
