"""The filters of an area's pages of figures: what can be chosen, what is, and what the address asks for in vain."""

from dataclasses import dataclass

from django.http import QueryDict

from areas.models import Area
from pathways import questions
from reviews import tally
from reviews.tally import Choice, Offered
from reviews.tally.offered import Named

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Filters:
    """`selects`: name, label, what it says for everything, options. `said`: label and value of each filter set."""

    choice: Choice
    offered: Offered
    unclear: list[str]

    @property
    def selects(self) -> list[tuple[str, str, str, Options]]:
        points = [(point.code, point.label) for point in questions.WITH_NOTES]
        return [
            ("decision_point", "Decision point", "All decision points", points),
            ("locality", "Locality", "All localities", _options(self.offered.localities)),
            ("panel", "Panel", "All panels", _options(self.offered.panels)),
            ("workshop", "Workshop", "All workshops", _options(self.offered.workshops)),
        ]

    @property
    def said(self) -> list[tuple[str, str]]:
        chosen = [(label, dict(options).get(self.value(name), "")) for name, label, _, options in self.selects]
        months = [("Reviewed from", self.choice.since), ("Reviewed to", self.choice.until)]
        return [(label, value) for label, value in chosen + months if value]

    def value(self, name: str) -> str:
        return str(getattr(self.choice, name))


def filters_of(area: Area, given: QueryDict) -> Filters:
    """What the address sets. What does not exist in this area is as unclear as what can't be read."""
    offered = tally.offered(area.pk)
    choice, unclear = tally.read(given)
    filters = Filters(choice.filters, offered, [name for name in unclear if name in SET_HERE])
    strange = [
        name
        for name, _, _, options in filters.selects
        if filters.value(name) and filters.value(name) not in dict(options)
    ]
    return Filters(filters.choice.but(**dict.fromkeys(strange, "")), offered, [*filters.unclear, *strange])


SET_HERE = {"decision_point", "locality", "panel", "workshop", "from", "to"}


def _options(rows: Named) -> Options:
    return [(str(pk), name) for pk, name in rows]
