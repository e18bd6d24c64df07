"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from accounts.sign_in.to_sign_in import to_sign_in
from config.guide import views as guide
from config.health import health, ready
from config.metrics import metrics
from config.start import start

urlpatterns = [
    path("", start, name="start"),
    path("account/", include("accounts.sign_in.urls")),
    path("account/second-factor/", include("accounts.second_factor.urls")),
    path("account/single-sign-on/", include("accounts.single_sign_on.urls")),
    path("account/", include("accounts.urls")),
    path("invitation/", include("areas.invitation_urls")),
    path("catalogue/", include("pathways.urls")),
    path("", include("opportunities.urls")),
    path("areas/", include("areas.urls")),
    path("", include("reviews.urls")),
    path("api/v1/", include(("config.api", "api"))),
    *(
        path(f"{name}/", TemplateView.as_view(template_name=f"about/{name}.html"), name=name)
        for name in ("help", "shortcuts", "accessibility", "privacy")
    ),
    path("guide/", guide.index, name="guide"),
    path("guide/<path:name>/", guide.document, name="guide-document"),
    path("health/", health, name="health"),
    path("health/ready/", ready, name="ready"),
    path("admin/login/", to_sign_in),
    path("metrics/", metrics, name="metrics"),
    path("admin/", admin.site.urls),
]
handler400 = "config.problems.bad_request"
handler403 = "config.problems.permission_denied"
handler404 = "config.problems.not_found"
handler429 = "config.problems.too_many_requests"  # asked for by allauth, not by Django
handler500 = "config.problems.server_error"
