"""A document as it is read: Markdown to HTML, its links and pictures led to where the site has them. No Django."""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

ELSEWHERE = re.compile(r"[a-z]+:|#|/")


@dataclass(frozen=True)
class Written:
    """`parts`: the second-level headings, each with its anchor."""

    title: str
    html: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Places:
    """Where things are, by their path below docs/: documents without their ending, and pictures."""

    document: Callable[[str], str | None]
    picture: Callable[[str], str]


def written(name: str, text: str, places: Places) -> Written:
    """Links to what the guide does not have become plain words. The text is ours: HTML in it is shown as text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    title = _take_title(tokens)
    parts = tuple(_anchored(tokens))
    for token in tokens:
        _led(token.children or [], posixpath.dirname(name), places)
    html = reader.renderer.render(_scrolling(tokens), reader.options, {})
    return Written(title, html, parts)


def slug(heading: str) -> str:
    """As code forges make anchors of headings, so that one link is right here and there."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _take_title(tokens: list[Token]) -> str:
    at = next(n for n, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1")
    title = _plain(tokens[at + 1])
    del tokens[at : at + 3]
    return title


def _anchored(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    parts = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slug(inside.content))
            if token.tag == "h2":
                parts.append((_plain(inside), f"#{slug(inside.content)}"))
    return parts


def _plain(heading: Token) -> str:
    return "".join(child.content for child in heading.children or [] if child.type in {"text", "code_inline"})


def _led(inside: list[Token], folder: str, places: Places) -> None:
    for token in inside:
        if token.type == "image":
            token.attrSet("src", places.picture(_below_docs(folder, str(token.attrs["src"]))))
            token.attrSet("loading", "lazy")
    for opening, closing in _links(inside):
        _lead(opening, closing, folder, places)


def _links(inside: Sequence[Token]) -> list[tuple[Token, Token]]:
    openings = [token for token in inside if token.type == "link_open"]
    return list(zip(openings, (token for token in inside if token.type == "link_close"), strict=True))


def _lead(opening: Token, closing: Token, folder: str, places: Places) -> None:
    target, _, anchor = str(opening.attrs["href"]).partition("#")
    if not target or ELSEWHERE.match(target):
        return
    address = places.document(_below_docs(folder, target).removesuffix(".md"))
    if address:
        opening.attrSet("href", address + (f"#{anchor}" if anchor else ""))
    else:
        opening.tag = closing.tag = "span"
        opening.attrs = {}


def _below_docs(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, target))


def _scrolling(tokens: Sequence[Token]) -> list[Token]:
    """Tables and code wider than a phone scroll by themselves, by keyboard too."""
    found: list[Token] = []
    number = count(1)
    for token in tokens:
        if token.type == "table_open":
            opening = Token("scroll_open", "div", 1, block=True)
            label = f"Table {next(number)}"
            opening.attrs = {"class": "app-scroll", "tabindex": "0", "role": "region", "aria-label": label}
            found.append(opening)
        found.append(token)
        if token.type == "table_close":
            found.append(Token("scroll_close", "div", -1, block=True))
        if token.type == "fence":
            token.attrSet("tabindex", "0")
    return found
