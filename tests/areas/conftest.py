import pytest

from pathways.catalogue_file import load_catalogue
from tests.pathways.files import as_file, small


@pytest.fixture
def small_catalogue(db: None) -> None:
    """Two pathways, two sectors."""
    load_catalogue(as_file(small()), by=None)
