"""A realisable share is the mean chance that panels gave the changes they proposed."""

import pandas as pd
import pytest

from opportunities.rollup.given import PROSPECT_COLUMNS
from opportunities.scenarios.achievability import shares_from_panels, with_panels_shares
from tests.opportunities.rollup.worked import AREA

SAID = pd.DataFrame(
    [
        ("q3-discharge", "on-the-day", "very-likely", 2),
        ("q3-discharge", "earlier", "even", 1),
        ("q3-discharge", "earlier", "very-unlikely", 1),
        ("q3-discharge", "earlier", "", 6),
    ],
    columns=list(PROSPECT_COLUMNS),
)


def test_the_mean_by_hand_leaves_out_reviews_that_do_not_say() -> None:
    assert shares_from_panels(SAID) == {"q3-discharge": pytest.approx((0.9 * 2 + 0.5 + 0.1) / 4)}


def test_it_stands_for_everybody_there_and_other_decision_points_keep_what_was_set() -> None:
    points = with_panels_shares(AREA, SAID).points
    assert points["q3-discharge"].share_for("residential") == points["q3-discharge"].share_for("package") == 0.6
    assert points["q3-discharge"].annual_volume == 1000
    assert points["q4-intake"] == AREA.points["q4-intake"]


def test_nothing_said_changes_nothing() -> None:
    assert with_panels_shares(AREA, SAID[SAID["achievability"] == ""]) == AREA
