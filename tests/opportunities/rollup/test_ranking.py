"""Most first; where two are level, the one that comes first in the catalogue."""

import pandas as pd

from opportunities.rollup.given import Catalogue, Pathway, Reason
from opportunities.rollup.ranking import Standing, drivers, instead_of, top_proposed, top_reasons

CATALOGUE = Catalogue(
    sectors={},
    pathways={
        code: Pathway(code, code.upper(), 1, None, group)
        for code, group in [("a", "g"), ("b", None), ("c", "g"), ("d", None)]
    },
    reasons={code: Reason(code, code.upper(), code == "habit") for code in ("habit", "x", "y")},
    groups={"g": "Group"},
)  # fmt: skip


def flows(**counts: int) -> pd.Series:
    """n by actual and proposed pathway: `ab=3` is three from a to b."""
    at = [("q2-setting", *pair) for pair in counts]
    return pd.Series(
        list(counts.values()), pd.MultiIndex.from_tuples(at, names=["decision_point", "actual", "proposed"])
    )


def labels(ranked: list) -> list:
    return [(standing.label, n) for standing, n in ranked]


def test_a_group_is_one_and_stands_where_its_first_pathway_stands():
    assert labels(top_proposed(flows(bc=2, db=2), CATALOGUE)) == [("Group", 2), ("B", 2)]
    assert labels(top_proposed(flows(ba=1, bc=1, cd=3, ab=1), CATALOGUE)) == [("D", 3), ("Group", 2)]


def test_instead_of_looks_only_at_the_two_proposed_most():
    counted = flows(ab=3, bc=3, ad=2, cd=0, da=1)
    top = top_proposed(counted, CATALOGUE)
    assert labels(top) == [("Group", 4), ("B", 3)]
    assert instead_of(counted, top, CATALOGUE) == "A"  # 3, without the 2 that went to D; level with B, and before it


def test_practitioner_variation_is_no_prevalent_reason():
    at = pd.MultiIndex.from_tuples(
        [("q2-setting", "habit"), ("q2-setting", "y"), ("q1-admission", "x"), ("q2-setting", "x")]
    )
    assert labels(top_reasons(pd.Series([9, 3, 1, 2], at), CATALOGUE)) == [("X", 3), ("Y", 3)]


def test_nothing_below_a_twentieth_drives():
    amounts = {Standing(1, "small"): 4.9, Standing(2, "most"): 95.1}
    assert drivers(amounts) == ["most"]
    assert drivers(amounts | {Standing(1, "small"): 5.1}) == ["most", "small"]
    assert drivers({Standing(1, "nothing"): 0.0}) == []
