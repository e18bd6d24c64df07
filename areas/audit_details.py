"""What the audit trail says besides: counts and codes of an entry in words. No Django in here."""

from typing import Any

# "" says nothing that the action and its thing do not say already.
SAID = {
    "accepted": "{} accepted", "agreed_reviews": "{} agreed reviews", "area": "in {}", "areas": "only in areas {}",
    "asked": "asked for {}", "basis": "on the basis: {}", "changed": "changed: {}", "changes": "{} changes",
    "code": "{}", "codes": "because of {}", "created": "{} made", "days": "for {} days", "decision": "decided: {}",
    "differing": "{} answers differ", "ended": "{} ended", "false_alarms": "{} kept as false alarms",
    "findings": "findings {}", "form": "as {}", "held": "{} held", "invitation": "by invitation {}", "key": "{}…",
    "kind": "{}", "line": "line {}", "lines": "lines {}", "name": "“{}”", "note": "note {}", "notes": "notes {}",
    "number": "no. {}", "panel": "to panel {}", "pathway": "{}", "phase": "in the phase {}", "profession": "as {}",
    "professions": "of {}", "publication": "publication no. {}", "rate": "rate {}", "reason": "because “{}”",
    "rejected": "{} rejected", "removed": "{} removed", "revision": "revision {}", "role": "as {}", "rows": "{} rows",
    "rule": "rule {}", "scope": "may: {}", "unchanged": "{} unchanged", "use": "{}", "user": "person {}",
    "was": "was {}", "ways": "by {}", "what": "{}", "workshop": "workshop {}",
}  # fmt: skip
COUNTED = {"area": "in area {}", "changed": "{} changed", "notes": "{} notes", "was": "was person {}"}
YES = {
    "created": "new", "dry_run": "checked only", "in_one_step": "in one step", "is_active": "opened the account",
    "is_staff": "let them into the admin", "is_superuser": "made them a site administrator",
    "lifted": "without disclosure control",
}  # fmt: skip
NO = {
    "is_active": "closed the account",
    "is_staff": "no longer lets them into the admin",
    "is_superuser": "ended their being a site administrator",
}
VALUES = {
    "totp": "authenticator app", "webauthn": "passkey", "recovery_codes": "recovery codes", "mfa": "second factor",
    "socialaccount": "the organisation’s account", "openid_connect": "the organisation’s account",
    "gp": "GP", "ot": "OT",
}  # fmt: skip
FREE = {"name", "reason", "was", "key"}  # the words that somebody gave, which stay as they are


def detail_in_words(detail: dict[str, Any]) -> str:
    """ "as lead; person 7", or "" where there is nothing to say. Nothing, none and no number are left out."""
    said = (_said(name, value) for name, value in detail.items())
    return "; ".join(each for each in said if each)


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).get(name, "")
    if value in (None, "", 0, [], {}):
        return ""
    fallback = name.replace("_", " ") + ": {}"
    words = COUNTED.get(name) if isinstance(value, int) else None
    said = (words or SAID.get(name, fallback)).format(_value(name, value))
    return said.removesuffix("s") if value == 1 and said.startswith("1 ") else said


def _value(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {each}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(_value(name, each) for each in value)
    text = str(value)
    return text if name in FREE else VALUES.get(text, text.replace("-", " ").replace("_", " "))
