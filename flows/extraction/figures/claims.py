"""A figure bound to its body, threats and period, and the claim it makes: its level, strand, lead and operation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.text.view import View
from flows.extraction.analysis.times.periods import Period
from flows.extraction.claims import Body, DisruptionClaim
from flows.extraction.figures.threats.threats import Threats
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND, REMAINING
from flows.extraction.figures.words.types import Figure

# "led |BODY to make 41", "enabled |BODY to": what came of something, and no part in it.
_TO_DO = (
    r"(?!\s+(?:[a-z'’&-]+\s+){1,6}?to\s+"
    r"(?:\d|(?:make|record|disrupt|deliver|carry|achieve|report|claim|count|class|secure|reach)\b))"
)
# Reads text in lower case. "Technology-enabled" and "intelligence-led" are kinds of crime and of work.
LED = re.compile(
    rf"\b(?P<led>(?<!rather\sthan\s)(?<!-)led(?!\s+(?:to|or)\b){_TO_DO}|"
    r"leading(?!\s*[–—,-]|\s+(?:to|members?|figures?|players?|gangs?|criminals?|role)\b)|lead\s+(?:on|agency)|as\s+(?:the\s+)?lead|in\s+the\s+lead\s+(?:for|on|in)|took\s+the\s+lead\s+(?:for|on|in))\b|"
    r"\b(?P<supported>supported|supporting|"
    rf"support\s+(?:of|in)|(?<!-)enabled{_TO_DO}|facilitated|contribut(?:ed|ing)\s+to|"
    r"(?:assist|help)(?:ed|ing)\s+(?:(?:[a-z]+\s+){1,3})?(?:with|in|on)|help(?:ed|ing)\s+(?:\w+\s+){1,3}(?:to\s+)?(?:disrupt|achieve|make|deliver|secure|record)\b|(?:gave|giving|lent|lending|provided|providing)\s+(?:support|assistance|help|(?:a|its)\s+(?:helping\s+)?hand))\b",
)
# "we led or |supported 5,318": both, and nobody says how many of each.
EITHER = re.compile(
    r"\b(?:led|leading|delivered|made|carried\s+out|recorded|achieved)\s*(?:or|and|/|and/or)\s*(?:has\s+|have\s+)?$",
    re.IGNORECASE,
)
STRAND_BEFORE = re.compile(r"P(?<!\w.)(?:ursue|revent|rotect|repare)\b(?![^.;]*\d)")
# "Of the disruptions that the force led, |64 per cent", "|Twenty-six of those we led were major"
OF_THOSE_LED = re.compile(
    r"\W*(?:[\w-]+\s+)?of\s+(?:the\s+disruptions|those|these)\s+(?:that\s+)?(?:\w+\s+){1,3}led\b", re.IGNORECASE
)
# "204 disruptions |were supported by the unit but led by others"
WERE_SUPPORTED = re.compile(
    r"\s+(?:that\s+)?(?:(?:were|was)\s+)?(?:(?:delivered|made|carried\s+out|done)\s+)?(?:supported\s+by|in\s+support\s+of)\b",
    re.IGNORECASE,
)
# "partners made 58 disruptions |with its help"
WITH_ITS_HELP = re.compile(
    r"[^.;\d]{0,40}?\bwith\s+(?:its|our|their|the\s+(?:unit|agency|authority|force)['’]s)\s+(?:help|support|assistance|backing)\b"
)
WERE_LED = re.compile(
    r"\s+(?:that\s+)?(?:were|was)\s+led\s+by\s+(?:the|our)\s+(?:unit|agency|force|taskforce)\b", re.IGNORECASE
)
# "The total leaves out 88 disruptions |which it only supported"
IT_SUPPORTED = re.compile(
    r"\s+(?:that|which)\s+(?:it|they|we|the\s+(?:unit|force|agency))\s+(?:had\s+)?(?:only\s+|merely\s+|just\s+|also\s+)?"
    r"(?:(?P<led>led)|supported)\b(?!\s+or\b)"
)
# "61 of the disruptions |led by the unit"
LED_BY_UNIT = re.compile(r"\s+led\s+by\s+(?:the|our)\s+(?:unit|agency)\b")
# "118 disruptions and led |a further 204"
OF_THE_NEXT = re.compile(r"\s+(?:(?:a\s+further|another|just|only|some|about)\s+)?\d")
# Between "led" and a number this says that the number is of something else.
NEXT_THING = re.compile(r"[,;]|\bby\b|\d")
IN_A_REGION = re.compile(r"In\s+(?:the\s+)?(?P<name>[A-Z][\w’-]+(?:\s+(?:and\s+(?:the\s+)?)?[A-Z][\w’-]+){0,3})")
AND_ANOTHER = re.compile(
    r"\s+(?:and|or|&)\s+(?:major|moderate|minor|(?-i:Pursue|Prevent|Protect|Prepare))\b(?!\s+(?:for|to|with|at|by)?\s*\d)",
    re.IGNORECASE,
)
OPERATION = re.compile(r"\bOperation\s+([A-Z][\w-]+)")
# "After |Operation X ended", "BODY, which also runs |Operation X": named by the way.
BY_THE_WAY = re.compile(
    r"\b(?:after|before|unlike|like|than|replac(?:es|ed|ing)|follow(?:s|ed|ing)|(?:which|who)\s+(?:also\s+)?(?:runs?|ran|leads?|led))\s+$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Bound:
    """A figure with what it is about, and the slice of words that says all of it."""

    figure: Figure
    sentence: Sentence
    body: Body
    threats: Threats
    period: Period | None
    lead: str | None
    start: int
    end: int
    hints: Hints


def of_its_region(text: str, bound: list[Bound], sentence: Sentence) -> list[Bound]:
    """The counts of the body that a sentence names by its region alone: "In the REGION 38 per cent were"."""
    opens = IN_A_REGION.match(text, sentence.start, sentence.end)
    if opens is None:
        return []
    named = [b for b in bound if b.body.name.startswith(opens["name"]) and not b.figure.earlier]
    return named if len({b.body.body_id for b in named}) == 1 else []


def whole_of_part(bound: list[Bound], part: Figure) -> Bound | None:
    """The last count that is not smaller than its part, and no part itself if there is such a one."""
    alike = [b for b in reversed(bound) if b.figure.measure == part.measure and not b.figure.earlier]
    counts = [b for b in alike if b.figure.number.value >= part.number.value]
    return next((b for b in counts if not b.figure.part_of), counts[0] if counts else None)


def _words(text: str, bound: Bound) -> str:
    """The words that give a figure its level, strand and lead."""
    figure = bound.figure
    label = " ".join(text[slice(*words)] for words in (figure.label, figure.row, *figure.heads, figure.like) if words)
    team = STRAND_BEFORE.search(text, max(bound.sentence.start, figure.start - 60), figure.start)
    return f"{label} {team.group() if team else ''} {text[figure.start : figure.end]}"


# "A helped| B make |50": B's are none that it only supported.
HELPED_THEM = re.compile(
    r"(?:help|assist|support)\w+\s+(?:the\s+)?[A-Z][^,.;:]{2,60}?\s(?:to\s+)?(?:make|record|deliver|achieve|log|disrupt|dismantle|smash|carry\s+out)\s"
)


def lead_of(view: View, sentence: Sentence, figure: Figure, end: int, hints: Hints) -> str | None:
    """Whether the body led or supported: said beside a count of disruptions, the nearest word first."""
    if figure.measure not in ("disruptions", "share-of-disruptions"):
        return None
    if "led" not in hints and not (figure.label or figure.row):
        return None
    text, folded = view.text, view.folded
    head = (sentence.start, figure.number.start) if figure.rule == "disruption-label" and not figure.label else None
    for words in (figure.label, figure.row, *figure.heads, head):
        if words and (labelled := LED.search(folded, *words)):
            return "led" if labelled["led"] else "supported"
    if WERE_SUPPORTED.match(text, figure.end, sentence.end):
        return "supported"
    if WITH_ITS_HELP.match(text, figure.end, sentence.end):
        return "supported"
    if WERE_LED.match(text, figure.end, sentence.end):
        return "led"
    if which := IT_SUPPORTED.match(text, figure.end, sentence.end):
        return "led" if which["led"] else "supported"
    own = figure.number.start == sentence.start and LED_BY_UNIT.match(text, figure.end, sentence.end)
    if own or OF_THOSE_LED.match(text, sentence.start, sentence.end):
        return "led"
    before = list(LED.finditer(folded, max(sentence.start, figure.number.start - 60), figure.number.start))
    before = [said for said in before if not HELPED_THEM.match(text, said.start(), figure.number.start)]
    if REMAINING.search(text, max(sentence.start, figure.number.start - 20), figure.number.start):
        before = list(LED.finditer(folded, sentence.start, figure.number.start))
        near = [found for found in before if not re.search(r"\d", text[found.end() : figure.number.start])]
    else:
        near = [found for found in before if not NEXT_THING.search(text, found.end(), figure.number.start)]
    found = near[-1] if near else LED.search(folded, figure.number.end, end)
    if found and not near and OF_THE_NEXT.match(text, found.end()) and text.endswith(" and ", 0, found.start()):
        return None
    if found and found["supported"] and EITHER.search(text, sentence.start, found.start()):
        return None
    return None if not found else "led" if found["led"] else "supported"


def _marks(text: str, bound: Bound) -> dict[str, str]:
    """The level and the strand of a figure; one that is of two has none: "came under Protect and Prepare"."""
    figure = bound.figure
    if "graded" not in bound.hints and not (figure.label or figure.row or figure.like):
        return {}
    words = _words(text, bound)
    found = {m.lastgroup: m.group().lower() for m in LEVEL_OR_STRAND.finditer(words) if m.lastgroup}
    for label in filter(None, (figure.label, figure.row, *figure.heads)):
        for one in LEVEL_OR_STRAND.finditer(text, *label) if found else ():
            if one.lastgroup and AND_ANOTHER.match(text, one.end(), label[1]):
                found.pop(one.lastgroup, None)
    last = LEVEL_OR_STRAND.search(text, figure.number.end, figure.end) if found else None
    if last and last.lastgroup and AND_ANOTHER.match(text, last.end()):
        found.pop(last.lastgroup, None)
    return found


def _operation(text: str, bound: Bound) -> str | None:
    """The name of the operation that a figure is of: that named nearest, and not by the way."""
    low, high, at = bound.sentence.start, bound.sentence.end, bound.figure.number.start
    if text.find("Operation ", low, high) < 0:
        return None
    named = OPERATION.finditer(text, low, high)
    told = [one for one in named if not BY_THE_WAY.search(text, max(low, one.start() - 20), one.start())]
    return min(told, key=lambda one: abs(one.start() - at)).group(1) if told else None


def claim_of(analysis: Analysis, bound: Bound) -> DisruptionClaim:
    """The claim that a bound figure makes."""
    figure, text, period = bound.figure, analysis.text, bound.period
    marks = _marks(text, bound)
    value = figure.number.value
    is_rate, is_share = figure.measure == "disruption-rate", figure.measure.startswith("share")
    return DisruptionClaim(
        rule=figure.rule,
        passage=analysis.view.passage(bound.start, bound.end),
        body=bound.body,
        threats=bound.threats.codes,
        threats_text=bound.threats.words,
        measure=figure.measure,
        qualifier=figure.number.qualifier,
        count=None if is_rate or is_share else int(value),
        share_percent=value if is_share else figure.share,
        rate=value if is_rate else None,
        rate_unit=figure.rate_unit,
        level=None if figure.measure.startswith("groups") else marks.get("level"),
        strand=marks.get("strand"),
        lead=bound.lead,
        operation=_operation(text, bound),
        period_start=period.first if period else None,
        period_end=period.last if period else None,
        period_text=analysis.view.original(period.start, period.end) if period else None,
    )
