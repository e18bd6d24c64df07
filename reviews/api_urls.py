"""API addresses under /api/v1/."""

from django.urls import URLPattern

from reviews import urls_batches

urlpatterns: list[URLPattern] = [*urls_batches.api_urlpatterns]
