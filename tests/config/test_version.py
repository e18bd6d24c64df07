"""One number for a release, wherever it is written."""

import tomllib
from pathlib import Path

from config.version import VERSION


def test_what_publications_say_is_the_version_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
