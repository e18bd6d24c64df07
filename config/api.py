"""The API's addresses under /api/v1/."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="about/api_docs.html"),
        name="docs",
    ),
    path("", include("pathways.api_urls")),
    path("", include("areas.api_urls")),
    path("", include("reviews.api_urls")),
    path("", include("opportunities.api_urls")),
]
