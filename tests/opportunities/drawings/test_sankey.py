"""Flows: thickness in proportion, the heaviest care at the top, small pathways folded, hidden flows never drawn."""

from itertools import pairwise

import pytest

from opportunities.drawings.ribbons import OTHER, ribbons
from opportunities.drawings.rows import NARROW
from opportunities.drawings.sankey import sankey
from tests.opportunities.drawings.rows_of import flow

LEVELS = {"home": 1, "falls": 2, "package": 3, "bed": 6}
FLOWS = [
    flow("bed", "package", 6, 60.0, 90_000.0),
    flow("bed", "falls", 2, 20.0, 30_000.0),
    flow("falls", "package", 2, 20.0, -10_000.0),
]


def test_ribbons_are_as_thick_as_their_people() -> None:
    drawn = sankey(FLOWS, LEVELS, "Flows", "people")
    assert drawn
    heights = {node.label.lines[0]: node.height for node in drawn.nodes if node.label.anchor == "end"}
    # 80 of 100 people leave beds, and 320 px are shared out
    assert heights == {"Bed": pytest.approx(256), "Falls": pytest.approx(64)}
    assert [node.value.lines[0] for node in drawn.nodes] == ["80", "20", "80", "20"]


def test_the_heaviest_level_of_care_stands_at_the_top() -> None:
    drawn = sankey(FLOWS, LEVELS, "Flows", "people")
    assert drawn
    assert [node.label.lines[0] for node in drawn.nodes] == ["Bed", "Falls", "Package", "Falls"]


def test_each_ribbon_says_where_it_leads() -> None:
    drawn = sankey(FLOWS, LEVELS, "Flows", "people")
    assert drawn
    assert {band.title: band.kind for band in drawn.bands} == {
        "Bed to Package: 60 people a year": "lower",
        "Bed to Falls: 20 people a year": "lower",
        "Falls to Package: 20 people a year": "higher",
    }
    assert drawn.words.endswith("In all, lower level of care 80, higher level of care 20 (people a year).")


def test_pounds_are_drawn_by_size_and_tell_savings_from_costs() -> None:
    drawn = sankey(FLOWS, LEVELS, "Flows", "pounds")
    assert drawn
    assert [band.kind for band in drawn.bands] == ["saves", "saves", "costs"]
    package = next(node for node in drawn.nodes if node.label.lines == ("Package",))
    assert package.value.lines == ("£90,000 less £10,000",)


def test_without_a_volume_reviews_are_counted_instead() -> None:
    rows = [FLOWS[0] | {"annual_flow": None, "saving": None}, FLOWS[1]]
    drawn = sankey(rows, LEVELS, "Flows", "people")
    assert drawn
    assert "6 reviews" in drawn.bands[0].title
    assert sankey(rows, LEVELS, "Flows", "pounds") is None


def test_small_pathways_become_one_and_nothing_is_lost() -> None:
    rows = [flow("bed", f"service-{n}", n, float(n), 1.0) for n in range(1, 11)]
    found = ribbons(rows, LEVELS, "people")
    sizes = found.sizes("proposed")
    assert len(sizes) == 8
    assert sizes[OTHER] == 1 + 2 + 3
    assert sum(sizes.values()) == 55


def test_hidden_flows_are_counted_and_never_drawn() -> None:
    unseen = flow("bed", "home", None, None, None) | {"suppressed": True}
    drawn, alone = sankey([*FLOWS, unseen], LEVELS, "Flows", "people"), sankey(FLOWS, LEVELS, "Flows", "people")
    assert drawn and alone and drawn.note
    assert (drawn.bands, drawn.nodes) == (alone.bands, alone.nodes)
    assert drawn.note.lines == ("* 1 flow is not shown, because of small numbers.",)


def test_nodes_never_overlap_on_a_phone_either() -> None:
    rows = [flow("bed", f"a service with a long name number {n}", 1, 1.0, 1.0) for n in range(8)]
    drawn = sankey(rows, LEVELS, "Flows", "people", NARROW)
    assert drawn
    right = [node for node in drawn.nodes if node.label.anchor == "start"]
    for above, below in pairwise(right):
        assert above.value.y < below.label.y - 14
    assert right[-1].value.y < drawn.height


def test_nothing_is_drawn_of_nothing() -> None:
    assert sankey([], LEVELS, "Flows", "people") is None
