"""What a page alone needs comes as one file, made from sources of one subject each."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

from config.joined import SOURCES, joined

STATIC = Path(settings.BASE_DIR) / "static"


@pytest.mark.parametrize("name", SOURCES)
def test_a_joined_file_is_found_and_holds_all_of_each_source(name: str) -> None:
    text = Path(finders.find(name)).read_text(encoding="utf-8")
    places = [text.index((STATIC / source).read_text(encoding="utf-8")) for source in SOURCES[name]]
    assert places == sorted(places)


@pytest.mark.parametrize("name", SOURCES)
def test_no_source_has_the_name_of_a_joined_file(name: str) -> None:
    assert not (STATIC / name).exists()


def test_the_names_of_one_script_are_not_those_of_another() -> None:
    text = joined("js/judging-page.js")
    assert text.count("{\n//") == len(SOURCES["js/judging-page.js"])


def test_joined_files_are_collected_for_a_server(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert all((tmp_path / name).read_text(encoding="utf-8") == joined(name) for name in SOURCES)


def test_a_joined_file_is_made_anew_when_a_source_has_changed(client: Client) -> None:
    path = Path(finders.find("css/judging-page.css"))
    path.write_text("old", encoding="utf-8")
    assert b"jp-note" in b"".join(client.get("/static/css/judging-page.css").streaming_content)  # type: ignore[attr-defined]
