"""The stored tables, the scenarios beside them, what was published of them, rounds of review, and files being made."""

from opportunities.models.export_job import ExportJob
from opportunities.models.publication import Publication
from opportunities.models.round import Round
from opportunities.models.scenario import Scenario, ScenarioChange
from opportunities.models.snapshot import Snapshot

__all__ = ["ExportJob", "Publication", "Round", "Scenario", "ScenarioChange", "Snapshot"]
