"""The inputs that a scenario can change: what each is called and what it is now. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opportunities import formats
from opportunities.rollup.given import AreaInputs, Catalogue, PointInputs
from pathways.questions import BY_CODE, WITH_NOTES

VOLUME, SHARE, COST, PROCUREMENT = "annual-volume", "realisable-share", "cost", "procurement-share"
NOT_SET = "not set"


@dataclass(frozen=True)
class Choice:
    """One input: `now` is decisions a year, a share of 0 to 1 or pounds, and None where the area has set none."""

    group: str
    label: str
    kind: str
    now: float | None
    decision_point: str = ""
    pathway: str = ""
    sector: str = ""

    @property
    def code(self) -> str:
        return "/".join((self.kind, self.decision_point, self.pathway, self.sector)).rstrip("/")

    @property
    def is_share(self) -> bool:
        return self.kind in (SHARE, PROCUREMENT)

    @property
    def as_set(self) -> str:
        return in_words(self.kind, self.now)

    @property
    def full_label(self) -> str:
        return f"{self.group}: {self.label}"


def in_words(kind: str, value: float | None) -> str:
    """An input as entered: 6,150 a year, 33.3333%, £571.25."""
    if value is None:
        return NOT_SET
    if kind == VOLUME:
        return f"{_exact(value)} a year"
    return f"£{value:,.2f}" if kind == COST else f"{_exact(value * 100)}%"


def _exact(value: float) -> str:
    """At most four decimals, none of them a nought at the end."""
    return f"{formats.rounded(value, 4):,f}".rstrip("0").rstrip(".")


def choices(inputs: AreaInputs, catalogue: Catalogue) -> dict[str, Choice]:
    """By code, in the order of the pathway through care and of the catalogue."""
    every = (*_volumes(inputs), *_shares(inputs, catalogue), *_procurement(inputs), *_costs(inputs, catalogue))
    return {choice.code: choice for choice in every}


def code_of(kind: str, decision_point: str, pathway: str, sector: str) -> str:
    return Choice("", "", kind, None, decision_point, pathway, sector).code


def named(code: str, inputs: AreaInputs, catalogue: Catalogue) -> Choice | None:
    """The input with this code, or None. It need not be on offer: a cost may have gone since it was chosen."""
    kind, point, pathway, sector = (*code.split("/"), "", "", "")[:4]
    given = inputs.points.get(point, PointInputs())
    if kind == COST and pathway in catalogue.pathways and sector in catalogue.sectors:
        return _cost(inputs, catalogue, pathway, sector)
    if kind == VOLUME and point in BY_CODE:
        return _volume(point, given)
    if kind == SHARE and point in BY_CODE and pathway in ("", *catalogue.pathways):
        return _share(catalogue, point, given, pathway)
    return next(_procurement(inputs)) if kind == PROCUREMENT else None


def with_these(
    offered: dict[str, Choice], codes: Iterable[str], inputs: AreaInputs, catalogue: Catalogue
) -> dict[str, Choice]:
    """The inputs offered, and those of `codes` that are offered no more but can still be named."""
    found = (named(code, inputs, catalogue) for code in codes if code not in offered)
    return offered | {choice.code: choice for choice in found if choice}


def _volumes(inputs: AreaInputs) -> Iterator[Choice]:
    for point in WITH_NOTES:
        yield _volume(point.code, inputs.points.get(point.code, PointInputs()))


def _volume(point: str, given: PointInputs) -> Choice:
    return Choice("Decisions a year", BY_CODE[point].label, VOLUME, given.annual_volume, point)


def _shares(inputs: AreaInputs, catalogue: Catalogue) -> Iterator[Choice]:
    """Of everybody at a decision point, then of people on one actual pathway there."""
    for point in WITH_NOTES:
        given = inputs.points.get(point.code, PointInputs())
        yield _share(catalogue, point.code, given, "")
        for code, pathway in catalogue.pathways.items():
            if point.code in pathway.decision_points or code in given.by_actual_pathway:
                yield _share(catalogue, point.code, given, code)


def _share(catalogue: Catalogue, point: str, given: PointInputs, pathway: str) -> Choice:
    """A share that holds for everybody leaves those alone who have one of their own."""
    whom = formats.mid_sentence(catalogue.pathways[pathway].label) if pathway else ""
    rest = "everybody else" if given.by_actual_pathway else "everybody"
    label = f"{BY_CODE[point].label}, {f'people on {whom}' if whom else rest}"
    now = given.share_for(pathway) if pathway else given.realisable_share
    return Choice("Realisable share", label, SHARE, now, point, pathway)


def _procurement(inputs: AreaInputs) -> Iterator[Choice]:
    point = BY_CODE["q7-procurement"]
    yield Choice("Realisable share", point.label, PROCUREMENT, inputs.procurement.realisable_share)


def _costs(inputs: AreaInputs, catalogue: Catalogue) -> Iterator[Choice]:
    """What somebody pays for now; for a pathway that has no cost at all, every sector."""
    for code in catalogue.pathways:
        paid = inputs.unit_costs.get(code)
        for sector in catalogue.sectors:
            if not paid or sector in paid:
                yield _cost(inputs, catalogue, code, sector)


def _cost(inputs: AreaInputs, catalogue: Catalogue, pathway: str, sector: str) -> Choice:
    label = f"{catalogue.pathways[pathway].label}, {catalogue.sectors[sector]}"
    now = inputs.unit_costs.get(pathway, {}).get(sector)
    return Choice("Cost of one decision", label, COST, now, "", pathway, sector)
