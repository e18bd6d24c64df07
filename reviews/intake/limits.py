"""How much of a file we take: every reader refuses what is beyond, in words, before it costs memory."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, lengths in characters. The defaults hold 50,000 long notes and keep a refusal under 512 MB."""

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 200_000_000  # of a workbook, all parts together: the reader holds a sheet in memory
    members: int = 2_000  # files inside a workbook
    rows: int = 1_000_000
    columns: int = 200
    sheet_cells: int = 4_000_000  # rows times columns of the used part of a sheet, which the reader lays out in full
    cell: int = 1_000_000  # beyond this a quotation mark is missing somewhere, or it is not a note
    line: int = 4_000_000  # of one physical line
    lines: int = 5_000_000  # physical ones, empty or not: a file of line breaks alone would take minutes


DEFAULT = Limits()
