"""The stored tables, and the scenarios beside them."""

from opportunities.models.scenario import Scenario, ScenarioChange
from opportunities.models.snapshot import Snapshot

__all__ = ["Scenario", "ScenarioChange", "Snapshot"]
