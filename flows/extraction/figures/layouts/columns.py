"""What the heading of a table's column says that stands below it: disruptions, their share, one body's, or others."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.figures.owners.agents import acts
from flows.extraction.figures.words.labels import WHOLE, divides
from flows.extraction.figures.words.nouns import ADJECTIVE, GROUP_NOUN, NOUN
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND
from flows.extraction.figures.words.rates import rate_at
from flows.extraction.figures.words.types import Figure

Slice = tuple[int, int]
COLUMN = re.compile(r"\b(?:led|supported|share|proportion|percentage|per\s?cent)\b|%", re.IGNORECASE)
# "Actual", "Number": what was counted, in a table that says elsewhere what that is.
PLAIN = re.compile(
    r"\W*(?:actuals?|(?:actual\s+)?(?:number|no|count|results?|outturn|figures?|performance)|achieved|recorded|delivered)\W*",
    re.IGNORECASE,
)
# "%", "Share of total"
SHARES = re.compile(r"\W*(?:%|per\s?cent(?:age)?|share|proportion)(?:\s+of\s+[\w\s]{1,30})?\W*", re.IGNORECASE)
# What may stand beside "per 1,000 people" in a heading that says nothing else.
IS_RATE = re.compile(r"(?:[\W_]|\b(?:rate|the|of|population|residents|people|number)\b)*", re.IGNORECASE)
# "Change on the year before", and what stands in such a column: "+31%". It holds no disruptions.
CHANGE = re.compile(r"\b(?:changes?|difference|variance|trend|movement|increase|decrease|direction)\b", re.IGNORECASE)
# "OCGs" over a column beside one of disruptions
GROUPS_ALONE = re.compile(
    rf"\W*(?:(?:number|total)\s+of\s+)?(?!\w*\s*lines?\b){ADJECTIVE}{{0,3}}?{GROUP_NOUN}\W*", re.IGNORECASE
)


def of_others(text: str, heading: Slice, *, groups: bool) -> bool:
    """Whether a column holds changes, or groups in a table that does not count those that were disrupted."""
    return bool(CHANGE.search(text, *heading) or (not groups and GROUPS_ALONE.fullmatch(text, *heading)))


def body_over(analysis: Analysis, heading: Slice) -> Slice | None:
    """The heading of a column, if it is no more than the name of a body that may have disrupted crime."""
    low = heading[0] + len(analysis.text[slice(*heading)]) - len(analysis.text[slice(*heading)].lstrip(" *_"))
    high = heading[0] + len(analysis.text[slice(*heading)].rstrip(" *_"))
    named = [*analysis.mentions_in(low, high), *analysis.places_in(low, high)]
    return next(((m.start, m.end) for m in named if (m.start, m.end) == (low, high) and acts(m.body)), None)


def counts(analysis: Analysis, heading: Slice) -> bool:
    """Whether a column holds disruptions, in a table that counts them: all of them, or those of a threat or level."""
    words = analysis.text[slice(*heading)]
    counted = re.search(NOUN, words, re.IGNORECASE) or WHOLE.match(words) or PLAIN.fullmatch(words)
    rate = rate_at(analysis.text, *heading)
    rated = rate and IS_RATE.fullmatch(
        analysis.text[heading[0] : rate[1].start()] + analysis.text[rate[1].end() : heading[1]]
    )
    return bool(
        counted or rated or any(p.search(words) for p in (LEVEL_OR_STRAND, COLUMN)) or divides(analysis, heading)
    )


def under(analysis: Analysis, figure: Figure, heading: Slice) -> Figure | None:
    """A figure as the heading of its column says: a share below "%", one of the body that it names."""
    if SHARES.fullmatch(analysis.text, *heading) and not (figure.number.percent or figure.rate_unit):
        if figure.number.value > 100:
            return None
        measure = "share-of-groups" if figure.measure.startswith("groups") else "share-of-disruptions"
        return replace(figure, number=replace(figure.number, percent=True), measure=measure)
    return figure
