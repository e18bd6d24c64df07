"""The area of the worked example."""

from tests.opportunities.rollup.conftest import worked_area

__all__ = ["worked_area"]
