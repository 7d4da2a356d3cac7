"""Finds the main text of a web page: trafilatura tells which words belong to it, this module finds their elements."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from flows.reading.dates import MONTH_NAME
from flows.reading.heads import GRADES

_WORD = re.compile(r"\w+")
# Texts are compared by runs of this many words.
_RUN_LENGTH = 4
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
# The core is the innermost element that holds this share of the main text.
_CORE_SHARE = 0.8
# The weight of a letter that trafilatura leaves out. In a part that the page itself marks as its main part it counts in
# full. Elsewhere most of it is beside the text; the second, lower weight is used if no core stands out with the first.
_UNNAMED_WORTHS = (0.3, 0.1)
# A grid has at least this many cards, and a card at most this many characters.
_FEWEST_CARDS, _LONGEST_CARD = 3, 200
_GRADE = re.compile(rf"\b(?:{GRADES})\b", re.IGNORECASE)
# "1,038", "At least 18", "£2.4 million": a number in an element of its own, which is no year.
_FIGURE = re.compile(
    r"(?:(?:at least|more than|over|nearly|almost|about|around|some|up to) )?£?(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?"
    r"(?:[kmbn%+]+| (?:million|billion|per cent|kg|kilos|tonnes))?",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{MONTH_NAME})\b", re.IGNORECASE)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# One article of several is the page's own if it has more than this share of the main text, and if its letters are more
# than this share of those outside articles.
_OWN_ARTICLE, _OWN_LETTERS = 0.6, 0.33

# Trafilatura logs for its own users; here a page without text becomes a reject with a reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class _Library:
    """The words that trafilatura gives as the main text of a page, as runs of one to four consecutive words."""

    runs: frozenset[tuple[str, ...]]

    def holds(self, text: str) -> bool:
        """Whether at least half of a text's runs of words are in the main text."""
        words = _words(text)
        parts = _runs(words, min(_RUN_LENGTH, len(words)))
        return bool(words) and sum(part in self.runs for part in parts) * 2 >= len(parts)


@dataclass(frozen=True)
class MainText:
    """Where the main text of a page is.

    - `start`: the element to walk through.
    - `core`: the element in it that is read completely; so are `cards`.
    - Outside these, a text is read if `holds` says that it is main text.
    """

    start: HtmlElement
    core: HtmlElement
    cards: frozenset[HtmlElement]
    library: _Library

    def holds(self, text: str) -> bool:
        """Whether a text is main text according to trafilatura."""
        return self.library.holds(text)


def extracted(tree: HtmlElement) -> Document | None:
    """Return what trafilatura extracts from a page, with metadata; None if it finds nothing. Copies `tree` first."""
    # Its search for a date guesses and its limit is the present day; the dates are not used here.
    settled = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    copy = deepcopy(tree)
    for cell in copy.iter("td", "th"):  # trafilatura expands spans, which does not help here
        cell.attrib.pop("rowspan", None)
        cell.attrib.pop("colspan", None)
    result = bare_extraction(
        copy,
        output_format="txt",
        fast=True,  # its fallbacks take quadratic time and are not needed to find the core
        include_comments=False,
        with_metadata=True,
        date_extraction_params=settled,
    )
    return result if isinstance(result, Document) and result.body is not None else None


def main_text(tree: HtmlElement, texts: Iterable[str]) -> MainText:
    """Locate the main text of a page, given the texts that trafilatura extracted."""
    words = _words(" ".join(texts))
    library = _Library(frozenset(run for length in range(1, _RUN_LENGTH + 1) for run in _runs(words, length)))
    start, named = _start(tree, library)
    for worth in (1.0,) if named else _UNNAMED_WORTHS:
        core = _core(start, _weights(start, library, worth))
        if core.tag not in ("html", "body"):
            break
    return MainText(start, core, _cards(start, core), library)


def _cards(start: HtmlElement, core: HtmlElement) -> frozenset[HtmlElement]:
    """Return the grids of cards, with their headings, and the definition lists between the only h1 of a page and its
    core."""
    headings = list(start.iter("h1"))
    grids: set[HtmlElement] = set()
    if len(headings) != 1:
        return frozenset()
    elements = list(start.iter("*"))
    behind, before = elements.index(headings[0]), elements.index(core)
    for element in elements[behind:before]:
        cards = [child for child in element if child.tag not in _HEADINGS]
        is_grid = len(cards) >= _FEWEST_CARDS and all(map(_is_card, cards))
        if (is_grid or element.tag == "dl") and grids.isdisjoint(element.iterancestors()):
            grids.add(element)
    return frozenset(grids)


def _is_card(element: HtmlElement) -> bool:
    """Whether an element is a few words with one grade, or a figure: a number in an element of its own and its label,
    without links and months."""
    parts = [" ".join(text.split()) for text in element.itertext() if text.strip()]
    text = " ".join(parts)
    if len(text) > _LONGEST_CARD:
        return False
    before, *more = _GRADE.split(text)
    if len(more) == 1 and any(map(str.isalpha, before + more[0])):
        return True
    numbers = [part for part in parts if any(map(str.isdigit, part))]
    is_figure = len(parts) > 1 and len(numbers) == 1 and bool(_FIGURE.fullmatch(numbers[0]))
    return is_figure and not _MONTH.search(text) and next(element.iter("a", "article"), None) is None


def _core(start: HtmlElement, weights: Mapping[HtmlElement, float]) -> HtmlElement:
    """Return the innermost element that holds most of the weight of `start`."""
    core = start
    while inner := [
        child for child in core.iterchildren(*_CONTAINERS) if weights[child] >= _CORE_SHARE * weights[start] > 0
    ]:
        core = inner[0]
    return core


def _start(tree: HtmlElement, library: _Library) -> tuple[HtmlElement, bool]:
    """Return the part that a page marks as its article or main part, and True; or the whole page and False. Of several
    articles that is the one with a first heading, or with most of the text."""
    marked = _weights(tree, library, 0.0)
    articles = [article for article in tree.iter("article") if not any(True for _ in article.iterancestors("article"))]
    if len(articles) > 1:
        letters = _weights(tree, library, 1.0)
        beside, marked_beside = (of[tree] - sum(of[article] for article in articles) for of in (letters, marked))
        headed = [article for article in articles if next(article.iter("h1"), None) is not None]
        if len(headed) == 1 and marked[headed[0]] > marked_beside:
            return headed[0], True
        articles = [
            article
            for article in articles
            if marked[article] > _OWN_ARTICLE * marked[tree] and letters[article] > _OWN_LETTERS * beside
        ]
    mains = tree.xpath("//main|//*[@role='main']")
    for candidates in (articles, mains[:1]):
        if len(candidates) == 1 and marked[candidates[0]] > 0.5 * marked[tree]:
            return candidates[0], True
    return tree, False


def _weights(start: HtmlElement, library: _Library, worth: float) -> dict[HtmlElement, float]:
    """Return the amount of main text in each element.

    Letters that trafilatura keeps count fully, others count `worth`. Links outside paragraphs and list items count
    nothing; if `worth` is below 1, neither do other links that trafilatura leaves out.
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
