"""Reduces a Word document to what a reader sees: no hidden or deleted text, text boxes once, no footnote marks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Any

from docx.oxml.ns import qn

from flows.reading.marks import read_raised
from flows.reading.word.styles import chain
from flows.reading.word.text import FALLBACK, flag, text_of, value

# Ids of styles that have some property.
Styles = set[str | None]
Says = Callable[[Any], bool | None]


def keep_what_shows(body: Any, styles: Any) -> None:
    """Change the body of a document so that all its text is visible text in reading order."""
    _unbox(body)
    _drop_hidden(body, _styles_that(_is_hidden, styles))
    _leave_out_marks(body, _styles_that(_is_raised, styles))


def _unbox(body: Any) -> None:
    """Move the content of text boxes behind the outermost paragraphs or tables that hold them.

    The copy of a text box that older programs get is not moved, and so never read.
    """
    boxes = [box for box in body.iter(qn("w:txbxContent")) if next(box.iterancestors(FALLBACK), None) is None]
    for box in reversed(boxes):
        holder = [box, *box.iterancestors(qn("w:p"), qn("w:tbl"))][-1]
        for child in reversed(box):
            holder.addnext(child)


def _drop_hidden(body: Any, styles: Styles) -> None:
    """Remove runs that are hidden or struck out, directly or by a style.

    Also removes deleted table rows and the placeholder text of empty content controls.
    """
    for hint in body.xpath(".//w:tr[w:trPr/w:del]|.//w:sdt[w:sdtPr/w:showingPlcHdr]"):
        hint.getparent().remove(hint)
    for paragraph in list(body.iter(qn("w:p"))):
        for run in list(paragraph.iter(qn("w:r"))):
            if _has(_is_hidden, run, paragraph, styles):
                run.getparent().remove(run)


def _leave_out_marks(body: Any, styles: Styles) -> None:
    """Replace raised text by what `marks.read_raised` makes of it: nothing for footnote marks."""
    for paragraph in body.iter(qn("w:p")):
        runs = [(_has(_is_raised, run, paragraph, styles), run) for run in paragraph.iter(qn("w:r")) if text_of(run)]
        groups = [(raised, [run for _, run in group]) for raised, group in groupby(runs, itemgetter(0))]
        texts = ["", *("".join(map(text_of, group)) for _, group in groups), ""]
        for (raised, group), before, text, after in zip(groups, texts, texts[1:], texts[2:], strict=False):
            if raised and (read_as := read_raised(before, text, after)) != text:
                for run in group:
                    run.text, read_as = read_as, ""


def _styles_that(says: Says, styles: Any) -> Styles:
    """Return the ids of the styles that have a property, directly or through the styles they are based on."""
    own = ((style.style_id, map(says, chain(style))) for style in styles)
    return {name for name, values in own if next((answer for answer in values if answer is not None), False)}


def _has(says: Says, run: Any, paragraph: Any, styles: Styles) -> bool:
    """Whether a run has a property, directly or by its character or paragraph style."""
    if (own := says(run)) is not None or not styles:
        return bool(own)
    named = value(paragraph, "w:pPr", "w:pStyle"), value(run, "w:rPr", "w:rStyle")
    return any(name in styles for name in named if name is not None)


def _is_hidden(element: Any) -> bool | None:
    """Whether a run or style is hidden or struck out; None if it does not say."""
    flags = [flag(element, "w:rPr", name) for name in ("w:vanish", "w:strike", "w:dstrike")]
    values = [on for on in flags if on is not None]
    return any(values) if values else None


def _is_raised(element: Any) -> bool | None:
    """Whether a run or style is superscript or raised; None if it does not say."""
    if (place := value(element, "w:rPr", "w:vertAlign")) is not None:
        return place == "superscript"
    height = value(element, "w:rPr", "w:position")
    return None if height is None else not height.startswith(("-", "0"))
