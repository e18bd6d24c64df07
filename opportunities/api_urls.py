"""API addresses under /api/v1/: each table of one area, and the same of all areas."""

from django.urls import path

from opportunities import api, api_publications, api_rounds

TABLES = {
    "opportunities": api.Opportunities,
    "cost-movements": api.CostMovements,
    "flows": api.Flows,
    "headlines": api.Headlines,
    "consistency": api.Consistency,
    "breakdowns": api.Breakdowns,
}
urlpatterns = [
    pattern
    for name, view in TABLES.items()
    for pattern in (
        path(f"areas/<slug:slug>/{name}/", view.as_view(), name=f"area-{name}"),
        path(f"{name}/", view.as_view(), name=name),
    )
]
urlpatterns.append(path("areas/<slug:slug>/scenarios/", api.Scenarios.as_view(), name="area-scenarios"))
urlpatterns.append(path("areas/<slug:slug>/rounds/", api_rounds.rounds, name="area-rounds"))
urlpatterns += [
    path("areas/<slug:slug>/publications/", api_publications.Publications.as_view(), name="area-publications"),
    path(
        "areas/<slug:slug>/publications/<int:number>/", api_publications.Publication.as_view(), name="area-publication"
    ),
    path("publications/", api_publications.Publications.as_view(), name="publications"),
    path("publications/<int:number>/", api_publications.Publication.as_view(), name="publication"),
]
