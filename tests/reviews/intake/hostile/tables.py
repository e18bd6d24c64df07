"""Tables of awkward cells in every kind of file, and good files spoilt on the way."""

import csv
import io
import json
import random
from collections.abc import Callable, Sequence

import xlsxwriter

from benchmarks.intake_file import COLUMNS

Table = list[list[str]]
CELLS = (
    "", " ", "KEN-1", "KEN-2", "q3-discharge", "Q3", "Q7", "85+", "85", "12", "under 18", "17", "Reablement at home",
    "Home. Fell: “twice”.", "Ashford", "Nowhere", "yes", "perhaps", "2016-03", "14/03/2016", "=1+1", "@SUM(A1)", "+44",
    '=HYPERLINK("http://example.org")', "\x00", "a\x00b", "\ud800", "x" * 60_000, "943 476 5919", "NaN", "1e999", "-1",
    "\u202eevil", "\u2028", "\ufeff", "\\N", "\\.", "'", '"', '""', "a,b;c|d\te", "line\nbreak", "\r", "\x1b[31m", "𝔘",
    "x" * 50_001, "KEN-1 ", "ken-1", "ＫＥＮ-1", "Ke\u0301n", "3", "2.0", "2", "1e0", "\u00a0", "\u200b", "\t",
    "9" * 10_000, "NOTE-1", "note-1", "NOTE-99", "TWO-1", "no", "unclear", "2016-02-30", "2999-01-01", "20160314",
    "hospital-pressure;;;", ";" * 5_000,
    "Acute ward bed", "\u0661\u0662", "½", "²", "-0", "+1", "0x10", "1_000", "😀" * 300, "a\u0000", "\x7f", "\x85",
    "<script>alert(1)</script>", "{{7*7}}", "%s%n", "../../etc/passwd", "null", "None", "é", "e\u0301", "9" * 400,
)  # fmt: skip
GOOD = ("KEN-{}", "q3-discharge", "85+", "Reablement at home", "Home after a fall.", "Ashford", "female", "yes", "12",
        "2016-03")  # fmt: skip
REVIEW = {
    "panel": "Ashford panel", "reviewed_on": "2016-03-14", "level_of_need": "moderate", "best_pathway": "no",
    "proposed_pathway": "Falls service", "alternative_existed": "available", "timing": "earlier",
    "missed_prevention": "falls-prevention;Medication review", "reasons": "hospital-pressure;capacity-short",
    "person_implication": "better", "cost_implication": "lower", "achievability": "likely",
    "comment": "Known to the team.",
}  # fmt: skip
REVIEW_COLUMNS = ("reference", "review_point", *REVIEW)
GOOD_REVIEW = ("NOTE-{}", "1", *REVIEW.values())
KINDS = ("case-notes", "case-notes", "agreed-reviews")
BY_KIND = {"case-notes": (COLUMNS, GOOD), "agreed-reviews": (REVIEW_COLUMNS, GOOD_REVIEW)}
HEADERS = (
    *COLUMNS,
    *REVIEW_COLUMNS,
    "Case notes",
    "ref",
    "Age Group",
    "NHS number",
    "",
    "x" * 120,
    "reference ",
    "NARRATIVE",
    "\x00",
    "Length\nof stay",
    "\u202enarrative",
    "\x1b[31mred",
    "a\u2028b",
    "\ud800",
    "é" * 100,
    "𝔘nit",
    "<b>bold</b>",
    "=1+1",
    "None",
)


def table(chance: random.Random, kind: str) -> Table:
    """A header and up to 30 rows, mostly good, with as much wrong as chance has it."""
    columns, good_row = BY_KIND[kind]
    header = list(columns)
    if chance.random() < 0.3:
        header = chance.choices(HEADERS, k=chance.randrange(1, 14))
    if chance.random() < 0.3:
        chance.shuffle(header)
    spoilt = chance.choice((0, 0.02, 0.1, 0.5))
    rows = []
    for number in range(chance.randrange(30)):
        good = dict(zip(columns, (cell.format(number) for cell in good_row), strict=True))
        row = [chance.choice(CELLS) if chance.random() < spoilt else good.get(name, "") for name in header]
        rows.append(row[: chance.randrange(len(row) + 1)] if chance.random() < 0.02 else row)
    rows += chance.choices(rows, k=chance.randrange(3)) if rows else []
    return [header, *rows]


def as_csv(chance: random.Random, rows: Table) -> tuple[str, bytes]:
    written = io.StringIO(newline="")
    csv.writer(
        written,
        delimiter=chance.choice(",,;\t|"),
        quoting=chance.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
        lineterminator=chance.choice(("\r\n", "\n", "\n", "\r")),
    ).writerows(rows)
    codec = chance.choice(
        ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman")
    )
    start = chance.choice(("", "", "", "sep=;\r\n", "\n\n", " \t\n"))
    text = start + written.getvalue()
    if chance.random() < 0.1:
        text = text.replace("\r\n", "\n", chance.randrange(5)).replace("\n", "\r", chance.randrange(3))
    return chance.choice(("n.csv", "n.CSV", "n.txt", "n.tsv")), text.encode(codec, "replace")


def as_json(chance: random.Random, rows: Table) -> tuple[str, bytes]:
    header, *rest = rows
    odd: Sequence[object] = (None, True, 1, 1.5, [], {}, [[1]], {"a": 1}, float("nan"), float("inf"), 10**400)
    lines = []
    for row in rest:
        value: dict[str, object] = dict(zip(header, row, strict=False))
        if value and chance.random() < 0.1:
            value[chance.choice(list(value))] = chance.choice(odd)
        lines.append(json.dumps(value, ensure_ascii=chance.random() < 0.5))
    return chance.choice(("n.jsonl", "n.json", "n.ndjson")), "\n".join(lines).encode("utf-8", "surrogatepass")


def as_workbook(chance: random.Random, rows: Table) -> tuple[str, bytes]:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"strings_to_formulas": chance.random() < 0.5, "nan_inf_to_errors": True})
    for name in chance.sample(("Notes", "Look up", "Old"), chance.randrange(1, 4)):
        sheet = book.add_worksheet(name)
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                text = cell.encode("utf-8", "replace").decode().replace("\x00", "")[:32_000]
                sheet.write(down, across, float(text) if text.isdecimal() and len(text) < 15 else text)
        if chance.random() < 0.3:
            sheet.write_comment(0, 0, "Ask the ward")
    book.close()
    return "n.xlsx", written.getvalue()


WRITERS: Sequence[Callable[[random.Random, Table], tuple[str, bytes]]] = (as_csv, as_json, as_workbook)


def written(chance: random.Random, kind: str) -> tuple[str, bytes]:
    """A table in any kind of file."""
    return chance.choice(WRITERS)(chance, table(chance, kind))


def spoilt(chance: random.Random, kind: str) -> tuple[str, bytes]:
    """A file cut, spliced with itself or another, with bytes flipped, taken out or put in, or under another name."""
    name, content = written(chance, kind)
    other = written(chance, chance.choice(KINDS))[1]
    data = bytearray(content or b"x")
    at = chance.randrange(len(data))
    how = chance.randrange(7)
    if how == 0:
        del data[at:]
    elif how == 1:
        data[at:at] = other[: chance.randrange(1, 2_000)]
    elif how == 2:
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    elif how == 3:
        del data[at : at + chance.randrange(1, 50)]
    elif how == 4:
        data[at:at] = chance.choice(
            (b"\0" * 40, b'"', b'"""', b"\xff\xfe", b"\xe9", b"\xc3\xa9", b"\r", b"<!DOCTYPE a>", b"{")
        )
    elif how == 5:
        data += data[at:]
    else:
        name = chance.choice(
            (
                "n.csv",
                "n.xlsx",
                "n.jsonl",
                "n.xls",
                "n.xlsm",
                "n.ods",
                "n",
                "n.pdf",
                "n.csv.exe",
                "..",
                "n\x00.csv",
                "ñ.csv",
            )
        )
    return name, bytes(data)
