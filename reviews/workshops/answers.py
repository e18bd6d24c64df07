"""Checks a plain set of answers about one note, from the page or the API alike. No Django in here.

The names are those of the agreed-review file (docs/file-formats.md): pathways, reasons and services by their codes,
`reasons` as a list with the main one first.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reviews.workshops import evidence, quotes

ASKED_ONLY_AFTER_NO = (
    "proposed_pathway",
    "alternative_existed",
    "timing",
    "missed_prevention",
    "reasons",
    "reason_note",
    "person_implication",
    "cost_implication",
    "implication_note",
    "achievability",
)
CHOOSE_ONE = {  # in the order of the page, with what to do when a complete set lacks it
    "level_of_need": "Select the person’s level of need",
    "best_pathway": "Select whether the actual pathway was the best one",
    "alternative_existed": "Select whether the better pathway existed locally",
    "timing": "Select when it could have gone differently",
    "person_implication": "Select what it would have meant for the person",
    "cost_implication": "Select what it would have meant for cost",
    "achievability": "Select how likely it is that the change could be achieved",
    "confidence": "",
}
TEXTS = {
    "missing_information": 5_000,
    "reason_note": 5_000,
    "implication_note": 5_000,
    "person_preference": 5_000,
    "family_preference": 5_000,
    "illustrative_sentence": 500,
    "comment": 5_000,
}
ABOUT_THE_ROOM = ("agreement", "presence", "dissent")
MARKED = ("evidence", "evidence_quote")
FIELDS = (*CHOOSE_ONE, "proposed_pathway", "missed_prevention", "reasons", "illustrative", *TEXTS, *MARKED)
# The order of the page, in which errors are listed.
ORDER = (
    "level_of_need",
    "best_pathway",
    "missing_information",
    "proposed_pathway",
    "alternative_existed",
    "timing",
    "missed_prevention",
    "reasons",
    "reason_note",
    "person_implication",
    "cost_implication",
    "implication_note",
    "achievability",
    *MARKED,
    "confidence",
    "person_preference",
    "family_preference",
    "illustrative",
    "illustrative_sentence",
    "comment",
    *ABOUT_THE_ROOM,
)


class Invalid(Exception):
    """Answers that can't be taken: `errors` gives a sentence by field, in the order of the page."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(sorted(errors.items(), key=lambda error: ORDER.index(error[0]) if error[0] in ORDER else 99))
        super().__init__("; ".join(self.errors.values()))


@dataclass(frozen=True)
class Offered:
    """The codes that may be answered about one note."""

    choices: Mapping[str, Collection[str]]
    pathways: Collection[str]
    reasons: Collection[str]
    services: Collection[str]
    actual: str
    narrative: str = ""
    professions: Collection[str] = field(default=())
    agreements: Collection[str] = field(default=())


def checked(given: Mapping[str, Any], offered: Offered, *, whole: bool) -> dict[str, Any]:
    """The answers with every field filled in, empty where not given.

    whole    True: questions 1 to 8 must all be answered, as on the page. False: only what tables need, as in a file.
    Raises Invalid.
    """
    errors = {name: f"“{name}” is not something a review records." for name in given if name not in FIELDS}
    answers = {
        **{name: _one(name, given, offered.choices[name], errors) for name in CHOOSE_ONE},
        "proposed_pathway": _proposed(given, offered, errors),
        "missed_prevention": _many("missed_prevention", given, offered.services, errors),
        "reasons": _many("reasons", given, offered.reasons, errors),
        "illustrative": _flag("illustrative", given, errors),
        **{name: _text(name, given, longest, errors) for name, longest in TEXTS.items()},
        "evidence": _evidence(given, offered.narrative, errors),
    }
    for name, message in _conflicts(answers, whole=whole):
        errors.setdefault(name, message)
    if errors:
        raise Invalid(errors)
    return answers


def checked_agreement(given: Mapping[str, Any], offered: Offered, *, whole: bool) -> dict[str, Any]:
    """What an agreed review has besides the answers: `agreement`, `presence` (people by profession code), `dissent`.

    `presence` is given as a list of {"profession": code, "number": n}. Raises Invalid.
    """
    errors: dict[str, str] = {}
    agreement = _one("agreement", given, offered.agreements, errors)
    presence = _presence(given.get("presence"), offered.professions, errors)
    dissent = _text("dissent", given, 5_000, errors)
    if whole and not agreement:
        errors.setdefault("agreement", "Select how the panel agreed")
    if whole and not presence:
        errors.setdefault("presence", "Enter how many people of each profession are in the room")
    if errors:
        raise Invalid(errors)
    return {"agreement": agreement, "presence": presence, "dissent": dissent}


def checked_review(given: Mapping[str, Any], offered: Offered, *, whole: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """An agreed review as its answers and what it has besides. Raises Invalid with the errors of both."""
    halves: list[dict[str, Any]] = []
    errors: dict[str, str] = {}
    for check, part in (
        (checked, {name: value for name, value in given.items() if name not in ABOUT_THE_ROOM}),
        (checked_agreement, {name: given[name] for name in ABOUT_THE_ROOM if name in given}),
    ):
        try:
            halves.append(check(part, offered, whole=whole))
        except Invalid as invalid:
            errors |= invalid.errors
    if errors:
        raise Invalid(errors)
    return halves[0], halves[1]


def _conflicts(answers: Mapping[str, Any], *, whole: bool) -> Iterable[tuple[str, str]]:
    improvable = answers["best_pathway"] == "no"
    if not answers["best_pathway"]:
        yield "best_pathway", CHOOSE_ONE["best_pathway"]
    if whole and not answers["level_of_need"]:
        yield "level_of_need", CHOOSE_ONE["level_of_need"]
    if improvable:
        yield from _missing_after_no(answers, whole=whole)
    elif answers["best_pathway"]:
        for name in ASKED_ONLY_AFTER_NO:
            if answers[name]:
                yield name, f"Leave {name} empty: it is asked only when best_pathway is no"
    if answers["missing_information"] and answers["best_pathway"] != "unclear":
        yield "missing_information", "Leave missing_information empty unless best_pathway is unclear"
    if answers["illustrative"] and not answers["illustrative_sentence"]:
        yield "illustrative_sentence", "Enter one sentence that says what this case illustrates"


def _missing_after_no(answers: Mapping[str, Any], *, whole: bool) -> Iterable[tuple[str, str]]:
    if not answers["proposed_pathway"]:
        yield "proposed_pathway", "Select the pathway that would have been better"
    if not answers["reasons"]:
        yield "reasons", "Select the main reason why the better pathway was not provided"
    if whole:
        for name in ASKED_ONLY_AFTER_NO:
            if name in CHOOSE_ONE and not answers[name]:
                yield name, CHOOSE_ONE[name]


def _given(name: str, given: Mapping[str, Any], empty: Any) -> Any:
    """What was answered; null is as good as not given, but nothing else that is false is."""
    value = given.get(name)
    return empty if value is None else value


def _one(name: str, given: Mapping[str, Any], codes: Collection[str], errors: dict[str, str]) -> str:
    value = _given(name, given, "")
    if value == "" or (isinstance(value, str) and value in codes):
        return value
    errors[name] = f"{name} is one of: {', '.join(codes)}"
    return ""


def _proposed(given: Mapping[str, Any], offered: Offered, errors: dict[str, str]) -> str:
    code = _one("proposed_pathway", given, offered.pathways, errors)
    if code and code == offered.actual:
        errors["proposed_pathway"] = "Select a pathway other than the actual one, or answer yes to question 2"
    return code


def _many(name: str, given: Mapping[str, Any], codes: Collection[str], errors: dict[str, str]) -> list[str]:
    values = _given(name, given, [])
    if not isinstance(values, list) or any(not isinstance(code, str) or code not in codes for code in values):
        errors[name] = f"{name} is a list of: {', '.join(codes)}"
        return []
    if len(set(values)) < len(values):
        errors[name] = f"{name} names the same one twice"
    return values


def _flag(name: str, given: Mapping[str, Any], errors: dict[str, str]) -> bool:
    value = _given(name, given, False)
    if not isinstance(value, bool):
        errors[name] = f"{name} is true or false"
        return False
    return value


def _evidence(given: Mapping[str, Any], narrative: str, errors: dict[str, str]) -> list[evidence.Passage]:
    """What was marked, together with the place of a quote: by passages merged."""
    rows = _given("evidence", given, [])
    quote = _text("evidence_quote", given, evidence.LONGEST, errors)
    found, wrong = quotes.place(quote, narrative) if quote else (None, "")
    if wrong:
        errors.setdefault("evidence_quote", wrong)
    if found and isinstance(rows, list):
        rows = [*rows, {"start": found[0], "end": found[1]}]
    passages, wrong = evidence.checked(rows, len(narrative))
    if wrong:
        errors["evidence"] = wrong
    return passages


def _text(name: str, given: Mapping[str, Any], longest: int, errors: dict[str, str]) -> str:
    value = _given(name, given, "")
    if not isinstance(value, str):
        errors[name] = f"{name} is text"
        return ""
    value = value.replace("\r\n", "\n").strip()
    if not storable(value):
        errors[name] = "Remove the character that can't be shown, and write the word again"
    elif len(value) > longest:
        errors[name] = f"Use {longest:,} characters or fewer: there are {len(value):,}"
    return value


def storable(text: str) -> bool:
    """Databases take no NUL and no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _presence(given: Any, professions: Collection[str], errors: dict[str, str]) -> dict[str, int]:
    """People in the room by profession code."""
    rows = [] if given is None else given
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        errors["presence"] = "presence is a list of {“profession”: code, “number”: how many}"
        return {}
    found = {row.get("profession"): row.get("number") for row in rows if isinstance(row.get("profession"), str)}
    if len(found) < len(rows) or any(code not in professions for code in found):
        errors["presence"] = f"Each profession in presence is, once, one of: {', '.join(professions)}"
        return {}
    if any(type(number) is not int or not 1 <= number <= 99 for number in found.values()):
        errors["presence"] = "Enter whole numbers from 1 to 99, and leave out who is not there"
        return {}
    return found
