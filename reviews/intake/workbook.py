"""What is said about a workbook of rows: why it can't be opened, and what in it is not read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from config.errors import Refused
from config.workbooks import Bounds, Contents, Unfit, look_over
from reviews.intake.limits import Limits
from reviews.intake.problems import listed, refuse, shown


def look_into(path: Path, limits: Limits) -> Contents:
    """What it holds besides values. Raises Refused for a file that is no workbook, or unpacks or reaches too far."""
    bounds = Bounds(limits.unpacked_bytes, limits.members, limits.rows + 1, limits.columns, limits.sheet_cells)
    try:
        return look_over(path, bounds)
    except Unfit as unfit:
        raise _refusal(unfit, limits) from None


def remarks(contents: Contents, others: Sequence[str], hidden: Sequence[str]) -> Iterator[str]:
    """Sentences on what is not read: sheets besides the chosen one, comments, macros, other files, formulas."""
    if others:
        yield f"{_sheets(others)} not read. Choose another sheet if it holds the rows."
    if hidden:
        yield f"{_sheets(hidden, 'hidden ')} not read. Unhide and delete what should not be passed on."
    if _any_part(contents, "xl/comments", "xl/threadedcomments"):
        yield "The workbook has comments beside its cells. They were not read, and may say who people are."
    if _any_part(contents, "xl/vbaproject"):
        yield "The workbook has macros. They were not run."
    if _any_part(contents, "xl/externallinks"):
        yield "The workbook refers to other files. They were not opened: cells give what they showed when it was saved."
    if contents.formulas:
        yield "Some cells are formulas. They give what they showed when the workbook was saved."


def _sheets(names: Sequence[str], kind: str = "") -> str:
    named = listed([shown(name) for name in names])
    return f"{len(names)} {kind}sheets ({named}) were" if len(names) > 1 else f"1 {kind}sheet ({named}) was"


def _any_part(contents: Contents, *starts: str) -> bool:
    return any(name.casefold().startswith(starts) for name in contents.members)


def _refusal(unfit: Unfit, limits: Limits) -> Refused:
    if unfit.why == "unpacks-too-big":
        return refuse(
            "unpacks-too-big",
            f"The workbook unpacks to over {limits.unpacked_bytes // 1_000_000} MB. "
            "Keep only the sheet of case notes, delete pictures, or split the file.",
        )
    if unfit.why == "reaches-too-far" and unfit.sheet.columns > limits.columns:
        return refuse(
            "too-many-columns",
            f"A sheet of the workbook reaches column {unfit.sheet.columns:,}; at most {limits.columns} are read. "
            "Delete the columns that are not needed, also empty ones with formatting.",
            line=unfit.sheet.rows,
        )
    if unfit.why == "reaches-too-far":
        return refuse(
            "too-many-rows",
            f"A sheet of the workbook reaches down to row {unfit.sheet.rows:,}, which is more than is read at once. "
            "Delete what stands far from the table, or split the file.",
            line=unfit.sheet.rows,
        )
    return refuse("not-a-workbook", _NOT_A_WORKBOOK[unfit.why])


_NOT_A_WORKBOOK = {
    "damaged": "The file is damaged or is not an Excel workbook. Open it in a spreadsheet program "
    "and save it again as .xlsx, without a password.",
    "no-workbook": "The file is a zip archive but not an Excel workbook. Unpack it and load the file inside, "
    "or save the spreadsheet as .xlsx.",
    "odd-markup": "The workbook holds a document type, remarks or other markup that spreadsheets never write. "
    "Save it again as .xlsx from a spreadsheet program.",
}
