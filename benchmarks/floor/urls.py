"""The floor's five addresses."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from benchmarks.floor import views


def ready(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ready")


urlpatterns = [
    path("health/", ready),
    path("take/", views.take),
    path("notes/<int:note_id>/", views.page, name="page"),
    path("api/take/", views.take_json),
    path("api/notes/<int:note_id>/judgement/", views.judgement_json),
]
