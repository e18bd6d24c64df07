"""API addresses under /api/v1/."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
