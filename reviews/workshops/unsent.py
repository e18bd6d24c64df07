"""Answers as they stand in a form that was not sent: not checked, only bounded. No Django in here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reviews.workshops.answers import TEXTS, storable

LONGEST_NOTE_TO_SELF = 5_000
LIMITS = {**TEXTS, "dissent": 5_000, "private_note": LONGEST_NOTE_TO_SELF}
LABELS = {"reason_note": "Why, in your own words", "implication_note": "What it meant, in your own words",
          "missing_information": "What was missing", "private_note": "Note to self"}  # fmt: skip
LONGEST = 50_000  # characters of everything together: each text at its longest, and codes


@dataclass(frozen=True)
class Unsent:
    """What a page sends of its form.

    `form` is `forms.judging.plain`. `made_from`: the revision of the judgement or review that the form was made from.
    `version`: of the draft that the page knows, 0 for none, None to replace whichever there is. `page` names one
    loading of the page, `step` counts what it sent: so a request that is late or comes twice is known.
    """

    about: str
    form: Mapping[str, Any]
    made_from: int
    version: int | None
    page: str = ""
    step: int = 0


class DoesNotFit(Exception):
    """The message is the sentence the person reads."""


def check_fits(form: Mapping[str, Any], private_note: str = "") -> None:
    """Raise DoesNotFit where a text is longer than an answer may be, or can't be stored at all."""
    texts = {**form["one"], "private_note": private_note}
    for name, text in texts.items():
        if len(text.replace("\r\n", "\n")) > LIMITS.get(name, LONGEST):
            raise DoesNotFit(_too_long(name, len(text)))
    everything = [*_strings(form), private_note]
    if not all(storable(text) for text in everything):
        raise DoesNotFit("There is a character that can’t be stored. Write the last word again.")
    if sum(map(len, everything)) > LONGEST:
        raise DoesNotFit("There is too much in this form to save it. Shorten what you wrote.")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for each in pair for text in _strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _strings(each))


def _too_long(name: str, length: int) -> str:
    label = LABELS.get(name, name.replace("_", " ").capitalize())
    return f"“{label}” has {length:,} characters and {LIMITS.get(name, LONGEST):,} fit. Shorten it, then it is saved."
