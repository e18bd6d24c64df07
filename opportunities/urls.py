"""Pages."""

from django.urls import URLPattern, path

app_name = "opportunities"
urlpatterns: list[URLPattern] = []
