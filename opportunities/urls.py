"""Pages of figures."""

from django.urls import path

from opportunities.views import area, consistency, drawing, export

app_name = "opportunities"
urlpatterns = [
    path("areas/<slug:slug>/", area.area, name="area"),
    path("areas/<slug:slug>/consistency/", consistency.consistency, name="consistency"),
    path("areas/<slug:slug>/roll-up/", area.roll_up, name="roll-up"),
    path("areas/<slug:slug>/export/<str:form>/", export.export, name="export"),
    path("areas/<slug:slug>/drawings/<slug:code>.<str:form>", drawing.drawing, name="drawing"),
    path("all-areas/", area.all_areas, name="all-areas"),
    path("all-areas/consistency/", consistency.consistency_of_all, name="consistency-of-all"),
    path("all-areas/roll-up/", area.roll_up_all, name="roll-up-all"),
    path("all-areas/export/<str:form>/", export.export_all, name="export-all"),
    path("all-areas/drawings/<slug:code>.<str:form>", drawing.drawing_of_all, name="drawing-of-all"),
]
