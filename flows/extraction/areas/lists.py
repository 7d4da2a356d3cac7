"""Areas in lists under a grade: bullets that its line introduces, or lines below one that is no more than a grade."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.bodies.lists import first_of_run, introduction
from flows.extraction.grades.frames.answers import opening_area
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.layouts.questions import asked_before
from flows.extraction.grades.words.area_at import AreaAt, is_loosely_overall
from flows.extraction.grades.words.area_words import AREA_GLUE, COUNT
from flows.extraction.grades.words.words import ANY, GRADE_LABEL, LONGEST_BARE, WORDS, is_bare_grade

# "G in these three areas:", "G, namely:", "G at": what stands between a grade and the list it introduces.
# Reads text in lower case.
LEADS_ON = re.compile(
    rf"[”\"’']*(?:[\s,–—-]*(?:at|in|for|when|on|the|following|areas?|of|these|those|grades?|ratings?|is|are|was|were|"
    r"include[sd]?|it|comes|to|namely|other|further|its|questions?|categories|policing|work|main|key|core|inspected|graded|assessed|performance|as\s+follows|"
    rf"{COUNT})\b){{0,8}}(?:,?\s+(?:which|that|where)\s[^.:;]{{0,80}}[:.]?|\s*:)?\s*",
)
# "G for the way in which it goes about:", whatever the words; but what "it found:" is told, and no area.
TO_COLON = re.compile(r"[”\"’']*\s(?:at|in|for|across|by|as|are|is|were|of)\b[^.;:]{0,90}[:–—-]\s*")
IN_BRACKETS = re.compile(r"[”\"’']*\s*\([^()]{1,80}\)")
SAYS = re.compile(
    r"\b(?:said|says?|found|finds|noted?|told|tells|added|praised|highlighted|recommend\w*|should|must|needs?|because|"
    r"that|who|reasons?|findings?)\b"
)
# What may stand before an area at the head of its line or part of a line.
OPENS_AREA = re.compile(r"[\s“\"‘']*(?:(?:and|its|the|how|well|effectively|it|on|at|for|in|work)\s+)*", re.IGNORECASE)
# An area of its own that no vocabulary has: "making the service greener", no sentence.
UNNAMED = re.compile(r"[A-Za-z][^.;:!?|“”\"]{5,80}?[.;,]?(?:\s+and)?")
# "Inadequate", below it "None": a grade that nothing got.
NOTHING = re.compile(r"\W*(?:none|nil|nothing|n/a|no\s+(?:areas|forces|services)|not\s+\w+|[–—-])\W*", re.IGNORECASE)
# What a line says that leads on to areas without a colon: "Areas found to be G", "Good at".
SPEAKS_OF_AREAS = re.compile(
    r"\b(?:areas|questions|categories|grades|ratings|judge?ments)\b|\b(?:at|for|in)\W*$", re.IGNORECASE
)
# "Grade: G", all of a line or sentence.
LABELLED = re.compile(rf"\W*{GRADE_LABEL}\b\s*(?:[:–—-]|as\b|is\b|was\b)?\W*{ANY}\W*", re.IGNORECASE)
# How many lines above such a one its heading may stand.
SECTION = 6
LONGEST = 20
AREA_LIST_LONGEST = 12


def areas_under(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The areas of the list below a grade: "It is G at: • Y • Z", or "G" as a heading over lines of areas."""
    analysis, sentence = areas.analysis, grade.sentence
    block = sentence.block
    if sentence.end != block.end:
        return []
    if block.kind == "bullet":
        return _below(areas, block) if is_bare_grade(analysis, block) else []
    if item := _item_above(areas, block):
        return [item]
    if not _leads_on(analysis, grade):
        return []
    listed = []
    for following in analysis.blocks[block.index + 1 : block.index + LONGEST]:
        if following.kind != "bullet" or following.lead != block.index or _has_grade(analysis, following):
            break
        listed.append(following)
    named = [next(iter(areas.plain(bullet.start, bullet.end)), None) for bullet in listed]
    if any(named):
        pairs = zip(listed, named, strict=True)
        return [area for bullet, name in pairs if (area := name or _unnamed(analysis, bullet.start, bullet.end))]
    if listed:
        return []
    return _below(areas, block) if is_bare_grade(analysis, block) else _lines_below(areas, block)


def _item_above(areas: Areas, block: Block) -> AreaAt | None:
    """The area of the item of a list that a bare grade stands below, where every item has its own: "1. Y", "G"."""
    analysis = areas.analysis
    lines = analysis.blocks[max(0, block.index - LONGEST) : block.index]
    if not lines or lines[-1].kind != "bullet" or not is_bare_grade(analysis, block):
        return None
    item = next(iter(areas.plain(lines[-1].start, lines[-1].end)), None)
    for bullet, above in zip(reversed(lines), reversed(lines[:-1]), strict=False):
        if bullet.kind != "bullet":
            continue
        if above.kind == "bullet":
            return None  # items on end are a list below a grade
        if not is_bare_grade(analysis, above):
            return item if item and item.start == lines[-1].start else None
    return None


def _lines_below(areas: Areas, block: Block) -> list[AreaAt]:
    """The areas of the lines below one that leads on to them: each no more than areas, as bullets lost on their way."""
    text = areas.analysis.text
    found: list[AreaAt] = []
    lines = 0
    for line in areas.analysis.blocks[block.index + 1 : block.index + LONGEST]:
        named = areas.plain(line.start, line.end)
        ends = [line.start, *(area.end for area in named)]
        starts = [*(area.start for area in named), line.end]
        whole = all(AREA_GLUE.fullmatch(text, low, high) for low, high in zip(ends, starts, strict=True))
        if line.kind != "heading" or not named or not whole:
            break
        found += named
        lines += 1
    leads = text[block.start : block.end].rstrip().endswith(":")
    fewest = 1 if leads else 2 if SPEAKS_OF_AREAS.search(text, block.start, block.end) else LONGEST
    return found if lines >= fewest else []


def _leads_on(analysis: Analysis, grade: Grade) -> bool:
    """Whether a grade ends its sentence but for words that lead on, or is its last and a colon or dash ends that."""
    text, end = analysis.text, grade.sentence.end
    aside = IN_BRACKETS.match(text, grade.after, end)
    start = aside.end() if aside else grade.after
    if LEADS_ON.fullmatch(analysis.view.folded, start, end):
        return True
    if analysis.triggers.within("grade", start, end):
        return False
    return bool(TO_COLON.fullmatch(text, start, end)) and not SAYS.search(text, start, end)


def heading(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The area of the heading right above a line that is, or opens with, no more than a grade."""
    analysis, sentence = areas.analysis, grade.sentence
    block = sentence.block
    lead = analysis.lead_of(block)
    if _is_labelled(analysis, sentence) and (area := _of_section(areas, sentence)):
        return [area]
    if lead is None or lead.index != block.index - 1 or sentence.start != block.start:
        return []
    if not is_bare_grade(analysis, sentence) or _heads_lists(areas, block):
        return []
    opens = _opening(areas, lead.start, lead.end)
    return [opens] if opens and not is_loosely_overall(analysis.text, opens, lead.end) else []


def _opening(areas: Areas, start: int, end: int) -> AreaAt | None:
    """The area that a line opens with, but for a number or label."""
    at = opening_area(areas.analysis, start, end)
    return next(iter(areas.between(at, at + 1)), None) if at is not None else None


def is_of_area_above(areas: Areas, grade: Grade, end: int) -> bool:
    """Whether the area right above a grade is what it is of, and the names below it, up to `end`, open another part."""
    if not (asked_before(areas, grade) or heading(areas, grade)):
        return False
    index = areas.analysis.index_at(end)
    following = areas.analysis.sentences[index + 1 : index + 2]
    return any(area.start == each.start for each in following for area in areas.plain(each.start, each.end))


def _of_section(areas: Areas, sentence: Sentence) -> AreaAt | None:
    """The area that opens the paragraph, or heads the few lines, which end with "Grade: G"."""
    analysis, block = areas.analysis, sentence.block
    if areas.between(sentence.start, sentence.end):
        return None
    if sentence.start != block.start:
        opens = _opening(areas, block.start, sentence.start)
        if opens and analysis.text[opens.end] in ".:":
            return opens
    above = analysis.blocks[block.index - 1] if block.index else None
    if above and sentence.start == block.start and above.kind == "heading" and not _is_labelled(analysis, above):
        return None  # read where headings are
    for above in reversed(analysis.blocks[max(0, block.index - SECTION) : block.index]):
        if _is_labelled(analysis, above):
            continue
        if above.kind == "heading":
            opens = _opening(areas, above.start, above.end)
            whole = opens and not analysis.text[opens.end : above.end].strip(" :.")
            return opens if whole else None
        if above.kind != "prose" or analysis.triggers.any_within("grade", above.start, above.end):
            return None
    return None


def _is_labelled(analysis: Analysis, line: Block | Sentence) -> bool:
    return line.end - line.start <= LONGEST_BARE and bool(LABELLED.fullmatch(analysis.text, line.start, line.end))


def _below(areas: Areas, block: Block) -> list[AreaAt]:
    """The areas of the lines below a bare grade, where the first of such lines in turn is a grade and not an area."""
    analysis = areas.analysis
    if not _heads_lists(areas, block):
        return []
    found: list[AreaAt] = []
    for following in analysis.blocks[block.index + 1 : block.index + LONGEST]:
        line = _line(areas, following, like=block)
        if not line:
            break
        found += line
    return found


def _heads_lists(areas: Areas, block: Block) -> bool:
    """Whether the grades of a run of lines stand above their areas: a grade is its first line, and none its last.

    The last may be one that nothing got: "Inadequate", "None".
    """
    analysis = areas.analysis
    above = analysis.blocks[block.index - 1] if block.index else None
    ends = above is not None and above.kind == "prose" and analysis.text[above.end - 1] == "."
    if ends and _is_labelled(analysis, block):
        return False  # "Grade: G" ends the part above
    first = first_of_run(analysis, block, areas.first_lines, lambda line: bool(_line(areas, line, like=block)))
    if not is_bare_grade(analysis, block) or not is_bare_grade(analysis, analysis.blocks[first]):
        return False
    bares: list[bool] = []
    given: list[str] = []
    for line in analysis.blocks[max(first, block.index - LONGEST) : block.index + LONGEST]:
        if NOTHING.fullmatch(analysis.text, line.start, line.end):
            return True
        bare = is_bare_grade(analysis, line)
        if not bare and not _line(areas, line, like=block):
            break
        bares.append(bare)
        given += re.findall(ANY, analysis.text[line.start : line.end], re.IGNORECASE) if bare else []
    # Grades without areas, or with several, stand above theirs, each once; four on end are the scale itself.
    marks = "".join("g" if bare else "-" for bare in bares)
    once = len({grade.lower() for grade in given}) == len(given)
    return "gggg" not in marks and (not bares[-1] or (once and ("--" in marks or "gg" in marks)))


def _line(areas: Areas, block: Block, *, like: Block) -> list[AreaAt]:
    """The areas of a line that names areas and nothing else, set apart by semicolons or as a list.

    Items of a list stand only below a grade that is one too.

    Of a line that introduces them ("Two areas were in this band: Y and Z"), those of its first sentence.
    """
    analysis = areas.analysis
    if block.kind in ("row", "furniture") or (block.kind == "bullet" and like.kind != "bullet"):
        return []
    if _has_grade(analysis, block):
        return []
    found: list[AreaAt] = []
    for start, end in _parts(analysis.text, *_introduced(areas, block)):
        opens = OPENS_AREA.match(analysis.text, start, end)
        named = areas.between(start, end)
        first = next((area for area in named if opens and start <= area.start <= opens.end()), None)
        if first is None:
            if not found or not (first := _unnamed(analysis, start, end)):
                return []
            found.append(first)
            continue
        found.append(first)
        at = first.end
        for area in named[named.index(first) + 1 :]:
            if not AREA_GLUE.fullmatch(analysis.text, at, area.start):
                break
            found.append(area)
            at = area.end
        if not AREA_GLUE.fullmatch(analysis.text, at, end) and not analysis.text[at:end].strip(" .,"):
            return []
    return found


def _introduced(areas: Areas, block: Block) -> tuple[int, int]:
    """The slice of a line behind the words that introduce its areas; the whole line where it has none."""
    first = next(iter(areas.plain(block.start, block.end)), None)
    if first is None or not introduction(areas.analysis.text, block.start, first.start):
        return block.start, block.end
    sentence = areas.analysis.sentence_at(first.start)
    end = sentence.end if sentence else block.end
    return first.start, end - (areas.analysis.text[end - 1] == ".")


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a line between semicolons."""
    for part in text[start:end].split(";"):
        if part.strip():
            yield start, start + len(part)
        start += len(part) + 1


def _unnamed(analysis: Analysis, start: int, end: int) -> AreaAt | None:
    """An area that the vocabulary lacks, as the whole of a bullet or of a part of a line."""
    start += len(analysis.text[start:end]) - len(analysis.text[start:end].lstrip())
    match = UNNAMED.fullmatch(analysis.text, start, end)
    if not match:
        return None
    stop = start + len(analysis.text[start:end].rstrip(" .;,"))
    return AreaAt("other", analysis.view.original(start, stop), start, stop)


def _has_grade(analysis: Analysis, block: Block) -> bool:
    """Whether a line gives a grade, apart from one in an area's name ("good use of resources")."""
    found = WORDS.search(analysis.text, block.start, block.end)
    while found:
        at = found.start("grade")
        index = bisect_right(analysis.area_starts, at) - 1
        if index < 0 or analysis.areas[index].end <= at:
            return True
        found = WORDS.search(analysis.text, found.end(), block.end)
    return False
