"""What a browser got, byte for byte, and whether it told what it should not. Nothing of Django in here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Packing adds a random length, after which the shortest answers are not worth packing: those come either way.
NEW_EACH_TIME = (
    rb'(csrfmiddlewaretoken" value=|nonce=|nonce-)["\']?[^"\' ;]+',
    rb"(?im)^(X-Request-ID|Server-Timing|Date|Expires|Last-Modified|Content-(Length|Encoding)|Set-Cookie|ETag): .*\n",
    rb"(?:\d+ (?:hours?|minutes?) ?)+|under a minute ?",  # "3 hours left" becomes "2 hours 59 minutes left"
    rb"On pace for(</dt>\s*<dd>)? ?\d+",
)


@dataclass(frozen=True)
class Heard:
    """One answer: status line, headers and unpacked body as `text`; `begun` and `at` on the run's clock, in seconds."""

    who: str
    address: str
    status: int
    text: bytes
    begun: float
    at: float

    @property
    def took(self) -> float:
        return self.at - self.begun


def told_early(
    heard: Iterable[Heard], marks: Mapping[str, Mapping[str, list[bytes]]], reveals: Mapping[str, float]
) -> list[tuple[str, str]]:
    """(who, address) of every answer that held another person's mark before its note was revealed.

    marks      by note, by person: the words that only their answers hold
    reveals    by note: when the button was pressed; what came before that must not tell
    """
    return [
        (each.who, each.address)
        for each in heard
        for note, by_person in marks.items()
        if each.at < reveals[note]
        for person, words in by_person.items()
        if person != each.who and any(word in each.text for word in words)
    ]


def alike(text: bytes) -> bytes:
    """An answer without what is new each time: form tokens, request ids, times."""
    for pattern in NEW_EACH_TIME:
        text = re.sub(pattern, b"", text)
    return text
