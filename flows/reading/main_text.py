"""What of a web page is its main text: a library says which words are, and here the elements that hold them are found."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

_WORD = re.compile(r"\w+")
# So many words on end are of the main text where the library gives them on end.
_RUN = 4
_CONTAINERS = ("body", "article", "main", "section", "div", "form", "center", "details", "fieldset", "table", "tbody", "tr", "td")
# The core is the innermost element with so much of the main text.
_MOST = 0.85
# What text that the library leaves out counts for: in a part that the page itself names as its main one, all; elsewhere
# most of it is beside the text.
_UNNAMED_WORTH = 0.3
# An article among several is the page's own where it holds so much of the main text.
_OWN_ARTICLE = 0.6

# It reports to its own users; here a page that gives nothing is a reject with its reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class MainText:
    """`start`: where to read; `core`: the element in it that is read whole, while the rest is read as far as it is said
    to be main text."""

    start: HtmlElement
    core: HtmlElement
    runs: frozenset[tuple[str, ...]]
    words: frozenset[str]

    def holds(self, text: str) -> bool:
        """Whether the library gives the words of a text."""
        return _holds(self.runs, self.words, text)


def extracted(tree: HtmlElement) -> Document | None:
    """What trafilatura makes of a page, with its metadata; None where it finds nothing."""
    # Its own search for a date guesses, and ends at the present day; none of it is used.
    settled = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    found = bare_extraction(
        deepcopy(tree), output_format="txt", include_comments=False, with_metadata=True, date_extraction_params=settled
    )
    return found if isinstance(found, Document) and found.body is not None else None


def main_text(tree: HtmlElement, library: Iterable[str]) -> MainText:
    """The part of a page to read, from the texts that a library gives as its main text."""
    runs: set[tuple[str, ...]] = set()
    words: set[str] = set()
    said = _words(" ".join(library))
    for length in range(1, _RUN + 1):
        runs.update(zip(*(said[start:] for start in range(length)), strict=False))
    words.update(said)
    frozen, known = frozenset(runs), frozenset(words)
    marked = _weights(tree, lambda text: len(text) if _holds(frozen, known, text) else 0)
    start, named = _start(tree, marked)
    worth = 1.0 if named else _UNNAMED_WORTH
    weights = _weights(start, lambda text: len(text) * (1.0 if _holds(frozen, known, text) else worth))
    core = start
    while inner := [child for child in core.iterchildren(*_CONTAINERS) if weights[child] >= _MOST * weights[start] > 0]:
        core = inner[0]
    return MainText(start, core, frozen, known)


def _start(tree: HtmlElement, marked: dict[HtmlElement, float]) -> tuple[HtmlElement, bool]:
    """The part that a page names as its article, or as its main part; all of it where it names none."""
    articles = [article for article in tree.iter("article") if not any(True for _ in article.iterancestors("article"))]
    own = [article for article in articles if len(articles) == 1 or marked[article] > _OWN_ARTICLE * marked[tree]]
    mains = tree.xpath("//main|//*[@role='main']")
    for found in (own, mains[:1]):
        if len(found) == 1 and marked[found[0]] > 0.5 * marked[tree]:
            return found[0], True
    return tree, False


def _weights(start: HtmlElement, worth) -> dict[HtmlElement, float]:
    """What the texts within each element count for; a link that stands by itself is no text."""
    weights: dict[HtmlElement, float] = {}
    for element in reversed(list(start.iter("*"))):
        texts = [element.text or "", *(child.tail or "" for child in element)]
        weights[element] = sum(worth(text.strip()) for text in texts if text.strip()) + sum(map(weights.get, element))
        if element.tag in ("script", "style") or (element.tag == "a" and element.getparent().tag not in ("p", "li")):
            weights[element] = 0
    return weights


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _holds(runs: frozenset[tuple[str, ...]], words: frozenset[str], text: str) -> bool:
    said = _words(text)
    if not said:
        return False
    length = min(_RUN, len(said))
    parts = list(zip(*(said[start:] for start in range(length)), strict=False))
    return sum(part in runs for part in parts) * 2 >= len(parts)
