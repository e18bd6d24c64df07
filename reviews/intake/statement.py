"""What a loader states about a batch before it is loaded: on what basis, and what they made sure of. No Django in here.

Kept as codes, so that the words may become clearer without changing what somebody signed.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from config.errors import NotAllowed

Statement = dict[str, Any]
BASES = {
    "anonymous": "The notes are anonymous: data protection law does not apply to them",
    "public-task": "A public task, managing health or social care: UK GDPR articles 6(1)(e) and 9(2)(h)",
    "section-251": "Approved for this purpose under section 251 of the NHS Act 2006",
    "consent": "The people concerned gave their consent to this use",
    "invented": "The notes are invented, for training or a demonstration",
}
CHECKS = {
    "anonymised": "They were anonymised in the system they come from, before they were handed in here",
    "adults": "All of them are about adults, aged 18 or over",
    "sample": "I have read a sample of this file, and nobody in it can be recognised",
}
NO_BASIS = "Say on what basis these notes may be used here"
NOT_ALL = "Tick all three: a batch is loaded only when each has been checked"


def signed(*, basis: str, checks: Collection[str], by_id: int, by_name: str, screen: str, at: datetime) -> Statement:
    """{"basis", "checks", "by", "name", "screen", "at"} as it is kept. Raises NotAllowed without a basis or a check."""
    if basis not in BASES:
        raise NotAllowed(f"{NO_BASIS}.")
    if set(checks) != set(CHECKS):
        raise NotAllowed(f"{NOT_ALL}.")
    signature = {"by": by_id, "name": by_name, "screen": screen, "at": at.isoformat()}
    return {"basis": basis, "checks": list(CHECKS), **signature}


def in_words(statement: Mapping[str, Any]) -> list[str]:
    """The basis, then each check, as sentences; none where nothing was stated. Codes of old stand for themselves."""
    if not statement:
        return []
    checks = [CHECKS.get(code, code) for code in statement.get("checks", [])]
    return [BASES.get(statement["basis"], statement["basis"]), *checks]


def signed_at(statement: Mapping[str, Any]) -> datetime | None:
    """When it was signed, or None where nothing was stated."""
    return datetime.fromisoformat(statement["at"]) if statement else None
