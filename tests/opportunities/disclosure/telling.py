"""Which numbers of an area's working tables a page or a file tells, that its controlled tables do not hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from opportunities import formats
from opportunities.models import Snapshot
from tests.opportunities.disclosure.unpacked import texts

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Not part of a word, a time, a day, a share in per cent or the address of a cell.
NUMBER = re.compile(rf"(?<![\w.,:/$−–-])£?(\d[\d,]*(?:\.\d+)?)(?![\d.,]*\d|[\w%:/]|\s+(?:{MONTHS}))")
# A small count alone is a cell; within a sentence it counts something.
SMALL = re.compile(r"(?<!Page )\b([2-7]) (?:of\b|agreed|newer|reviews?\b|notes?\b|people)|\(([2-7])[);]| of ([2-7])\)")
MONEY = {"saving", "gross_saving", "reinvestment", "net", "saving_typical", "net_typical", "saving_interval"}


@dataclass(frozen=True)
class Secrets:
    """Counts and money that are in the working tables alone.

    few      counts of 2 to 7: a place in the alphabet is 1, and so is a share of all
    numbers  larger ones, and money to the penny
    said     money as people read it
    """

    few: frozenset[int]
    numbers: frozenset[float]
    said: frozenset[str]

    def told(self, content: bytes) -> set[str]:
        return {found for text in texts(content) for found in self._in(text)}

    def _in(self, text: str) -> Iterator[str]:
        counted = {text.strip(), *(each for found in SMALL.findall(text) for each in found)}
        yield from (f"{each} in “{text[:80]}”" for each in counted if each in map(str, self.few))
        for each in NUMBER.findall(text):
            if round(float(each.replace(",", "")), 4) in self.numbers:
                yield f"{each} in “{text[:80]}”"
        yield from (amount for amount in self.said if re.search(rf"{re.escape(amount)}(?![\w,.])", text))


def secrets_of(snapshot: Snapshot) -> Secrets:
    working, given = set(_numbers(snapshot.figures)), set(_numbers(snapshot.controlled))
    amounts = set(map(formats.pounds, _money(snapshot.figures)))
    return Secrets(
        few=frozenset(int(each) for each in working if each in range(2, 8)),
        numbers=frozenset(each for each in working - given if each > 7),
        said=frozenset(amounts - set(map(formats.pounds, _money(snapshot.controlled)))),
    )


def _numbers(table: Any) -> Iterator[float]:
    return (round(value, 4) for _, value in _leaves(table, ""))


def _money(table: Any) -> Iterable[float]:
    return (value for key, value in _leaves(table, "") if key in MONEY and abs(value) >= 1_000)


def _leaves(value: Any, key: str) -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, key)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield key, value
