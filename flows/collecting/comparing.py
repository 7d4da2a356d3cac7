"""Compare a page with its last version: a changed counter, date of today or advertisement makes no new version.

A page counts as unchanged if only numbers and names of days or months differ, in a few short lines, and the extraction
finds the same claims in both versions. So no list of words that stand beside counters is needed.
"""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import fields
from itertools import chain

from flows.extraction import extract
from flows.extraction.claims import Claim
from flows.reading.document import Document
from flows.reading.errors import ReadingError
from flows.reading.page import Page

# If more lines than this changed, or one with more words than this, the change is more than a counter or a date.
_MOST_LINES = 3
_MOST_WORDS = 25
_DAYS = frozenset(
    name.lower()
    for name in chain(calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    if name
)


def says_the_same(new: Page, old: Page) -> bool:
    """Whether the document on two versions of a page is the same."""
    new_lines, old_lines = (_lines(each.text) for each in (new, old))
    if new_lines == old_lines:
        return True
    if list(map(_masked, new_lines)) != list(map(_masked, old_lines)):
        return False
    changed = [line for line, old_line in zip(new_lines, old_lines, strict=True) if line != old_line]
    if len(changed) > _MOST_LINES or any(len(line.split()) > _MOST_WORDS for line in changed):
        return False
    try:
        return _claims(new) == _claims(old)
    except ReadingError:  # a page that says too much to be judged
        return False


def _lines(text: str) -> list[str]:
    return [line for each in text.split("\n") if (line := " ".join(each.split()))]


def _masked(line: str) -> list[str]:
    """Return the words of a line, with "#" for each number and each name of a day or month."""
    return ["#" if _is_number_or_day(word) else word for word in line.split()]


def _is_number_or_day(word: str) -> bool:
    return any(each.isdigit() for each in word) or word.strip(",.;:()").lower() in _DAYS


def _claims(page: Page) -> Counter[tuple[object, ...]]:
    """Return how often each claim is found in a page, whatever passage states it."""
    document = Document("page", page.text, "", "", "", "", published_on=page.metadata.published_on, blocks=page.blocks)
    return Counter(_content(claim) for claim in extract(document).claims)


def _content(claim: Claim) -> tuple[object, ...]:
    """Return all fields of a claim but its passage."""
    names = (each.name for each in fields(claim) if each.name != "passage")
    return (type(claim), *(getattr(claim, name) for name in names))
