"""Exchanges over HTTP, for the leads of either area: where each stands, and how the two panels compare."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from accounts.requests import caller
from config.paging import PAGED, Pages
from reviews.consistency.access import exchange_for, exchanges_for
from reviews.consistency.exchanges import first_named, second_named, state_of
from reviews.consistency.gather import Comparison, compare
from reviews.consistency.paired import Contrast
from reviews.consistency.referral import Rate
from reviews.models import Exchange, Panel

STATES = ("offered", "expired", "withdrawn", "accepted", "complete")


class NamedPanel(serializers.Serializer):
    name = serializers.CharField()
    area = serializers.SlugField()


class RateShape(serializers.Serializer):
    count = serializers.IntegerField()
    of = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    interval = serializers.ListField(child=serializers.FloatField(), allow_null=True)  # 95%, Wilson


class ContrastShape(serializers.Serializer):
    first = RateShape()
    second = RateShape()
    only_first = serializers.IntegerField()
    only_second = serializers.IntegerField()
    p = serializers.FloatField()  # of McNemar's exact test


class ReferralShape(ContrastShape):
    pathways = serializers.ListField(child=serializers.CharField())
    label = serializers.CharField()  # type: ignore[assignment]


class ComparisonShape(serializers.Serializer):
    notes = serializers.IntegerField()  # that both panels answered with yes or no
    undecided = serializers.IntegerField()
    unread = serializers.IntegerField()
    improvable = ContrastShape()
    same_answer = RateShape()
    same_pathway = RateShape()
    referral = ReferralShape(many=True)


class ExchangeShape(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    state = serializers.ChoiceField(STATES)
    notes = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    first = NamedPanel(allow_null=True)  # null until you may know who it is
    second = NamedPanel(allow_null=True)


class ExchangeDetail(ExchangeShape):
    comparison = ComparisonShape(allow_null=True)  # null until it is complete


class Exchanges(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ExchangeShape(many=True)


@extend_schema(operation_id="exchanges_list", parameters=PAGED, responses=Exchanges)
@api_view(["GET"])
def exchanges(request: Request) -> Response:
    """The exchanges of which you lead an area, newest first."""
    pages = Pages()
    shown = pages.paginate_queryset(exchanges_for(caller(request)), request) or []
    return pages.get_paginated_response([_summary(request, each) for each in shown])


@extend_schema(operation_id="exchanges_read", responses=ExchangeDetail)
@api_view(["GET"])
def exchange(request: Request, exchange_id: int) -> Response:
    """One of them; once it is complete, with what the two panels decided about the same notes."""
    found = exchange_for(caller(request), exchange_id)
    comparison = _comparison(compare(found)) if found.complete else None
    return Response({**_summary(request, found), "comparison": comparison})


def _summary(request: Request, exchange: Exchange) -> dict[str, Any]:
    return {
        "id": exchange.pk,
        "url": reverse("api:exchange", [exchange.pk], request=request),
        "state": state_of(exchange),
        "notes": exchange.sample["number"],
        "asked_at": exchange.asked_at,
        "expires_at": exchange.expires_at,
        "first": _panel(first_named(exchange)),
        "second": _panel(second_named(exchange)),
    }


def _panel(panel: Panel | None) -> dict[str, str] | None:
    return {"name": panel.name, "area": panel.area.slug} if panel else None


def _comparison(compared: Comparison) -> dict[str, Any]:
    return {
        "notes": len(compared.pairs),
        "undecided": compared.undecided,
        "unread": compared.unread,
        "improvable": _contrast(compared.improvable),
        "same_answer": _rate(compared.same_answer),
        "same_pathway": _rate(compared.same_pathway),
        "referral": [
            {"pathways": sorted(each.pathways), "label": each.label, **_contrast(compared.referral(each))}
            for each in compared.choices
        ],
    }


def _contrast(contrast: Contrast) -> dict[str, Any]:
    return {
        "first": _rate(contrast.first),
        "second": _rate(contrast.second),
        "only_first": contrast.only_first,
        "only_second": contrast.only_second,
        "p": contrast.p,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"count": rate.count, "of": rate.of, "share": rate.share, "interval": rate.interval}
