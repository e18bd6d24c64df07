"""Addresses of declarations: what readers say about a note itself, and what data stewards decide."""

from django.urls import path

from reviews.api import declarations as api
from reviews.views import declarations, reported

urlpatterns = [
    path("workshops/<int:workshop_id>/notes/<int:note_id>/declare/<slug:kind>/", declarations.declare, name="declare"),
    path("reported/", reported.notes, name="reported"),
    path("reported/<int:note_id>/", reported.note, name="reported-note"),
    path("reported/known/", reported.known, name="known-people"),
    path("reported/known/<int:declaration_id>/", reported.take_back, name="take-back"),
]
api_urlpatterns = [
    path("workshops/<int:workshop_id>/notes/<int:note_id>/declaration/", api.declaration, name="declaration"),
]
