"""The template environment of our own pages: NHS.UK macros, our components, and what every template may call."""

import json
from typing import Any

from django.contrib.messages import get_messages
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from config.forms import error_links
from opportunities.formats import FILTERS, or_star
from opportunities.times import day, moment


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name: `url("areas:area", area.slug)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def plural(count: int | None, one: str, many: str = "") -> str:
    """`12 | plural("note")` is "12 notes"; the other word where adding an s would not do. A hidden count is a star."""
    if count is None:
        return f"* {many or one + 's'}"
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def as_json(value: Any) -> str:
    """For an attribute that a script reads: `data-options="{{ options | as_json }}"`. Escaped as any other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)


def environment(**options: Any) -> Environment:
    """Django's options, with NHS.UK's templates behind ours. Their macros read parameters that may not be given."""
    options["undefined"] = ChainableUndefined
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options |= {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.do"]}
    env = Environment(**options)  # noqa: S701 (it is on)
    env.globals.update(url=url, static=static, get_messages=get_messages, error_links=error_links)
    env.filters.update(FILTERS, plural=plural, moment=or_star(moment), day=or_star(day), as_json=as_json)
    return env
