"""The shapes of publications for the OpenAPI description."""

from typing import Any

from rest_framework import serializers

from opportunities import api_shapes


class PublicationSummary(serializers.Serializer[Any]):
    area = serializers.SlugField(allow_null=True, help_text="null: all areas")
    number = serializers.IntegerField()
    title = serializers.CharField()
    why = serializers.CharField()
    approved_by = serializers.CharField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    as_of = serializers.DateTimeField()
    revision = serializers.IntegerField()
    disclosure_control = serializers.CharField(allow_null=True, help_text="null: working figures are published too")
    software = serializers.CharField()
    content_hash = serializers.CharField(help_text="SHA-256 of all that is kept")


class Publications(serializers.Serializer[Any]):
    """Approved publications, newest first."""

    area = serializers.SlugField(allow_null=True)
    publications = PublicationSummary(many=True)


class Publication(PublicationSummary):
    """One publication: tables, inputs, catalogue and illustrative cases as they were kept."""

    opportunities = api_shapes.Opportunities()
    cost_movements = api_shapes.CostMovements()
    flows = api_shapes.Flows()
    headlines = api_shapes.Headlines()
    breakdowns = api_shapes.Breakdowns()
    consistency = api_shapes.Consistency()
    inputs = serializers.DictField(help_text="An area file by slug")
    catalogue = serializers.DictField(help_text="A catalogue file")
    cases = serializers.ListField(child=serializers.DictField())
