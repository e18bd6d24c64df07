"""The catalogue's API addresses under /api/v1/."""

from django.urls import path

from pathways import api

urlpatterns = [
    path("decision-points/", api.DecisionPoints.as_view(), name="decision-points"),
    path("pathways/", api.Pathways.as_view(), name="pathways"),
    path("reasons/", api.Reasons.as_view(), name="reasons"),
]
