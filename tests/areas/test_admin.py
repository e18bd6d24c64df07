import pytest

from accounts.models import AuditEvent
from areas.models import Area

NONE = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}


def inline(*names):
    return {f"{name}-{key}": value for name in names for key, value in NONE.items()}


@pytest.fixture
def admin_page(signed_in, cast):
    return signed_in(cast.admin)


def test_a_site_administrator_makes_an_area(admin_page):
    places = inline("memberships", "organisations") | {
        "localities-TOTAL_FORMS": "1", "localities-INITIAL_FORMS": "0", "localities-0-name": "Swale",
    }  # fmt: skip
    answer = admin_page.post("/admin/areas/area/add/", {"slug": "sussex", "name": "Sussex", **places})
    assert answer.status_code == 302
    area = Area.objects.get(slug="sussex")
    assert [place.name for place in area.localities.all()] == ["Swale"]
    assert AuditEvent.objects.get(action="area.edited").on_id == str(area.pk)


def test_a_change_in_the_admin_reaches_the_figures_and_takes_no_revision_back(admin_page, area):
    form = {"name": "Kent and Medway", **inline("memberships", "localities", "organisations")}
    assert admin_page.post(f"/admin/areas/area/{area.pk}/change/", form).status_code == 302
    changed = Area.objects.get(pk=area.pk)
    assert (changed.name, changed.slug, changed.revision) == ("Kent and Medway", "kent", area.revision + 1)


def test_an_area_is_not_deleted_in_the_admin(admin_page, area):
    assert admin_page.post(f"/admin/areas/area/{area.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Area.objects.filter(pk=area.pk).exists()


def test_nobody_else_gets_into_the_admin(signed_in, lead, area):
    assert signed_in(lead).get("/admin/areas/area/").status_code == 302
