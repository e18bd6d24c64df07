"""The file formats on offer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.text import slugify

from opportunities.exports.as_csv import as_csv
from opportunities.exports.as_json import as_json
from opportunities.exports.as_pdf import as_pdf
from opportunities.exports.as_pptx import as_pptx
from opportunities.exports.as_xlsx import as_xlsx
from opportunities.exports.edition import Edition


@dataclass(frozen=True)
class FileFormat:
    write: Callable[[Edition], bytes]
    content_type: str
    label: str
    note: str


FORMATS: Mapping[str, FileFormat] = MappingProxyType(
    {
        "pdf": FileFormat(
            as_pdf, "application/pdf", "Report", "PDF, finished: headlines, every drawing with its table, the method"
        ),
        "pptx": FileFormat(
            as_pptx,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "Slides",
            "PowerPoint, for a board: one message a slide, with charts and tables to go on working on",
        ),
        "xlsx": FileFormat(
            as_xlsx,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Workbook",
            "Excel, for a board: every table, a chart, the method",
        ),
        "csv": FileFormat(as_csv, "text/csv; charset=utf-8", "Rows", "CSV: one table of every row"),
        "json": FileFormat(
            lambda edition: as_json(edition.shown, edition.scenarios),
            "application/json",
            "Data",
            "JSON, as the API answers",
        ),
    }
)


def file_name(edition: Edition, form: str) -> str:
    """opportunities-kent-2026-11-22-r41.xlsx: of which area, from when, which revision. publication-kent-3.xlsx."""
    if edition.stem:
        return f"{edition.stem}.{form}"
    shown = edition.shown
    made = f"-{shown.as_of:%Y-%m-%d}-r{shown.revision}" if shown.as_of else ""
    working = "" if shown.control else "-not-for-publication"
    return f"opportunities-{slugify(edition.name)}{made}{working}.{form}"
