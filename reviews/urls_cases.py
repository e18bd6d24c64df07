"""Addresses of illustrative cases."""

from django.urls import path

from reviews.views import cases

urlpatterns = [
    path("areas/<slug:slug>/cases/", cases.cases, name="cases"),
    path("areas/<slug:slug>/cases/new/<int:review_id>/", cases.new_case, name="new-case"),
    path("areas/<slug:slug>/cases/<int:case_id>/", cases.case, name="case"),
    path("areas/<slug:slug>/cases/<int:case_id>/approve/", cases.approve, name="approve-case"),
    path("areas/<slug:slug>/cases/<int:case_id>/refuse/", cases.refuse, name="refuse-case"),
    path("areas/<slug:slug>/cases/<int:case_id>/withdraw/", cases.withdraw, name="withdraw-case"),
]
