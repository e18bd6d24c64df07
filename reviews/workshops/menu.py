"""What the catalogue offers at a decision point, read once for each revision of the catalogue and process."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pathways.models import (
    Pathway,
    PathwayDecisionPoint,
    PreventiveService,
    Profession,
    Reason,
    ReasonDecisionPoint,
)
from reviews.models.agreed_review import Agreement
from reviews.models.answers import CHOICES, BestPathway
from reviews.workshops.answers import Offered


@dataclass(frozen=True)
class Choice:
    pk: int
    code: str
    label: str


@dataclass(frozen=True)
class Rung(Choice):
    """A pathway on the ladder of levels of care."""

    level_of_care: int
    definition: str


@dataclass(frozen=True)
class Menu:
    """What can be chosen at one decision point: pathways from the lowest to the highest level of care."""

    ladder: tuple[Rung, ...]
    reasons: tuple[Choice, ...]
    services: tuple[Choice, ...]
    professions: tuple[Choice, ...]

    def offered(self, actual: str, narrative: str) -> Offered:
        """What may be answered about a note on the `actual` pathway, with the narrative that evidence is marked in."""
        return Offered(
            choices={**{name: list(codes) for name, codes in CHOICES.items()}, "best_pathway": BestPathway.values},
            pathways=_codes(self.ladder),
            reasons=_codes(self.reasons),
            services=_codes(self.services),
            actual=actual,
            narrative=narrative,
            professions=_codes(self.professions),
            agreements=Agreement.values,
        )


_kept: dict[int, Mapping[str, Menu]] = {}


def menu_for(decision_point: str, *, revision: int) -> Menu:
    """The menu at a decision point in this revision of the catalogue: four statements the first time, then none."""
    if revision not in _kept:
        menus = _read()
        _kept.clear()
        _kept[revision] = menus
    return _kept[revision].get(decision_point) or Menu((), (), (), ())


def forget() -> None:
    """Read the catalogue again next time (for tests, which roll its revision back)."""
    _kept.clear()


def _read() -> Mapping[str, Menu]:
    services, professions = _choices(PreventiveService), _choices(Profession)
    pathways: dict[str, list[Pathway]] = defaultdict(list)
    for offer in PathwayDecisionPoint.objects.select_related("pathway"):
        pathways[offer.decision_point].append(offer.pathway)
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for given in ReasonDecisionPoint.objects.select_related("reason").order_by("reason__position", "reason_id"):
        reasons[given.decision_point].append(given.reason)
    return {
        point: Menu(
            _ladder(offered), tuple(Choice(r.pk, r.code, r.label) for r in reasons[point]), services, professions
        )
        for point, offered in pathways.items()
    }


def _ladder(pathways: list[Pathway]) -> tuple[Rung, ...]:
    ranked = sorted(pathways, key=lambda pathway: (pathway.level_of_care, pathway.position, pathway.pk))
    return tuple(Rung(p.pk, p.code, p.label, p.level_of_care, p.definition) for p in ranked)


def _choices(model: type[PreventiveService | Profession]) -> tuple[Choice, ...]:
    return tuple(Choice(*row) for row in model.objects.values_list("pk", "code", "label"))


def _codes(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.code for choice in choices]
