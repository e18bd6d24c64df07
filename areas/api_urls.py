"""Addresses of areas under /api/v1/."""

from django.urls import path

from areas import api

urlpatterns = [
    path("areas/", api.Areas.as_view(), name="areas"),
    path("areas/<slug:slug>/", api.area, name="area"),
]
