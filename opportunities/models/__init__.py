"""The stored tables, the scenarios beside them, what was published of them, and rounds of review."""

from opportunities.models.publication import Publication
from opportunities.models.round import Round
from opportunities.models.scenario import Scenario, ScenarioChange
from opportunities.models.snapshot import Snapshot

__all__ = ["Publication", "Round", "Scenario", "ScenarioChange", "Snapshot"]
