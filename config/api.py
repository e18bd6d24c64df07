"""The API's addresses under /api/v1/."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularRedocView.as_view(url_name="api:schema"), name="docs"),
    path("", include("pathways.api_urls")),
    path("", include("areas.api_urls")),
    path("", include("reviews.api_urls")),
    path("", include("opportunities.api_urls")),
]
