"""How the API's lists are paged."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

LARGEST = 1_000
WRONG = f"Send a whole number from 1 to {LARGEST:,}."
TOLD = {
    "page": {"type": "integer", "minimum": 1},
    "page_size": {"type": "integer", "minimum": 1, "maximum": LARGEST},
}
PAGED = [OpenApiParameter(name, schema) for name, schema in TOLD.items()]  # for a function, which has no pager to ask


class Pages(PageNumberPagination):
    """100 at a time; `page_size` asks for up to 1,000. Raises ValidationError (400) for any other."""

    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = LARGEST

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get("page_size")
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdigit() and len(asked) < 9 and 1 <= int(asked) <= LARGEST):
            raise ValidationError({"page_size": [WRONG]})
        return int(asked)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The two parameters in the OpenAPI description, with what they may be."""
        return [{"name": name, "in": "query", "required": False, "schema": schema} for name, schema in TOLD.items()]
