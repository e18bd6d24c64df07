"""Words copied from a note, and where they stand in it. No Django in here."""

import re

from reviews.workshops.evidence import Passage

NOT_THERE = "Copy the words as they stand in the note: these are not in it"
NOT_ONCE = "Copy a longer passage: these words stand in the note more than once"


def places(quote: str, narrative: str) -> list[Passage]:
    """Everywhere that words stand in a narrative, any white space between them alike; nowhere for no words."""
    words = r"\s+".join(re.escape(word) for word in quote.split())
    return [list(match.span(1)) for match in re.finditer(f"(?=({words}))", narrative)] if words else []


def place(quote: str, narrative: str) -> tuple[Passage | None, str]:
    """The one place where words stand, or what to do instead."""
    found = places(quote, narrative)
    return (found[0], "") if len(found) == 1 else (None, NOT_ONCE if found else NOT_THERE)
