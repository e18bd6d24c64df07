"""Pages of figures."""

from django.urls import include, path

from opportunities.views import (
    area,
    compare,
    consistency,
    drawing,
    export,
    lift,
    method,
    research,
    rounds,
    scenario,
    scenarios,
)

app_name = "opportunities"
urlpatterns = [
    path("", include("opportunities.urls_publications")),
    path("areas/<slug:slug>/", area.area, {"page": "overview"}, name="area"),
    path("areas/<slug:slug>/flows/", area.area, {"page": "flows"}, name="area-flows"),
    path("areas/<slug:slug>/why/", area.area, {"page": "why"}, name="area-why"),
    path("areas/<slug:slug>/where/", area.area, {"page": "where"}, name="area-where"),
    path("areas/<slug:slug>/consistency/", consistency.consistency, name="consistency"),
    path("areas/<slug:slug>/method/", method.method, name="method"),
    path("areas/<slug:slug>/roll-up/", area.roll_up, name="roll-up"),
    path("areas/<slug:slug>/export/answers/", research.research, name="research"),
    path("areas/<slug:slug>/export/<str:form>/", export.export, name="export"),
    path("areas/<slug:slug>/drawings/<slug:code>.<str:form>", drawing.drawing, name="drawing"),
    path("areas/<slug:slug>/scenarios/", scenarios.scenarios, name="scenarios"),
    path("areas/<slug:slug>/scenarios/new/", scenario.new_scenario, name="new-scenario"),
    path("areas/<slug:slug>/scenarios/compare/", scenarios.compare, name="compare-scenarios"),
    path("areas/<slug:slug>/scenarios/<int:pk>/", scenario.scenario, name="scenario"),
    path("areas/<slug:slug>/scenarios/<int:pk>/copy/", scenario.copy, name="copy-scenario"),
    path("areas/<slug:slug>/scenarios/<int:pk>/remove/", scenario.remove, name="remove-scenario"),
    path("areas/<slug:slug>/rounds/", rounds.rounds, name="rounds"),
    path("areas/<slug:slug>/rounds/new/", rounds.new_round, name="new-round"),
    path("areas/<slug:slug>/rounds/<int:pk>/", rounds.round_, name="round"),
    path("areas/<slug:slug>/rounds/<int:pk>/remove/", rounds.remove, name="remove-round"),
    path("areas/<slug:slug>/export/<str:form>/without-disclosure-control/", lift.lift, name="lift"),
    path("all-areas/export/<str:form>/without-disclosure-control/", lift.lift_all, name="lift-all"),
    path("all-areas/", area.all_areas, {"page": "overview"}, name="all-areas"),
    path("all-areas/flows/", area.all_areas, {"page": "flows"}, name="all-areas-flows"),
    path("all-areas/why/", area.all_areas, {"page": "why"}, name="all-areas-why"),
    path("all-areas/where/", area.all_areas, {"page": "where"}, name="all-areas-where"),
    path("all-areas/consistency/", consistency.consistency_of_all, name="consistency-of-all"),
    path("all-areas/compare/", compare.compare, name="compare"),
    path("all-areas/compare/<slug:code>.<str:form>", compare.drawing, name="compare-drawing"),
    path("all-areas/roll-up/", area.roll_up_all, name="roll-up-all"),
    path("all-areas/export/<str:form>/", export.export_all, name="export-all"),
    path("all-areas/drawings/<slug:code>.<str:form>", drawing.drawing_of_all, name="drawing-of-all"),
]
