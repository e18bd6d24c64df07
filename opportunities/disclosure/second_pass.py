"""Rule 4: what the plain rules hide must not be worked out from what they show.

While the attacker can pin a hidden count to fewer whole numbers than FEWEST_VALUES, the smallest shown number of the
lines that pin it is hidden too. Everything is taken in one fixed order: the same data give the same file.
"""

from opportunities.disclosure.known import lines, small
from opportunities.disclosure.pinning import Pinning
from opportunities.disclosure.published import Published
from opportunities.disclosure.rules import Rules
from opportunities.disclosure.showing import Address


def hidden_addresses(published: Published, rules: Rules) -> frozenset[Address]:
    """Addresses of every number that must not be shown, those of the plain rules among them."""
    hidden = {id(each): each for each in small(published, rules)}
    known = lines(published, hidden, rules)
    attackers = [Pinning(published, known, whole=True), Pinning(published, known, whole=False)]
    defended = [*hidden.values(), *(each.difference for each in published.shares)]
    for attacker in attackers:
        attacker.defend(each for each in defended if rules.hides(int(each.value)))
    while (telling := next(filter(None, (each.tells(hidden) for each in attackers)), None)) is not None:
        hidden[id(telling)] = telling
        known = lines(published, hidden, rules)
        for attacker in attackers:
            attacker.defend([telling])
            attacker.learns(known)
    return frozenset(at for each in hidden.values() for at in each.addresses)
