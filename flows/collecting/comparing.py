"""Whether a page says something else than its last version: a counter, a date of today or an advertisement do not.

A page that changed in nothing but numbers and names of days, in a few short lines, says the same as long as what this
project finds in it is the same. That decides, and no list of words that counters stand beside.
"""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import fields
from itertools import chain

from flows.extraction import extract
from flows.extraction.claims import Claim
from flows.reading.document import Document
from flows.reading.page import Page

# More lines than this, or longer ones, are no counter and no date of today.
_MOST_LINES = 3
_MOST_WORDS = 25
_DAYS = frozenset(
    name.lower()
    for name in chain(calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    if name
)


def says_the_same(new: Page, old: Page) -> bool:
    """Whether nothing changed that is the document's own."""
    lines, before = (_lines(each.text) for each in (new, old))
    if lines == before:
        return True
    if list(map(_masked, lines)) != list(map(_masked, before)):
        return False
    changed = [one for one, other in zip(lines, before, strict=True) if one != other]
    if len(changed) > _MOST_LINES or any(len(line.split()) > _MOST_WORDS for line in changed):
        return False
    return _claims(new) == _claims(old)


def _lines(text: str) -> list[str]:
    return [line for each in text.split("\n") if (line := " ".join(each.split()))]


def _masked(line: str) -> list[str]:
    """The words of a line, of which numbers and names of days and months are all one."""
    return ["#" if _is_number_or_day(word) else word for word in line.split()]


def _is_number_or_day(word: str) -> bool:
    return any(each.isdigit() for each in word) or word.strip(",.;:()").lower() in _DAYS


def _claims(page: Page) -> Counter[tuple[object, ...]]:
    """What is found in a page, without where in its text it stands."""
    document = Document("page", page.text, "", "", "", "", published_on=page.metadata.published_on, blocks=page.blocks)
    return Counter(_content(claim) for claim in extract(document).claims)


def _content(claim: Claim) -> tuple[object, ...]:
    names = (each.name for each in fields(claim) if each.name != "passage")
    return (type(claim), *(getattr(claim, name) for name in names))
