"""An exchange: offered by one lead, accepted by another who was told the code, read by people who know no answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from areas.models import Area, Membership, Role
from config.errors import NotAllowed
from reviews.models import CaseNote, Exchange, Panel, PanelMember, Workshop
from reviews.workshops import exchange, panels, planning, sitting
from reviews.workshops.exchange import NO_SUCH_OFFER, NotBlind, Offered
from reviews.workshops.exchange_codes import ALPHABET, hashed, new_code
from reviews.workshops.exchange_notes import Wanted
from reviews.workshops.planning import Plan
from tests.conftest import Cast
from tests.factories import exchanges as given
from tests.factories import workshops as make
from tests.factories.workshops import NO, YES

# --- The code --------------------------------------------------------------------------------------------------------


def test_a_code_is_three_groups_of_four_with_60_bits() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert len(ALPHABET) ** 12 == 2**60
    assert {len(code) for code in codes} == {14}
    assert set("".join(codes)) == set(ALPHABET) | {"-"}


@pytest.mark.parametrize("typed", ["7kq2-m0xd-19tr", " 7KQ2 MOXD I9TR", "7KQ2M0XDL9TR\t"])
def test_a_code_is_known_however_it_was_typed(typed: str) -> None:
    assert hashed(typed) == hashed("7KQ2-M0XD-19TR")


def test_only_the_hash_of_a_code_is_kept(offered: Offered) -> None:
    kept = str(Exchange.objects.values().get()) + str(list(AuditEvent.objects.values()))
    assert offered.code not in kept
    assert offered.code.replace("-", "") not in kept
    assert Exchange.objects.get().code_hash == hashed(offered.code)


# --- Offering --------------------------------------------------------------------------------------------------------


def test_the_same_seed_offers_the_same_notes(notes: list[CaseNote], panel: Panel, cast: Cast) -> None:
    one, again, other = (given.offered(panel, 4, by=cast.lead, seed=seed).exchange for seed in (7, 7, 8))
    assert set(one.notes.all()) == set(again.notes.all()) != set(other.notes.all())
    assert one.sample == {"method": "random", "number": 4, "decision_point": "", "seed": 7, "drawn_from": 8}


def test_a_panel_offers_what_it_has_agreed_and_may_still_be_read(
    notes: list[CaseNote], panel: Panel, cast: Cast, area: Area
) -> None:
    CaseNote.objects.filter(pk=notes[0].pk).update(retired_at=timezone.now())
    CaseNote.objects.filter(pk=notes[1].pk).update(hidden_at=timezone.now())
    make.notes(area, 3)  # nobody has agreed these
    given.agreed(make.panel(area, {}, name="Another"), [YES], by=cast.lead)
    assert set(given.offered(panel, 6, by=cast.lead).exchange.notes.all()) == set(notes[2:])
    with pytest.raises(NotAllowed, match="has agreed 6 notes"):
        given.offered(panel, 7, by=cast.lead)


def test_notes_can_be_offered_by_their_references(notes: list[CaseNote], panel: Panel, cast: Cast) -> None:
    wanted = Wanted(references=(notes[2].reference, notes[5].reference))
    offered = exchange.offer(panel=panel, wanted=wanted, by=cast.lead)
    assert set(offered.exchange.notes.all()) == {notes[2], notes[5]}
    with pytest.raises(NotAllowed, match="kent-9999"):
        exchange.offer(panel=panel, wanted=Wanted(references=("kent-9999",)), by=cast.lead)


def test_only_one_decision_point_when_asked(notes: list[CaseNote], panel: Panel, cast: Cast) -> None:
    intake = given.agreed(
        panel, [YES, YES], by=cast.lead, name="Intake", decision_point="q4-intake", actual="domiciliary-package"
    )
    offered = given.offered(panel, 2, by=cast.lead, decision_point="q4-intake")
    assert set(offered.exchange.notes.all()) == set(intake)


def test_what_was_agreed_in_an_exchange_is_not_offered_on(reading: Workshop, other_panel: Panel, cast: Cast) -> None:
    given.agree(reading, [YES], by=cast.outsider)
    with pytest.raises(NotAllowed, match="has agreed 0 notes"):
        given.offered(other_panel, 1, by=cast.outsider)


@pytest.mark.parametrize("who", ["facilitator", "gp", "viewer", "steward", "outsider"])
def test_only_a_lead_of_the_area_offers(notes: list[CaseNote], panel: Panel, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        given.offered(panel, 1, by=cast[who])


# --- Accepting -------------------------------------------------------------------------------------------------------


def test_accepting_makes_a_workshop_of_the_notes_in_seeded_order(
    reading: Workshop, offered: Offered, other_area: Area, cast: Cast
) -> None:
    made = Exchange.objects.get()
    assert (made.workshop, made.accepted_by) == (reading, cast.outsider)
    assert (reading.area, reading.mode) == (other_area, "independent")
    read = list(reading.notes.values_list("note", flat=True))
    assert set(read) == set(made.notes.values_list("pk", flat=True))
    assert read == exchange.still_readable(made) != sorted(read)
    assert ("Exchange", "6 of another panel’s notes, read blind") in planning.sample_in_words(reading.sample)


def expired(offered: Offered) -> None:
    Exchange.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def withdrawn(offered: Offered) -> None:
    exchange.withdraw_offer(exchange=offered.exchange, by=offered.exchange.asked_by)


def used(offered: Offered) -> None:
    area = Area.objects.get(slug="swindon")
    lead = given.person(area, "Other", Role.LEAD)
    given.accepted(offered, make.panel(area, {}, name="Quick panel"), by=lead)


def unknown(offered: Offered) -> None:
    Exchange.objects.update(code_hash=hashed(new_code()))


@pytest.mark.parametrize("spoil", [expired, withdrawn, used, unknown])
def test_unknown_expired_used_and_withdrawn_codes_are_refused_alike(
    offered: Offered, other_panel: Panel, cast: Cast, spoil
) -> None:
    spoil(offered)
    before = Workshop.objects.count()
    with pytest.raises(NotAllowed) as refusal:
        given.accepted(offered, other_panel, by=cast.outsider)
    assert str(refusal.value) == NO_SUCH_OFFER
    assert Workshop.objects.count() == before


@pytest.mark.parametrize("who", ["lead", "facilitator", "gp"])
def test_only_a_lead_of_the_panel_that_reads_accepts(
    offered: Offered, other_panel: Panel, cast: Cast, who: str
) -> None:
    with pytest.raises(NotAllowed):
        given.accepted(offered, other_panel, by=cast[who])


def test_an_accepted_offer_can_t_be_withdrawn(reading: Workshop, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="has accepted"):
        exchange.withdraw_offer(exchange=Exchange.objects.get(), by=cast.lead)


def test_notes_retired_or_hidden_since_are_left_out(
    offered: Offered, notes: list[CaseNote], other_panel: Panel, cast: Cast
) -> None:
    gone = offered.exchange.notes.first()
    CaseNote.objects.filter(pk=gone.pk).update(hidden_at=timezone.now())
    read = given.accepted(offered, other_panel, by=cast.outsider).notes
    assert (read.count(), read.filter(note=gone).count()) == (5, 0)
    CaseNote.objects.update(retired_at=timezone.now())


def test_an_offer_of_which_nothing_is_left_is_refused(offered: Offered, other_panel: Panel, cast: Cast) -> None:
    CaseNote.objects.update(retired_at=timezone.now())
    with pytest.raises(NotAllowed, match="taken out of use"):
        given.accepted(offered, other_panel, by=cast.outsider)


def test_the_notes_of_an_exchange_stay_as_they_are(reading: Workshop, cast: Cast) -> None:
    place = reading.notes.first()
    for change in (
        lambda: planning.add_notes(workshop_id=reading.pk, notes=[place.note_id], by=cast.outsider),
        lambda: planning.remove_note(workshop_id=reading.pk, note_id=place.pk, by=cast.outsider),
    ):
        with pytest.raises(NotAllowed, match="stay as they are"):
            change()


# --- Blind -----------------------------------------------------------------------------------------------------------


def test_a_panel_is_not_given_its_own_notes(offered: Offered, panel: Panel, cast: Cast) -> None:
    with pytest.raises(NotBlind, match="own notes"):
        given.accepted(offered, panel, by=cast.lead)


def test_the_same_lead_may_have_another_panel_of_the_area_read_them(offered: Offered, area: Area, cast: Cast) -> None:
    second = make.panel(area, {"social-worker": cast.social_worker}, name="West Kent panel")
    assert given.accepted(offered, second, by=cast.lead).area == area


def sits_on_both(cast: Cast, panel: Panel) -> None:
    """The GP of the first panel."""


def sat_there(cast: Cast, panel: Panel) -> None:
    PanelMember.objects.filter(panel=panel, user=cast.gp).update(left_at=timezone.now())


def recorded(cast: Cast, panel: Panel) -> None:
    PanelMember.objects.filter(panel=panel, user=cast.gp).delete()
    panel.agreed_reviews.update(recorded_by=cast.gp)


def judged(cast: Cast, panel: Panel) -> None:
    PanelMember.objects.filter(panel=panel, user=cast.gp).delete()
    there = make.panel(panel.area, {"gp": cast.gp}, name="Third")
    place = make.workshop(there, cast.lead, CaseNote.objects.all(), name="Third").notes.first()
    sitting.submit_judgement(workshop_id=place.workshop_id, note_id=place.pk, answers=NO, whole=True, by=cast.gp)
    Exchange.objects.get().notes.add(place.note)


@pytest.mark.parametrize("knows", [sits_on_both, sat_there, recorded, judged])
def test_whoever_may_know_the_answers_is_pointed_out_and_refused(
    offered: Offered, panel: Panel, area: Area, cast: Cast, knows
) -> None:
    knows(cast, panel)
    people = {"gp": cast.gp, "social-worker": cast.social_worker}
    second = make.panel(area, people, name="West Kent panel")
    with pytest.raises(NotBlind, match="Not blind for Gp:"):
        given.accepted(offered, second, by=cast.lead)
    PanelMember.objects.filter(panel=second, user=cast.gp).update(left_at=timezone.now())
    assert given.accepted(offered, second, by=cast.lead).notes.exists()


def test_a_panel_that_has_read_a_note_does_not_read_it_again(
    reading: Workshop, panel: Panel, other_panel: Panel, cast: Cast
) -> None:
    given.agree(reading, [YES], by=cast.outsider)
    once_more = given.offered(panel, 8, by=cast.lead)
    with pytest.raises(NotBlind, match="before"):
        given.accepted(once_more, other_panel, by=cast.outsider)


def test_nobody_who_may_know_the_answers_joins_until_the_workshop_is_closed(
    reading: Workshop, other_panel: Panel, professions: dict, cast: Cast
) -> None:
    Membership.objects.create(area=other_panel.area, user=cast.gp, role=Role.PANEL_MEMBER)

    def join() -> PanelMember:
        return panels.add_member(panel=other_panel, user=cast.gp, profession=professions["gp"], by=cast.outsider)

    with pytest.raises(NotAllowed, match="may know the other panel’s answers"):
        join()
    sitting.close_workshop(workshop_id=reading.pk, by=cast.outsider)
    assert join().pk


def test_what_is_done_with_an_exchange_is_on_the_audit_trail(reading: Workshop, cast: Cast) -> None:
    events = AuditEvent.objects.filter(action__startswith="exchange.").order_by("pk").values_list("action", "by")
    assert list(events) == [("exchange.offered", cast.lead.pk), ("exchange.accepted", cast.outsider.pk)]


def test_a_plan_is_needed_to_accept(offered: Offered, other_panel: Panel, cast: Cast) -> None:
    """The facilitator is somebody who may run workshops in the area."""
    with pytest.raises(NotAllowed, match="may run a workshop"):
        exchange.accept(code=offered.code, plan=Plan(other_panel, "X", cast.lead, None, 60), by=cast.outsider)
    assert Exchange.objects.get().accepted_at is None
