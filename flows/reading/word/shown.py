"""What of a Word document a reader sees: no hidden or deleted text, boxes once, marks of notes left out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Any

from docx.oxml.ns import qn

from flows.reading.marks import shown
from flows.reading.word.styles import chain
from flows.reading.word.text import FALLBACK, flag, text_of, value

# The names of styles of which something holds.
Styles = set[str | None]
Says = Callable[[Any], bool | None]


def keep_what_shows(body: Any, styles: Any) -> None:
    """Change the body of a document so that all text in it is what a reader sees."""
    _unbox(body)
    _drop_hidden(body, _styles_that(_vanishes, styles))
    _leave_out_marks(body, _styles_that(_is_raised, styles))


def _unbox(body: Any) -> None:
    """Put what stands in boxes behind the paragraphs or tables that hold them.

    What older programs are given in place of a box is the same again, and not read.
    """
    boxes = [box for box in body.iter(qn("w:txbxContent")) if next(box.iterancestors(FALLBACK), None) is None]
    for box in reversed(boxes):
        holder = [box, *box.iterancestors(qn("w:p"), qn("w:tbl"))][-1]
        for child in reversed(box):
            holder.addnext(child)


def _drop_hidden(body: Any, styles: Styles) -> None:
    """Take out what Word does not show, or strikes out: by itself, or by the style of its characters or paragraph.

    So are rows that are deleted, and what asks for a text where none is given.
    """
    for hint in body.xpath(".//w:tr[w:trPr/w:del]|.//w:sdt[w:sdtPr/w:showingPlcHdr]"):
        hint.getparent().remove(hint)
    for paragraph in list(body.iter(qn("w:p"))):
        for run in list(paragraph.iter(qn("w:r"))):
            if _is(_vanishes, run, paragraph, styles):
                run.getparent().remove(run)


def _leave_out_marks(body: Any, styles: Styles) -> None:
    """Read raised text as what it is: most of it leads to notes."""
    for paragraph in body.iter(qn("w:p")):
        runs = [(_is(_is_raised, run, paragraph, styles), run) for run in paragraph.iter(qn("w:r")) if text_of(run)]
        groups = [(raised, [run for _, run in group]) for raised, group in groupby(runs, itemgetter(0))]
        texts = ["", *("".join(map(text_of, group)) for _, group in groups), ""]
        for (raised, group), before, text, after in zip(groups, texts, texts[1:], texts[2:], strict=False):
            if raised and (read_as := shown(before, text, after)) != text:
                for run in group:
                    run.text, read_as = read_as, ""


def _styles_that(says: Says, styles: Any) -> Styles:
    """The names of the styles of which something holds, by themselves or by those they build on."""
    own = ((style.style_id, map(says, chain(style))) for style in styles)
    return {name for name, said in own if next((one for one in said if one is not None), False)}


def _is(says: Says, run: Any, paragraph: Any, styles: Styles) -> bool:
    """Whether something holds of a run, by itself or by the style of its characters or paragraph."""
    if (own := says(run)) is not None or not styles:
        return bool(own)
    named = value(paragraph, "w:pPr", "w:pStyle"), value(run, "w:rPr", "w:rStyle")
    return any(name in styles for name in named if name is not None)


def _vanishes(element: Any) -> bool | None:
    """Whether a run or style is hidden or struck out, if it says so itself."""
    said = [flag(element, "w:rPr", name) for name in ("w:vanish", "w:strike", "w:dstrike")]
    values = [one for one in said if one is not None]
    return any(values) if values else None


def _is_raised(element: Any) -> bool | None:
    """Whether a run or style is in superscript, or put higher, if it says so itself."""
    if (place := value(element, "w:rPr", "w:vertAlign")) is not None:
        return place == "superscript"
    height = value(element, "w:rPr", "w:position")
    return None if height is None else not height.startswith(("-", "0"))
