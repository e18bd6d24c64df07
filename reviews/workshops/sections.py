"""A narrative as sections: a line that ends in a colon is a heading. No Django in here."""

from dataclasses import dataclass

LONGEST_HEADING = 80  # a longer line that ends in a colon is a sentence before a list


@dataclass(frozen=True)
class Section:
    """`heading` without its colon, empty for text before the first one; `body` as written, line breaks kept."""

    number: int
    heading: str
    body: str


def sections(narrative: str) -> list[Section]:
    """The narrative's sections in order. Nothing but blank lines around a section is left out."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in narrative.splitlines():
        if _is_heading(line):
            found.append((line.strip()[:-1].rstrip(), []))
        else:
            found[-1][1].append(line)
    written = [(heading, "\n".join(lines).strip("\n")) for heading, lines in found]
    kept = [(heading, body) for heading, body in written if heading or body.strip()]
    return [Section(number, heading, body) for number, (heading, body) in enumerate(kept, start=1)]


def _is_heading(line: str) -> bool:
    text = line.strip()
    return text.endswith(":") and 1 < len(text) <= LONGEST_HEADING
