"""Pages under /areas/."""

from django.urls import path, re_path

from areas.views import audit, files, inputs, invitations, overview, people

app_name = "areas"
urlpatterns = [
    path("", overview.areas, name="list"),
    path("audit-trail/all/", audit.trail, name="audit"),
    path("audit-trail/take/", audit.take_trail, name="take-audit"),
    path("<slug:slug>/inputs/", overview.inputs, name="inputs"),
    path("<slug:slug>/inputs/budgets/", inputs.budgets, name="budgets"),
    path("<slug:slug>/inputs/decision-points/<slug:code>/", inputs.decision_point, name="decision-point"),
    path("<slug:slug>/inputs/costs/<slug:code>/", inputs.costs, name="costs"),
    path("<slug:slug>/inputs/procurement/", inputs.procurement, name="procurement"),
    path("<slug:slug>/inputs/services/", inputs.services, name="services"),
    path("<slug:slug>/inputs/rates/new/", inputs.new_rate, name="new-rate"),
    path("<slug:slug>/inputs/rates/<int:pk>/", inputs.rate, name="rate"),
    path("<slug:slug>/inputs/rates/<int:pk>/remove/", inputs.remove_rate, name="remove-rate"),
    path("<slug:slug>/inputs/file/", files.upload, name="upload"),
    re_path(r"^(?P<slug>[-\w]+)/inputs/file\.(?P<form>json|xlsx)$", files.download, name="download"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/<int:pk>/remove/", people.remove, name="remove-role"),
    path("<slug:slug>/people/invitations/<int:pk>/send/", invitations.send_again, name="send-again"),
    path("<slug:slug>/people/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"),
]
