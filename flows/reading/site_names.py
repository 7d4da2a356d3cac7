"""Whose web page it is, as its `<title>` says: "HEADING | SITE", "HEADING - SITE", "SITE - HEADING"."""

from __future__ import annotations

import re
from functools import cache

from lxml.html import HtmlElement

from schemas import vocabularies

_PARTS = re.compile(r"\s+[–—»·-]\s+|\s*\|\s*")
_LONGEST_NAME = 100


def publisher_of(tree: HtmlElement, guessed: str | None) -> str | None:
    """Whose page it is: the site's name as the page states it, or as its title ends or begins, else what a library
    guesses, unless that is a piece of the title."""
    stated = (str(name).strip() for name in tree.xpath("//meta[@property='og:site_name']/@content"))
    name = next(filter(None, stated), None) or _of_title(tree)
    return name or (None if guessed and _is_of_title(tree, guessed) else guessed)


def _of_title(tree: HtmlElement) -> str | None:
    """The last part of the title behind a bar, or the part at either end that is a body's name; not in the heading."""
    parts, behind_bar = _parts_of(tree)
    headings = [_folded(heading) for heading in tree.iterfind(".//h1")]
    ends = [parts[-1], parts[0]] if len(parts) > 1 else []
    names = [part for part in ends if len(part) <= _LONGEST_NAME and not any(_key(part) in _key(h) for h in headings)]
    known = next((part for part in names if _key(part) in _bodies()), None)
    return known or (names[0] if behind_bar and names[:1] == parts[-1:] else None)


def _parts_of(tree: HtmlElement) -> tuple[list[str], bool]:
    """The parts of the title of a page, and whether the last one stands behind a bar."""
    said = tree.find(".//head//title")
    title = _folded(said) if said is not None else ""
    parts = [part for part in _PARTS.split(title) if part]
    return parts, len(parts) > 1 and title.rpartition("|")[2].strip() == parts[-1]


def _is_of_title(tree: HtmlElement, name: str) -> bool:
    """Whether a name is a piece of what the page is called, and no part of the title that names a site."""
    called = [*tree.iterfind(".//head//title"), *tree.iterfind(".//h1")]
    is_part = name in _parts_of(tree)[0] and not any(map(str.isdigit, name))
    return not is_part and any(_letters(name) in _letters(_folded(element)) for element in called)


@cache
def _bodies() -> frozenset[str]:
    names = [entry.name for entry in vocabularies.bodies().values()]
    names += [alias.alias for alias in vocabularies.aliases() if alias.form != "place"]
    return frozenset(map(_key, names))


def _key(name: str) -> str:
    return name.casefold().replace(" & ", " and ").replace("’", "'")


def _folded(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
