"""Areas that a text only counts: "G in all three", "in those two areas", "on all three counts"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.words.area_at import AreaAt

# "G in those three areas", "In both areas it was G"
THOSE_AREAS = re.compile(
    r"\b(?:in|for|on|at|across)\s+(?:all\s+)?(?:(?P<both>both)|(?:these|those)\s+(?:other\s+)?(?P<n>two|three|four|five))\s+"
    r"(?:areas|categories|aspects|questions|respects|fields|things|(?<=both\s)(?:of\s+)?(?:these|those|them))\b",
    re.IGNORECASE,
)
# "G for all three pillars", "G in all three": those of a programme, or the three areas of the sentence before.
ALL_THREE = re.compile(
    r"[”\"’']?(?:,\s+(?:says?|said|according\s+to)\s[^,.;]{3,40},)?\s+(?:for|in|on|at|across)\s+(?:(?:all|each\s+of\s+(?:the|its))\s+three|"
    r"(?=(?:every|each|all)\s+(?:of\s+(?:the|its)\s+)?(?:main\s+)?pillars?)(?:every|each|all))"
    r"(?:(?P<pillars>\s+(?:of\s+(?:the|its)\s+)?(?:(?:main|principal|core|key)\s+)?(?:pillars?|(?<=principal\s)judge?ments))|(?P<counts>\s+(?:counts|headings|questions|measures)))?"
    r"(?=[\s.,;:)])",
    re.IGNORECASE,
)
# "In 2019 all three were |G", "all three of its pillars had been |G"
ALL_WERE = re.compile(
    r"\b(?:all|each\s+of\s+(?:the|its))\s+three(?:\s+of\s+(?:them|these|those|its|the))?(?:\s+(?:main\s+|core\s+)?"
    r"(?:(?P<pillars>pillars|judge?ments)|headings|areas|questions))?\s+(?:were|was|are|is|had\s+(?:also\s+)?been|have\s+been)\s+"
    r"(?:(?:rated|graded|judged|found|all|also|only|still|then|now|at|as|to\s+be)\s+){0,3}[“\"‘']?$",
    re.IGNORECASE,
)
LONGEST_WERE = 70
# "in all three pillars| but |people"
BUT = re.compile(
    r",?\s+(?:bar|barring|but|except(?:\s+for|ing)?|apart\s+from|other\s+than|save(?:\s+for)?|with\s+the\s+exception\s+of)\s+"
    r"(?:(?:for|on|in|at)\s+)?(?:(?:its|the|their)\s+)?",
    re.IGNORECASE,
)
THREE_PILLARS = re.compile(r"\bthree\s+pillars\b", re.IGNORECASE)
PILLARS = {
    "fire-service": ("effectiveness", "efficiency", "people"),
    "territorial-force": ("effectiveness", "efficiency", "legitimacy"),
}


def three_of(areas: Areas, grade: Grade) -> re.Match[str] | None:
    """The words behind a grade, or before it, that say that it holds for three areas: "in all three"."""
    text, sentence = areas.analysis.text, grade.sentence
    if three := ALL_THREE.match(text, grade.end, sentence.end):
        return three
    low = max(sentence.start, grade.start - LONGEST_WERE)
    return ALL_WERE.search(text, low, grade.start) if text.find("three ", low, grade.start) >= 0 else None


def excepted(areas: Areas, three: re.Match[str], grade: Grade) -> set[str]:
    """The areas that "in all three but Y" leaves out."""
    link = BUT.match(areas.analysis.text, three.end(), grade.sentence.end)
    return {area.code for area in areas.between(link.end(), link.end() + 1)} if link else set()


def all_three(
    analysis: Analysis,
    three: re.Match[str],
    sentence: Sentence,
    named: list[AreaAt],
    run: list[AreaAt],
    bodies: tuple[Body, ...],
) -> Sequence[str]:
    """The three areas of "good in all three": those named or rated before, or the pillars of a programme."""
    told = next((tried for tried in (named, run) if len(tried) == 3), [])
    if told and not three["pillars"]:
        return [area.code for area in told]
    kinds = {body.kind for body in bodies}
    before = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    if len(kinds) == 1 and (three["pillars"] or THREE_PILLARS.search(analysis.text, before.start, sentence.start)):
        return PILLARS.get(kinds.pop(), ())
    return []


def all_counts(grade: Grade, text: str, bodies: tuple[Body, ...], rated: set[str]) -> list[AreaAt]:
    """The pillars that "G on all three counts" means, where bodies have been rated in each of them."""
    three = ALL_THREE.match(text, grade.end, grade.sentence.end)
    kinds = {body.kind for body in bodies}
    codes = PILLARS.get(kinds.pop(), ()) if three and three["counts"] and len(kinds) == 1 else ()
    return [AreaAt(code, None, grade.start, grade.end) for code in codes] if rated.issuperset(codes) else []


def those_areas(areas: Areas, grade: Grade) -> re.Match[str] | None:
    """The words that say that a grade holds for a number of areas named before."""
    text = areas.analysis.text
    if "those" not in grade.hints:
        return None
    after = THOSE_AREAS.search(
        text, grade.after, min(grade.after + len(" in those three categories") + 2, grade.sentence.end)
    )
    return after or THOSE_AREAS.search(text, grade.left, grade.start)


def as_many(counted: re.Match[str], *tried: list[AreaAt]) -> list[AreaAt]:
    """The first of some areas that are as many as "those three areas" or "both areas" says."""
    number = NUMBERS[(counted["n"] or "two").lower()]
    return next((areas for areas in tried if len(areas) == number), [])
