"""Drawings on the page and as files: the same rights as the figures, nothing that the security policy forbids."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from areas.models import Area
from opportunities.catch_up import catch_up_all
from opportunities.exports import fonts
from opportunities.exports.drawing_file import as_png, as_svg
from opportunities.gallery import DRAWINGS, drawing_of
from opportunities.models import Snapshot
from tests.conftest import Cast
from tests.opportunities.editions import edition
from tests.opportunities.rollup.stored import add_review

MAP = "/areas/kent/drawings/system-map.svg"
# Of the worked example: what it holds something to draw of.
DRAWN = {
    "system-map", "cost-movements", "missed-prevention", "reasons", "reasons-q3-discharge", "answers", "level-of-care",
    "flows-people-q3-4", "flows-pounds-q3-discharge",
}  # fmt: skip


def texts_of(svg: bytes) -> str:
    return " ".join(" ".join(ElementTree.fromstring(svg).itertext()).split())


@pytest.mark.parametrize(("who", "status"), [("lead", 200), ("viewer", 200), ("gp", 404), ("outsider", 404)])
def test_who_sees_the_figures_sees_their_drawings(
    rolled_up: Area, cast: Cast, signed_in, who: str, status: int
) -> None:
    client = signed_in(cast[who])
    assert client.get(MAP).status_code == status
    assert client.get("/all-areas/drawings/system-map.svg").status_code == client.get("/all-areas/").status_code
    assert Client().get(MAP).status_code == 302


def test_each_drawing_is_a_clean_document_of_its_own() -> None:
    worked = edition()
    found = {code: drawing_of(worked, code) for code in DRAWINGS}
    drawn = {code: as_svg(drawing, worked) for code, drawing in found.items() if drawing}
    assert drawn.keys() >= DRAWN
    for code, svg in drawn.items():
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img", code
        assert root.find("{*}title") is not None and root.find("{*}desc") is not None
        assert not re.search(r"<style|style=|<script|<a |href", svg), code
        ids = re.findall(r' id="([^"]+)"', svg)
        assert len(ids) == len(set(ids)), code
        assert all(used in ids for used in re.findall(r"url\(#([^)]+)\)", svg)), code


def test_a_file_says_where_it_is_from(rolled_up: Area, lead, signed_in) -> None:
    answer = signed_in(lead).get(MAP)
    said = texts_of(answer.content)
    # Discharge: 5 of 10, too few to be given away
    assert "Kent: Where decisions could be improved" in said
    assert "Q3 discharge * Not shown" in said and "50%" not in said
    assert "Made from agreed reviews" in said and "Disclosure control, rules 3.7.5" in said
    assert answer["Content-Type"] == "image/svg+xml"
    revision = Snapshot.objects.get(area=rolled_up).revision
    assert answer["Content-Disposition"] == f'attachment; filename="kent-system-map-r{revision}.svg"'


def test_what_is_unchanged_is_not_sent_again(rolled_up: Area, lead, signed_in) -> None:
    client = signed_in(lead)
    first = client.get(MAP)
    assert client.get(MAP, headers={"If-None-Match": first["ETag"]}).status_code == 304
    add_review(rolled_up, "q4-intake", "package", best_pathway="yes")
    Area.objects.touch(rolled_up.pk)
    assert catch_up_all()
    assert client.get(MAP, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", ["nothing.svg", "system-map.gif", "areas.svg"])
def test_what_is_not_drawn_is_not_there(rolled_up: Area, lead, signed_in, name: str) -> None:
    assert signed_in(lead).get(f"/areas/kent/drawings/{name}").status_code == 404


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("", {"system-map", "cost-movements"}),
        ("flows/", {"flows-people-q3-4", "flows-pounds-q3-4"}),
        ("why/", {"reasons", "answers"}),
    ],
)
def test_a_page_shows_each_at_two_widths_with_ids_of_their_own(
    rolled_up: Area, lead, signed_in, page: str, codes: set[str]
) -> None:
    shown = signed_in(lead).get(f"/areas/kent/{page}").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    for code in codes:
        assert {f"{code}-wide-title", f"{code}-narrow-title"} <= set(ids)
        assert f'href="/areas/kent/drawings/{code}.png"' in shown


def test_the_map_leads_on_from_each_decision_point(rolled_up: Area, lead, signed_in) -> None:
    page = signed_in(lead).get("/areas/kent/").content.decode()
    assert re.search(r'<a href="/areas/kent/flows/\?focus=q3-4[^"]*" aria-label="Q3 discharge: 50% \(5 of 10; ', page)


def test_areas_are_drawn_beside_each_other_and_never_ranked(rolled_up: Area, lead, signed_in) -> None:
    said = texts_of(signed_in(lead).get("/all-areas/drawings/areas.svg").content)
    assert "Improvable share by area Kent *." in said


def test_a_drawing_that_control_hides_is_explained_to_who_sees_it(rolled_up: Area, cast: Cast, signed_in) -> None:
    address = "/areas/kent/drawings/cost-movements.svg"
    answer = signed_in(cast.lead).get(address)
    assert (answer.status_code, b"too few reviews" in answer.content) == (409, True)
    assert signed_in(cast.viewer).get(address).status_code == 404


def test_looking_at_drawings_writes_nothing(rolled_up: Area, lead, signed_in) -> None:
    Area.objects.touch(rolled_up.pk)
    before = list(Snapshot.objects.order_by("pk").values("as_of", "revision", "claim"))
    assert signed_in(lead).get(MAP).status_code == 200
    assert list(Snapshot.objects.order_by("pk").values("as_of", "revision", "claim")) == before


@pytest.mark.skipif(fonts.find(fonts.USUAL) is None, reason="no font here to write a PNG with")
def test_a_png_has_its_letters() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="Arial, sans-serif">{}</svg>'
    plain, lettered = as_png(square.format("")), as_png(square.format('<text y="15">34%</text>'))
    assert plain.startswith(b"\x89PNG")
    assert lettered != plain


def test_without_a_font_the_png_says_what_to_do_and_the_svg_works(
    rolled_up: Area, lead, signed_in, settings, tmp_path
) -> None:
    settings.FONT_FOLDERS = [str(tmp_path)]
    client = signed_in(lead)
    answer = client.get(MAP.replace(".svg", ".png"))
    assert answer.status_code == 503
    assert "Install fonts-liberation and restart, or set FONT_FOLDERS" in answer.content.decode()
    assert client.get(MAP).status_code == 200


def test_the_best_font_is_taken_wherever_it_lies(tmp_path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("DejaVuSans.ttf", "inner/LiberationSans-Regular.ttf", "inner/LiberationSans-Bold.ttf"):
        (tmp_path / name).touch()
    found = fonts.find((str(tmp_path),))
    assert found
    assert found.family == "Liberation Sans"
    assert found.files == tuple(str(tmp_path / "inner" / f"LiberationSans-{kind}.ttf") for kind in ("Regular", "Bold"))
