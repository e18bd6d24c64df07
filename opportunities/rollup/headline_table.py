"""The headlines as a table: shares with their intervals, and what they break down into."""

import math
from collections.abc import Mapping

from opportunities.rollup.given import Catalogue
from opportunities.rollup.headlines import HEADLINES, Headline
from opportunities.rollup.intervals import spread, wilson
from opportunities.rollup.opportunity_table import savings_by_focus
from opportunities.rollup.workings import Money, Workings

# What the parts of a headline are parts of: its count (0) or its denominator (1). Pooled, a part that some area never
# named has counted only the others' denominators, so it is the headline's own that holds.
OF_THE_COUNTED = {"avoidable-admissions": 0, "missed-prevention": 1}


def headline_table(workings: Workings, catalogue: Catalogue) -> dict:
    """The table as opportunities.rollup.tables describes it."""
    shown = [
        _of_reviews(workings, headline, catalogue)
        if headline.unit == "reviews"
        else _of_pounds(workings.money, headline)
        for headline in HEADLINES
    ]
    return {"headlines": shown, "incomplete": list(workings.incomplete)}


def _of_reviews(workings: Workings, headline: Headline, catalogue: Catalogue) -> dict:
    claims = workings.claims.loc[headline.code]
    parts = {part: (count, of) for part, count, of in claims.reset_index().to_numpy(dtype=object).tolist()}
    main = parts.pop("")
    of = main[OF_THE_COUNTED[headline.code]] if parts else 0
    labels = _labels(headline, catalogue)
    order = {code: at for at, code in enumerate(labels)}
    breakdown = [{"code": part, "label": labels[part]} | _share(count, of) for part, (count, _) in parts.items()]
    breakdown.sort(key=lambda part: (-part["count"], order[part["code"]]))
    return _named(headline) | _share(*main) | {"breakdown": breakdown}


def _labels(headline: Headline, catalogue: Catalogue) -> Mapping[str, str]:
    """What parts can be, in order: preventive services; or pathways, a group standing where its first pathway does."""
    if headline.code == "missed-prevention":
        return catalogue.preventive_services
    labels: dict[str, str] = {}
    for code, pathway in catalogue.pathways.items():
        labels.setdefault(pathway.group or code, catalogue.groups[pathway.group] if pathway.group else pathway.label)
    return labels


def _named(headline: Headline) -> dict:
    return {"code": headline.code, "label": headline.label, "unit": headline.unit}


def _share(count: int, denominator: int) -> dict:
    share = count / denominator if denominator else None
    return {"count": count, "denominator": denominator, "share": share, "interval": wilson(count, denominator)}


def _of_pounds(money: Money | None, headline: Headline) -> dict:
    if money is None:
        return _named(headline) | dict.fromkeys(("count", "denominator", "share", "interval")) | {"breakdown": []}
    saving, draws, budget = _saving_and_budget(money, headline)
    share, interval = None, None
    if saving is not None and budget:
        share, interval = saving / budget, [end / budget for end in spread(draws)]
    return _named(headline) | {
        "count": saving,
        "denominator": budget,
        "share": share,
        "interval": interval,
        "breakdown": [],
    }


def _saving_and_budget(money: Money, headline: Headline):
    if headline.code == "saving-of-reviewed-budget":
        return (money.reviewed_saving if money.reviewed_budget else None), money.reviewed_draws, money.reviewed_budget
    procured = float(money.procurement.sum())
    saving = math.fsum(savings_by_focus(money).values())
    return saving, money.draws.sum(axis=1) + procured, money.total_budget
