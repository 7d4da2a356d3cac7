"""Series behind a colon in one sentence: "Disruptions by threat: drugs 655; fraud 84; all other threats 352"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.figures.layouts.lists import COUNTS, OF_GROUPS, OTHER_HEAD, label_of, names_a_time, number_of
from flows.extraction.figures.words.labels import divides
from flows.extraction.figures.words.nouns import MEANT, PLANNED, Refuse
from flows.extraction.figures.words.period_words import A_YEAR
from flows.extraction.figures.words.types import Figure

Slice = tuple[int, int]
# A piece of a series in a sentence; a comma within a number does not end it.
PIECE = re.compile(r"[^\s;,.](?:[^;,]|(?<=\d),(?=\d{3}))*")
# "Disruptions| – Major|: 4": the first label of a series that nothing but a dash or bracket leads in.
FIRST_LABEL = re.compile(r"(?:\s[–—-]\s|\s\(|[.;,]\s)(?P<label>[A-Za-z][\w\s/&-]{2,40}):$")
HEADED_BY_A_YEAR = re.compile(rf"(?<![\w/–-]){A_YEAR}$")


def labelled_series(analysis: Analysis, start: int, end: int, refuse: Refuse, *, alone: bool) -> list[Figure]:
    """The figures of a series behind a colon: "by threat: drugs 655; fraud 84; all other threats 352".

    `alone`: no figure stands before it, and so its own words say what is counted.
    """
    text = analysis.text
    colon = text.find(":", start, end)
    if colon < 0:
        return []
    # "– Major: 4, Moderate: 20": the first colon may be that of the first label.
    first = FIRST_LABEL.search(text, start, colon + 1)
    inside = first and divides(analysis, first.span("label"))
    head = first.start() if first and inside else colon
    if (alone and not COUNTS.search(text, start, head)) or OTHER_HEAD.search(text, start, head):
        return []
    if OF_GROUPS.search(text, start, head) and not COUNTS.search(text, start, head):
        return []
    when = time_over(analysis, start, head) if alone else None
    opens = first.start("label") if first and inside else colon + 1
    pieces = [(m.start(), m.end()) for m in PIECE.finditer(text, opens, end)]
    found = [(piece, number_of(analysis, *piece, shares=True)) for piece in pieces]
    figures = [
        Figure(
            number,
            "share-of-disruptions" if number.percent else "disruptions",
            "disruption-line",
            piece[0],
            number.end,
            label=label,
            when=when,
        )
        for piece, number in found
        if number and divides(analysis, label := label_of(analysis, piece[0], number))
    ]
    if len(figures) > 1 and PLANNED.search(text, start, head):
        refuse(start, figures[-1].end, MEANT)
        return []
    return figures if len(figures) > 1 else []


def time_over(analysis: Analysis, start: int, end: int) -> Slice | None:
    """The time that the words before a series name: the one they end with, else all of them."""
    named = periods_in(analysis.view.folded, start, end, analysis.written)
    if last := next((period for period in named if period.end == end), None):
        return last.start, last.end
    if time := HEADED_BY_A_YEAR.search(analysis.text, start, end):
        return time.span()
    return (start, end) if names_a_time(analysis, (start, end)) else None
