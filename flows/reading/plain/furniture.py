"""Recognises lines that are not text of a page: bylines, captions, buttons, other headlines, readers' comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.reading.laying_out import Piece

# Headings over headlines of other articles.
_OTHERS = (
    r"most read|most popular|trending(?: now)?|related|recommended(?: for you)?|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|"
    r"also in the news|more on this(?: story)?|popular now"
)
# Applied to text in lower case.
FURNITURE = re.compile(
    r"\s*(?:read (?:more|also|next|the full)\b|(?:also read|see also|don['’]t miss|in other news)\b(?=\s*[:|–-])|"
    r"(?:more|related|read|read this)(?=\s*:\s*\S)|"
    r"(?:related|more|latest|top|most read|trending)\s+"
    r"(?:topics?|stor(?:y|ies)|articles?|content|news|reading|links|from|on this story)\b|share\b(?=.{0,40}$)|"
    r"sign up\b|subscribe\b|advert\w*\b(?=.{0,20}$)|newsletter\b|follow us\b|click here\b|download\b|"
    r"(?:image|photo|photograph|picture|pic|caption|credit|video)s?\s*(?::|by\b|credit\b|source\b|caption\b)|"
    r"\((?:image|photo|picture|pic)\b|home\s*[»>/|]|copyright\b|©|(?:we use )?cookies?\b|accept all\b|watch:|"
    r"listen:|skip to\b|topics:|tags?:|filed under\b|print this page\b|back to top\b|get (?:the|our|"
    r"involved)\b(?=.{0,60}$)|"
    r"by (?:the )?[a-z][\w'’-]+(?: [a-z][\w'’-]+){0,3}(?:,.{0,60}| (?:\||in) .{0,40})?\s*$|words:|reporter:|"
    r"(?:last )?(?:published|updated|posted)\b(?=[^.]{0,60}\.?$)|comments?\s*(?:\(|$)|"
    r"facebook\b(?=.{0,40}$)|twitter\b(?=.{0,40}$)|trending\s*:|[<«‹←]\s*(?:previous|prev|next|older|newer)\b|"
    r"(?:\d+|leave an?|add a|post a|view|readers['’]?) comments?\s*$|"
    r"join the (?:conversation|discussion)\b(?=.{0,20}$)|"
    rf"(?:{_OTHERS})\s*:?\s*$)"
)
LONGEST = 200
# A heading of a list of other stories. A line "More: HEADLINE" has no list below it and does not count.
RELATED = re.compile(
    r"(?i)\s*(?:(?:related|more)\b(?!\s*:\s*\S)|(?:most read|trending|read (?:more|next)|you may also|latest|"
    r"most popular|recommended|also in the news|popular now|you might)\b).{0,40}$"
)
# The heading of readers' comments, and lines that occur only among comments.
COMMENTS = re.compile(
    r"(?i)\s*(?:\d+\s+comments?|comments?(?:\s*\(\d+\))?|(?:leave|add|post)\s+a\s+comment|readers['’]?\s+comments|"
    r"join\s+the\s+(?:conversation|discussion))\s*:?\s*"
)
AMONG_COMMENTS = re.compile(
    r"(?i)\s*(?:(?:\d+|an?)\s+(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago|reply|"
    r"report(?:\s+(?:this\s+)?comment)?|like\s+\d*|show\s+replies|log\s+in\s+to\s+comment)\s*"
)

# In characters: comments begin only after a sentence this long, since a page may give their number above its text.
SHORTEST_PROSE = 50
# In characters: a paragraph this long after headlines of other articles is text of the page again.
SHORTEST_TEXT = 80
CLOSINGS = (".", ".”", ".’", '."', ".'")
SENTENCE_ENDS = re.compile(r"[a-z)’”][.!?]\s+(?=[A-Z‘“])")


def is_furniture(line: str) -> bool:
    """Whether a line is not text of the page; a line that continues with another long sentence is text."""
    if len(line) >= LONGEST or not FURNITURE.match(line.lower()):
        return False
    first = SENTENCE_ENDS.search(line)
    return first is None or len(line) - first.end() < SHORTEST_TEXT


def heads_others(line: str) -> bool:
    """Whether a furniture line is the heading of headlines of other articles."""
    return RELATED.match(line) is not None


def as_furniture(piece: Piece, below: str | None) -> tuple[Piece, str | None]:
    """Return a piece, as furniture if it reads like that or is among other stories, and what the next piece is below.

    `below`: the kind of the piece that heads other stories, if the piece is below one; None otherwise. A long paragraph
    ends the other stories. So does one that ends a sentence if no heading opened them, but a line such as "Read more".
    """
    if piece.kind in ("paragraph", "heading") and piece.level != 1 and is_furniture(piece.text):
        return Piece("furniture", piece.text), below or (piece.kind if heads_others(piece.text) else None)
    if below and piece.kind in ("paragraph", "heading", "item"):
        is_text = len(piece.text) >= SHORTEST_TEXT or (below == "paragraph" and piece.text.endswith(CLOSINGS))
        if piece.kind == "paragraph" and is_text:
            return piece, None
        return Piece("furniture", piece.text), below
    return piece, below


def comments_from(text: str, pieces: Sequence[tuple[int, int]]) -> int:
    """Return the offset at which readers' comments begin, which end a page; the length of the text without comments.

    `pieces` are the slices of the lines. The word "Comments" can also be the heading of a section, so it counts only
    with a number, or if lines that occur only among comments follow; and only after a first sentence of the page
    itself.
    """
    if "omment" not in text and "onversation" not in text and "OMMENT" not in text:
        return len(text)
    prose = next((end for start, end in pieces if end - start >= SHORTEST_PROSE and text[end - 1] in ".!?”"), len(text))
    headings = [start for start, end in pieces if start > prose and COMMENTS.fullmatch(text, start, end)]
    comment_lines = [start for start, end in pieces if AMONG_COMMENTS.fullmatch(text, start, end)] if headings else []
    starts = (start for start in headings if text[start].isdigit() or (comment_lines and comment_lines[-1] > start))
    return next(starts, len(text))
