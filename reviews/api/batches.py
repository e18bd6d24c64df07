"""Batches over HTTP: hand in a file, follow it, accept, cancel or withdraw it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import api_view, parser_classes
from rest_framework.generics import ListAPIView
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from accounts.requests import caller
from areas.access import area_for
from reviews.intake.access import batch_for, batches_for, check_can_load, problems_of
from reviews.intake.cancel import cancel
from reviews.intake.speed import speed
from reviews.intake.statement import BASES, CHECKS, NOT_ALL
from reviews.intake.submit import PAST, accept, check_size, submit
from reviews.intake.wake import wake
from reviews.intake.withdraw import withdraw
from reviews.models import Batch, BatchProblem


class ProgressSerializer(serializers.Serializer):
    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)


class SpeedSerializer(serializers.Serializer):
    """While it is under way; null before and after."""

    rows_per_second = serializers.FloatField()
    seconds_left = serializers.IntegerField()


class BatchSerializer(serializers.ModelSerializer):
    """rows = accepted + unchanged + held + rejected, at any moment."""

    url = serializers.SerializerMethodField()
    area: serializers.SlugRelatedField = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    progress = serializers.SerializerMethodField()
    speed = serializers.SerializerMethodField()

    class Meta:
        model = Batch
        fields = (
            "id", "url", "area", "kind", "file_name", "status", "dry_run", "progress", "speed", "rows", "accepted",
            "unchanged", "held", "rejected", "create_places", "keep_columns", "columns_left_out", "encoding",
            "sheet", "remarks", "screen", "small_groups", "statement", "keep_until", "created_at", "started_at",
            "finished_at",
        )  # fmt: skip

    def get_url(self, batch: Batch) -> str:
        return reverse("api:batch", [batch.pk], request=self.context["request"])

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, batch: Batch) -> dict[str, int | None]:
        return {"done": batch.done, "total": batch.total}

    @extend_schema_field(SpeedSerializer(allow_null=True))
    def get_speed(self, batch: Batch) -> dict[str, float] | None:
        found = None if batch.settled else speed(batch.done, batch.total, batch.started_at, timezone.now())
        return asdict(found) if found else None


class ProblemSerializer(serializers.ModelSerializer):
    class Meta:
        model = BatchProblem
        fields = ("line", "column", "code", "message")


class SubmittedBatchSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()


class StatementSerializer(serializers.Serializer):
    """On what basis the notes are used, and what was made sure of: all three checks. Signed by the caller."""

    basis = serializers.ChoiceField(list(BASES.items()))
    checks = serializers.ListField(child=serializers.ChoiceField(list(CHECKS.items())))

    def validate_checks(self, checks: list[str]) -> list[str]:
        if set(checks) != set(CHECKS):
            raise serializers.ValidationError(f"{NOT_ALL}: {', '.join(CHECKS)}.")
        return checks


class StatedSerializer(serializers.Serializer):
    """Optional. In a form: `statement.basis`, and `statement.checks` three times."""

    statement = StatementSerializer(required=False)
    keep_until = serializers.DateField(
        required=False, allow_null=True, help_text="The texts are purged on the next day."
    )

    def validate_keep_until(self, day: date | None) -> date | None:
        if day and day <= timezone.localdate():
            raise serializers.ValidationError(PAST)
        return day


class LoadSerializer(StatedSerializer):
    """A file and how to load it. Columns of `keep_columns` (may be repeated) become further facts of the notes."""

    area = serializers.SlugField()
    file = serializers.FileField(allow_empty_file=True, max_length=None)
    kind = serializers.ChoiceField(Batch.Kind.choices, default=Batch.Kind.CASE_NOTES)
    dry_run = serializers.BooleanField(default=False)
    create_places = serializers.BooleanField(default=False)
    keep_columns = serializers.ListField(child=serializers.CharField(max_length=100), default=list, max_length=200)
    sheet = serializers.CharField(
        max_length=100,
        default="",
        allow_blank=True,
        help_text="Of a workbook; else the first that is not hidden.",
    )


class AcceptSerializer(StatedSerializer):
    """What is left out stays as it was when the batch was checked."""

    create_places = serializers.BooleanField(default=None, allow_null=True)
    keep_columns = serializers.ListField(
        child=serializers.CharField(max_length=100), default=None, allow_null=True, max_length=200
    )


class BatchList(ListAPIView):
    """The batches of your areas, newest first; or a file handed in."""

    serializer_class = BatchSerializer
    parser_classes = (MultiPartParser,)

    def get_queryset(self) -> Any:
        return batches_for(caller(self.request))

    @extend_schema(request=LoadSerializer, responses={202: SubmittedBatchSerializer})
    def post(self, request: Request) -> Response:
        """Hand in a file. Answers at once; the batch tells how far it has come."""
        form = LoadSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        asked = form.validated_data
        area = area_for(caller(request), asked.pop("area"), "see batches")
        check_can_load(caller(request), area)
        check_size(asked["file"])
        batch = submit(area=area, file_name=asked["file"].name, **asked, by=caller(request))
        wake(batch.pk)
        url = reverse("api:batch", [batch.pk], request=request)
        return Response({"id": batch.pk, "url": url}, status=status.HTTP_202_ACCEPTED, headers={"Location": url})


@extend_schema(responses=BatchSerializer)
@api_view(["GET"])
def batch(request: Request, batch_id: int) -> Response:
    """How far a batch has come, and its counts."""
    return _told(request, batch_for(caller(request), batch_id))


class BatchProblems(ListAPIView):
    """What is wrong, in file order; line 0 means the file as a whole."""

    serializer_class = ProblemSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):  # the description is made without a request
            return problems_of(Batch())
        return problems_of(batch_for(caller(self.request), self.kwargs["batch_id"]))


@extend_schema(request=AcceptSerializer, responses={202: BatchSerializer})
@api_view(["POST"])
@parser_classes([JSONParser, FormParser, MultiPartParser])
def accept_batch(request: Request, batch_id: int) -> Response:
    """Load a batch that was only checked."""
    found = batch_for(caller(request), batch_id)
    check_can_load(caller(request), found.area)
    form = AcceptSerializer(data=request.data)
    form.is_valid(raise_exception=True)
    accepted = accept(batch=found, **form.validated_data, by=caller(request))
    wake(accepted.pk)
    return _told(request, accepted, status.HTTP_202_ACCEPTED)


@extend_schema(request=None, responses=BatchSerializer)
@api_view(["POST"])
def withdraw_batch(request: Request, batch_id: int) -> Response:
    """Take a batch out of the area again, until one of its notes has been reviewed."""
    found = batch_for(caller(request), batch_id)
    check_can_load(caller(request), found.area)
    return _told(request, withdraw(batch=found, by=caller(request)))


@extend_schema(request=None, responses=BatchSerializer)
@api_view(["POST"])
def cancel_batch(request: Request, batch_id: int) -> Response:
    """Stop a batch that waits or is under way; nothing of it stays."""
    found = batch_for(caller(request), batch_id)
    check_can_load(caller(request), found.area)
    return _told(request, cancel(batch=found, by=caller(request)))


def _told(request: Request, batch: Batch, status_code: int = status.HTTP_200_OK) -> Response:
    return Response(BatchSerializer(batch, context={"request": request}).data, status=status_code)
