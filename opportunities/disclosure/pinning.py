"""Which hidden counts can be pinned, and by which shown numbers.

Asked twice, in whole numbers: of the counts alone, and of counts and money together, by an attacker who knows to within
a few per cent what one review of each flow stands for.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from opportunities.disclosure.attacker import NEARLY, Attacker
from opportunities.disclosure.known import Line, Span
from opportunities.disclosure.mattering import matters
from opportunities.disclosure.published import Published, Quantity
from opportunities.disclosure.rules import FEWEST_VALUES
from opportunities.disclosure.sightings import Sightings

WIDE = FEWEST_VALUES - 1 - NEARLY


class Pinning:
    """Remembers what each hidden count has been seen to be: what was wide once stays so when more is hidden."""

    def __init__(self, published: Published, known: Sequence[Line], *, money: bool) -> None:
        self._money = money
        asked = [(at, line) for at, line in enumerate(known) if money or not _is_money(line)]
        self._lines = [line for _, line in asked]
        self._own = {at: own for own, (at, _) in enumerate(asked)}
        self._attacker = Attacker(published, self._lines)
        self._seen = self._before = Sightings(self._attacker.truth)
        self._held_by: list[int] = []
        self._looked = False

    def defend(self, counts: Iterable[Quantity]) -> None:
        for each in counts:
            if each.kind == "count" and each.value:
                self._seen.watch(each, self._attacker.vector(each.parts))

    def learns(self, changed: Mapping[int, Span]) -> None:
        """By the place of a line among all: what is known of it now."""
        for at, span in changed.items():
            if at in self._own:
                self._attacker.learns(self._own[at], span)

    def tells(self, hidden: Collection[int]) -> tuple[Quantity, Quantity] | None:
        """What to hide because a count is pinned by it, and that count. None once none is."""
        self._look_at_all_at_once()
        for each in self._seen.narrow(WIDE):
            if (held_by := self._holds(each)) is not None:
                telling = [line for line in held_by if self._may_go(line) and id(line) not in hidden]
                if telling:
                    return min(telling, key=lambda line: _tells_least(line, each)), each
                self._seen.give_up(each)
        return None

    def still_safe(self, shown: Quantity, changed: Mapping[int, Span], suspect: Quantity) -> bool:
        """Would no count be pinned if this one were shown? The `suspect` is looked at first."""
        self._before = self._seen
        mine = [(self._lines[self._own[at]].parts, span) for at, span in changed.items() if at in self._own]
        told = [(self._attacker.vector(parts), span) for parts, span in mine]
        self._seen = self._before.within(told, without=shown)
        return all(self._holds(each) is None for each in self._seen.narrow(WIDE, first=suspect))

    def forget(self) -> None:
        """It is not shown after all."""
        self._seen = self._before

    def _look_at_all_at_once(self) -> None:
        """Once: afterwards few are left, and they are asked about one by one."""
        if self._looked:
            return
        self._looked = True
        for most in (True, False):
            asked = [self._seen.vector(each) for each in self._seen.narrow(WIDE)]
            together = sum(asked, np.zeros_like(self._attacker.truth))
            if together.any():
                self._ask(together, most=most)

    def _ask(self, parts: np.ndarray, *, most: bool) -> float:
        """How far the sum goes in fractions. Every answer in whole numbers shows one value of every hidden count."""
        point = self._attacker.furthest(parts, most=most)
        end = float(parts @ point)
        self._held_by = self._attacker.binding()
        if not self._attacker.is_whole(point):
            point = self._attacker.whole_near(point)
        self._seen.saw(point)
        return end

    def _holds(self, count: Quantity) -> list[Quantity] | None:
        """What the lines tell that hold a count from both sides; None when it is not pinned."""
        if self._is_wide_near_the_truth(count):
            return None
        parts, telling, ends = self._seen.vector(count), {}, []
        for most in (True, False):
            ends.append(self._ask(parts, most=most))
            if self._seen.is_wide(count, WIDE):
                return None
            for line in self._held_by:
                tells = self._lines[line].tells
                if tells is not None:
                    telling[id(tells)] = tells
        fractions_leave_room = math.floor(ends[0] + NEARLY) - math.ceil(ends[1] - NEARLY) >= WIDE
        if fractions_leave_room and self._whole_numbers_leave_room(count):
            return None
        return list(telling.values())

    def _is_wide_near_the_truth(self, count: Quantity) -> bool:
        """Looks no further than it takes: quick, and mostly enough."""
        parts = self._seen.vector(count)
        for way in (1, -1):
            low = min(way * end for end in self._seen.ends(count))
            point = self._attacker.nearest_whole(way * parts, least=low + FEWEST_VALUES - 1)
            if point is not None:
                self._seen.saw(point)
                return True
        return False

    def _whole_numbers_leave_room(self, count: Quantity) -> bool:
        """Looks no further than it takes."""
        parts = self._seen.vector(count)
        low, _ = self._seen.ends(count)
        self._seen.saw(self._attacker.whole_at(parts, least=low + FEWEST_VALUES - 1))
        _, high = self._seen.ends(count)
        if not self._seen.is_wide(count, WIDE):
            self._seen.saw(self._attacker.whole_at(-parts, least=FEWEST_VALUES - 1 - high))
        return self._seen.is_wide(count, WIDE)

    def _may_go(self, tells: Quantity) -> bool:
        """A zero stays. Counts alone are safe by then, so that where money is asked too it is money that tells."""
        return bool(tells.value) and (tells.kind == "money") is self._money


def _is_money(line: Line) -> bool:
    """Of the counts alone, lines of money tell nothing."""
    return line.tells is not None and line.tells.kind == "money"


def _tells_least(line: Quantity, count: Quantity) -> tuple[int, float, list]:
    """What matters least; then the smallest of shown counts, of amounts the one in which the count weighs most."""
    if line.kind == "count":
        return matters(line), line.value, line.addresses
    weight = sum(abs(line.parts.get(name, 0.0)) for name in count.parts)
    return matters(line), -weight / abs(line.value), line.addresses
