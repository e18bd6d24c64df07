"""Addresses of batches: pages, and those under /api/v1/."""

from django.urls import path

from reviews.api import batches as api
from reviews.api.batch_conflicts import batch_conflicts
from reviews.views import batch_notes, batch_rows, file_templates, held, held_list, passport, screen_entries
from reviews.views import batches as pages

urlpatterns = [
    path("batches/", pages.batches, name="batches"),
    path("batches/new/", pages.new_batch, name="new-batch"),
    path("batches/template/<slug:slug>/<slug:kind>/<slug:form>/", file_templates.template, name="template"),
    path("batches/<int:batch_id>/", pages.batch, name="batch"),
    path("batches/<int:batch_id>/accept/", pages.accept_batch, name="accept-batch"),
    path("batches/<int:batch_id>/sheet/", pages.choose_sheet, name="choose-sheet"),
    path("batches/<int:batch_id>/withdraw/", pages.withdraw_batch, name="withdraw-batch"),
    path("batches/screen/<slug:slug>/", screen_entries.entries, name="screen-entries"),
    path("batches/screen/<slug:slug>/<int:entry_id>/remove/", screen_entries.remove, name="remove-screen-entry"),
    path("batches/<int:batch_id>/cancel/", pages.cancel_batch, name="cancel-batch"),
    path("batches/<int:batch_id>/notes/", batch_notes.notes, name="batch-notes"),
    path("batches/<int:batch_id>/notes/<int:note_id>/retire/", batch_notes.retire_note, name="retire-note"),
    path("batches/<int:batch_id>/passport/", passport.passport, name="passport"),
    path("batches/<int:batch_id>/to-mend/", batch_rows.take_rows, name="take-rows"),
    path("batches/<int:batch_id>/conflicts/", batch_rows.conflict_rows, name="conflicts"),
    path("batches/<int:batch_id>/held/", held_list.held_rows, name="held-rows"),
    path("batches/<int:batch_id>/held/decide/", held_list.decide_many, name="decide-findings"),
    path("batches/<int:batch_id>/held/<int:row_id>/", held.held_row, name="held-row"),
    path("batches/<int:batch_id>/held/<int:row_id>/decide/", held.decide, name="decide-finding"),
    path("batches/<int:batch_id>/held/<int:row_id>/leave-out/", held.leave_out, name="leave-out-row"),
]
api_urlpatterns = [
    path("batches/", api.BatchList.as_view(), name="batches"),
    path("batches/<int:batch_id>/", api.batch, name="batch"),
    path("batches/<int:batch_id>/problems/", api.BatchProblems.as_view(), name="batch-problems"),
    path("batches/<int:batch_id>/conflicts/", batch_conflicts, name="batch-conflicts"),
    path("batches/<int:batch_id>/accept/", api.accept_batch, name="batch-accept"),
    path("batches/<int:batch_id>/cancel/", api.cancel_batch, name="batch-cancel"),
    path("batches/<int:batch_id>/withdraw/", api.withdraw_batch, name="batch-withdraw"),
]
