"""What the OpenAPI description says of every operation: how it answers when something is wrong."""

from typing import Any

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


def describe_problems(result: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A drf-spectacular hook: every operation's answer to what is refused is a problem, described once."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = {
                "description": "Refused: what is wrong and what to do.",
                "content": content,
            }
    return result
