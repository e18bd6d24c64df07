"""Pages."""

from django.urls import URLPattern, path

app_name = "areas"
urlpatterns: list[URLPattern] = []
