"""Addresses of publications, of one area (its slug) and of all areas (None)."""

from django.urls import reverse


def address(name: str, slug: str | None, *args: object) -> str:
    """`name` as in opportunities.urls_publications, without the ending that all areas' has."""
    if slug is None:
        return reverse(f"opportunities:{name}-of-all", args=args)
    return reverse(f"opportunities:{name}", args=[slug, *args])
