"""Lists of disruptions: lines that hold a label and a number under words that say what is counted.

"What the disruptions were about" / "Drugs 231" / "Fraud: 71 (2022/23: 64)". A line counts disruptions only if its
label is one that divides them: a threat, a level, a strand, a period, or all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.figures.layouts.kpis import value_label, value_of
from flows.extraction.figures.layouts.number_first import leans, number_first, opens_with
from flows.extraction.figures.numbers.answers import ASKED, ASKS, DATED
from flows.extraction.figures.numbers.heads import LABELLING_YEAR, measure_of
from flows.extraction.figures.words.labels import divides
from flows.extraction.figures.words.nouns import ANY_DISRUPTED, GROUP_NOUN, MEANT, NOUN, PLANNED, Refuse, holds
from flows.extraction.figures.words.period_words import in_brackets, year_alone
from flows.extraction.figures.words.types import Figure

Slice = tuple[int, int]
# Blocks that may be such a line, and how long one may be.
KINDS, LONGEST = frozenset({"bullet", "heading"}), 120
# What may stand behind the number: what it is compared with or parts of it, and the end.
REST = re.compile(r"\s*\)?\s*(?:[(,;–—].{1,80})?[.;,]?\s*")
ENDS_WITH_ITS_NUMBER = re.compile(r"\w:\s+\d[\d,]*\s*$")
# "71; 63": two columns, and nobody can say which is which.
TWO_COLUMNS = re.compile(r"\s*;\s*\d[\d,]*\s*$")
# What may stand between a label and its number: a mark, and words that say how exact it is.
MARK = re.compile(
    r"\s*[:–—=/(-]?\s*(?:(?:about|around|over|under|nearly|some|at\s+least|a|little|just|up|to|more|fewer|less|than|almost)\s+){0,3}",
    re.IGNORECASE,
)
# "Disruptions 501 (target 450)": no list of targets.
BRACKETED = re.compile(r"\([^()]{0,40}\)")
# "– led by the force 388", "– in support of others 113"
LED_LABEL = re.compile(
    r"\W*(?:of\s+which\s+)?(?:led|supported|supporting|assisted|in\s+support\s+of)\b(?!\s+to\b)", re.IGNORECASE
)
DIVIDES_AGAIN = re.compile(
    r"\W*(?:and\s+)?(?:by|split|broken\s+down|breakdown|divided)\s+[^.;\n]{2,40}\W*", re.IGNORECASE
)
COUNTS = re.compile(NOUN, re.IGNORECASE)
# "Force / lines disrupted" over a list
DISRUPTED_GROUPS = re.compile(
    rf"(?P<groups>\b{GROUP_NOUN}\s+\(?(?:that\s+)?(?:were\s+)?{ANY_DISRUPTED}\b)", re.IGNORECASE
)
# "Arrests: drugs 210, fraud 61", "It has 412 staff: drugs 21": a series of something else.
OTHER_HEAD = re.compile(
    r"\b(?:arrests|charges|convictions|seizures|staff|officers|people|warrants|searches|offences|complaints|calls|reports|"
    r"victims|suspects|investigations|operations|referrals|posts|vacancies|budgets?|spending)\b[^:;.]{0,30}$",
    re.IGNORECASE,
)
# "OCGs by threat: drugs 40": those that are known, not disruptions.
OF_GROUPS = re.compile(
    rf"\b(?:S?OCGs|groups|gangs|networks)\b(?!\s+\(?(?:that\s+)?(?:were\s+)?{ANY_DISRUPTED})", re.IGNORECASE
)
# "Arrests: 412": a line of its own, among which "Firearms: 52" are weapons.
OTHER_MEASURE = re.compile(
    r"\W*(?:[A-Za-z’'-]+\s+){0,4}?(?:arrests?|arrested|charges?|charged|convictions?|convicted|jailed|sentences?|seizures?|seized|recovered|"
    r"warrants?|searches|safeguarded|children|adults|victims|people|cash|knives|weapons|vehicles|visits|visited)\b[^:;.\d]{0,40}:\s*[£$€]?\d",
    re.IGNORECASE,
)
# So many lines before and behind one are asked whether they are such.
NEIGHBOURS = 8
STEMS = ("disrupt", "dismantl", "frustrat")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its block, the number that it gives, and the slice of the label of that."""

    block: Block
    number: Number
    label: Slice


def figures_in_lists(
    analysis: Analysis, noted: Mapping[int, Block], rows: Mapping[int, Line], refuse: Refuse
) -> dict[int, Figure]:
    """The figure of each line of such a list, by the index of its block. `noted`: the notes below such lines; `rows`:
    the rows of tables without heads, which are such lines.
    """
    found: dict[int, Figure] = {}
    behind: Block | None = None
    for lines in _runs(analysis, rows):
        first = lines[0].block
        opener = (
            _opener(analysis, first) or _goes_on(analysis, behind, first) or noted.get(first.index)
            if len(lines) > 1 or _answers(analysis, lines[0])
            else None
        )
        if opener and (
            leans(analysis, [(line.block, line.number) for line in lines], opener)
            or _answers_by_year(analysis, first, opener)
        ):
            continue
        # A table's heading that ends in a year reads like a first line.
        if opener and PLANNED.search(BRACKETED.sub("", analysis.text[opener.start : first.end])):
            refuse(first.start, lines[-1].block.end, MEANT)
        elif opener:
            figures = {line.block.index: _figure(analysis, line, opener, refuse) for line in lines}
            found |= {index: figure for index, figure in figures.items() if figure}
            behind = lines[-1].block
    return found


def _runs(analysis: Analysis, rows: Mapping[int, Line]) -> Iterator[list[Line]]:
    """The lines of one kind that follow each other."""
    lines = ((block, rows.get(block.index) or _line(analysis, block)) for block in analysis.blocks)
    for (_, labelled), run in groupby(lines, key=lambda line: (line[0].kind, line[1] is not None)):
        if labelled:
            yield [line for _, line in run if line]


def _line(analysis: Analysis, block: Block) -> Line | None:
    """A block with the number behind its label, or before it; None where it is no line of a list."""
    if not _is_item(analysis, block):
        return None
    number = number_of(analysis, block.start, block.end) or number_first(analysis, block)
    if number is None:
        return None
    first = opens_with(analysis, block, number)
    return Line(block, number, (number.end, block.end) if first else label_of(analysis, block.start, number))


def _is_item(analysis: Analysis, block: Block) -> bool:
    """Whether a block may be a line of a list: also a short paragraph between semicolons, or with a number behind a
    colon.
    """
    if block.kind in KINDS or block.kind != "prose" or block.end - block.start > LONGEST:
        return block.kind in KINDS
    if ENDS_WITH_ITS_NUMBER.search(analysis.text, max(block.start, block.end - 12), block.end):
        return True
    above = analysis.blocks[block.index - 1] if block.index else block
    pieces = (analysis.text[piece.start : piece.end].rstrip() for piece in (block, above))
    return any(piece.endswith(";") for piece in pieces)


def number_of(analysis: Analysis, start: int, end: int, *, shares: bool = False) -> Number | None:
    """The number that a line gives its label; None where the line is no label with a number; `shares`: or a share."""
    numbers = numbers_in(analysis, start, end) if end - start <= LONGEST else []
    if not any((n.whole or shares) and n.start > start and REST.fullmatch(analysis.text, n.end, end) for n in numbers):
        return None
    if TWO_COLUMNS.match(analysis.text, numbers[-2].end if len(numbers) > 1 else end, end):
        return None
    periods = periods_in(analysis.view.folded, start, end, analysis.written)
    counted = (n for n in numbers if not any(period.start <= n.start < period.end for period in periods))
    if LABELLING_YEAR.match(analysis.text, start, end):
        counted = (n for n in counted if n.start > start)
    first = next(counted, None)
    given = first and (first.whole or shares) and first.start > start and REST.fullmatch(analysis.text, first.end, end)
    return first if given else None


def _opener(analysis: Analysis, first: Block) -> Block | None:
    """The block above a list, if the words there, or above a heading or a line with a colon, count disruptions."""
    above = [block for block in analysis.blocks[max(0, first.index - 3) : first.index] if block.kind != "furniture"]
    if not above:
        return None
    at = above[-1].start + len(analysis.text[above[-1].start : above[-1].end].rstrip(" :"))
    # "Arrests:" between "Disruptions in 2022" and a list: of something else.
    if OTHER_HEAD.search(analysis.text, above[-1].start, at) and not _counting(analysis, above[-1:]):
        return None
    leads_in = above[-1].kind == "heading" or analysis.text[above[-1].start : above[-1].end].rstrip().endswith(":")
    return above[-1] if _counting(analysis, above[-3 if leads_in else -1 :]) else None


def _counting(analysis: Analysis, above: list[Block]) -> Block | None:
    """The last of some blocks that says that disruptions, or groups that were disrupted, are counted."""
    text = analysis.text
    counts = (b for b in reversed(above) if COUNTS.search(text, b.start, b.end) or _asked(analysis, b))
    return next(counts, None)


def _asked(analysis: Analysis, block: Block) -> re.Match[str] | None:
    """What a block asks for: "How many gangs did the force disrupt?", "the number of groups dismantled"."""
    text, folded = analysis.text, analysis.view.folded[block.start : block.end]
    asked = ASKED.search(text, block.start, block.end) if holds(folded, ASKS) else None
    return asked or (DISRUPTED_GROUPS.search(text, block.start, block.end) if holds(folded, STEMS) else None)


def _answers(analysis: Analysis, line: Line) -> bool:
    """Whether a line with a time for its label stands right below one that asks for a number: "Measure: …"."""
    block = line.block
    above = analysis.blocks[block.index - 1] if block.index else block
    return above is not block and _asked(analysis, above) is not None and names_a_time(analysis, line.label)


def _answers_by_year(analysis: Analysis, line: Block, opener: Block) -> bool:
    """Whether a line below a question gives a number for each of several years: "2021/22 = 25, 2022/23 = 29"."""
    dated = len(DATED.findall(analysis.text, line.start, line.end)) > 1
    in_brackets_too = analysis.text.find("(", line.start, line.end) >= 0
    return dated and not in_brackets_too and ASKED.search(analysis.text, opener.start, opener.end) is not None


def _goes_on(analysis: Analysis, last: Block | None, first: Block) -> Block | None:
    """The block between two lists, if it says that the second divides once more what the first does: "By strand:"."""
    if last is None or first.index - last.index != 2:
        return None
    between = analysis.blocks[last.index + 1]
    return between if DIVIDES_AGAIN.match(analysis.text, between.start, between.end) else None


def labelled_figure(analysis: Analysis, start: int, end: int, refuse: Refuse) -> Figure | None:
    """The figure of a sentence that is no more than a label and its number: "County lines: 306."."""
    number = number_of(analysis, start, end) if ":" in analysis.text[start:end] else None
    label = label_of(analysis, start, number) if number else None
    if number is None or label is None or not divides(analysis, label) or _among_measures(analysis, start):
        return None
    if analysis.text.find(":", *label) >= 0 and OF_GROUPS.search(analysis.text, *label):
        return None
    if PLANNED.search(analysis.text, *label):
        refuse(start, number.end, MEANT)
        return None
    return Figure(number, "disruptions", "disruption-line", start, number.end, label=label)


def _among_measures(analysis: Analysis, at: int) -> bool:
    """Whether a line stands in a list of what was done: "Arrests: 412", "Disruptions: 640", "Firearms: 52"."""
    index = analysis.index_at(at)
    before = reversed(analysis.sentences[max(0, index - NEIGHBOURS) : index])
    behind = iter(analysis.sentences[index + 1 : index + 1 + NEIGHBOURS])
    for lines in (before, behind):
        for line in lines:
            if OTHER_MEASURE.match(analysis.text, line.start, line.end):
                return True
            if analysis.text.find(":", line.start, line.end) < 0:
                break
    return False


def _figure(analysis: Analysis, line: Line, opener: Block, refuse: Refuse) -> Figure | None:
    block, number, label = line.block, line.number, line.label
    if PLANNED.search(analysis.text, *label):
        refuse(block.start, number.end, MEANT)
        return None
    divided = divides(analysis, label) or LED_LABEL.match(analysis.text, *label) is not None
    heads = (label, (opener.start, opener.end))
    when = next((head for head in heads if names_a_time(analysis, head)), None)
    last = max(opener.start, analysis.text.rfind(". ", opener.start, opener.end))
    counted = COUNTS.search(analysis.text, last, opener.end) or _asked(analysis, opener)
    owner = _body_in(analysis, label) if not divided and counted else None
    value = value_label(analysis.text, *label) if not divided and counted else None
    if not divided and not owner and not value and when is not label:
        return None
    counting = _counting(analysis, analysis.blocks[max(0, opener.index - 2) : opener.index + 1])
    asked = counting and (when is label or opener.start > block.start) and not owner
    row = (counting.start, counting.end) if counting and asked else (opener.start, opener.end) if owner else None
    of_groups = _asked(analysis, counting) if counting else None
    measure = measure_of(of_groups["groups"]) if of_groups and of_groups["groups"] else "disruptions"
    figure = Figure(
        number, measure, "disruption-line", block.start, number.end, label=label, when=when, row=row, owner=owner
    )
    return value_of(figure, value, (opener.start, opener.end)) if value else figure


def names_a_time(analysis: Analysis, head: Slice) -> bool:
    """Whether a label or opener names a time that is its own, not one in brackets that is only compared with."""
    if year_alone(analysis.text, *head):
        return True
    named = periods_in(analysis.view.folded, *head, analysis.written)
    return bool(named) and not all(in_brackets(analysis.text, period) for period in named)


def _body_in(analysis: Analysis, label: Slice) -> Slice | None:
    """A label that is no more than the name of a body: "BODY  143"."""
    named = [*analysis.mentions_in(*label), *analysis.places_in(*label)]
    return label if any((m.start, m.end) == label for m in named) else None


def label_of(analysis: Analysis, start: int, number: Number) -> Slice:
    """The slice of the words before a number, without what joins them to it."""
    text = analysis.text
    ends = (end for end in range(start + 1, number.start + 1) if MARK.fullmatch(text, end, number.start))
    return start, next(ends, number.start)
