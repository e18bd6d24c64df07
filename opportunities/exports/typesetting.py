"""A page of HTML as a tagged PDF."""

import logging
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

MISSING = (
    "This server can't write PDF: it needs the packages libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 and "
    "fonts-liberation. Until they are installed, print the page of figures and choose “Save as PDF”."
)

QUIET = ("weasyprint", "fontTools")  # they would tell of each step
STEPS, STEP = logging.getLogger("weasyprint.progress"), re.compile(r"Step (\d+)")
STEPS_IN_ALL = 7


class CannotWrite(Exception):
    """The message is the sentence for whoever asked for the file."""


def as_tagged_pdf(html: str, pictures: Mapping[str, str], identifier: str) -> bytes:
    """For screen readers too (PDF/UA-1). The same page with the same identifier gives the same file.

    pictures  SVG by the name that an image of the page asks for as `picture:NAME`
    Raises CannotWrite when the libraries of the system are missing.
    """
    _tell_nobody()
    try:
        # Opens libraries of the system, which may not be there.
        from weasyprint import HTML

        from opportunities.exports.report_sources import OnlyOurs
    except (ImportError, OSError) as error:
        raise CannotWrite(MISSING) from error
    page = HTML(string=html, base_url="static:", url_fetcher=OnlyOurs(pictures))
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode()))


@contextmanager
def steps_told(tell: Callable[[int, int], None]) -> Iterator[None]:
    """While a PDF is set in this thread, `tell` is told (step, steps in all). What it raises ends the setting."""
    _tell_nobody()
    handler = _Steps(tell)
    STEPS.addHandler(handler)
    try:
        yield
    finally:
        STEPS.removeHandler(handler)


def _tell_nobody() -> None:
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    STEPS.setLevel(logging.INFO)
    STEPS.propagate = False
    if not STEPS.handlers:
        STEPS.addHandler(logging.NullHandler())


class _Steps(logging.Handler):
    """Reads the number out of "Step 5 - Creating layout"; other threads' steps are not ours."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        super().__init__()
        self._tell, self._thread = tell, threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        found = STEP.match(record.getMessage())
        if found and record.thread == self._thread:
            self._tell(int(found[1]), STEPS_IN_ALL)
