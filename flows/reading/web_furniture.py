"""Removes from a web page what is not text of its article: navigation, teasers, share buttons, hidden elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from flows.reading.heads import GRADES
from flows.reading.names import comparable

# Elements beside an article, by tag and by words in their class or id. A form, or an element with such a name, that
# holds more than `_MOST_BESIDE` of the page is a wrapper of the article whose name means something else.
_BESIDE = (
    "nav", "footer", "aside", "button", "noscript", "noframes", "template", "del", "s", "strike", "select", "datalist",
    "textarea",
)  # fmt: skip
_BESIDE_WORDS = re.compile(
    r"(?<![a-z])(?:advert|advertisement|also[-_]?read|banner|breadcrumbs?|byline|comments|consent|cookies?|"
    r"credit|gdpr|most[-_]?(?:popular|read|viewed)|newsletter|outbrain|popup|promos?|read[-_]?(?:more|next)|"
    r"recommended|related|screen[-_]reader[-_]text|see[-_]?also|share|sharedaddy|addthis|addtoany|sharing|sharebar|social|sr[-_]only|subscribe|taboola|"
    r"teasers?|toolbar|trending|twitter[-_]tweet|visually[-_]hidden)"
    r"(?![a-z])",
    re.IGNORECASE,
)
# Pull quotes repeat a sentence of the text; one that does not repeat anything is text itself.
_PULL_QUOTE = re.compile(r"(?<![a-z])pull[-_]?quotes?(?![a-z])", re.IGNORECASE)
_BESIDE_XPATH = etree.XPath(
    "//"
    + "|//".join(_BESIDE)
    + "|//form|//dialog|//*[@class or @id or @hidden or @style or @aria-hidden or @role='tooltip']"
)
# Buttons with content: a grade in a cell, or the heading of a collapsed section or of a column.
_BUTTONS_WITH_CONTENT = etree.XPath(
    "|".join(f"//{name}//button" for name in ("td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
)
_HIDING_STYLE = re.compile(
    r"(?<![\w-])(?:(?:display\s*:\s*none|visibility\s*:\s*hidden|text-decoration(?:-line)?\s*:\s*line-through)\b"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,})",
    re.IGNORECASE,
)
# Text that a reader can expand is part of the article: its class says so, or an element on the page controls it.
_FOLDED = re.compile(r"accordion|collaps(?:e|ible)|expand|tab-?(?:pane|panel|content)", re.IGNORECASE)
_IN_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "nav", "header", "td", "th"}
# Texts of a button that name nothing.
_OPENS_MORE = re.compile(
    r"\W*(?:$|(?:show|hide|read|view|see|expand|open|close|menu|search|toggle|more|less|share)\b)", re.IGNORECASE
)
_HIDDEN = etree.XPath("//*[@hidden or @aria-hidden or @style]")
_CONTROLLED = etree.XPath("//@aria-controls|//@data-target|//@data-bs-target")
_MOST_BESIDE = 0.3
_MOST_PULLED = 50
# In letters: an aside with at least this much text, and at most `_MOST_LINKED` of it in links, is part of the article.
_SHORTEST_ASIDE = 40
_MOST_LINKED = 0.2
_KEPT = {"html", "body", "main", "article"}
# A line that leads to another page says so (`_LEADS_AWAY`) or is only a link. Links in lists or that are names are
# content of the page; so are paragraphs of links if there are many.
_LEADS_AWAY = re.compile(
    r"\W*(?:also read|see also|read (?:more|also|next|on)|don[’']t miss|more on this(?: story)?|related|recommended|"
    r"you (?:may|might) also (?:like|enjoy)|most read|trending)\s*[:|»>–—-]",
    re.IGNORECASE,
)
_LONGEST_TEASER = 300
# Headings over teasers of other pages.
_OTHER_STORIES = re.compile(
    r"\W*(?:(?:related|latest|top|other|more) (?:news|stor(?:y|ies)|articles?|content|links|pages)|"
    r"more on this(?: story)?|most (?:popular|read|viewed)|recommended(?: for you)?|related|read next|see also|"
    r"trending(?: now)?|(?:latest )?tweets|twitter(?: feed)?|"
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in))\W*",
    re.IGNORECASE,
)
_GRADED = re.compile(rf"\b(?:{GRADES})\b", re.IGNORECASE)
_CELLS = {"td", "th", "dt", "dd"}
_DATA = {*_CELLS, "table", "tr", "thead", "tbody", "tfoot", "dl"}
_NOT_OF_NAME = re.compile(r"\b(?!(?:and|of|the|for|in)\b)[a-z]")


def prune(tree: HtmlElement) -> None:
    """Remove from the page everything that is not text of its article. Changes `tree`."""
    _unfold(tree)
    for button in _BUTTONS_WITH_CONTENT(tree):
        button.drop_tag()
    for above in tree.xpath("//h1/ancestor::*[@class or @id]"):  # such as a banner with the heading of the page
        if any(_BESIDE_WORDS.search(above.get(name, "")) for name in ("class", "id")):
            above.attrib.pop("class", None)
            above.attrib.pop("id", None)
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter("*"))):
        own = len(element.text or "") + sum(len(child.tail or "") for child in element)
        lengths[element] = own + sum(lengths.get(child, 0) for child in element)
    most = _MOST_BESIDE * lengths[tree]
    short = [element for element in tree.iter("p", "li") if lengths[element] <= _LONGEST_TEASER]
    links = [element for element in short if element.tag == "p" and is_link(element)]
    beside = links if sum(lengths[element] for element in links) <= most else []
    beside += [element for element in short if _LEADS_AWAY.match(str(element.text_content()))]
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6"):
        if _OTHER_STORIES.fullmatch(str(heading.text_content())):
            around, below = heading.getparent(), heading.getnext()
            if lengths[around] <= most and around.tag not in _KEPT:
                beside.append(around)
            else:
                beside += [heading, *([below] if below is not None and below.tag in ("ul", "ol") else [])]
    beside += [
        element
        for element in _BESIDE_XPATH(tree)
        if (element.tag in _BESIDE and not _is_part_of_article(element))
        or (lengths[element] <= most and _is_beside(element))
    ]
    beside += [
        *_pull_quotes(tree),
        *_menus(tree),
        *_link_columns(tree),
        *(box for box in _teaser_boxes(tree) if lengths[box] <= most),
    ]
    for element in beside:
        if element.getparent() is not None:
            element.drop_tree()


def _menus(tree: HtmlElement) -> list[HtmlElement]:
    """Return the blocks of links only that come before the only h1 of a page."""
    headings = list(tree.iter("h1"))
    menus: list[HtmlElement] = []
    if len(headings) == 1:
        around = set(headings[0].iterancestors())
        for element in tree.iter("ul", "ol", "p", "div", "td", "h1"):
            if element.tag == "h1":
                break
            count = letters(str(element.text_content())) if element not in around else 0
            if count and count == sum(
                letters(str(link.text_content())) for link in element.iter("a") if link.get("href")
            ):
                menus.append(element)
    return menus


def _pull_quotes(tree: HtmlElement) -> list[HtmlElement]:
    """Return the pull quotes that repeat a sentence of the text."""
    pulled = [element for element in tree.iter("*") if any(map(_PULL_QUOTE.search, _names(element)))][:_MOST_PULLED]
    text = comparable(str(tree.text_content())) if pulled else ""
    return [element for element in pulled if text.count(comparable(_quoted(element))) > 1]


def _quoted(element: HtmlElement) -> str:
    """Return the text of a pull quote without its source: its first paragraph, or all of it."""
    paragraph = next(element.iter("p"), element)
    return str(paragraph.text_content())


def _names(element: HtmlElement) -> tuple[str, str]:
    return element.get("class", ""), element.get("id", "")


def _link_columns(tree: HtmlElement) -> list[HtmlElement]:
    """Return the columns of a layout table beside the one with the page's heading, if over a fifth of them is links."""
    headings = list(tree.iter("h1"))
    cells = list(headings[0].iterancestors("td", "th")) if len(headings) == 1 else []
    near = [cell for own in cells for cell in own.getparent() if cell is not own]
    return [cell for cell in near if _linked_share(cell) > _MOST_LINKED and cell.find(".//th") is None]


def _teaser_boxes(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that hold one heading and otherwise only links: teasers, lists of earlier issues.

    Links that are names under a heading with a grade are kept: they are the areas or bodies with that grade.
    """
    boxes: list[HtmlElement] = []
    heads: dict[HtmlElement, list[HtmlElement]] = {}
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6"):
        heads.setdefault(heading.getparent(), []).append(heading)
    for box, (heading, *others) in heads.items():
        links = [str(link.text_content()) for link in box.iter("a") if link.get("href")]
        beside_heading = letters(str(box.text_content())) - letters(str(heading.text_content()))
        if others or box.tag in _KEPT or not links or beside_heading != sum(map(letters, links)):
            continue
        teases = all(map(_OPENS_MORE.match, links))
        lists = any(map(_NOT_OF_NAME.search, links)) and not _GRADED.search(str(heading.text_content()))
        if teases or lists:
            boxes.append(box)
    return boxes


def _linked_share(element: HtmlElement) -> float:
    """Return the share of an element's letters that are in links, from 0 to 1."""
    count = letters(str(element.text_content()))
    return sum(letters(str(link.text_content())) for link in element.iter("a")) / count if count else 0.0


def _unfold(tree: HtmlElement) -> None:
    """Make expandable content visible, with the text of its button or tab as its heading. Removes bars of tabs."""
    controlled = {name.lstrip("#") for names in _CONTROLLED(tree) for name in names.split()}
    for element in _HIDDEN(tree):
        names = _names(element)
        if element.get("role") == "tabpanel" or element.get("id") in controlled or any(map(_FOLDED.search, names)):
            for name in ("hidden", "aria-hidden", "style"):
                element.attrib.pop(name, None)
    named = {element.get("id"): element for element in tree.iter("*") if element.get("id")}
    for panel in [element for element in tree.iter("*") if element.get("role") == "tabpanel"]:
        label = named.get(panel.get("aria-labelledby"))
        if label is not None and label.get("role") == "tab":
            _add_heading(panel, str(label.text_content()))
    for button in [element for element in tree.iter("button", "a") if element.get("aria-expanded")]:
        panel = _panel_of(button, named)
        names_it = not _OPENS_MORE.match(str(button.text_content()))
        is_headed = bool(_IN_HEADINGS.intersection(above.tag for above in button.iterancestors()))
        if panel is not None and panel.tag not in ("nav", "ul") and names_it and not is_headed:
            _add_heading(panel, str(button.text_content()))
    for tabs in tree.xpath("//*[@role='tablist']"):
        tabs.drop_tree()


def _panel_of(button: HtmlElement, named: Mapping[str | None, HtmlElement]) -> HtmlElement | None:
    """Return what a button expands: the element it refers to, or a hidden one after it or after its heading."""
    if button.get("aria-controls"):
        return named.get(button.get("aria-controls", "").lstrip("#"))
    above = button.getparent()
    behind = (above if above is not None and above.tag in _IN_HEADINGS else button).getnext()
    if behind is None or behind.get("hidden") is None:
        return None
    behind.attrib.pop("hidden")
    return behind


def _add_heading(panel: HtmlElement, text: str) -> None:
    """Put a heading in front of an expandable element's content, unless it begins with the same heading."""
    words, own = text.split(), next(panel.iter(*_IN_HEADINGS), None)
    first_words = islice((word for part in panel.itertext() for word in part.split()), len(words))
    if own is not None and str(own.text_content()).split() == words == list(first_words):
        return
    heading = panel.makeelement("summary")
    heading.text, heading.tail, panel.text = text, panel.text, None
    panel.insert(0, heading)


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element is hidden, or its tag, class or id says that it is beside an article."""
    # `hidden="until-found"` marks collapsed text of the article.
    if element.get("hidden", "until-found").lower() != "until-found" or element.get("aria-hidden") == "true":
        return True
    if _HIDING_STYLE.search(element.get("style", "")) or element.get("role") == "tooltip":
        return True
    names = _names(element)
    is_named = element.tag in ("form", "dialog") or any(map(_BESIDE_WORDS.search, names))
    return is_named and element.tag not in _KEPT and not _holds_data(element)


def _is_part_of_article(element: HtmlElement) -> bool:
    """Whether an element is part of an article: an aside with facts, or a footer that names who is quoted."""
    around = {above.tag for above in element.iterancestors()}
    if element.tag == "footer":
        return "blockquote" in around
    if element.tag != "aside" or around.isdisjoint(("article", "main")) or _is_beside(element):
        return False
    count = letters(str(element.text_content()))
    return _holds_data(element) or (count >= _SHORTEST_ASIDE and _linked_share(element) <= _MOST_LINKED)


def _holds_data(element: HtmlElement) -> bool:
    """Whether an element is or holds a table or a definition list; furniture never does."""
    return element.tag in _DATA or any(True for _ in element.iter("th", "dt"))


def is_link(element: HtmlElement) -> bool:
    """Whether a paragraph consists of links only and is not a name; in a table, links are data."""
    text = str(element.text_content())
    if not _NOT_OF_NAME.search(text) or any(above.tag in _CELLS for above in element.iterancestors()):
        return False
    linked = "".join(str(link.text_content()) for link in element.iter("a") if link.get("href"))
    return letters(linked) == letters(text)


def letters(text: str) -> int:
    """Return the number of letters and digits in a text."""
    return sum(map(str.isalnum, text))
