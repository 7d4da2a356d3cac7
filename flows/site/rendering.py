"""Pages to HTML: the one Jinja environment of the site, which escapes everything; the review desk may use it, too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from flows.site import words
from flows.site.facts import in_words
from flows.site.links import root_of, to_page, web_address
from flows.site.pages import Page, Settings


@cache
def environment() -> Environment:
    """The templates with the filters they use."""
    made = Environment(
        loader=PackageLoader("flows.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= {
        "code": lambda code, vocabulary: words.title(vocabulary, code),
        "day": words.day,
        "percent": words.percent,
        "prose": prose,
        "in_words": in_words,
        "web": web_address,
    }
    made.globals |= {"counted": words.counted, "to_page": to_page}
    return made


def _inline(svg: str) -> Markup:
    """A picture within a page, where it has a name and a table beside it: its parts say nothing more."""
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


_CODE = re.compile(r"`([^`]+)`")


def prose(text: str) -> Markup:
    """A description as the column contract writes it: what stands in backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


@cache
def _shared(root: str, settings: Settings) -> Mapping[str, Markup]:
    """What all pages of one depth begin and end with."""
    context = {"settings": settings, "to": partial(to_page, root)}
    return {part: Markup(environment().get_template(f"{part}.html").render(context)) for part in ("top", "bottom")}


def html(page: Page, settings: Settings, pictures: Mapping[str, str]) -> str:
    """A page as HTML; `pictures` are those of its charts, by their place, and safe: Vega escapes what is in them."""
    root = root_of(page.place)
    context: dict[str, Any] = {
        "page": page,
        "model": page.model,
        "settings": settings,
        "root": root,
        "shared": _shared(root, settings),
        "to": partial(to_page, root),
        "pictures": {place: _inline(svg) for place, svg in pictures.items()},
    }
    return environment().get_template(page.template).render(context)
