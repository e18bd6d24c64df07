"""API addresses under /api/v1/."""

from django.urls import path

from reviews import urls_batches, urls_declarations, urls_exchanges
from reviews.api import workshops as api

urlpatterns = [
    *urls_batches.api_urlpatterns,
    *urls_declarations.api_urlpatterns,
    *urls_exchanges.api_urlpatterns,
    path("workshops/", api.workshops, name="workshops"),
    path("workshops/<int:workshop_id>/", api.workshop, name="workshop"),
    path("workshops/<int:workshop_id>/next/", api.next_note, name="workshop-next"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/judgement/", api.judgement, name="judgement"),
    path("workshops/<int:workshop_id>/notes/<int:note_id>/agreed-review/", api.agreed_review, name="agreed-review"),
]
