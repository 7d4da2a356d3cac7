"""The roles of cells in tables of grades, told by a table of words; what they name is for the analysis to say."""

from __future__ import annotations

import re
from enum import Enum, auto

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.analysis.grades import GRADE_LABEL
from flows.extraction.analysis.numbers import numbers_in
from flows.reading.blocks import Cell


class Role(Enum):
    """What a cell is in its table. A head may have several: "Previous grade, 2019"."""

    YEARS = auto()  # a year, alone or before the name of an inspection
    THEN = auto()
    NEWEST = auto()  # "now", "latest", where another says "then" or a year
    EARLIER = auto()  # said to be of an earlier inspection, whatever stands beside it
    PUBLISHED = auto()  # the day on which the report of the row came out
    REFERENCE = auto()  # the number of the row
    TICK = auto()
    NO_GRADES = auto()  # marks of others than inspectors, drafts, or yet to come
    GRADES = auto()
    NO_AREA = auto()


_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?"
_ROUND = rf"(?:in|{PROGRAMME}|{WATCHDOG}|inspection|report|round|assessment|year|spring|summer|autumn|winter)"
_PLACE = r"\d{1,3}(?:[.)/-]\d{1,3}){0,3}[a-z]?"
# The words of each role: all of a cell, what it opens with, or anywhere in it.
WORDS: dict[Role, str] = {
    Role.REFERENCE: rf"\A\W*(?:[A-Za-z]{{1,3}}[ .-]?)?{_PLACE}\W*\Z",
    Role.TICK: r"\A(?:[✓✔√xX•●*]|yes)\Z",
    Role.YEARS: rf"\A\W*(?:{_ROUND}\W+){{0,3}}{_YEAR}(?:\W+{_ROUND}){{0,2}}\W*\Z",
    Role.THEN: r"\A\W*(?:then|before|old|was|last|from|past|first|initial|baseline)\b",
    Role.NEWEST: r"\b(?:this|current|latest|newest|new|now)\b|\A\W*(?:currently|to|after|today|is)\b",
    Role.EARLIER: (
        r"\b(?:previous(?:ly)?|former(?:ly)?|earlier|prior|original|years?\s+(?:ago|before)|old(?:er)?\s+reports?|"
        r"last\s+(?:time|inspect\w+|assess\w+|report|year|rated|grade\w*|rating)|carried\s+(?:over|forward))\b"
        r"(?!.*\bin\s+brackets)"
    ),
    Role.PUBLISHED: r"\b(?:reports?|reported|published|publication)\b",
    Role.NO_GRADES: (
        r"\b(?:progress(?!\s+since)|controls?|opinions?|assurance|confidence|self[\s-]*assess\w*|capacity|capability|risk|"
        r"targets?|forecast|expected|predicted|projected|aims?|ambitions?|drafts?|provisional|indicative|proposed|"
        r"(?:own|pcc|opcc|force|our|public|residents?['’]?|commissioner['’]?s?)\s+(?:views?|rag))\b"
    ),
    Role.GRADES: r"\b(?:grad(?:e|es|ed|ing)|rat(?:ing|ed)|judge?(?:ment|d))\b",
    Role.NO_AREA: (
        rf"\A{GRADE_LABEL}|\d|"
        rf"\b(?:overall|total|round|force|service|unit|inspections?|assessments?|{PROGRAMME}|{WATCHDOG})\b"
    ),
}
PATTERNS = {role: re.compile(words, re.IGNORECASE) for role, words in WORDS.items()}


def roles_of(analysis: Analysis, cell: Cell) -> frozenset[Role]:
    """All roles that the words of a cell may have in its table."""
    known, span = analysis.remembered.cell_roles, (cell.start, cell.end)
    if span not in known:
        words = analysis.text[cell.start : cell.end]
        known[span] = frozenset(role for role, pattern in PATTERNS.items() if pattern.search(words))
    return known[span]


def is_value(analysis: Analysis, cell: Cell) -> bool:
    """Whether a cell is a number and no time: "655", "24%", "1.2 per 1,000"."""
    if not any(sign.isdigit() for sign in analysis.text[cell.start : min(cell.end, cell.start + 12)]):
        return False
    if Role.YEARS in roles_of(analysis, cell):
        return False
    numbers = numbers_in(analysis, cell.start, cell.end)
    return bool(numbers) and cell.end - cell.start - (numbers[0].end - numbers[0].start) <= 4
