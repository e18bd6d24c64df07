"""Addresses of panels and workshops; those of batches stand beside."""

from django.urls import include, path

from reviews.views import agreed_list, drafts, handover, judging, live, own, own_time, panels, planning, workshops

app_name = "reviews"
urlpatterns = [
    path("", include("reviews.urls_batches")),
    path("", include("reviews.urls_declarations")),
    path("", include("reviews.urls_exchanges")),
    path("areas/<slug:slug>/reviews/", agreed_list.agreed_reviews, name="agreed-reviews"),
    path("areas/<slug:slug>/reviews/<int:review_id>/", agreed_list.agreed_review, name="agreed-review"),
    path("panels/", panels.panels, name="panels"),
    path("panels/new/", panels.new_panel, name="new-panel"),
    path("panels/<int:panel_id>/", panels.panel, name="panel"),
    path("panels/<int:panel_id>/members/<int:member_id>/leave/", panels.leave_panel, name="leave-panel"),
    path("panels/<int:panel_id>/quorum/", panels.add_rule, name="add-quorum-rule"),
    path("panels/<int:panel_id>/quorum/<int:rule_id>/remove/", panels.remove_rule, name="remove-quorum-rule"),
    path("workshops/", workshops.workshops, name="workshops"),
    path("workshops/new/", planning.new_workshop, name="new-workshop"),
    path("workshops/<int:workshop_id>/", workshops.workshop, name="workshop"),
    path("workshops/<int:workshop_id>/choose/", planning.choose_notes, name="choose-notes"),
    path("workshops/<int:workshop_id>/next/", judging.next_note, name="next"),
    path("workshops/<int:workshop_id>/take-over/", handover.take_over, name="take-over"),
    path("workshops/<int:workshop_id>/take/", own_time.take_note, name="take-note"),
    path("workshops/<int:workshop_id>/agree-ready/", own_time.agree_ready, name="agree-ready"),
    path("workshops/<int:workshop_id>/close/", workshops.close_workshop, name="close-workshop"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/", judging.judge, name="judge"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/agreed-review/", judging.agree, name="agree"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/draft/", drafts.save_draft, name="draft"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/draft/drop/", own.drop_draft, name="drop-draft"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/to-self/", own.save_private_note, name="private-note"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/open/", workshops.open_note, name="open-note"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/reveal/", workshops.reveal_note, name="reveal-note"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/hide/", workshops.undo_reveal, name="undo-reveal"),
    path("workshops/<int:workshop_id>/live/", live.live, name="live"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/live/", live.live, {"page": "judge"}, name="live-judge"),
    path(
        "workshops/<int:workshop_id>/notes/<int:note_id>/agreed-review/live/",
        live.live,
        {"page": "agree"},
        name="live-agree",
    ),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/later/", workshops.skip_note, name="skip-note"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/discuss/", own_time.stop_waiting, name="stop-waiting"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/remove/", planning.remove_note, name="remove-note"),
]
