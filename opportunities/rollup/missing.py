"""What an area has still to set before its savings can be worked out, one plain sentence each."""

from collections.abc import Iterator

import pandas as pd

from opportunities.rollup.given import AreaInputs, Catalogue, PointInputs
from pathways import questions


def missing(inputs: AreaInputs, reviews: pd.DataFrame, flows: pd.Series, catalogue: Catalogue) -> tuple[str, ...]:
    """Sentences in reading order; none when the area's model is complete.

    reviews  flows.reviews_by_point; a decision point nobody has reviewed needs nothing
    flows    n by decision_point, actual and proposed
    """
    return (
        *_budget(inputs),
        *_volumes(inputs, reviews),
        *_shares(inputs, flows, catalogue),
        *_costs(inputs, flows, catalogue),
        *_rates(inputs),
    )


def _budget(inputs: AreaInputs) -> Iterator[str]:
    if not inputs.total_budget:
        yield "Set the area's total health and social care budget."


def _volumes(inputs: AreaInputs, reviews: pd.DataFrame) -> Iterator[str]:
    for point in questions.WITH_NOTES:
        given = inputs.points.get(point.code, PointInputs())
        if reviews.at[point.code, "reviewed"] and given.annual_volume is None:
            yield f"Set the annual volume of decisions for {point.label} ({point.code})."


def _shares(inputs: AreaInputs, flows: pd.Series, catalogue: Catalogue) -> Iterator[str]:
    for point in questions.WITH_NOTES:
        given = inputs.points.get(point.code, PointInputs())
        used = dict.fromkeys(actual for at, actual, _ in flows.index if at == point.code)
        uncovered = [catalogue.pathways[actual].label for actual in used if given.share_for(actual) is None]
        if uncovered and not given.by_actual_pathway:
            yield f"Set the realisable share for {point.label} ({point.code})."
        elif uncovered:
            yield f"Set the realisable share for {point.label} ({point.code}): nothing covers {', '.join(uncovered)}."


def _costs(inputs: AreaInputs, flows: pd.Series, catalogue: Catalogue) -> Iterator[str]:
    used = {code for _, actual, proposed in flows.index for code in (actual, proposed)}
    for code, pathway in catalogue.pathways.items():
        if code in used and not inputs.unit_costs.get(code):
            yield f"Set a unit cost for {pathway.label} ({code})."


def _rates(inputs: AreaInputs) -> Iterator[str]:
    if inputs.procurement.rates and inputs.procurement.realisable_share is None:
        yield "Set the realisable share for the weekly bed rates (q7-procurement)."
