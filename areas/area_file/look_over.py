"""What is said about an area workbook that can't be opened safely. Pure."""

import io

from config import workbooks
from config.errors import Problem, Refused

MOST_ROWS = 20_000  # of one sheet; an area has a few hundred
MOST_COLUMNS = 100
BOUNDS = workbooks.Bounds(
    unpacked=50 * 2**20, members=200, rows=MOST_ROWS, columns=MOST_COLUMNS, cells=MOST_ROWS * MOST_COLUMNS
)


def look_over(content: bytes) -> None:
    """Raises Refused for what is no workbook, unpacks to too much, or has a sheet too large to lay out."""
    try:
        workbooks.look_over(io.BytesIO(content), BOUNDS)
    except workbooks.Unfit as unfit:
        raise (too_large() if unfit.why in {"unpacks-too-big", "reaches-too-far"} else damaged()) from None


def damaged() -> Refused:
    message = "This workbook can't be read. It may be damaged: open it in a spreadsheet program and save it again."
    return Refused(Problem(0, "", "not-a-workbook", message))


def too_large() -> Refused:
    reach = f"a sheet reaches beyond {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
    message = f"This workbook is too large: it unpacks to over 50 MB, or {reach}. Delete what the area does not need."
    return Refused(Problem(0, "", "too-large", message))
