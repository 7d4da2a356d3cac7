"""Renders pages to HTML with Jinja, which escapes all values; the review desk uses the same environment."""

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
    """Return the Jinja environment with the templates of the site and the filters that they use."""
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
    """Return SVG to put into a page, hidden from screen readers: a title and a table beside it say the same."""
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


_CODE = re.compile(r"`([^`]+)`")


def prose(text: str) -> Markup:
    """Return a description of `schemas` as HTML, with text in backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


@cache
def _shared(root: str, settings: Settings) -> Mapping[str, Markup]:
    """Return the HTML that all pages at the same depth begin and end with; cached for speed."""
    context = {"settings": settings, "to": partial(to_page, root)}
    return {part: Markup(environment().get_template(f"{part}.html").render(context)) for part in ("top", "bottom")}


def html(page: Page, settings: Settings, pictures: Mapping[str, str]) -> str:
    """Render a page; `pictures` are SVGs of its charts by place, which are not escaped: Vega escapes texts in them."""
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
