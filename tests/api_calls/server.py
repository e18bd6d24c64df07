"""The site behind a port of this machine, for the length of a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from django.core.servers.basehttp import WSGIServer
from django.test.testcases import QuietWSGIRequestHandler


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Gives where it answers, one call at a time: http://127.0.0.1:PORT."""
    server = WSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(app)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
