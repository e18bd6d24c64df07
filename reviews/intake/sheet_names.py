"""The sheets of a workbook that was looked over already, by its table of contents alone. No Django in here."""

import html
import re
import zipfile
import zlib
from pathlib import Path

LONGEST = 100  # characters of a name
_MOST = 4_000_000  # bytes of the table of contents, so that a page never reads more
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_NAME = re.compile(r"\bname\s*=\s*(\"[^\"]*\"|'[^']*')")
_HIDDEN = re.compile(r"\bstate\s*=\s*[\"'](?:veryH|h)idden")


def sheet_names(path: Path) -> list[str]:
    """As the workbook orders them, hidden ones last; none of a file that is no workbook or has but one.

    A name longer than can be asked for is left out; no spreadsheet writes one of over 31 characters.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as file:
            contents = file.read(_MOST).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError):
        return []
    sheets = sorted(_SHEET.findall(contents), key=lambda tag: bool(_HIDDEN.search(tag)))
    names = [html.unescape(found[1][1:-1]) for tag in sheets if (found := _NAME.search(tag))]
    return [name for name in names if len(name) <= LONGEST] if len(names) > 1 else []
