"""Finds the publisher of a web page, also from its `<title>`: "HEADING | SITE", "HEADING - SITE", "SITE - HEADING"."""

from __future__ import annotations

import re
from functools import cache

from lxml.html import HtmlElement

from flows.reading.names import comparable
from schemas import vocabularies

_PARTS = re.compile(r"\s+[–—»·-]\s+|\s*\|\s*")
_LONGEST_NAME = 100


def publisher_of(tree: HtmlElement, guessed: str | None) -> str | None:
    """Return the publisher of a page: the site name that it states, or that its title begins or ends with.

    Otherwise returns `guessed`, the name that trafilatura guesses, unless that is only a piece of the page's title.
    """
    stated = (str(name).strip() for name in tree.xpath("//meta[@property='og:site_name']/@content"))
    name = next(filter(None, stated), None) or _site_in_title(tree)
    return name or (None if guessed and _is_of_title(tree, guessed) else guessed)


def _site_in_title(tree: HtmlElement) -> str | None:
    """Return the site name in the title: a part at either end that names a body, or a last part after a bar.

    A part that is repeated in the page's heading is not a site name. None if there is no site name.
    """
    parts, behind_bar = _parts_of(tree)
    headings = [_one_line(heading) for heading in tree.iterfind(".//h1")]
    ends = [parts[-1], parts[0]] if len(parts) > 1 else []
    names = [part for part in ends if len(part) <= _LONGEST_NAME and not any(_key(part) in _key(h) for h in headings)]
    known = next((part for part in names if _key(part) in _bodies()), None)
    return known or (names[0] if behind_bar and names[:1] == parts[-1:] else None)


def _parts_of(tree: HtmlElement) -> tuple[list[str], bool]:
    """Return the parts of the page's title, and whether the last one follows a bar."""
    element = tree.find(".//head//title")
    title = _one_line(element) if element is not None else ""
    parts = [part for part in _PARTS.split(title) if part]
    return parts, len(parts) > 1 and title.rpartition("|")[2].strip() == parts[-1]


def _is_of_title(tree: HtmlElement, name: str) -> bool:
    """Whether a name is only a piece of the page's title or heading, not a whole part of the title naming a site."""
    titles = [*tree.iterfind(".//head//title"), *tree.iterfind(".//h1")]
    is_part = name in _parts_of(tree)[0] and not any(map(str.isdigit, name))
    return not is_part and any(comparable(name) in comparable(_one_line(element)) for element in titles)


@cache
def _bodies() -> frozenset[str]:
    """Return the names and aliases of all known bodies, in the spelling of `_key`."""
    names = [entry.name for entry in vocabularies.bodies().values()]
    names += [alias.alias for alias in vocabularies.aliases() if alias.form != "place"]
    return frozenset(map(_key, names))


def _key(name: str) -> str:
    """Return a spelling of a name for comparison."""
    return name.casefold().replace(" & ", " and ").replace("’", "'")


def _one_line(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
