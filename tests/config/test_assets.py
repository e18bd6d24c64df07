"""What pages are made of: nothing that the content security policy would refuse, nothing fetched from another host."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OURS = sorted([*(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "js").glob("*.js")])
VENDORED = sorted(path for path in (ROOT / "static" / "vendor").rglob("*") if path.suffix in {".css", ".js"})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(src|href)=[\"'](https?:)?//", text)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_styles_and_scripts_of_ours_name_no_other_host(path: Path) -> None:
    assert not re.search(r"https?://(?!www\.w3\.org/)", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", VENDORED, ids=lambda path: path.name)
def test_vendored_files_name_no_source_map_and_no_font(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "sourceMappingURL" not in text
    assert "@font-face" not in text and "Frutiger" not in text


def test_each_vendored_library_comes_with_its_licence() -> None:
    for folder in (ROOT / "static" / "vendor").iterdir():
        assert any(path.name.startswith("LICENSE") for path in folder.iterdir()), folder.name


def test_the_lock_file_names_no_host() -> None:
    assert "http" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_every_address_in_our_files_exists_once_names_are_hashed(tmp_path: Path) -> None:
    hashed = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=settings.STORAGES | hashed, STATICFILES_FINDERS=finders):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


def test_the_files_of_every_page_stay_small() -> None:
    """The layout's own styles and script, as sent (compressed): at most 30 kB before the page itself."""
    every_page = ["vendor/nhsuk/nhsuk.css", "vendor/nhsuk/nhsuk.js", "css/base.css", "css/components.css"]
    assert sum(len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in every_page) < 30_000
