import pytest

from areas.models import Area
from tests.opportunities.rollup.stored import store_area, store_catalogue, store_reviews


@pytest.fixture
def worked_area(db: None) -> Area:
    """Kent of the worked example: its catalogue, inputs and 15 agreed reviews."""
    store_catalogue()
    area = store_area()
    store_reviews(area)
    return area
