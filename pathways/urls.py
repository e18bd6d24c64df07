"""Pages."""

from django.urls import URLPattern, path

app_name = "pathways"
urlpatterns: list[URLPattern] = []
