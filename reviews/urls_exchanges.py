"""Addresses of exchanges between panels: pages, and those under /api/v1/."""

from django.urls import path

from reviews.api import exchanges as api
from reviews.views import exchange as pages

urlpatterns = [
    path("panels/<int:panel_id>/exchange/", pages.offer, name="offer-exchange"),
    path("exchanges/", pages.exchanges, name="exchanges"),
    path("exchanges/accept/", pages.accept, name="accept-exchange"),
    path("exchanges/<int:exchange_id>/", pages.exchange, name="exchange"),
    path("exchanges/<int:exchange_id>/withdraw/", pages.withdraw, name="withdraw-exchange"),
]
api_urlpatterns = [
    path("exchanges/", api.exchanges, name="exchanges"),
    path("exchanges/<int:exchange_id>/", api.exchange, name="exchange"),
]
