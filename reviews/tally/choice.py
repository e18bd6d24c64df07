"""A choice of agreed reviews, as an address tells it: ?decision_point=q3-discharge&best=no&from=2026-03. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from pathways import questions

# What the tables call these reviews, where no single answer says it: docs/method.md, "Headlines".
ABOUT = {
    "avoidable-admission": "Avoidable admissions",
    "self-referred": "Self-referred attendances",
    "with-support": "Discharges with support",
    "care-home": "Discharges to residential or nursing care",
}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
NUMBER = re.compile(r"[0-9]{1,9}\Z")
MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])\Z")
ONE_OF = {
    "decision_point": {point.code for point in questions.WITH_NOTES},
    "focus": {focus.code for focus in questions.FOCUSES},
    "best": {"yes", "no", "unclear", "reviewed"},
    "timing": {"on-the-day", "earlier"},
    "alternative": {"available", "under-commissioned", "no", "existed"},
    "achievability": {"very-likely", "likely", "even", "unlikely", "very-unlikely"},
    "level": {"lower", "same", "higher"},
    "about": set(ABOUT),
    "age_band": {"18-64", "65-74", "75-84", "85+"},
}
LIKE = {
    **dict.fromkeys(("actual", "proposed", "service", "reason", "missed"), CODE),
    **dict.fromkeys(("locality", "organisation", "panel", "workshop"), NUMBER),
    **dict.fromkeys(("since", "until"), MONTH),
}
ADDRESS = {"since": "from", "until": "to"}  # where the address has a word that Python keeps for itself


@dataclass(frozen=True)
class Choice:
    """Reviews that meet everything that is not "". Codes are the catalogue's; places, panels and workshops are ids.

    best          yes, no, unclear, or reviewed: yes or no
    service       the proposed pathway, or its group where it has one, as tables rank it
    alternative   available, under-commissioned, no, or existed: one of the first two
    level         of the proposed pathway against the actual one
    missed        a preventive service, or any
    about         a key of ABOUT
    locality      and organisation: 0 where the note states none
    since, until  months of review, YYYY-MM, both included
    """

    decision_point: str = ""
    locality: str = ""
    panel: str = ""
    workshop: str = ""
    since: str = ""
    until: str = ""
    focus: str = ""
    best: str = ""
    actual: str = ""
    proposed: str = ""
    service: str = ""
    reason: str = ""
    timing: str = ""
    alternative: str = ""
    achievability: str = ""
    level: str = ""
    missed: str = ""
    about: str = ""
    age_band: str = ""
    organisation: str = ""

    def __bool__(self) -> bool:
        return bool(self.told())

    @property
    def filters(self) -> "Choice":
        """Only what the form of a page of figures sets."""
        return replace(Choice(), **{name: getattr(self, name) for name in FILTERS})

    def but(self, **changes: str) -> "Choice":
        return replace(self, **changes)

    def told(self) -> dict[str, str]:
        """What it asks for, by name."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    def query(self) -> str:
        """As the end of an address, without the question mark."""
        return query_of(self.told())


def query_of(told: Mapping[str, str]) -> str:
    """The end of an address for parts of a choice by name, in their order; those that are "" ask for nothing."""
    return urlencode([(ADDRESS.get(name, name), told[name]) for name in NAMES if told.get(name)])


NAMES = tuple(field.name for field in fields(Choice))
FILTERS = ("decision_point", "locality", "panel", "workshop", "since", "until")


def read(given: Mapping[str, str]) -> tuple[Choice, list[str]]:
    """The choice of an address, and the names of what it says that can't be understood: those are left out."""
    told = {name: given.get(ADDRESS.get(name, name), "").strip() for name in NAMES}
    told = {name: value for name, value in told.items() if value}
    understood = {name: value for name, value in told.items() if _can_be(name, value)}
    return Choice(**understood), [ADDRESS.get(name, name) for name in told if name not in understood]


def _can_be(name: str, value: str) -> bool:
    return value in ONE_OF[name] if name in ONE_OF else bool(LIKE[name].match(value))
