"""Every document can be read in the app, leads where it says, and shows its pictures."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from markupsafe import escape

from config.guide.contents import DOCS, contents
from config.guide.views import address, picture, read
from config.guide.written import Places, written

ENTRIES = [entry for entries in contents().values() for entry in entries]
NOWHERE = Places(lambda name: None, lambda path: path)
SOME = Places({"guide/batches": "/guide/guide/batches/"}.get, lambda path: f"/static/{path}")


def test_no_document_is_left_out() -> None:
    written_down = {str(path.relative_to(DOCS).with_suffix("")) for path in DOCS.rglob("*.md")}
    assert written_down - {entry.name for entry in ENTRIES} == {"README"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_each_is_a_page_with_its_pictures_and_its_own_headings(entry) -> None:
    page = Client().get(address(entry.name))
    text = page.content.decode()
    assert page.status_code == 200
    assert f'<h1 class="t-xl">{escape(entry.title)}</h1>' in text
    for source in re.findall(r'<img src="/static/([^"]+)"', read(entry.name).html):
        assert finders.find(source), source
    for anchor in re.findall(r'href="#([^"]+)"', read(entry.name).html):
        assert f'id="{anchor}"' in text, anchor


def test_the_contents_name_all_of_them() -> None:
    text = Client().get("/guide/").content.decode()
    assert all(f'href="{address(entry.name)}"' in text for entry in ENTRIES)


@pytest.mark.parametrize("name", ["no-such", "../README", "guide/../../pyproject", "guide/batches.md"])
def test_nothing_else_is_read(name: str) -> None:
    assert Client().get(f"/guide/{name}/").status_code == 404


def test_links_lead_into_the_guide_and_those_out_of_it_become_words() -> None:
    found = written("method", "# A\n\n[b](guide/batches.md#signed) [c](../Makefile) [d](https://example.org)", SOME)
    assert 'href="/guide/guide/batches/#signed"' in found.html
    assert "<span>c</span>" in found.html
    assert 'href="https://example.org"' in found.html


def test_pictures_are_found_from_any_folder() -> None:
    assert 'src="/static/pictures/area.png"' in written("guide/x", "# A\n\n![An area](../pictures/area.png)", SOME).html
    assert picture("pictures/area.png") == "/static/guide/area.png"


def test_markup_in_a_document_is_shown_as_text() -> None:
    assert "&lt;script&gt;" in written("x", "# A\n\n<script>alert(1)</script>", NOWHERE).html


def test_wide_tables_scroll_and_are_told_apart() -> None:
    table = "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    html = written("x", f"# A\n\n{table}\n\nand\n\n{table}", NOWHERE).html
    assert 'aria-label="Table 1"' in html
    assert 'aria-label="Table 2"' in html
