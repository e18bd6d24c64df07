"""What the OpenAPI description says of every operation: how it answers when something is wrong."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457). `code` is stable; `detail` is for people.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "fields": {"type": "object", "description": "With code `invalid`: what is wrong, by field."},
        "problems": {
            "type": "array",
            "description": "What is wrong in a file, as `GET batches/{id}/problems/` tells it.",
            "items": {"type": "object"},
        },
        "revision": {"type": "integer", "description": "With code `stale-revision`: the one there is now."},
    },
}


class Described(AutoSchema):
    """Operations are named by their address; a view that `tells_a_list` is told from the view of one row of it."""

    def get_operation_id(self) -> str:
        given = super().get_operation_id()
        return given.replace("_retrieve", "_list") if getattr(self.view, "tells_a_list", False) else given


# What any call may be answered; and what one may that sends something.
ALWAYS = {
    "401": "Nobody is signed in, or the token has ended.",
    "403": "You may not do this, or the token only reads.",
    "404": "There is nothing here that you may see.",
    "406": "Only JSON is given.",
    "429": "Too many requests.",
    "503": "Not available just now: try again after `Retry-After` seconds.",
}
SENDING = {
    "400": "It can't be read, or some values can't be taken.",
    "412": "It was changed since you read it.",
    "413": "It is too large.",
    "415": "That kind of content is not taken.",
    "422": "Refused as things stand.",
}
PAGED = {"400": "`page_size` is not a whole number from 1 to 1,000."}


def describe_problems(result: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A drf-spectacular hook: every operation's answer to what is refused is a problem, described once."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for method, operation in operations.items():
            paged = any(each["name"] == "page_size" for each in operation.get("parameters", []))
            refusals = ALWAYS | (PAGED if paged else {}) | (SENDING if method != "get" else {})
            for status, why in {**refusals, "default": "Refused: what is wrong and what to do."}.items():
                operation["responses"][status] = _problem(why)
    return result


def _problem(why: str) -> dict[str, Any]:
    return {
        "description": why,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
