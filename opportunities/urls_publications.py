"""Addresses of publications: of one area, and the same of all areas with "-of-all" after their names."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from opportunities.views import publications, published

ADDRESSES: tuple[tuple[str, Callable[..., HttpResponse], dict[str, str], str], ...] = (
    ("", publications.publications, {}, "publications"),
    ("propose/", publications.propose, {}, "propose"),
    ("compare/", published.compare, {}, "compare-publications"),
    ("<int:number>/", published.publication, {"page": "overview"}, "publication"),
    ("<int:number>/flows/", published.publication, {"page": "flows"}, "publication-flows"),
    ("<int:number>/why/", published.publication, {"page": "why"}, "publication-why"),
    ("<int:number>/where/", published.publication, {"page": "where"}, "publication-where"),
    ("<int:number>/export/<str:form>/", published.export, {}, "publication-export"),
    ("<int:number>/decide/", publications.decision, {}, "decide"),
    ("<int:number>/approve/", publications.approve, {}, "approve"),
    ("<int:number>/refuse/", publications.refuse, {}, "refuse"),
    ("<int:number>/withdraw/", publications.withdraw, {}, "withdraw"),
)
urlpatterns = [
    pattern
    for end, view, given, name in ADDRESSES
    for pattern in (
        path(f"areas/<slug:slug>/publications/{end}", view, given, name=name),
        path(f"all-areas/publications/{end}", view, given, name=f"{name}-of-all"),
    )
]
