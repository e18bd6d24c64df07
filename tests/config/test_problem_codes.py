"""Every code that the API can answer with stands in docs/problem-codes.md."""

import re
from pathlib import Path

from rest_framework import exceptions

ROOT = Path(__file__).parent.parent.parent
IN_CODE = (
    r"\bdetails\(\s*\w+, \"([a-z-]+)\"",  # config.problems, of whatever status
    r"_answer\(request, \d+, \"([a-z-]+)\"",
    r"Unavailable\(\s*\"([a-z-]+)\"",
    r"PermissionDenied\([^)]*code=\"([a-z-]+)\"",
    r"default_code = \"([a-z_-]+)\"",
    r"else \"(refused)\"",
)
NEVER_AS_SUCH = {"error"}  # APIException itself is raised by nobody; ValidationError is written as "invalid"


def answered() -> set[str]:
    """What the code names, and what the framework brings."""
    found = {each.default_code for each in exceptions.APIException.__subclasses__()}
    for folder in ("config", "accounts", "areas", "pathways", "reviews", "opportunities"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found |= {code for pattern in IN_CODE for code in re.findall(pattern, text)}
    return {code.replace("_", "-") for code in found} - NEVER_AS_SUCH


def test_every_code_of_the_api_is_told() -> None:
    assert {"token-only-reads", "second-factor-missing", "busy", "stale-revision", "throttled"} <= answered()
    told = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/problem-codes.md").read_text(encoding="utf-8"), re.M))
    assert answered() - told == set()
