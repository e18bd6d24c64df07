"""JSON Lines files of one nasty idea each."""
# ruff: noqa: E501 - one idea a line

import json

from tests.reviews.intake.hostile.pieces import NOTES, REVIEWS, Special, after, times
from tests.reviews.intake.hostile.tables import GOOD, REVIEW

COLUMNS = ("reference", "decision_point", "age_band", "actual_pathway", "narrative")
GOOD_LINE = json.dumps(dict(zip(COLUMNS, GOOD, strict=False)) | {"reference": "KEN-1"}).encode()
REVIEW_LINE = json.dumps({"reference": "NOTE-1", **REVIEW}).encode()


def with_values(*values: str) -> bytes:
    """A line for each value as JSON writes it, in place of each of two columns."""
    made = []
    for value in values:
        made.append(GOOD_LINE.replace(b'"Home after a fall."', value.encode()))
        made.append(GOOD_LINE.replace(b'"KEN-1"', value.encode()))
    return b"\n".join(made)


JSONS: Special = {
    "JSON 200,000 lists deep": (NOTES, "n.jsonl", lambda: after(b'{"reference": ', times(b"[", 200_000))),
    "JSON 200,000 objects deep": (NOTES, "n.jsonl", lambda: times(b'{"a":', 200_000)),
    "JSON 900 lists deep": (NOTES, "n.jsonl", lambda: iter([with_values("[" * 900 + "]" * 900)])),
    "JSON 75 million lists deep": (REVIEWS, "n.jsonl", lambda: times(b"[", 75_000_000)),
    "JSON 1 million lists deep behind a key": (REVIEWS, "n.jsonl", lambda: after(b'{"reference": ', times(b"[", 1_000_000), b"]" * 1_000_000 + b"}")),
    "JSON of one line of 150 million": (NOTES, "n.jsonl", lambda: after(b'{"reference": "A", "narrative": "', times(b"x", 150_000_000), b'"}')),
    "JSON of one line of 3.9 million": (NOTES, "n.jsonl", lambda: after(b'{"reference": "A", "decision_point": "Q3", "age_band": "85+", "actual_pathway": "x", "narrative": "', times(b"x", 3_900_000), b'"}')),
    "JSON of 35 lines of 3.9 million": (REVIEWS, "n.jsonl", lambda: times(b'{"reference": "A", "panel": "a", "reviewed_on": "b", "best_pathway": "' + b"x" * 3_900_000 + b'"}\n', 35)),
    "JSON of 35 lines of a million values": (NOTES, "n.jsonl", lambda: times(b'{"reference": [' + b"1," * 1_900_000 + b"1]}\n", 35)),
    "JSON of 150 million bytes in one list": (NOTES, "n.jsonl", lambda: after(b"[", times(b'{"reference": "A"},', 7_500_000), b"]")),
    "JSON of numbers that are none": (NOTES, "n.jsonl", lambda: iter([b'{"reference": NaN, "narrative": Infinity}\n{"reference": -1e999}'])),
    "JSON with a number of 4 million digits": (NOTES, "n.jsonl", lambda: after(b'{"reference": ', times(b"9", 3_900_000), b"}")),
    "JSON with numbers of 10,000 digits": (NOTES, "n.jsonl", lambda: iter([with_values("9" * 10_000, "-" + "9" * 10_000, "0." + "3" * 10_000, "1e400", "-0", "1E5")])),
    "JSON with keys twice": (NOTES, "n.jsonl", lambda: iter([b'{"reference": "A", "Reference": "B", "narrative": "c"}'])),
    "JSON with the same key twice": (REVIEWS, "n.jsonl", lambda: iter([REVIEW_LINE[:-1] + b', "reference": "NOTE-2"}'])),
    "JSON with 100,000 keys": (NOTES, "n.jsonl", lambda: iter([json.dumps({f"k{n}": "" for n in range(100_000)}).encode()])),
    "JSON with other keys on each line": (NOTES, "n.jsonl", lambda: iter([b"\n".join(b'{"k%d": 1}' % number for number in range(100_000))])),
    "JSON with half a character": (NOTES, "n.jsonl", lambda: iter([b'{"reference": "\\ud800", "narrative": "\\udfff", "decision_point": "", "age_band": "", "actual_pathway": ""}'])),
    "JSON with half a character in a good note": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.replace(b"fall", b"f\\ud800ll")])),
    "JSON with half a character in a review": (REVIEWS, "n.jsonl", lambda: iter([REVIEW_LINE.replace(b"Known", b"\\udc00").replace(b"Ashford panel", b"\\ud83d")])),
    "JSON with half a character in a key": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.replace(b'"narr', b'"\\ud800": 1, "narr')])),
    "JSON with a zero byte": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.replace(b"fall", b"f\\u0000ll") + b"\n" + GOOD_LINE.replace(b"fall", b"f\0ll")])),
    "JSON with a zero byte in a key": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.replace(b'"narr', b'"a\\u0000b": 1, "narr')])),
    "JSON with an empty key": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.replace(b'"narr', b'"": 1, " ": 2, "narr')])),
    "JSON with a key of a million": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.replace(b'"narr', b'"' + b"k" * 1_000_000 + b'": 1, "narr')])),
    "JSON with keys that turn the text round": (REVIEWS, "n.jsonl", lambda: iter([REVIEW_LINE.replace(b'"panel"', '"\u202elenap": [], "panel"'.encode())])),
    "JSON of other values": (NOTES, "n.jsonl", lambda: iter([with_values("null", "true", "false", "0", "1.5", "[]", "{}", '["a"]', '{"a": 1}', '""', '" "', '"\\u0007"')])),
    "JSON of other values in reviews": (REVIEWS, "n.jsonl", lambda: iter([b"\n".join(REVIEW_LINE.replace(b'"no"', value) for value in (b"null", b"true", b"false", b"[]", b"{}", b"0", b'""'))])),
    "JSON of no objects": (REVIEWS, "n.jsonl", lambda: iter([b'1\n"a"\nnull\ntrue\n[1]\n'])),
    "JSON of nothing": (NOTES, "n.jsonl", lambda: times(b"{}\n", 100_000)),
    "JSON over many lines": (NOTES, "n.json", lambda: iter([json.dumps({"rows": [{"reference": "A"}]}, indent=2).encode()])),
    "JSON with remarks": (NOTES, "n.jsonl", lambda: iter([b"// notes\n" + GOOD_LINE + b" // a note\n/* */\n"])),
    "JSON with commas between": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE + b",\n" + GOOD_LINE + b",\n"])),
    "JSON in UTF-16": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.decode().encode("utf-16")])),
    "JSON with single quotation marks": (NOTES, "n.jsonl", lambda: iter([GOOD_LINE.replace(b'"', b"'")])),
    "JSON broken on each second line": (REVIEWS, "n.jsonl", lambda: times(REVIEW_LINE + b'\n{"reference": \n', 700)),
    "30 million braces": (NOTES, "n.jsonl", lambda: times(b"{\n", 30_000_000)),
    "30 million empty objects": (REVIEWS, "n.jsonl", lambda: times(b"{}\n", 30_000_000)),
    "CSV named jsonl": (NOTES, "n.jsonl", lambda: iter([b"reference,narrative\nA,b\n"])),
    "a web page named json": (REVIEWS, "n.json", lambda: iter([b"<html></html>"])),
    "a workbook named jsonl": (NOTES, "n.jsonl", lambda: iter([b"PK\x03\x04" + bytes(500)])),
}  # fmt: skip
