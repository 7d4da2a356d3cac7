"""The names, grades and years of a line, and whether nothing but marks and small words stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from dataclasses import dataclass
from itertools import pairwise

from flows.extraction.analysis.bodies.watchdogs import ACRONYMS, PROGRAMMES
from flows.extraction.analysis.times.period_patterns import MONTHS
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.groups.groups import Context, Group, groups_in
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.words import WORDS, any_of, code_of

# No line holds more names and grades than so many.
MOST = 60
# Arrows, stars, ticks and coloured dots that stand before the lines of a list, or beside its grades.
SIGNS = "←-⇿─-⟿⬀-⯿\U0001f300-\U0001faff"
_MARK = rf"\s:;,.–—=|•·*>/“”\"‘’'()\[\]…&+{SIGNS}-"
_WORD = any_of(
    "and the its their for at in of to on both each also too again then overall pillar pillars grade grades graded "
    "grading rated rating judged judgement judgment force forces service services unit units area areas question "
    "questions among them including namely result results inspection from now "
    "improved unchanged still steady better worse stays stayed again was previously as_before no_change the_same "
    f"up down {' '.join((*ACRONYMS, *PROGRAMMES)).replace('&', '.')}"
)
GLUE = re.compile(rf"(?:\([a-z]\)|[{_MARK}]|\b{_WORD}\b|\b\d{{1,2}}(?![\d%]))*+", re.IGNORECASE)
BEFORE_IT = re.compile(
    r"\b(?:previously|formerly|was|before|earlier|up\s+from|down\s+from)\b[\s:“\"‘']*$", re.IGNORECASE
)
# Words that stand in no name, no area and beside none of a list: most sentences hold one, and no more is looked for.
PROSE = re.compile(
    r"\s(?:(?:was|is|are)\s\w+ed|as(?!\sbefore)|said|but|s?he|found|been|had|this|not|be|were|would|will|so|than|if|because|since|while)\s"
)
YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)(?P<round>\s?[/–-]\s?\d\d(?:\d\d)?(?![\d/]))?(?!\d)")
# "(|September |2018)": a month before its year.
MONTH_BEFORE = re.compile(rf"\b(?P<month>{'|'.join(month_name[1:])})\s+$", re.IGNORECASE)
# Above a series of grades stands what each is of: "2015/2016/2017", "Service ; Round 1 ; Round 2".
HEADS_WITHIN = 8
YEARS_ALONE = re.compile(r"\W*(?:(?:19|20)\d\d[\s/|,;→–-]*){2,8}\W*")


@dataclass(slots=True)
class Token:
    """A name, grade or year in a line: `kind` is "area", "body", "grade" or "year"."""

    kind: str
    start: int
    end: int
    areas: tuple[AreaAt, ...] = ()
    group: Group | None = None
    grade: str = ""
    year: str = ""


def shorts_within(context: Context, start: int, end: int) -> list[tuple[int, int, str]]:
    """The short forms of grades in a slice."""
    low = bisect_left(context.shorts, start, key=lambda short: short[0])
    return context.shorts[low : bisect_left(context.shorts, end, key=lambda short: short[0])]


def holds_grade(context: Context, start: int, end: int) -> bool:
    """Whether a slice holds a grade, or a short form of one."""
    return context.analysis.triggers.any_within("grade", start, end) or bool(shorts_within(context, start, end))


def tokens_of(context: Context, areas: Areas, start: int, end: int) -> list[Token] | None:
    """All names, grades and years of a line in order; None where they are too many."""
    analysis, text = context.analysis, context.analysis.text
    found = [Token("area", area.start, area.end, areas=(area,)) for area in areas.between(start, end)]
    named = list(found)
    for group in groups_in(context, start, end):
        if group.form in ("name", "place"):
            found.append(Token("body", group.start, group.end, group=group))
    for at in analysis.triggers.within("grade", start, end):
        match = WORDS.search(text, max(start, at - 2), end)
        if match and match.start("grade") == at and not any(one.start <= at < one.end for one in named):
            found.append(Token("grade", at, match.end("grade"), grade=code_of(match["grade"])))
    found += [Token("grade", low, high, grade=grade) for low, high, grade in shorts_within(context, start, end)]
    if len(found) > MOST:
        return None
    for match in YEAR.finditer(text, start, end):
        if not any(one.start <= match.start() < one.end for one in found):
            month = MONTH_BEFORE.search(text, max(start, match.start() - 16), match.start())
            if (
                month
                and not match["round"]
                and not any(one.end > month.start() for one in found if one.end <= match.end())
            ):
                year = f"{match['year']}-{MONTHS[month['month'].lower()]:02d}"
                found.append(Token("year", month.start(), match.end(), year=year))
                continue
            year = match["year"] if not match["round"] else ""
            found.append(Token("year", *match.span(), year=year))
    return _joined(text, sorted(found, key=lambda token: token.start))


def _joined(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens with areas next to each other as one, and bodies too."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last and last.kind == token.kind == "area":
            if token.start >= last.end:
                joined[-1] = Token("area", last.start, token.end, areas=(*last.areas, *token.areas))
            continue
        if last and last.kind == token.kind == "body" and last.group and token.group:
            bodies = tuple(dict.fromkeys((*last.group.bodies, *token.group.bodies)))
            form = "place" if "place" in (last.group.form, token.group.form) else "name"
            group = Group(last.start, token.end, bodies, form)
            joined[-1] = Token("body", last.start, token.end, group=group)
            continue
        joined.append(token)
    return joined


def is_glued(text: str, tokens: list[Token], start: int, end: int) -> bool:
    """Whether nothing but marks and small words stands beside the tokens of a line, and inside their runs."""
    at = start
    for token in tokens:
        if token.start < at:
            return False
        gap = BEFORE_IT.sub("", text[at : token.start]) if token.kind == "grade" else text[at : token.start]
        if not GLUE.fullmatch(gap):
            return False
        inside = token.areas if token.kind == "area" else ()
        if any(not GLUE.fullmatch(text, one.end, other.start) for one, other in pairwise(inside)):
            return False
        if token.kind == "body" and token.group and not _names_alone(text, token):
            return False
        at = token.end
    return bool(GLUE.fullmatch(text, at, end))


def _names_alone(text: str, token: Token) -> bool:
    """Whether a run of bodies is one of names with capitals: no word of another kind stands inside."""
    words = re.findall(r"\b[a-z][\w’'-]*", text[token.start : token.end])
    return all(word in ("and", "of", "the") for word in words)
