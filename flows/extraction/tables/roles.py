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
    """What a cell is in its table. A head may have several: "Drug disruptions, 2023"."""

    TIME = auto()  # nothing but a year, round or "now"
    YEARS = auto()  # a year, alone or before the name of an inspection
    NOW = auto()  # "now", "latest", where another says "then"
    THEN = auto()
    NEWEST = auto()
    EARLIER = auto()  # said to be of an earlier inspection, whatever stands beside it
    PUBLISHED = auto()  # the day on which the report of the row came out
    OF_INSPECTION = auto()
    REMARK = auto()
    REFERENCE = auto()  # the number of the row
    TICK = auto()
    BLANK = auto()  # says that nothing stands there
    NAMES_BODIES = auto()
    AREAS = auto()  # a column of areas
    NO_GRADES = auto()  # marks of others than inspectors, or yet to come
    BY_INSPECTORS = auto()
    GRADES = auto()
    DRAFT = auto()
    NO_AREA = auto()


_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?"
_ROUND = rf"(?:in|{PROGRAMME}|{WATCHDOG}|inspection|report|round|assessment|year|spring|summer|autumn|winter)"
# Words that are all of a cell.
WHOLE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.REFERENCE, re.compile(r"\W*(?:[A-Za-z]{1,3}[ .-]?)?\d{1,3}(?:[.)/-]\d{1,3}){0,3}[a-z]?\W*")),
    (
        Role.BLANK,
        re.compile(
            r"\W*|n/?a|nil|none|not\s+(?:\w+\s+)?(?:graded|inspected|assessed|applicable|held|available)|ungraded",
            re.IGNORECASE,
        ),
    ),
    (Role.TICK, re.compile(r"[✓✔√xX•●*]|yes", re.IGNORECASE)),
    (
        Role.YEARS,
        re.compile(rf"\W*(?:{_ROUND}\W+){{0,3}}{_YEAR}(?:\W+{_ROUND}){{0,2}}\W*", re.IGNORECASE),
    ),
    (
        Role.TIME,
        re.compile(
            rf"\W*(?:(?:19|20)\d\d|(?:{PROGRAMME}|round|inspection|grade|in|from|report)\s+\S{{1,9}}|then|now|before|after|"
            r"previous|last|this|current|latest|new|old|first|second|third|from|to|q[1-4])\b(?:\W*\w+){0,2}\W*",
            re.IGNORECASE,
        ),
    ),
)
# Words that a cell begins with.
OPENING: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.THEN, re.compile(r"\W*(?:then|before|old|was|last|from|past|first|initial|baseline)\b", re.IGNORECASE)),
    (Role.NOW, re.compile(r"\W*(?:now|this|current(?:ly)?|latest|new(?:est)?|to|after|today|is)\b", re.IGNORECASE)),
    (Role.NO_AREA, re.compile(GRADE_LABEL, re.IGNORECASE)),
)
# Words that stand anywhere in one.
WITHIN: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.EARLIER,
        re.compile(
            r"\b(?:previous(?:ly)?|former(?:ly)?|earlier|prior|original|years?\s+(?:ago|before)|old(?:er)?\s+reports?|"
            r"last\s+(?:time|inspect\w+|assess\w+|report|year|rated|grade\w*|rating)|carried\s+(?:over|forward))\b"
            r"(?!.*\bin\s+brackets)",
            re.IGNORECASE,
        ),
    ),
    (Role.NEWEST, re.compile(r"\b(?:this|current|latest|newest|new|now)\b", re.IGNORECASE)),
    (Role.PUBLISHED, re.compile(r"\b(?:reports?|reported|published|publication)\b", re.IGNORECASE)),
    (
        Role.OF_INSPECTION,
        re.compile(r"\b(?:inspected|fieldwork|visit\w*|due|next|last|grade|rating|judge?ment)\b", re.IGNORECASE),
    ),
    (
        Role.REMARK,
        re.compile(
            r"\b(?:comments?|notes?|summary|reasons?|why|findings?|evidence|next|actions?|narrative|responses?|details?|"
            r"descriptions?|means?|meaning|definitions?|owners?|leads?|due|said|found)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Role.NAMES_BODIES,
        re.compile(r"\b(?:forces?|services?|units?|bod(?:y|ies)|brigades?|name|police)\b", re.IGNORECASE),
    ),
    (
        Role.AREAS,
        re.compile(
            r"\b(?:areas?|questions?|categor\w+|themes?|what)\b(?!\s+(?:for\s+improvement|of\s+concern|to\s+improve)\b)",
            re.IGNORECASE,
        ),
    ),
    (
        Role.NO_GRADES,
        re.compile(
            r"\b(?:progress(?!\s+since)|conditions?|controls?|opinions?|assurance|confidence|self[\s-]*assess\w*|own\s+view|"
            r"targets?|forecast|expected|predicted|capacity|capability|"
            r"(?:pcc|opcc|force|our|public|residents?['’]?|commissioner['’]?s?)\s+(?:views?|rag)|projected|aims?|ambitions?|risk)\b",
            re.IGNORECASE,
        ),
    ),
    (Role.BY_INSPECTORS, re.compile(rf"\b(?:{WATCHDOG}|{PROGRAMME}|inspect\w*|graded?)\b", re.IGNORECASE)),
    (
        Role.GRADES,
        re.compile(r"\b(?:grad(?:e|es|ed|ing)|rat(?:ing|ed)|judge?(?:ment|d))\b", re.IGNORECASE),
    ),
    (Role.DRAFT, re.compile(r"\b(?:drafts?|provisional|indicative|interim|initial|proposed)\b", re.IGNORECASE)),
    (
        Role.NO_AREA,
        re.compile(
            rf"\b(?:overall|total|round|force|service|unit|inspections?|assessments?|{PROGRAMME}|{WATCHDOG})\b|\d",
            re.IGNORECASE,
        ),
    ),
)


def roles_of(analysis: Analysis, cell: Cell) -> frozenset[Role]:
    """All roles that the words of a cell may have in its table."""
    known = analysis.remembered.cell_roles
    if (cell.start, cell.end) not in known:
        text, span = analysis.text, (cell.start, cell.end)
        found = {role for role, pattern in WHOLE if pattern.fullmatch(text, *span)}
        found |= {role for role, pattern in OPENING if pattern.match(text, *span)}
        found |= {role for role, pattern in WITHIN if pattern.search(text, *span)}
        known[span] = frozenset(found)
    return known[cell.start, cell.end]


def is_value(analysis: Analysis, cell: Cell) -> bool:
    """Whether a cell is a number and no time: "655", "24%", "1.2 per 1,000"."""
    if not any(sign.isdigit() for sign in analysis.text[cell.start : min(cell.end, cell.start + 12)]):
        return False
    if roles_of(analysis, cell) & {Role.YEARS, Role.TIME}:
        return False
    numbers = numbers_in(analysis, cell.start, cell.end)
    return bool(numbers) and cell.end - cell.start - (numbers[0].end - numbers[0].start) <= 4
