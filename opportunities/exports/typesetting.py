"""A page of HTML as a tagged PDF."""

import logging
from collections.abc import Mapping

MISSING = (
    "This server can't write PDF: it needs the packages libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 and "
    "fonts-liberation. Until they are installed, print the page of figures and choose “Save as PDF”."
)


class CannotWrite(Exception):
    """The message is the sentence for whoever asked for the file."""


def as_tagged_pdf(html: str, pictures: Mapping[str, str], identifier: str) -> bytes:
    """For screen readers too (PDF/UA-1). The same page with the same identifier gives the same file.

    pictures  SVG by the name that an image of the page asks for as `picture:NAME`
    Raises CannotWrite when the libraries of the system are missing.
    """
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they would tell of each step
    try:
        # Opens libraries of the system, which may not be there.
        from weasyprint import HTML

        from opportunities.exports.report_sources import OnlyOurs
    except (ImportError, OSError) as error:
        raise CannotWrite(MISSING) from error
    page = HTML(string=html, base_url="static:", url_fetcher=OnlyOurs(pictures))
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode()))
