"""Kent of the worked example, rolled up, and a worker that does what it was rung for when a test says so."""

from pathlib import Path

import pytest

from accounts.models import User
from areas.models import Area
from opportunities.export_jobs.ask import ask
from opportunities.export_jobs.source import Wanted
from opportunities.models import ExportJob
from tests.opportunities.pages.conftest import area, reviewed, rolled_up

__all__ = ["area", "reviewed", "rolled_up"]


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """Where files are kept, of this test alone."""
    plain = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": plain}
    return tmp_path / "exports"


@pytest.fixture
def job(rolled_up: Area, lead: User, folder: Path) -> ExportJob:
    """A workbook of Kent that the lead has asked for."""
    return ask(wanted=Wanted("xlsx", "kent"), by=lead)


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()] if folder.is_dir() else []
