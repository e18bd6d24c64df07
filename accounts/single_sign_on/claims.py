"""What a provider's claims say of a person: a verified address, and whether a second factor was used. No Django."""

from collections.abc import Collection, Mapping
from typing import Any

ALWAYS = "always"


def of_one_person(data: Mapping[str, Any]) -> bool:
    """Whether token and user information, where both came, are about the same subject (OpenID Connect Core 5.3.2)."""
    told = [part["sub"] for part in (data.get("id_token"), data.get("userinfo")) if part]
    return len(set(told)) == 1


def merged(data: Mapping[str, Any]) -> dict[str, Any]:
    """Claims of the signed token, and what the user information says besides."""
    return {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}


def verified_email(data: Mapping[str, Any], *, by: str) -> str:
    """The address in small letters, or nothing. `by`: the claim that says it is verified, or ALWAYS."""
    claims = merged(data)
    verified = by == ALWAYS or claims.get(by) in (True, "true", "True", "1", 1)
    return str(claims.get("email") or "").strip().lower() if verified else ""


def second_factor_used(data: Mapping[str, Any], *, any_of: Collection[str]) -> bool:
    """Whether the signed token has one of these: `amr=mfa`, `acr=AAL3_ANY`. User information is not asked."""
    token = data.get("id_token") or {}
    return any(_has(token, *each.split("=", 1)) for each in any_of)


def _has(token: Mapping[str, Any], name: str, value: str) -> bool:
    told = token.get(name)
    return value in told if isinstance(told, list) else str(told) == value and told is not None
