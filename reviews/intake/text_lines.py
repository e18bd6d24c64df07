"""The physical lines of a text file, exactly as written, none longer than we can hold."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reviews.intake.encodings import Encoding
from reviews.intake.limits import Limits
from reviews.intake.problems import refuse


@contextmanager
def text_lines(path: Path, encoding: Encoding, limits: Limits) -> Iterator[Iterator[str]]:
    """Lines with their line breaks, whichever they are. Raises Refused at a line that is too long."""
    with path.open(encoding=encoding.codec, newline="") as file:
        yield _bounded(file.readline, limits)


def _bounded(readline: Callable[[int], str], limits: Limits) -> Iterator[str]:
    number, longest = 0, limits.line
    while line := readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise refuse(
                "line-too-long",
                f"Line {number} is over {longest:,} characters long. "
                "Check that this is the right file and that rows end in a line break.",
                line=number,
            )
        if number > limits.lines:
            raise refuse(
                "too-many-rows",
                f"The file has over {limits.lines:,} lines. Take out empty lines, or split it into smaller files.",
                line=number,
            )
        yield line
