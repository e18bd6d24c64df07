"""Every address of the site from the live resolver, and how a request to it is put and compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# What an address's parameter names, where the row of the table says nothing else.
NAMED = {
    "slug": "slug", "batch_id": "batch", "row_id": "row", "entry_id": "entry", "declaration_id": "declaration",
    "panel_id": "panel", "member_id": "member", "rule_id": "rule", "workshop_id": "workshop", "note_id": "place",
    "exchange_id": "exchange", "review_id": "review", "case_id": "case", "number": "approved", "key": "token",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces, such as "api:batch"; `parameters` in the order of the path."""

    name: str
    parameters: tuple[str, ...]
    pattern: URLPattern


def addresses(
    resolver: URLResolver | None = None, above: tuple[str, ...] = (), given: tuple[str, ...] = ()
) -> Iterator[Address]:
    for each in (resolver or get_resolver()).url_patterns:
        takes = (*given, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from addresses(each, (*above, each.namespace) if each.namespace else above, takes)
        else:
            yield Address(":".join((*above, each.name or "(no-name)")), takes, each)
