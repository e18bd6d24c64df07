"""The sheets of a workbook that was looked over already, by its table of contents alone. No Django in here."""

import html
import re
import zipfile
from pathlib import Path

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_NAME = re.compile(r"\bname\s*=\s*(\"[^\"]*\"|'[^']*')")
_HIDDEN = re.compile(r"\bstate\s*=\s*[\"'](?:veryH|h)idden")


def sheet_names(path: Path) -> list[str]:
    """As the workbook orders them, hidden ones last; none of a file that is no workbook or has but one."""
    try:
        with zipfile.ZipFile(path) as archive:
            contents = archive.read("xl/workbook.xml").decode("utf-8")
    except (zipfile.BadZipFile, KeyError, OSError, UnicodeDecodeError):
        return []
    sheets = sorted(_SHEET.findall(contents), key=lambda tag: bool(_HIDDEN.search(tag)))
    names = [html.unescape(found[1][1:-1]) for tag in sheets if (found := _NAME.search(tag))]
    return names if len(names) > 1 else []
