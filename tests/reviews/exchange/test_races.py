"""Two leads at the same moment, on the real database."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from areas.models import Area
from config.errors import NotAllowed
from reviews.models import CaseNote, Exchange, Panel, PanelMember, Workshop
from reviews.workshops import exchange, panels
from tests.conftest import Cast
from tests.examples import examples
from tests.factories import exchanges as given
from tests.factories import workshops as make
from tests.factories.workshops import YES
from tests.reviews.workshops.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = examples(10)


@pytest.fixture
def first(transactional_db: None, area: Area, cast: Cast) -> Panel:
    call_command("load_catalogue")
    panel = make.panel(area, {"gp": cast.gp}, name="East Kent panel")
    given.agreed(panel, [YES] * 3, by=cast.lead)
    return panel


@pytest.fixture
def readers(first: Panel, other_area: Area) -> Iterator[Panel]:
    return (Panel.objects.create(area=other_area, name=f"Panel {n}") for n in range(100))


def test_two_leads_with_the_same_code_make_one_workshop(first: Panel, readers: Iterator[Panel], cast: Cast) -> None:
    before = Workshop.objects.count()
    for n in range(1, ROUNDS + 1):
        code = given.offered(first, 2, by=cast.lead)
        one, other = next(readers), next(readers)
        outcomes = together(
            lambda code=code, one=one: given.accepted(code, one, by=cast.outsider),
            lambda code=code, other=other: given.accepted(code, other, by=cast.outsider),
        )
        assert sorted(isinstance(outcome, NotAllowed) for outcome in outcomes) == [False, True], outcomes
        assert Workshop.objects.count() == before + n


def test_an_offer_is_accepted_or_withdrawn_and_never_both(first: Panel, readers: Iterator[Panel], cast: Cast) -> None:
    for _ in range(ROUNDS):
        offered, reader = given.offered(first, 2, by=cast.lead), next(readers)
        outcomes = together(
            lambda offered=offered, reader=reader: given.accepted(offered, reader, by=cast.outsider),
            lambda offered=offered: exchange.withdraw_offer(exchange=offered.exchange, by=cast.lead),
        )
        assert sum(isinstance(outcome, NotAllowed) for outcome in outcomes) == 1, outcomes
        now = Exchange.objects.get(pk=offered.exchange.pk)
        assert (now.accepted_at is None) != (now.withdrawn_at is None)


def test_nobody_who_knows_slips_into_the_panel_while_its_lead_accepts(
    first: Panel, area: Area, cast: Cast, professions: dict
) -> None:
    for n in range(ROUNDS):
        offered, reader = given.offered(first, 2, by=cast.lead), Panel.objects.create(area=area, name=f"Reader {n}")
        together(
            lambda offered=offered, reader=reader: given.accepted(offered, reader, by=cast.lead),
            lambda reader=reader: panels.add_member(
                panel=reader, user=cast.gp, profession=professions["gp"], by=cast.lead
            ),
        )
        accepted = Exchange.objects.get(pk=offered.exchange.pk).accepted_at is not None
        assert accepted != PanelMember.objects.filter(panel=reader, user=cast.gp).exists()
    assert CaseNote.objects.count() == 3
