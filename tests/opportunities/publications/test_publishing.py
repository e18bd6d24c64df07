"""Published tables: copied from the snapshot of the moment, decided by somebody else, then never changed."""

import ast
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import AuditEvent, User
from areas.models import Area, DecisionPointInput
from config.errors import NotAllowed
from opportunities.catch_up import catch_up_all
from opportunities.models import Publication, Snapshot
from opportunities.publications import decide
from opportunities.publications.access import publications_for
from opportunities.publications.contents import content_of
from opportunities.publications.propose import Proposal, propose
from opportunities.publications.sealed import Broken, seal, unseal
from pathways.catalogue_file import load_catalogue
from pathways.catalogue_written import catalogue_contents
from pathways.models import CatalogueRevision
from tests.conftest import Cast
from tests.opportunities.publications.conftest import PROPOSAL, store_tables
from tests.opportunities.rollup.stored import store_reviews

ROOT = Path(__file__).parents[3]


def test_a_proposal_copies_tables_inputs_and_catalogue(proposed: Publication) -> None:
    snapshot, content = Snapshot.objects.get(area=proposed.area), content_of(proposed)
    assert (proposed.number, proposed.outcome, proposed.reviews_counted) == (1, "", 15)
    assert (proposed.revision, proposed.as_of) == (snapshot.revision, snapshot.as_of)
    assert proposed.rules == snapshot.controlled_by
    assert content.controlled == snapshot.controlled
    assert content.working is None
    assert content.inputs["kent"]["decision_points"][0]["annual_volume"] == 1000
    assert content.catalogue == catalogue_contents()


def test_a_catalogue_as_written_is_the_catalogue_that_was_loaded(catalogue: None) -> None:
    loaded = load_catalogue(json.dumps(catalogue_contents()).encode(), by=None)
    assert (loaded.counts(), loaded.kept, loaded.unknown) == ({"created": 0, "changed": 0, "removed": 0}, [], [])


def test_working_figures_are_published_only_with_a_reason(rolled_up: Area, cast: Cast) -> None:
    lifted = Proposal("With small counts", "For the steering group.", "Everybody there signed for confidentiality.")
    made = propose(area=rolled_up, proposal=lifted, by=cast.lead)
    snapshot, content = Snapshot.objects.get(area=rolled_up), content_of(made)
    assert (content.working, content.controlled) == (snapshot.figures, snapshot.controlled)
    assert AuditEvent.objects.get(action="publication.proposed").detail["lifted"] is True


def test_tables_that_are_out_of_date_are_not_published(rolled_up: Area, cast: Cast) -> None:
    Area.objects.touch(rolled_up.pk)
    with pytest.raises(NotAllowed, match="Roll up first"):
        propose(area=rolled_up, proposal=PROPOSAL, by=cast.lead)
    store_tables(rolled_up)
    CatalogueRevision.next()
    with pytest.raises(NotAllowed, match="Roll up first"):
        propose(area=rolled_up, proposal=PROPOSAL, by=cast.lead)
    store_tables(rolled_up)
    Snapshot.objects.update(controlled_by="0.1.1")
    with pytest.raises(NotAllowed, match="Roll up first"):
        propose(area=rolled_up, proposal=PROPOSAL, by=cast.lead)


def test_an_area_that_was_never_rolled_up_has_nothing_to_publish(area: Area, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Roll up first"):
        propose(area=area, proposal=PROPOSAL, by=cast.lead)


def test_numbers_follow_one_another_in_each_area_and_of_all_areas(rolled_up: Area, cast: Cast) -> None:
    titles = ["First", "Second", "Second"]  # a double click is one proposal
    made = [propose(area=rolled_up, proposal=Proposal(title, "why"), by=cast.lead).number for title in titles]
    of_all = [propose(area=None, proposal=Proposal(title, "why"), by=cast.lead).number for title in titles]
    assert (made, of_all) == ([1, 2, 2], [1, 2, 2])


@pytest.mark.parametrize("who", ["steward", "facilitator", "gp", "viewer", "outsider"])
def test_only_a_lead_proposes_and_decides(proposed: Publication, rolled_up: Area, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="Only a project lead"):
        propose(area=rolled_up, proposal=PROPOSAL, by=cast[who])
    with pytest.raises(NotAllowed, match="Only a project lead"):
        decide.approve(publication_id=proposed.pk, by=cast[who])
    with pytest.raises(NotAllowed, match="Only a project lead"):
        decide.refuse(publication_id=proposed.pk, reason="No", by=cast[who])


def test_another_lead_approves_and_nobody_their_own(proposed: Publication, cast: Cast, second_lead: User) -> None:
    with pytest.raises(NotAllowed, match="somebody else has to decide"):
        decide.approve(publication_id=proposed.pk, by=cast.lead)
    made = decide.approve(publication_id=proposed.pk, by=second_lead)
    assert (made.outcome, made.decided_by) == ("approved", second_lead)
    assert AuditEvent.objects.get(action="publication.approved").by == second_lead


def test_a_site_administrator_decides_where_an_area_has_one_lead(proposed: Publication, cast: Cast) -> None:
    assert decide.approve(publication_id=proposed.pk, by=cast.admin).approved


def test_all_areas_are_decided_by_a_site_administrator(rolled_up: Area, cast: Cast, second_lead: User) -> None:
    made = propose(area=None, proposal=PROPOSAL, by=cast.lead)
    with pytest.raises(NotAllowed, match="site administrator"):
        decide.approve(publication_id=made.pk, by=second_lead)
    assert decide.approve(publication_id=made.pk, by=cast.admin).approved


def test_all_areas_without_control_are_for_who_leads_every_one(rolled_up: Area, cast: Cast) -> None:
    """From the sum of two areas the lead of one could take their own."""
    lifted = replace(PROPOSAL, lifted_because="The board asked for exact figures.")
    with pytest.raises(NotAllowed, match="Only who leads every area"):
        propose(area=None, proposal=lifted, by=cast.lead)
    made = propose(area=None, proposal=lifted, by=cast.admin)
    assert made not in publications_for(cast.lead, None) and made in publications_for(cast.admin, None)


def test_a_refusal_says_why_and_a_withdrawal_is_the_proposer_s(proposed, cast: Cast, second_lead: User) -> None:
    with pytest.raises(NotAllowed, match="Enter why"):
        decide.refuse(publication_id=proposed.pk, reason=" ", by=second_lead)
    with pytest.raises(NotAllowed, match="Only who proposed"):
        decide.withdraw(publication_id=proposed.pk, by=second_lead)
    assert decide.withdraw(publication_id=proposed.pk, by=cast.lead).outcome == "withdrawn"
    again = propose(area=proposed.area, proposal=PROPOSAL, by=cast.lead)
    refused = decide.refuse(publication_id=again.pk, reason="Volumes of last year", by=second_lead)
    assert (refused.number, refused.outcome, refused.decision_note) == (2, "refused", "Volumes of last year")


@pytest.mark.parametrize("first", ["approve", "refuse", "withdraw"])
def test_what_is_decided_stays_decided(proposed: Publication, cast: Cast, second_lead: User, first: str) -> None:
    acts = {
        "approve": lambda: decide.approve(publication_id=proposed.pk, by=second_lead),
        "refuse": lambda: decide.refuse(publication_id=proposed.pk, reason="No", by=second_lead),
        "withdraw": lambda: decide.withdraw(publication_id=proposed.pk, by=cast.lead),
    }
    acts[first]()
    before = list(Publication.objects.values())
    for act in acts.values():
        with pytest.raises(NotAllowed, match="decided about this already"):
            act()
    assert list(Publication.objects.values()) == before


def test_what_is_published_stays_whatever_happens_to_the_area(area: Area, cast: Cast, second_lead: User) -> None:
    store_reviews(area)
    assert catch_up_all()
    made = propose(area=area, proposal=Proposal("Spring", "For the board", "All have signed"), by=cast.lead)
    decide.approve(publication_id=made.pk, by=second_lead)
    before, snapshot = Publication.objects.values().get(), Snapshot.objects.get(area=area)
    assert content_of(made).controlled == snapshot.controlled
    assert made.reviews_counted == 15
    store_reviews(area)
    DecisionPointInput.objects.update(annual_volume=1)
    call_command("load_catalogue")
    assert catch_up_all()
    assert Publication.objects.values().get() == before
    now = Snapshot.objects.get(area=area)
    assert now.figures["opportunities"]["total"]["notes_reviewed"] == 28
    assert content_of(Publication.objects.get()).figures.opportunities["total"]["notes_reviewed"] == 14


def test_no_code_can_save_or_delete_a_publication(proposed: Publication) -> None:
    proposed.title = "Another"
    for act in (proposed.save, lambda: proposed.save(update_fields=["title"]), proposed.delete):
        with pytest.raises(TypeError, match="never"):
            act()


WRITES = {"create", "bulk_create", "get_or_create", "save", "update", "bulk_update", "delete"}


def test_the_program_writes_publications_in_two_places_only() -> None:
    """Rows are made in propose.py and decided in decide.py; nothing updates them in bulk."""
    writers = set()
    for path in (ROOT / "opportunities").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                text = ast.unparse(node.func)
                about = "Publication.objects" in text or text.startswith("publication.")
                if about and node.func.attr in WRITES:
                    writers.add((path.name, node.func.attr))
    assert writers == {("propose.py", "create"), ("decide.py", "save")}


def test_a_row_that_was_changed_past_the_program_is_not_read(proposed: Publication, second_lead: User) -> None:
    Publication.objects.update(content=proposed.content.replace("Kent", "Kant"))
    with pytest.raises(Broken):
        decide.approve(publication_id=proposed.pk, by=second_lead)


def test_a_seal_holds_every_character() -> None:
    text, digest = seal({"share": 0.1 + 0.2, "name": "Bréval “Ward”", "none": None})
    assert unseal(text, digest) == {"share": 0.1 + 0.2, "name": "Bréval “Ward”", "none": None}
    with pytest.raises(Broken):
        unseal(text + " ", digest)


def broken(proposed: Publication, **values: Any) -> None:
    Publication.objects.filter(pk=proposed.pk).update(**values)


def once_more(proposed: Publication, **values: Any) -> None:
    row = Publication.objects.get(pk=proposed.pk)
    row.pk, row._state.adding = None, True
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)


NOW = timezone.now()
BREAKS = {
    "publication_number_once_per_area": lambda made: once_more(made),
    "publication_number_once_of_all_areas": lambda made: [once_more(made, area=None) for _ in range(2)],
    "publication_numbered_from_1": lambda made: broken(made, number=0),
    "publication_says_what_and_why": lambda made: broken(made, why=""),
    "publication_decided_by_another": lambda made: broken(
        made, outcome="approved", decided_by=made.proposed_by, decided_at=NOW
    ),
    "publication_refused_with_its_reason": lambda made: broken(
        made, outcome="refused", decided_by=User.objects.exclude(pk=made.proposed_by_id).first(), decided_at=NOW
    ),
}


def test_every_rule_of_the_table_is_broken_here() -> None:
    assert set(BREAKS) == {rule.name for rule in Publication._meta.constraints}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(proposed: Publication, name: str) -> None:
    rule = next(rule for rule in Publication._meta.constraints if rule.name == name)
    words = name if isinstance(rule, models.CheckConstraint) else r"(?i)unique"
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        BREAKS[name](proposed)


@pytest.mark.parametrize(
    "values",
    [
        {"outcome": "approved"},
        {"outcome": "approved", "decided_at": NOW},
        {"outcome": "withdrawn", "decided_at": NOW},
        {"decided_at": NOW},
        {"outcome": "maybe", "decided_at": NOW},
    ],
)
def test_a_decision_is_whole_or_not_at_all(proposed: Publication, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="publication_decided_by_another"), transaction.atomic():
        broken(proposed, **values)
