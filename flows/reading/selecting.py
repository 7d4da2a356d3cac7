"""What of a web page is the document, where somebody says so by selectors: a source that it was collected from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The selector of what is read, or none for all of the page, and those of what is not.
Selection = tuple[str | None, tuple[str, ...]]


def cut(tree: HtmlElement, content: str | None, strip: Sequence[str]) -> None:
    """Leave in the body of a page what is selected, without what is to be stripped; all where nothing is selected."""
    for selector in strip:
        for each in tree.cssselect(selector):
            if each.getparent() is not None:
                each.drop_tree()
    chosen = tree.cssselect(content) if content else []
    body = tree.find("body")
    if not chosen or body is None or body in chosen:
        return
    outer = [each for each in chosen if not any(other in chosen for other in each.iterancestors())]
    for each in list(body):
        body.remove(each)
    body.text = None
    body.extend(outer)
