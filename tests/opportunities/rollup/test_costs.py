import pandas as pd
import pytest

from opportunities.rollup.costs import differences, per_decision, with_local


def test_a_decision_costs_unit_cost_times_units():
    rows = [("bed", "acute", 250.0, 4.0), ("bed", "community", 30.0, 0.5)]
    assert per_decision(rows) == {"bed": {"acute": 1000.0, "community": 15.0}}


def test_an_area_s_rows_for_a_pathway_replace_all_of_its_national_rows():
    national = {"bed": {"acute": 1000.0, "community": 15.0}, "home": {"la": 5.0}}
    assert with_local(national, {"bed": {"acute": 900.0}}) == {"bed": {"acute": 900.0}, "home": {"la": 5.0}}


def test_a_sector_without_a_row_costs_nothing():
    flow = pd.MultiIndex.from_tuples([("q2-setting", "bed", "home")], names=["decision_point", "actual", "proposed"])
    table = differences(flow, {"bed": {"acute": 1000.0}, "home": {"la": 5.0}}, ["acute", "gp", "la"])
    assert table.iloc[0].to_dict() == {"acute": 1000.0, "gp": 0.0, "la": -5.0}


def test_a_pathway_without_any_cost_is_an_error_here():
    flow = pd.MultiIndex.from_tuples([("q2-setting", "bed", "home")], names=["decision_point", "actual", "proposed"])
    with pytest.raises(KeyError, match="home"):
        differences(flow, {"bed": {"acute": 1000.0}}, ["acute"])
