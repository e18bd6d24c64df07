"""Two leads at the same moment: numbers differ, one decision counts, and no copy mixes two states of the inputs."""

import pytest
from django.db import transaction

from accounts.models import User
from areas.models import Area, DecisionPointInput
from config.errors import NotAllowed
from opportunities.models import Publication
from opportunities.publications import decide
from opportunities.publications.contents import content_of
from opportunities.publications.propose import Proposal, propose
from tests.areas.test_races import together
from tests.conftest import Cast
from tests.examples import examples
from tests.opportunities.publications.conftest import PROPOSAL, store_tables

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = examples(5)


@pytest.fixture
def db(transactional_db: None) -> None:
    """Every other fixture asks for `db`: here what it stores is committed."""


def test_two_proposals_at_once_get_numbers_of_their_own(rolled_up: Area, cast: Cast, second_lead: User) -> None:
    for _ in range(ROUNDS):
        made = together(
            lambda: propose(area=rolled_up, proposal=PROPOSAL, by=cast.lead),
            lambda: propose(area=rolled_up, proposal=PROPOSAL, by=second_lead),
        )
        assert sorted(each.number for each in made) == [1, 2]
        Publication.objects.all().delete()


def test_of_two_decisions_at_once_the_first_counts(rolled_up: Area, cast: Cast, second_lead: User) -> None:
    for turn in range(ROUNDS):
        pk = propose(area=rolled_up, proposal=Proposal(f"No. {turn}", "why"), by=cast.lead).pk
        outcomes = together(
            lambda pk=pk: decide.approve(publication_id=pk, by=second_lead),
            lambda pk=pk: decide.refuse(publication_id=pk, reason="No", by=cast.admin),
            lambda pk=pk: decide.withdraw(publication_id=pk, by=cast.lead),
        )
        assert [type(each) for each in outcomes].count(NotAllowed) == 2, outcomes
        decided = next(each for each in outcomes if isinstance(each, Publication))
        assert Publication.objects.get(pk=pk).outcome == decided.outcome


def test_inputs_that_change_meanwhile_are_in_none_or_make_the_tables_stale(rolled_up: Area, cast: Cast) -> None:
    def change(volume: int) -> None:
        with transaction.atomic():
            DecisionPointInput.objects.filter(area=rolled_up, decision_point="q3-discharge").update(
                annual_volume=volume
            )
            Area.objects.touch(rolled_up.pk)

    for turn in range(ROUNDS):
        was = DecisionPointInput.objects.get(area=rolled_up, decision_point="q3-discharge").annual_volume
        store_tables(rolled_up)
        proposal = Proposal(f"No. {turn}", "why")
        outcome, _ = together(
            lambda given=proposal: propose(area=rolled_up, proposal=given, by=cast.lead),
            lambda volume=turn + 5: change(volume),
        )
        if isinstance(outcome, Publication):
            points = content_of(outcome).inputs["kent"]["decision_points"]
            assert next(each["annual_volume"] for each in points if each["code"] == "q3-discharge") == was
        else:
            assert isinstance(outcome, NotAllowed), outcome
