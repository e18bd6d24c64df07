"""HEAD is GET without the body, wherever GET is answered: no view has to know of it."""

from collections.abc import Callable

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def head_as_get(get_response: Answer) -> Answer:
    """Middleware: status and headers are those of a GET, with the length that its body would have where that is known.

    Stands outside of what compresses, so that the length is the one on the wire.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        try:
            return _without_body(get_response(request))
        finally:
            request.method = "HEAD"

    return answer


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """What was opened to be streamed is still closed with the response."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = iter(())
    else:
        length = response.headers.get("Content-Length", str(len(response.content)))  # type: ignore[attr-defined]
        response.content = b""  # type: ignore[attr-defined]
        response.headers["Content-Length"] = length
    return response
