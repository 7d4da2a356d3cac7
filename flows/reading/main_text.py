"""What of a web page is its main text: a library says which words are, and here the elements with them are found."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from flows.reading.heads import GRADES

_WORD = re.compile(r"\w+")
# So many words on end are of the main text where the library gives them on end.
_RUN = 4
_CONTAINERS = (
    "body",
    "article",
    "main",
    "section",
    "div",
    "form",
    "center",
    "details",
    "fieldset",
    "table",
    "tbody",
    "tr",
    "td",
)
# The core is the innermost element with so much of the main text.
_MOST = 0.8
# What text that the library leaves out counts for: in a part that the page itself names as its main one, all; elsewhere
# most of it is beside the text, the more so where no part of the page stands out otherwise.
_UNNAMED_WORTHS = (0.3, 0.1)
# A grid has so many cards, and a card so many letters.
_FEWEST_CARDS, _LONGEST_CARD = 3, 200
_GRADE = re.compile(rf"\b(?:{GRADES})\b", re.IGNORECASE)
# An article among several is the page's own where it holds so much of the main text.
_OWN_ARTICLE = 0.6

# It reports to its own users; here a page that gives nothing is a reject with its reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class _Library:
    """The words that a library gives as the main text of a page, as runs of up to four on end."""

    runs: frozenset[tuple[str, ...]]

    def holds(self, text: str) -> bool:
        """Whether it gives the words of a text, or most of them."""
        said = _words(text)
        parts = _runs(said, min(_RUN, len(said)))
        return bool(said) and sum(part in self.runs for part in parts) * 2 >= len(parts)


@dataclass(frozen=True)
class MainText:
    """`start`: where to read; `core`: the element in it that is read whole, as are `cards`, while the rest is read as
    far as it is said to be main text."""

    start: HtmlElement
    core: HtmlElement
    cards: frozenset[HtmlElement]
    library: _Library

    def holds(self, text: str) -> bool:
        """Whether the library gives the words of a text."""
        return self.library.holds(text)


def extracted(tree: HtmlElement) -> Document | None:
    """What trafilatura makes of a page, with its metadata; None where it finds nothing."""
    # Its own search for a date guesses, and ends at the present day; none of it is used.
    settled = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    copy = deepcopy(tree)
    for cell in copy.iter("td", "th"):  # it fills them in, which says no more about what is main text
        cell.attrib.pop("rowspan", None)
        cell.attrib.pop("colspan", None)
    found = bare_extraction(
        copy,
        output_format="txt",
        fast=True,  # its fallbacks take time that grows with the square of a page, and none is needed to know the core
        include_comments=False,
        with_metadata=True,
        date_extraction_params=settled,
    )
    return found if isinstance(found, Document) and found.body is not None else None


def main_text(tree: HtmlElement, texts: Iterable[str]) -> MainText:
    """The part of a page to read, from the texts that a library gives as its main text."""
    said = _words(" ".join(texts))
    library = _Library(frozenset(run for length in range(1, _RUN + 1) for run in _runs(said, length)))
    start, named = _start(tree, _weights(tree, library, 0.0))
    for worth in (1.0,) if named else _UNNAMED_WORTHS:
        core = _core(start, _weights(start, library, worth))
        if core.tag not in ("html", "body"):
            break
    return MainText(start, core, _cards(start, core), library)


def _cards(start: HtmlElement, core: HtmlElement) -> frozenset[HtmlElement]:
    """The grids of cards between the only heading of a page and its core: each card is a few words with one grade."""
    headings = list(start.iter("h1"))
    found: set[HtmlElement] = set()
    if len(headings) != 1:
        return frozenset()
    elements = list(start.iter("*"))
    behind, before = elements.index(headings[0]), elements.index(core)
    for element in elements[behind:before]:
        if len(element) >= _FEWEST_CARDS and found.isdisjoint(element.iterancestors()) and all(map(_is_card, element)):
            found.add(element)
    return frozenset(found)


def _is_card(element: HtmlElement) -> bool:
    text = " ".join(element.itertext())
    said, *more = _GRADE.split(text) if len(text) <= _LONGEST_CARD else ("",)
    return len(more) == 1 and any(map(str.isalpha, said + more[0]))


def _core(start: HtmlElement, weights: Mapping[HtmlElement, float]) -> HtmlElement:
    core = start
    while inner := [child for child in core.iterchildren(*_CONTAINERS) if weights[child] >= _MOST * weights[start] > 0]:
        core = inner[0]
    return core


def _start(tree: HtmlElement, marked: dict[HtmlElement, float]) -> tuple[HtmlElement, bool]:
    """The part that a page names as its article, or as its main part; all of it where it names none."""
    articles = [article for article in tree.iter("article") if not any(True for _ in article.iterancestors("article"))]
    own = [article for article in articles if len(articles) == 1 or marked[article] > _OWN_ARTICLE * marked[tree]]
    mains = tree.xpath("//main|//*[@role='main']")
    for found in (own, mains[:1]):
        if len(found) == 1 and marked[found[0]] > 0.5 * marked[tree]:
            return found[0], True
    return tree, False


def _weights(start: HtmlElement, library: _Library, worth: float) -> dict[HtmlElement, float]:
    """How much main text is within each element: all letters that the library gives, others for what they are worth.

    A link that stands by itself is no text, and of those that the library leaves out, none is.
    """
    weights: dict[HtmlElement, float] = {}
    links = {part for link in start.iter("a") for part in link.iter("*")}
    for element in reversed(list(start.iter("*"))):
        texts = [(element.text, element in links), *((child.tail, element in links) for child in element)]
        weight = 0.0
        for text, linked in texts:
            if text and text.strip():
                held = library.holds(text)
                weight += len(text.strip()) * (1.0 if held else 0.0 if linked and worth < 1 else worth)
        weight += sum(weights[child] for child in element)
        by_itself = element.tag == "a" and element.getparent().tag not in ("p", "li")
        weights[element] = 0.0 if by_itself else weight
    return weights


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(length)), strict=False))
