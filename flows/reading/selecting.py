"""Cuts a web page down to the parts that its source selects with CSS selectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The CSS selector of the content (None: the whole page), and the selectors of what to remove.
Selection = tuple[str | None, tuple[str, ...]]


def apply_selection(tree: HtmlElement, content: str | None, strip: Sequence[str]) -> None:
    """Keep only the selected content in the body of a page, after removing what `strip` selects.

    Changes `tree`. Keeps the whole body if `content` is None, matches nothing, or matches the body.
    """
    for selector in strip:
        for element in tree.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()
    chosen = tree.cssselect(content) if content else []
    body = tree.find("body")
    if not chosen or body is None or body in chosen:
        return
    outer = [element for element in chosen if not any(other in chosen for other in element.iterancestors())]
    for element in list(body):
        body.remove(element)
    body.text = None
    body.extend(outer)
