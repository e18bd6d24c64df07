"""Which hidden counts can be pinned, and by which shown numbers.

Asked twice: in whole numbers of the counts alone, and in fractions of counts and money together, by an attacker who
knows to the penny what one review of each flow stands for.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from opportunities.disclosure.attacker import NEARLY, Attacker
from opportunities.disclosure.known import Line
from opportunities.disclosure.published import INFINITE, Published, Quantity, Sum
from opportunities.disclosure.rules import FEWEST_VALUES

WIDE = FEWEST_VALUES - 1 - NEARLY
FAR_APART = 3 * FEWEST_VALUES


class Pinning:
    """Remembers how far apart each hidden count has been seen: what was wide once stays so when more is hidden."""

    def __init__(self, published: Published, known: Sequence[Line], *, whole: bool) -> None:
        self._whole = whole
        self._lines = self._of_its_own(known)
        self._attacker = Attacker(published, self._lines)
        self._unsure: dict[int, Quantity] = {}
        self._seen: dict[int, tuple[float, float]] = {}

    def defend(self, counts: Iterable[Quantity]) -> None:
        for each in counts:
            if each.kind == "count" and each.value:
                self._unsure[id(each)] = each
                self._seen[id(each)] = (each.value, each.value)

    def learns(self, known: Sequence[Line]) -> None:
        before, self._lines = self._lines, self._of_its_own(known)
        for row, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            if old.span != new.span:
                self._attacker.learns(row, new.span)

    def tells(self, hidden: Collection[int]) -> Quantity | None:
        """What to hide because a count is pinned by it. None once none is."""
        self._look_at_all_at_once()
        while self._unsure:
            each = next(iter(self._unsure.values()))
            telling = self._pinned_by(each, hidden)
            if telling is not None:
                return telling
            self._unsure.pop(id(each), None)
        return None

    def _of_its_own(self, known: Sequence[Line]) -> list[Line]:
        """Of the counts alone, lines of money tell nothing."""
        if not self._whole:
            return list(known)
        return [
            Line(line.parts, (-INFINITE, INFINITE), None) if line.tells and line.tells.kind == "money" else line
            for line in known
        ]

    def _ask(self, parts: Sum, *, most: bool) -> None:
        """Every answer shows of every hidden count one value that it may have.

        Fractions that are far apart have whole numbers between them; only of near ones these are looked for.
        """
        point = self._attacker.furthest(parts, most=most)
        self._saw(point, WIDE if not self._whole or self._attacker.is_whole(point) else FAR_APART)

    def _saw(self, point: np.ndarray, enough: float) -> None:
        for key, each in list(self._unsure.items()):
            value = self._attacker.value(each.parts, point)
            low, high = self._seen[key]
            if max(high, value) - min(low, value) >= enough:
                del self._unsure[key]
            elif enough == WIDE:
                self._seen[key] = min(low, value), max(high, value)

    def _look_at_all_at_once(self) -> None:
        for most in (True, False):
            together: dict = {}
            for each in self._unsure.values():
                for name, part in each.parts.items():
                    together[name] = together.get(name, 0.0) + part
            if together:
                self._ask(together, most=most)

    def _may_go(self, tells: Quantity) -> bool:
        """A zero stays. Counts alone are safe by then, so that where money is asked too it is money that tells."""
        return bool(tells.value) and (tells.kind == "count") is self._whole

    def _pinned_by(self, count: Quantity, hidden: Collection[int]) -> Quantity | None:
        telling: dict[int, Quantity] = {}
        for most in (True, False):
            self._ask(count.parts, most=most)
            if id(count) not in self._unsure:
                return None
            binding = self._attacker.binding()
            if self._whole:
                self._saw(self._attacker.furthest_whole(count.parts, most=most), WIDE)
                if id(count) not in self._unsure:
                    return None
            for row in np.flatnonzero(np.abs(binding) > NEARLY):
                tells = self._lines[row].tells
                if tells is not None and self._may_go(tells) and id(tells) not in hidden:
                    telling[id(tells)] = tells
        return min(telling.values(), key=lambda each: _tells_least(each, count), default=None)


def _tells_least(line: Quantity, count: Quantity) -> tuple[float, list]:
    """The smallest of shown counts; of shown amounts the one in which the pinned count weighs most."""
    if line.kind == "count":
        return line.value, line.addresses
    weight = sum(abs(line.parts.get(name, 0.0)) for name in count.parts)
    return -weight / abs(line.value), line.addresses
