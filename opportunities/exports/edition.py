"""What one export is made from: tables of one revision, with the names that codes stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opportunities.exports import sheets
from opportunities.exports.columns import Row, Sheet
from opportunities.exports.input_tables import GivenInputs
from opportunities.exports.scenario_sheets import scenario_sheets
from opportunities.figures import Shown
from opportunities.scenarios.side_by_side import Column


@dataclass(frozen=True)
class Edition:
    """The tables of one area or of all areas.

    name      the area's name, or "All areas"
    pathways  labels by pathway code
    levels    rank of level of care by pathway code
    areas     rows of opportunities.side_by_side; only all areas has them
    cases     illustrative cases, each with "title", "lines" and "beside" (what it illustrates)
    scenarios what leads have tried (opportunities.scenarios.on_files); a controlled edition has none
    scenario_columns  what is set and each scenario, to stand side by side; empty without any
    inputs    what the area has set, for its report; None of all areas
    published which publication this is, a sentence; "" for working figures
    stem      what a publication's files are called; "" for working figures
    """

    name: str
    shown: Shown
    pathways: Mapping[str, str]
    areas: tuple[Row, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    cases: tuple[Row, ...] = ()
    scenarios: tuple[Row, ...] = ()
    scenario_columns: tuple[Column, ...] = ()
    inputs: GivenInputs | None = None
    published: str = ""
    stem: str = ""

    def sheets(self) -> tuple[Sheet, ...]:
        compared = (sheets.side_by_side(self.areas),) if self.areas else ()
        tried = scenario_sheets(self.scenarios, self.shown.figures.opportunities["total"])
        return (*sheets.sheets(self.shown.figures, self.pathways), *compared, *tried)

    @property
    def incomplete(self) -> list[str]:
        """What is missing before the money can be worked out, one sentence each."""
        return list(self.shown.figures.opportunities["incomplete"])
