"""What a reader says about a note itself, over HTTP."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import caller
from reviews.models import Declaration
from reviews.workshops.declarations import declare


class DeclarationSerializer(serializers.ModelSerializer):
    """`kind`: "knows-person" hides the note from you, "identifies" from everybody until a data steward decides."""

    class Meta:
        model = Declaration
        fields = ("kind", "made_at")
        read_only_fields = ("made_at",)


@extend_schema(
    operation_id="declaration_post",
    request=DeclarationSerializer,
    responses={201: DeclarationSerializer, 200: DeclarationSerializer},
)
@api_view(["POST"])
@parser_classes([JSONParser])
def declaration(request: Request, workshop_id: int, note_id: int) -> Response:
    """Say that you know the person, or that the note identifies somebody. It is hidden at once; 200 if you had said so.

    What was judged or agreed is kept. Only a data steward can undo it.
    """
    given = DeclarationSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    declared = declare(workshop_id=workshop_id, note_id=note_id, kind=given.validated_data["kind"], by=caller(request))
    body = DeclarationSerializer(declared.declaration).data
    return Response(body, status=status.HTTP_201_CREATED if declared.made else status.HTTP_200_OK)
