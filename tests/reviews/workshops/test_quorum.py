"""A panel's quorum: which rules are met, who is missing, and who may say so."""

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEvent
from areas.models import Area
from config.errors import NotAllowed
from reviews.models import Panel, QuorumRule, Workshop
from reviews.workshops import panels
from reviews.workshops.quorum import Rule, in_words, quorum
from tests.conftest import Cast
from tests.factories import workshops as make
from tests.reviews.workshops.test_statements import statements

LABELS = {
    "gp": "GP", "geriatrician": "Geriatrician", "social-worker": "Social worker", "ot": "Occupational therapist",
    "nurse": "District nurse", "ae": "A&E consultant", "discharge": "Integrated discharge staff",
}  # fmt: skip


def rule(key: int, *codes: str) -> Rule:
    return Rule(key, tuple((code, LABELS[code]) for code in codes))


# "A GP or geriatrician and a social worker or OT and a nurse"
THREE = [rule(1, "gp", "geriatrician"), rule(2, "social-worker", "ot"), rule(3, "nurse")]

# --- The rules, by hand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        (["gp", "ot", "nurse"], []),
        (["geriatrician", "gp", "social-worker", "ot", "nurse", "nurse"], []),
        (["ot", "nurse"], ["Missing: a GP or a geriatrician."]),
        (["gp", "geriatrician", "ae"],
         ["Missing: a social worker or an occupational therapist.", "Missing: a district nurse."]),
        ([], ["Missing: a GP or a geriatrician.", "Missing: a social worker or an occupational therapist.",
              "Missing: a district nurse."]),
    ],
)  # fmt: skip
def test_all_rules_must_be_met_and_who_is_missing_is_named(present: list[str], missing: list[str]) -> None:
    assert [standing.missing for standing in quorum(THREE, present) if not standing.met] == missing


def test_one_person_may_meet_two_rules() -> None:
    assert all(standing.met for standing in quorum([rule(1, "nurse", "gp"), rule(2, "nurse")], ["nurse"]))


def test_a_panel_without_rules_misses_nobody() -> None:
    assert quorum([], []) == ()


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["gp"], "a GP"),
        (["ae"], "an A&E consultant"),
        (["gp", "geriatrician", "ot"], "a GP, a geriatrician or an occupational therapist"),
        (["discharge", "nurse"], "integrated discharge staff or a district nurse"),
    ],
)
def test_a_rule_reads_as_a_person_says_it(codes: list[str], words: str) -> None:
    assert in_words(rule(1, *codes)) == words


rules = st.lists(st.sets(st.sampled_from(sorted(LABELS)), min_size=1).map(lambda codes: rule(0, *codes)), max_size=6)
people = st.lists(st.sampled_from(sorted(LABELS)), max_size=6)


@given(rules, people, st.sampled_from(sorted(LABELS)))
def test_somebody_who_joins_never_breaks_a_rule_and_who_leaves_never_meets_one(
    asked: list[Rule], present: list[str], one_more: str
) -> None:
    for before, after in zip(quorum(asked, present), quorum(asked, [*present, one_more]), strict=True):
        assert after.met or not before.met
        assert before.key == after.key and before.words == after.words


@given(rules, people)
def test_a_rule_is_met_exactly_when_the_two_sets_share_a_profession(asked: list[Rule], present: list[str]) -> None:
    for given_rule, standing in zip(asked, quorum(asked, present), strict=True):
        assert standing.met == bool({code for code, _ in given_rule.professions} & set(present))
        assert standing.met == (standing.missing == "")


# --- Writing them ----------------------------------------------------------------------------------------------------


def made(panel: Panel, professions, by, *codes: str) -> QuorumRule:
    return panels.add_rule(panel=panel, professions=[professions[code] for code in codes], by=by)


def test_a_rule_is_added_and_removed_and_the_trail_names_its_professions(panel: Panel, professions, lead) -> None:
    added = made(panel, professions, lead, "gp", "geriatrician")
    assert str(added) == "GP or Geriatrician"
    rule_id = added.pk
    panels.remove_rule(rule=added, by=lead)
    panels.remove_rule(rule=QuorumRule(pk=rule_id, panel=panel), by=lead)
    assert not panel.quorum_rules.exists()
    trail = AuditEvent.objects.filter(action__startswith="panel.quorum").order_by("pk")
    detail = {"rule": rule_id, "professions": ["geriatrician", "gp"]}
    assert [(event.action, event.by, event.detail) for event in trail] == [
        ("panel.quorum-rule-added", lead, detail), ("panel.quorum-rule-removed", lead, detail),
    ]  # fmt: skip


def test_the_same_rule_twice_is_one_rule(panel: Panel, professions, lead) -> None:
    first = made(panel, professions, lead, "gp", "geriatrician")
    assert made(panel, professions, lead, "geriatrician", "gp") == first
    assert made(panel, professions, lead, "gp") != first
    assert AuditEvent.objects.filter(action="panel.quorum-rule-added").count() == 2


def test_a_rule_that_names_nobody_is_not_taken(panel: Panel, professions, lead) -> None:
    with pytest.raises(NotAllowed, match="Select at least one profession"):
        made(panel, professions, lead)
    assert not panel.quorum_rules.exists()


@pytest.mark.parametrize("who", ["facilitator", "gp", "viewer", "steward", "outsider"])
def test_only_leads_change_a_quorum(panel: Panel, professions, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        made(panel, professions, cast[who], "gp")
    added = made(panel, professions, cast.lead, "gp")
    with pytest.raises(NotAllowed):
        panels.remove_rule(rule=added, by=cast[who])
    assert panel.quorum_rules.count() == 1


def test_a_profession_that_a_rule_names_is_not_deleted(panel: Panel, professions, lead) -> None:
    made(panel, professions, lead, "geriatrician", "gp")
    with pytest.raises(ProtectedError):
        professions["geriatrician"].delete()


# --- The pages -------------------------------------------------------------------------------------------------------

NOT_MET = "The panel does not meet its quorum"
RULE = '<th scope="row">a GP or a geriatrician</th>'


def address(panel: Panel, name: str = "panel", *more: int) -> str:
    return reverse(f"reviews:{name}", args=[panel.pk, *more])


def test_a_lead_sets_the_quorum_and_sees_it_reopen_when_somebody_leaves(
    signed_in, lead, panel: Panel, workshop: Workshop, professions
) -> None:
    client: Client = signed_in(lead)
    chosen = [professions["gp"].pk, professions["geriatrician"].pk]
    answer = client.post(address(panel, "add-quorum-rule"), {"professions": chosen}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(address(panel), 302)]
    assert RULE in page
    assert NOT_MET not in page
    client.post(address(panel, "leave-panel", panel.members.get(profession__code="gp").pk))
    for shown in (address(panel), reverse("reviews:workshop", args=[workshop.pk])):
        page = client.get(shown).content.decode()
        assert NOT_MET in page
        assert "Missing: a GP or a geriatrician." in page
    assert "Missing: a GP or a geriatrician." in client.get(reverse("reviews:panels")).content.decode()
    client.post(address(panel, "remove-quorum-rule", panel.quorum_rules.get().pk))
    for shown in (address(panel), reverse("reviews:workshop", args=[workshop.pk]), reverse("reviews:panels")):
        page = client.get(shown).content.decode()
        assert RULE not in page and "Missing: " not in page


def test_who_ticks_nothing_is_told_what_to_do(signed_in, lead, panel: Panel) -> None:
    page = signed_in(lead).post(address(panel, "add-quorum-rule"), {}).content.decode()
    assert "<title>Error: " in page
    assert '<a href="#id_professions_0">Select at least one profession for the rule</a>' in page
    assert 'id="id_professions_0"' in page
    assert "Select a person</a>" not in page  # the other form of the page was not sent
    assert not panel.quorum_rules.exists()


def test_a_slip_in_one_form_says_nothing_about_the_other(signed_in, lead, panel: Panel) -> None:
    page = signed_in(lead).post(address(panel), {}).content.decode()
    assert ">Select a person</a>" in page
    assert "Select at least one profession" not in page


def test_the_address_of_a_slip_opened_again_leads_to_the_panel(signed_in, lead, panel: Panel) -> None:
    assert signed_in(lead).get(address(panel, "add-quorum-rule")).headers["Location"] == address(panel)


@pytest.mark.parametrize("who", ["facilitator", "gp", "viewer", "steward", "outsider"])
def test_to_others_the_quorum_is_not_there(client: Client, cast: Cast, panel: Panel, professions, who: str) -> None:
    added = made(panel, professions, cast.lead, "gp")
    client.force_login(cast[who])
    given = {"professions": [professions["gp"].pk]}
    assert client.post(address(panel, "add-quorum-rule"), given).status_code == 404
    assert client.get(address(panel, "add-quorum-rule")).status_code == 404
    assert client.post(address(panel, "remove-quorum-rule", added.pk)).status_code == 404
    assert panel.quorum_rules.count() == 1


def test_a_rule_is_removed_on_its_own_panel_only(signed_in, lead, panel: Panel, area: Area, professions) -> None:
    other = make.panel(area, {}, name="West panel")
    added = made(panel, professions, lead, "gp")
    assert signed_in(lead).post(address(other, "remove-quorum-rule", added.pk)).status_code == 404
    assert signed_in(lead).get(address(panel, "remove-quorum-rule", added.pk)).status_code == 405
    assert panel.quorum_rules.count() == 1


def test_without_rules_the_warnings_stay_as_they_are(signed_in, lead, cast: Cast, area: Area, professions) -> None:
    narrow = make.panel(area, {"gp": cast.gp}, name="West panel")
    page = signed_in(lead).get(address(narrow)).content.decode()
    assert "1 profession: a panel should have at least 3." in page
    assert "Health without social care" in page
    assert NOT_MET not in page


def test_a_closed_workshop_asks_for_nobody(signed_in, lead, panel: Panel, workshop: Workshop, professions) -> None:
    made(panel, professions, lead, "geriatrician")
    shown = reverse("reviews:workshop", args=[workshop.pk])
    assert NOT_MET in signed_in(lead).get(shown).content.decode()
    Workshop.objects.filter(pk=workshop.pk).update(closed_at="2026-11-20T12:00Z")
    assert NOT_MET not in signed_in(lead).get(shown).content.decode()


def test_pages_cost_the_same_with_1_rule_and_8(
    signed_in, lead, panel: Panel, workshop: Workshop, area: Area, professions
) -> None:
    client, costs = signed_in(lead), []
    codes = sorted(professions)
    pages = [address(panel), reverse("reviews:panels"), reverse("reviews:workshop", args=[workshop.pk])]
    for number in (1, 8):
        for n in range(number):
            other = make.panel(area, {}, name=f"Panel {number} {n}")
            for shown in (panel, other):
                made(shown, professions, lead, codes[n], codes[n + 1], codes[-1])
        costs.append([statements(lambda shown=shown: client.get(shown)) for shown in pages])
    assert costs[0] == costs[1]
