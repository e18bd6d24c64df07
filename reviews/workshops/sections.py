"""A narrative as sections: a line that ends in a colon is a heading. No Django in here."""

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_HEADING = 80  # a longer line that ends in a colon is a sentence before a list
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # all that str.splitlines parts lines at
AS_SHOWN = str.maketrans(dict.fromkeys(LINE_BREAKS, "\n"))


@dataclass(frozen=True)
class Section:
    """`heading` without its colon, empty for text before the first one; `body` as written, line breaks kept.

    `start` is where the body begins: narrative[start : start + len(body)] is the body.
    """

    number: int
    heading: str
    body: str
    start: int = 0


def sections(narrative: str) -> list[Section]:
    """The narrative's sections in order. Nothing but blank lines around a section is left out."""
    kept = [(heading, body, start) for heading, body, start in _parts(narrative) if heading or body.strip()]
    return [Section(number, *part) for number, part in enumerate(kept, start=1)]


def shown(text: str) -> str:
    """The same number of characters as a browser keeps them: it would make one of two at the end of a Windows line."""
    return text.replace("\r\n", " \n").translate(AS_SHOWN)


def _parts(narrative: str) -> Iterator[tuple[str, str, int]]:
    """Heading, body and where the body begins, of every part."""
    heading, begin, at = "", 0, 0
    for line in narrative.splitlines(keepends=True):
        if _is_heading(line):
            yield heading, *_trimmed(narrative, begin, at)
            heading, begin = line.strip()[:-1].rstrip(), at + len(line)
        at += len(line)
    yield heading, *_trimmed(narrative, begin, at)


def _trimmed(narrative: str, begin: int, end: int) -> tuple[str, int]:
    """What stands between two places without the line breaks around it, and where that begins."""
    body = narrative[begin:end].lstrip(LINE_BREAKS)
    return body.rstrip(LINE_BREAKS), end - len(body)


def _is_heading(line: str) -> bool:
    text = line.strip()
    return text.endswith(":") and 1 < len(text) <= LONGEST_HEADING
