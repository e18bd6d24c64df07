"""Addresses of batches: pages, and those under /api/v1/."""

from django.urls import path

from reviews.api import batches as api

urlpatterns = []
api_urlpatterns = [
    path("batches/", api.BatchList.as_view(), name="batches"),
    path("batches/<int:batch_id>/", api.batch, name="batch"),
    path("batches/<int:batch_id>/problems/", api.BatchProblems.as_view(), name="batch-problems"),
    path("batches/<int:batch_id>/accept/", api.accept_batch, name="batch-accept"),
    path("batches/<int:batch_id>/withdraw/", api.withdraw_batch, name="batch-withdraw"),
]
