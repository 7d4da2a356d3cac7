"""Series of figures whose words stand once: each number has its own body, or its own label, and no more.

"The one disrupted 52 lines, the other 25": the verb and what is counted are those of the figure before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.shares import count_first, set_off
from flows.extraction.figures.words.labels import divides
from flows.extraction.figures.words.nouns import NOUN
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND
from flows.extraction.figures.words.types import Figure

# What joins the next body to what the figure before counts: "52| lines, |BODY".
NEXT = re.compile(
    r"(?:[^,;.\d]|,\s(?:the\s+\w+|it|she|he)\s+(?:says?|said|shows?|adds?|found)(?=,)|\b(?:per|every|each)\s+1(?:00)?,?000\b|\b(?:19|20)\d\d(?:[/–-]\d\d)?\b){0,110}?(?:[,;]|\s+(?:and|or|while|but))\s+(?:and\s+|"
    r"while\s+)?(?:(?:fewer|more|less|higher|lower)\s+than\s+(?:at\s+|in\s+)?|(?:only\s+|just\s+|well\s+)?(?:behind|below|above|ahead\s+of|after)\s+(?:only\s+)?|second\s+(?:only\s+)?to\s+|against\s+|"
    r"compared\s+(?:with|to)\s+|in\s+)?(?:(?:those|that)\s+(?:of|by|at|for|in|from)\s+)?(?:the\s+(?:(?:regional|local|national)\s+)?(?:(?:unit|force|agency)\s*[,–—-]\s*)?)?",
    re.IGNORECASE,
)
# What a count of another body did: " doubled, to ", " was up by a fifth to ".
_MOVED_TO = (
    r"(?:(?:has|have|had|more\s+than|almost|nearly)\s+)*(?:rose|risen|fell|fallen|grew|grown|climbed|dropped|jumped|increased|decreased|doubled|"
    r"trebled|halved|(?:was|were|went)\s+(?:up|down)),?(?:\s+(?:by\s+)?(?:\d[\d.]*\s?(?:%|per\s?cent)|an?\s+\w+),?)?\s+to"
)
# Between that body and its number: " for the other ", " (ACRONYM) ".
ITS_NUMBER = re.compile(
    r"(?:\s*\([A-Z]{2,}\)|['’]s?\s+(?:[A-Z][\w-]+\s+){0,3}(?:teams?|units?|officers|squads?|task\s?force))?"
    r"(?::|\s*\(|\s+[–—-](?=\s)|,(?=\s+(?:at|with)\s)|(?<=[\w)]))\s*(?:(?:second|third|next|last)\s+(?:on|with|at)\s+|at\s+|for\s+|with\s+|(?:recorded|reported|managed|made|had)\s+|"
    rf"{_MOVED_TO}\s+)?"
    r"(?:the\s+(?:(?:most|fewest|highest|lowest|least)(?:,\s+(?:with|at)|\s+\()\s*|other|"
    r"remaining)\s+|a\s+further\s+|"
    r"(?:(?:just|only|about|around|some|nearly|almost|over|more|than)\s+)*)$",
    re.IGNORECASE,
)
# "A recorded 602; |B, |455": the comma stands for the verb.
OWNS = ("'s ", "’s ", "' ", "’ ")
AFTER_COMMA = re.compile(r",\s+(?:(?:just|only|about|around|some|nearly|over)\s+)*")
ITS_END = re.compile(
    r"(?=\s+from\s+(?:just\s+|only\s+)?\d)|(?:\s+per\s+1(?:00)?,?000(?:\s+(?:people|residents))?)?\s*(?:$|[.,;)]|(?:and|while)\s|(?:in|during|over|for)\s+(?:the|that|19|20)|last\s|of\s+(?:them|these|those|(?:its|their)\s+own)\b)"
)

# "fraud, at |388", and what ends such a piece.
STANDS_AT = re.compile(r",?\s+at\s+(?:just\s+|only\s+|about\s+|nearly\s+)?$", re.IGNORECASE)
LONGEST_AT = 20
PIECE_ENDS = re.compile(r"\s*(?:$|[.,;])")
IN_BRACKETS = re.compile(r"\(\d[\d,.]*\s*(?:%|per\s?cent)?\)")
# "moderate in |58", "Pursue: |139", "minor |108", and what ends such a piece.
_LEVEL = r"\b(?P<level>major|moderate|minor|(?-i:Pursue|Prevent|Protect|Prepare))\b[’'”\"]?"
_TO_ITS_NUMBER = r"(?:\s*[:–—=]\s*|\s+(?:in\s+|on\s+|for\s+|at\s+)?(?:(?:just|only|about|around|some|over|nearly)\s+)*)"
# "under Prevent, |40"
_UNDER = rf"(?P<under>\bunder\s+(?:the\s+)?)?{_LEVEL}(?(under)(?:\s+strand)?(?:,\s+|{_TO_ITS_NUMBER})|{_TO_ITS_NUMBER})"
LEVEL_BEFORE = re.compile(rf"{_UNDER}$", re.IGNORECASE)
LEVELS = re.compile(rf"{_UNDER}\d", re.IGNORECASE)
OF_WHICH = re.compile(r"\bof\s+which\s+$", re.IGNORECASE)
LEVEL_ENDS = re.compile(r"(?:\s+(?:cases|instances|occasions|of\s+them))?\s*(?:$|[.,;)]|and\b|while\b)")
LONGEST_LEVEL = 40
# What may lead such a series in, and what says that it is of something else.
INTRODUCES = re.compile(
    r"\b(?:others?|rest|remainder|next|followed|came|come|categor\w+|these|those|them|largest|biggest|includ\w+|"
    r"strands?|"
    r"threats?|disruptions?)\b",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"\b(?:residents|respondents|people|public|surveys?|victims|reports|calls|arrests|offences|officers|budget|"
    r"staff)\b|£",
    re.IGNORECASE,
)
JOINTS = re.compile(r"[,;:)]|\s(?:and|between|across|into|compris(?:ed|ing))\s")


def of_a_label(analysis: Analysis, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """The figure of a label in a series: "The others were Protect (156) and Prevent (|74)", "and fraud, at |388"."""
    text = analysis.text
    stands = STANDS_AT.search(text, max(low, number.start - LONGEST_AT), number.start)
    share = set_off(text, number, numbers)
    bracketed = text.startswith("(", number.start - 1) and text.startswith(")", number.end)
    if label := _level_before(text, number, low, high):
        return Figure(number, "disruptions", "disruption-part", label[0], number.end, part_of=True, label=label)
    if bracketed and len(IN_BRACKETS.findall(text, low, high)) > 1:
        end = number.start - 1
    elif stands and PIECE_ENDS.match(text, share.end + 1 if share else number.end, high):
        end = stands.start()
    else:
        return None
    # A label may hold an "and" of its own: the longest piece that divides disruptions is it.
    for start in [low, *(joint.end() for joint in JOINTS.finditer(text, low, end))]:
        if any(start <= other.start < end for other in numbers):
            continue
        spans = [(hit.start, hit.end) for hit in analysis.threats_in(start, end)]
        spans += [match.span() for match in LEVEL_OR_STRAND.finditer(text, start, end)]
        label = (min(spans)[0], low + len(text[low:end].rstrip())) if spans else None
        if label and _introduced(text, low, label[0]) and divides(analysis, label):
            measure = "share-of-disruptions" if number.percent else "disruptions"
            closed = number.end + bracketed
            figure = Figure(number, measure, "disruption-part", label[0], closed, part_of=True, label=label)
            return count_first(text, figure, share)
    return None


def _level_before(text: str, number: Number, low: int, high: int) -> tuple[int, int] | None:
    """The level or strand right before a number, in a series of such: "major in 21 cases, moderate in |58"."""
    if not number.whole or number.percent or not LEVEL_ENDS.match(text, number.end, high):
        return None
    level = LEVEL_BEFORE.search(text, max(low, number.start - LONGEST_LEVEL), number.start)
    some = level and (OF_WHICH.search(text, low, level.start()) or len(LEVELS.findall(text, low, high)) > 1)
    series = some and not OF_OTHERS.search(text, low, high)
    return level.span("level") if level and series else None


def _introduced(text: str, low: int, label: int) -> bool:
    """Whether the words before a label, if there are any, lead in disruptions."""
    opens = not text[low:label].strip()
    return opens or (bool(INTRODUCES.search(text, low, label)) and not OF_OTHERS.search(text, low, label))


# "In |PLACE the figure was |180", "|BODY had |0.9", "|BODY put its figure at |22"
OPENS_IN = re.compile(
    r"\W*(?:(?:[Tt]hose|[Tt]hat|[Dd]isruptions)\s+(?:of|by|at|for|in|from)\s+|(?:[Ii]n|[Aa]t|[Ff]or)\s+(?:neighbouring\s+|nearby\s+)?)?"
    r"(?:[Tt]he\s+)?"
)
SAYS_ITS_NUMBER = re.compile(
    r"(?:\s*\([A-Z]{2,}\))?(?:['’]s?)?(?:,\s[a-z][^,;.\d]{3,60})?,?\s+(?:(?:it|there)\s+(?:was|were)|(?:the|its|their)?\s*(?:figure|number|total|tally|rate)\s+"
    r"(?:was|is|stood\s+at|came\s+to|reached)|(?:has\s+|have\s+)?(?:had|recorded|reported|made|managed|claimed|logged|achieved|"
    r"delivered|accounted\s+for|made\s+up|contributed|added|(?:was|were)\s+(?:behind|responsible\s+for))|put\s+(?:its|the|their)\s+(?:figure|number|total|tally|rate)\s+at|(?:came|comes|was|is|ranks)\s+(?:next|second|third|last)\s+(?:with|on|at)|"
    rf"followed\s+(?:with|on)|{_MOVED_TO})\s+"
    r"(?:(?:just|only|about|around|some|nearly|almost|over|more|than|a)\s+)*"
)


def _counts_alike(number: Number, last: Figure) -> bool:
    """Whether a number can be of what a figure counts: a rate may have decimals, a count has none."""
    return not number.percent and (number.whole or last.measure == "disruption-rate")


def of_next_body(analysis: Analysis, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """The figure of another body in a sentence of its own: "In |PLACE the figure was |180", "|BODY had |0.9"."""
    text = analysis.text
    if last.earlier or last.measure.startswith("share") or not _counts_alike(number, last):
        return None
    named = sorted(
        [*analysis.mentions_in(low, number.start), *analysis.places_in(low, number.start)], key=lambda m: m.start
    )
    if not named or not OPENS_IN.fullmatch(text, low, named[0].start) or not ITS_END.match(text, number.end, high):
        return None
    if not SAYS_ITS_NUMBER.fullmatch(text, named[0].end, number.start):
        return None
    return _of_body(last, number, (named[0].start, named[0].end))


def _of_body(last: Figure, number: Number, owner: tuple[int, int]) -> Figure:
    """A figure that says of its body what another one says of another."""
    kind = "groups-elliptical" if "groups" in last.measure else "disruption-elliptical"
    rule = "disruption-rate" if last.measure == "disruption-rate" else kind
    return replace(
        last, number=number, start=owner[0], end=number.end, rule=rule, share=None, part_of=False, owner=owner
    )


def of_another_body(analysis: Analysis, number: Number, last: Figure, high: int, like: Figure) -> Figure | None:
    """The figure of the next body in a series: "A recorded 132 and |B 71", "… 18 of them, and |B for 7".

    `like`: the figure of the first body that it is like: "A made 690, or 0.6 for every 1,000 people, and |B 402".
    """
    text = analysis.text
    behind = (last.number.end, number.start)
    named = sorted([*analysis.mentions_in(*behind), *analysis.places_in(*behind)], key=lambda mention: mention.start)
    if not named or not _counts_alike(number, last) or last.earlier or not ITS_END.match(text, number.end, high):
        return None
    # "recorded by A; |B managed five": the one that acted stands between, too.
    for body in named[:1] if len(named) == 1 else (named[0], named[-1]):
        joined = NEXT.fullmatch(text, last.number.end, body.start)
        gapped = joined and ";" in joined.group() and AFTER_COMMA.fullmatch(text, body.end, number.start)
        own = joined and (gapped or ITS_NUMBER.fullmatch(text, body.end, number.start))
        # "A recorded 512; |B's total was |204"
        if own or (
            joined and text.startswith(OWNS, body.end) and SAYS_ITS_NUMBER.fullmatch(text, body.end, number.start)
        ):
            return _of_body(like, number, (body.start, body.end))
    return None


# "compared with |520| in PLACE and |88| in PLACE", "double the |200| recorded by BODY"
COMPARED = re.compile(
    r"\b(?:compar(?:ed|es|ing)\s+(?:with|to)|against|than|ahead\s+of|behind|double|twice|treble|half)\s+"
    r"(?:(?:the|just|only|about|some|around|over|nearly|almost)\s+)*$",
    re.IGNORECASE,
)
AND_NEXT = re.compile(
    r"[^.;:\d]{0,60}(?:,|\band)\s+(?:(?:and|just|only|about|some|around|over|nearly|almost)\s+)*", re.IGNORECASE
)
BODY_BEHIND = re.compile(
    r"(?:\s+disruptions)?(?:\s+(?:that\s+were\s+)?(?:recorded|made|led|achieved|seen|reported|logged|managed))?\s+(?:in|by|at|for)\s+"
    r"(?:(?:the|neighbouring|nearby)\s+)?",
    re.IGNORECASE,
)


def of_body_behind(analysis: Analysis, number: Number, last: Figure, high: int) -> Figure | None:
    """The figure of another body that one is compared with: "made 61, compared with |47 in PLACE and |12 in PLACE"."""
    behind = BODY_BEHIND.match(analysis.text, number.end, high) if _counts_alike(number, last) else None
    if behind is None:
        return None
    joined = last.owner is not None and last.owner[0] > last.number.start
    joint = AND_NEXT.fullmatch(analysis.text, last.number.end, number.start) if joined else None
    if joint is None and not COMPARED.search(analysis.text, last.number.end, number.start):
        return None
    near = (behind.end(), min(high, behind.end() + 1))
    named = [*analysis.mentions_in(*near), *analysis.places_in(*near)]
    if not named or named[0].start != behind.end():
        return None
    return replace(_of_body(last, number, (named[0].start, named[0].end)), start=number.start, end=named[0].end)


# "disruptions to date (|Norfolk 189, Suffolk 134|)"
NOUN_THEN_BRACKET = re.compile(rf"{NOUN}[^.;:()\d]{{0,40}}\((?P<series>[^()]{{5,200}})\)", re.IGNORECASE)
LONGEST_TO_BRACKET = 60
TO_ITS_NUMBER = re.compile(r"\s*[:–—=-]?\s*")


def of_bodies_in_brackets(analysis: Analysis, numbers: list[Number], low: int, high: int) -> list[Figure]:
    """The figures of bodies that brackets behind "disruptions" name one by one: "disruptions (A 189, B 134)"."""
    text = analysis.text
    bracket = text.find("(", low, high)
    near = max(low, bracket - LONGEST_TO_BRACKET)
    found = (
        NOUN_THEN_BRACKET.search(text, near, high)
        if bracket >= 0 and text.find("isruption", near, bracket) >= 0
        else None
    )
    inside = [n for n in numbers if found and found.start("series") <= n.start < found.end("series")]
    if found is None or len(inside) < 2:
        return []
    # "Action 4: disruptions (…": but a number of disruptions has parts in brackets, not bodies.
    if any(not re.search(r"[:;.]", text[n.end : found.start()]) for n in numbers if n.end <= found.start()):
        return []
    figures, at = [], found.start("series")
    for number in inside:
        piece = (at + len(text[at : number.start]) - len(text[at : number.start].lstrip(" ,;")), number.start)
        named = [*analysis.mentions_in(*piece), *analysis.places_in(*piece)]
        alone = named and named[0].start == piece[0] and TO_ITS_NUMBER.fullmatch(text, named[-1].end, number.start)
        if not alone or not number.whole:
            return []
        owner, label = (named[0].start, named[0].end), (found.start(), found.start("series") - 1)
        rule = "disruption-label"
        figures.append(Figure(number, "disruptions", rule, owner[0], number.end, label=label, owner=owner))
        at = number.end
    return figures


# "61 Pursue, |14 Prevent and |30 Protect| disruptions": what joins such pieces.
SHARED_JOINT = re.compile(r"\s*(?:,|,?\s+and|&)\s+(?:(?:just|only|about|around|some|over|nearly)\s+)?$")
SHARED_NOUN = re.compile(r"\s+(?P<label>[A-Za-z-]+(?:\s+[a-z-]+){0,2}?)\s+disruptions\b")
LONGEST_SHARED = 40


def with_a_shared_noun(analysis: Analysis, numbers: list[Number], own: list[Figure]) -> list[Figure]:
    """The figures whose noun stands once, behind the last of them: "61 drug, 14 fraud and 30 firearms disruptions"."""
    text, found = analysis.text, []
    starts = [number.start for number in numbers]
    stated = {figure.number.start for figure in own}
    for figure in own:
        last = SHARED_NOUN.match(text, figure.number.end) if figure.rule == "disruption-count" else None
        at = bisect_left(starts, figure.number.start) if last else 0
        if last is None or not at or not divides(analysis, last.span("label")):
            continue
        following = figure.number
        for number in (numbers[index] for index in range(at - 1, -1, -1)):
            if number.start in stated:
                break
            piece = text[number.end : following.start]
            joint = SHARED_JOINT.search(piece) if len(piece) <= LONGEST_SHARED else None
            label = (number.end + 1, number.end + joint.start()) if joint else None
            if label is None or not number.whole or label[0] >= label[1] or not divides(analysis, label):
                break
            # Strands and levels are of the threat that the sentence names before them.
            named = label if analysis.threats_in(*label) else None
            found.append(Figure(number, "disruptions", "disruption-count", number.start, label[1], label=named))
            following = number
    return [*reversed(found), *own]
