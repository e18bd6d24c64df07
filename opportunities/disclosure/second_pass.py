"""Rule 4: what the plain rules hide must not be worked out from what they show.

While the attacker can pin a hidden count to fewer whole numbers than FEWEST_VALUES, the smallest shown number of the
lines that pin it is hidden too. Everything is taken in one fixed order: the same data give the same file.
"""

from collections.abc import Mapping

from opportunities.disclosure.known import Known, Span, small
from opportunities.disclosure.mattering import HEADLINE, matters
from opportunities.disclosure.pinning import Pinning
from opportunities.disclosure.published import Published, Quantity
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.showing import Address


def hidden_addresses(published: Published, rules: Rules) -> frozenset[Address]:
    """Addresses of every number that must not be shown, those of the plain rules among them."""
    defence = Defence(published, rules)
    defence.hide_what_tells()
    defence.show_what_need_not_be_hidden()
    return frozenset(at for each in defence.hidden.values() for at in each.addresses)


class Defence:
    """What is hidden so far, and the attackers it is hidden from."""

    def __init__(self, published: Published, rules: Rules) -> None:
        self.hidden = {id(each): each for each in small(published, rules)}
        self._known = Known(published, self.hidden, rules)
        self._besides: list[tuple[Quantity, Quantity]] = []
        self._attackers = [Pinning(published, self._known.lines, money=money) for money in (False, True)]
        defended = [*self.hidden.values(), *(each.difference for each in published.shares)]
        for attacker in self._attackers:
            attacker.defend(each for each in defended if rules.hides(int(each.value)))

    def hide_what_tells(self) -> None:
        while (found := next(filter(None, (each.tells(self.hidden) for each in self._attackers)), None)) is not None:
            telling, pinned = found
            self._besides.append((telling, pinned))
            self.hidden[id(telling)] = telling
            self._learn(self._known.hide(telling))
            for attacker in self._attackers:
                attacker.defend([telling])

    def show_what_need_not_be_hidden(self) -> None:
        """What was hidden first may need it no more since other numbers are: the most important one first."""
        besides = [each for each in self._besides if matters(each[0]) >= HEADLINE]
        for telling, pinned in sorted(besides, key=lambda each: (-matters(each[0]), each[0].addresses)):
            del self.hidden[id(telling)]
            changed = self._known.show(telling)
            self._learn(changed)
            asked = []
            for attacker in self._attackers:
                asked.append(attacker)
                if not attacker.still_safe(telling, changed, pinned):
                    self._hide_again(telling, asked)
                    break

    def _hide_again(self, telling: Quantity, asked: list[Pinning]) -> None:
        self.hidden[id(telling)] = telling
        self._learn(self._known.hide(telling))
        for attacker in asked:
            attacker.forget()

    def _learn(self, changed: Mapping[int, Span]) -> None:
        for attacker in self._attackers:
            attacker.learns(changed)
