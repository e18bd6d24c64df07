"""Who may do what where: the fetch is the check, and what is not yours looks like nothing."""

import pytest
from django.http import Http404

from areas.access import MAY, area_for, areas_for, can, can_anywhere
from areas.models import Area
from tests.conftest import Cast

# role of the cast: what it may do in Kent
RIGHTS = {
    "steward": {"load batches", "see batches", "see people", "manage people", "see audit", "see area"},
    "lead": {
        "see batches", "edit inputs", "see figures", "see working figures", "open reviews", "publish figures",
        "write cases", "approve cases", "see people", "plan workshops", "run workshops", "judge", "see area",
    },
    "facilitator": {"run workshops", "judge", "write cases", "see area"},
    "gp": {"judge", "see area"},
    "viewer": {"see figures", "see area"},
    "outsider": set(),
    "admin": set(MAY),
}  # fmt: skip


@pytest.mark.parametrize("action", sorted(MAY))
@pytest.mark.parametrize("who", sorted(RIGHTS))
def test_the_table_of_rights(cast: Cast, area: Area, who: str, action: str) -> None:
    allowed = action in RIGHTS[who]
    assert can(cast[who], action, area.pk) is allowed
    assert areas_for(cast[who], action).filter(pk=area.pk).exists() is allowed
    if allowed:
        assert area_for(cast[who], "kent", action) == area
    else:
        with pytest.raises(Http404):
            area_for(cast[who], "kent", action)


def test_an_area_that_is_not_yours_and_one_that_is_not_there_raise_the_same(cast: Cast) -> None:
    refusals = []
    for slug in ("kent", "nowhere"):
        with pytest.raises(Http404) as refusal:
            area_for(cast.outsider, slug)
        refusals.append(str(refusal.value))
    assert refusals[0] == refusals[1]


def test_somebody_switched_off_has_no_rights(cast: Cast, area: Area) -> None:
    cast.admin.is_active = False
    cast.admin.save()
    assert not areas_for(cast.admin).exists()


def test_the_navigation_takes_one_query(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert can_anywhere(cast.lead, MAY) == RIGHTS["lead"]
