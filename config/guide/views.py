"""The guide's pages: for everybody, signed in or not."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.guide.contents import DECISIONS, Entry, contents, path_of
from config.guide.written import Places, Written, written


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    sections = all_of_it()
    return render(request, "guide/index.html", {"sections": sections, "decisions": DECISIONS})


@require_safe
def document(request: HttpRequest, name: str) -> HttpResponse:
    section = next((title for title, entries in all_of_it().items() if name in {each.name for each in entries}), None)
    if section is None:
        raise Http404
    context = {"document": read(name), "name": name, "section": section, "beside": all_of_it()[section]}
    return render(request, "guide/document.html", context)


@cache
def all_of_it() -> dict[str, list[Entry]]:
    """Documents change with a release only."""
    return contents()


@cache
def read(name: str) -> Written:
    return written(name, path_of(name).read_text(encoding="utf-8"), Places(address, picture))


def address(name: str) -> str | None:
    if name in {"README", "."}:
        return reverse("guide")
    known = {each.name for entries in all_of_it().values() for each in entries}
    return reverse("guide-document", args=[name]) if name in known else None


def picture(path: str) -> str:
    return static(f"guide/{path.removeprefix('pictures/')}")
