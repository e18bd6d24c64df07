"""What is said about a workbook of rows that can't be opened safely."""

from pathlib import Path

from config.errors import Refused
from config.workbooks import Bounds, Unfit, look_over
from reviews.intake.limits import Limits
from reviews.intake.problems import refuse


def look_into(path: Path, limits: Limits) -> list[str]:
    """The names of its parts. Raises Refused for a file that is no workbook, or unpacks or reaches too far."""
    bounds = Bounds(limits.unpacked_bytes, limits.members, limits.rows + 1, limits.columns, limits.sheet_cells)
    try:
        return look_over(path, bounds)
    except Unfit as unfit:
        raise _refusal(unfit, limits) from None


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
        )
    if unfit.why == "reaches-too-far":
        return refuse(
            "too-many-rows",
            f"A sheet of the workbook reaches down to row {unfit.sheet.rows:,}, which is more than is read at once. "
            "Delete what stands far from the table, or split the file.",
        )
    return refuse("not-a-workbook", _NOT_A_WORKBOOK[unfit.why])


_NOT_A_WORKBOOK = {
    "damaged": "The file is damaged or is not an Excel workbook. Open it in a spreadsheet program "
    "and save it again as .xlsx, without a password.",
    "no-workbook": "The file is a zip archive but not an Excel workbook. Unpack it and load the file inside, "
    "or save the spreadsheet as .xlsx.",
    "document-type": "The workbook holds a document type definition, which spreadsheets never write. "
    "Save it again as .xlsx from a spreadsheet program.",
}
