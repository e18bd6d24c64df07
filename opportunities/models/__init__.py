"""The stored tables, the scenarios beside them, and what was published of them."""

from opportunities.models.publication import Publication
from opportunities.models.scenario import Scenario, ScenarioChange
from opportunities.models.snapshot import Snapshot

__all__ = ["Publication", "Scenario", "ScenarioChange", "Snapshot"]
