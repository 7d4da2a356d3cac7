"""Times that a sentence names beside a figure, but of something else: when it was told, an inspection, an aside."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.period_words import is_a_dateline
from flows.extraction.figures.words.types import Figure

# "told councillors |in March 2023 that", "figures obtained |in June 2023", "at the meeting |on 14 June 2023"
TOLD = re.compile(
    r"\b(?:published|released|obtained|issued|announced|unveiled|updated|presented|tabled|dated|speaking|interviewed|appearing|"
    r"meeting(?:\s+(?:was\s+)?held)?|met|(?:report|statement|letter|answer|response)\s+(?:out|came\s+out)|"
    r"(?:inspection|visit|review|audit|fieldwork)\s+(?:was\s+)?(?:took\s+place|carried\s+out|held|made|completed|began|ended)|inspected|"
    r"told\s+(?:(?!that\b)[\w’'-]+\s+){1,6}?)(?:\s+(?:back|early|late|earlier|again|only|[\w’'-]+\s+by\s+[\w’'-]+))?\s*,?\s*$",
    re.IGNORECASE,
)
# "Following its inspection |in 2021"
AFTER_IT = re.compile(
    r"\b(?:following|after|before|despite|ahead\s+of)\s+(?:its|the|an?|his|her|their|our)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:inspections?|reports?|visits?|audits?|reviews?|arrival|appointment|merger|restructur\w+|elections?|pandemic|attacks?|deaths?|grade|gradings?)\s*$",
    re.IGNORECASE,
)
# "41 groups| after it was given 20 officers |in 2021", "41 groups| which had been mapped |in 2019"
ANOTHER_CLAUSE = re.compile(
    r"\b(?:after|because)\s+(?:it|they|the|its|an?|being|his|her)\b|\b(?<!of\s)(?:which|that|who)\s+(?:had|have|has)\s+been\s|\bhaving\s",
    re.IGNORECASE,
)
# "Kent Police|, which was rated inadequate |in 2021|, has disrupted"
ASIDE = re.compile(r",\s(?:which|who|whose|where)\s[^,;.]*$")
# "Since its last inspection |in 2021"
SINCE_IT = re.compile(
    r"\bsince\s+(?:its|the|an?|his|her|their|our)\s+(?:[\w’'-]+\s+){0,3}?(?:inspections?|reports?|visits?|audits?|reviews?|launch|start|"
    r"arrival|appointment|creation|foundation|formation)\s*$",
    re.IGNORECASE,
)
# "|By March 2023 it had disrupted 41", "|as of 31 March"
UP_TO = re.compile(r"(?:\b(?:by|as(?:\s+(?:of|at))?)|\bto\s+date\s+\(to)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
OPENS_UP_TO = re.compile(r"by\s", re.IGNORECASE)
REACH = 90


def of_this_act(text: str, low: int, named: list[Period], figure: Figure, hints: Hints) -> list[Period]:
    """The times a sentence names that may be a figure's. `low`: where the sentence begins."""
    return [period for period in named if not _is_of_another_act(text, low, period, figure, hints)]


def _is_of_another_act(text: str, low: int, period: Period, figure: Figure, hints: Hints) -> bool:
    """Whether a time is that of telling, of an inspection or of another clause."""
    before = text[max(low, period.start - REACH) : period.start]
    if is_a_dateline(text, period) or ("told" in hints and TOLD.search(before)):
        return True
    if "after-it" in hints and AFTER_IT.search(before):
        return True
    if period.start >= figure.end:
        return ANOTHER_CLAUSE.search(text, figure.end, period.start) is not None
    if period.end > figure.start or not ASIDE.search(before):
        return False
    return text.find(",", period.end, figure.start) > 0


def open_ended(text: str, low: int, own: Period) -> Period:
    """A time that only says when a count began or ended: "Since its inspection in 2021", "By March 2023"."""
    if own.kind not in ("whole", "day", "bare") or own.first is None or own.last is None:
        return own
    before = text[max(low, own.start - REACH) : own.start]
    if SINCE_IT.search(before):
        return replace(own, first=own.first[: 4 if own.first[5:7] != own.last[5:7] else 7], last=None)
    return replace(own, first=None) if UP_TO.search(before) or OPENS_UP_TO.match(text, own.start) else own
