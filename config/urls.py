"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from config.health import health, ready
from config.start import start

urlpatterns = [
    path("", start, name="start"),
    path("account/", include("accounts.urls")),
    path("catalogue/", include("pathways.urls")),
    path("", include("opportunities.urls")),
    path("areas/", include("areas.urls")),
    path("", include("reviews.urls")),
    path("api/v1/", include(("config.api", "api"))),
    *(
        path(f"{name}/", TemplateView.as_view(template_name=f"about/{name}.html"), name=name)
        for name in ("help", "shortcuts", "accessibility", "privacy")
    ),
    path("health/", health, name="health"),
    path("health/ready/", ready, name="ready"),
    path("admin/", admin.site.urls),
]
handler400 = "config.problems.bad_request"
handler403 = "config.problems.permission_denied"
handler404 = "config.problems.not_found"
handler500 = "config.problems.server_error"
