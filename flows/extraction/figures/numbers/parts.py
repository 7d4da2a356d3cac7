"""Figures that lean on one before them: its parts, shares and elliptical repetitions.

Each rule reads one number of a sentence with the last figure that stands before it, in the sentence or not far above.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.numbers.comparisons import (
    SHARE_THEN,
    THAT_MOVED,
    compared_with,
    earlier,
    opens_earlier,
)
from flows.extraction.figures.numbers.groups import (
    ENDS,
    OPENS,
    PASSED_ON,
    business_of,
    counts_done,
    further_groups,
    joins,
    of_another_number,
    trade,
)
from flows.extraction.figures.numbers.shares import (
    behind_aside,
    behind_share,
    count_first,
    joined_share,
    set_off,
    shared_too,
)
from flows.extraction.figures.numbers.tallies import THE_TALLY, moved_part, nearer, of_a_label_said, tally
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.part_words import (
    ACCOUNTED_ASIDE,
    ANOTHER_SHARE,
    CONCERNED,
    GAPPED,
    IN_PLACE,
    INCLUDED,
    INCLUDES,
    IS_SAID,
    LARGEST,
    LED_OR_SUPPORTED,
    LONGEST_VERB,
    MAKES_UP,
    OF_A_KIND,
    OF_A_LEVEL,
    OF_THE_COUNTED,
    OF_THEM,
    OF_WHAT,
    OF_WHICH_ENDS,
    OTHER_VERB,
    PLACE,
    PLACED,
    REMAINING,
    SAYS_MORE,
    VERB,
    WERE_LED,
    accounted,
    graded,
)
from flows.extraction.figures.words.rates import average, rate
from flows.extraction.figures.words.types import Figure

GROUPS_NAMED = re.compile(r"\b(?:groups|gangs|networks)$", re.IGNORECASE)
# How far before a number a label may begin that has an aside behind it.
FAR_ASIDE = 200
_LINKED = r"were|was|linked|connected|involved|engaged|dealing|specialising"


def _part_of(last: Figure) -> str:
    """The rule of a part of a figure, by what that counts."""
    return "groups-part" if "groups" in last.measure else "disruption-part"


def _share(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "Six per cent of the total was assessed as major, up from 5 per cent": shares of the figure before."""
    match = OF_THEM.match(text, number.end, high)
    if match and last.start < number.start < last.end and of_another_number(match.group(), last):
        return None
    before = text[low : number.start]
    another = ANOTHER_SHARE.search(before)
    opens = OPENS.fullmatch(before) or OF_WHAT.fullmatch(before) or another
    if match is None and (opens or OF_WHICH_ENDS.search(before)):
        match = CONCERNED.match(text, number.end, high)
    # "the large majority (|70 per cent) against drugs"
    behind = text[last.number.end if last.number.end > low else low : number.start]
    if match is None and text.startswith(")", number.end) and LARGEST.search(behind):
        match = CONCERNED.match(text, number.end + 1, high)
    if match and last.rule != "disruption-occasions" and match.group().endswith(("cases", "occasions")):
        return None
    match = match or (graded(text, number.end, high) if last.measure == "disruptions" else None)
    kind = "groups" if "groups" in last.measure else "disruptions"
    if match and IN_PLACE.match(text, match.end(), high):
        return None
    if match and GROUPS_NAMED.search(match.group()) and kind != "groups" and not counts_done(last):
        return None
    if match and (another or not last.measure.startswith("share")):
        grading = graded(text, match.end(), high)
        return Figure(
            number,
            f"share-of-{kind}",
            _part_of(last),
            number.start,
            grading.end() if grading else match.end(),
            part_of=True,
        )
    between = text[max(low, last.number.end) : number.start]
    if last.measure.startswith("share") and (
        opens_earlier(between.lower()) or SHARE_THEN.search(between) or THAT_MOVED.search(between)
    ):
        return compared_with(last, number)
    return None


def _graded(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "of which 41 were major", "Six were “major”, 88 “moderate”"."""
    match = graded(text, number.end, high) if last.measure == "disruptions" else None
    if not match:
        return None
    return Figure(number, last.measure, "disruption-part", number.start, match.end(), part_of=True)


def _accounted(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "Pursue accounted for 49 of the 76, Prevent for 11", "fraud accounted for just 39 of them"."""
    shared = number.percent and (last.measure.startswith("share-of-") or last.measure == "disruption-rate")
    if last.measure not in ("disruptions", "groups-disrupted") and not shared:
        return None
    if not (ENDS.match(text, number.end, high) or OF_THEM.match(text, number.end, high)):
        return None
    aside = text.count(", ", low, number.start) > 1 and ACCOUNTED_ASIDE.search(
        text, max(low, number.start - FAR_ASIDE), number.start
    )
    stop = max(text.rfind(mark, low, number.start) for mark in (",", ";", ".", ":"))
    joint = text.rfind(" and ", max(low, stop), number.start)
    # "Cyber crime and fraud came to 20" is one label; in "Prevent to 13 and Prepare to 5" each has its number.
    stop = joint if joint >= 0 and re.search(r"\d", text[max(low, stop) : joint]) else stop
    start = stop + (5 if stop >= 0 and text.startswith(" and ", stop) else 1) if stop >= low else low
    match = (
        aside
        or accounted(text, start, number.start)
        or (PLACE.search(text, max(low, number.start - 30), number.start) and PLACED.search(text, low, number.start))
    )
    if not match or not (aside or MAKES_UP.search(text, low, number.start)) or THE_TALLY.search(match["label"]):
        return None
    kind = "groups" if "groups" in last.measure else "disruptions"
    return Figure(
        number,
        f"share-of-{kind}" if number.percent else last.measure,
        _part_of(last),
        match.start("label"),
        number.end,
        part_of=True,
        label=match.span("label"),
    )


def _of_them(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "1,533 of these", "just 41 of the 351 were …", "supported the remaining 3,435", "led 260 and supported 105"."""
    if last.measure not in ("disruptions", "groups-disrupted"):
        return None
    match = OF_THEM.match(text, number.end, high)
    # Cases are those that were disrupted only where such were counted.
    if match and last.rule != "disruption-occasions" and match.group().endswith(("cases", "occasions")):
        return None
    if (
        last.measure == "disruptions"
        and OF_THE_COUNTED.fullmatch(text, low, number.start)
        and IS_SAID.match(text, number.end, high)
    ):
        return Figure(number, last.measure, _part_of(last), number.start, number.end, part_of=True)
    if match and IN_PLACE.match(text, match.end(), high):
        return None
    ends = ENDS.match(text, number.end, high)
    other = ends and REMAINING.search(text, max(low, number.start - 20), number.start)
    led = (ends and LED_OR_SUPPORTED.search(text, low, number.start)) or WERE_LED.match(text, number.end, high)
    if not (match or other or led):
        return None
    match = match or WERE_LED.match(text, number.end, high)
    alone = number.value == 1 and not text[number.start].isdigit()
    if alone or PASSED_ON.match(text, match.end() if match else number.end, high):
        return None
    match = (graded(text, match.end(), high) if match else None) or match
    return Figure(
        number,
        last.measure,
        _part_of(last),
        number.start,
        match.end() if match else number.end,
        part_of=True,
    )


def _concerned(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "including 12 against county lines", "Of the disruptions: 131 concerned county lines"."""
    before = text[max(low, last.number.end if last.number.end > low else low) : number.start]
    largest = before.rstrip().endswith((",", "–", "—", "-", "(")) and LARGEST.search(before)
    match = CONCERNED.match(text, number.end + (2 if largest and text[number.end] == " " else bool(largest)), high)
    if match is None and INCLUDES.search(before):
        match = OF_A_KIND.match(text, number.end, high)
    # "One in eight was of fraud. |None at all was of slavery": no share, but a count of none.
    none = last.measure == "share-of-disruptions" and not number.value and not number.percent
    if (
        (last.measure != "disruptions" and not none)
        or not match
        or not (largest or INCLUDED.search(before) or OPENS.fullmatch(text[low : number.start]))
    ):
        return None
    return Figure(number, "disruptions", "disruption-part", number.start, match.end(), part_of=True)


def _gapped(text: str, number: Number, last: Figure, low: int, high: int) -> Figure | None:
    """ "74 had to do with drugs, |40 with guns", "12 gangs linked to drugs, |4 to firearms": the verb stands once."""
    between = text[last.number.end : number.start]
    alike = number.whole or (number.percent and last.number.percent)
    if last.number.start < low or not alike or not joins(text, last, number):
        return None
    match = GAPPED.match(text, number.end, high)
    if not match or (match["joint"] == "of" and match["label"].startswith(("the", "those", "which", "its "))):
        return None
    if not last.part_of and not (
        match["joint"] and re.search(rf"\b(?:{_LINKED}|disruptions?(?=\s+of\s))\s+{match['joint']}\s", between)
    ):
        return None
    shared = re.search(rf"\b{match['joint']}\s", between) if match["joint"] else VERB.search(text, low, number.start)
    if not shared or (not match["joint"] and SAYS_MORE.search(match["label"])):
        return None
    label = match.span("label")
    counted = "groups-disrupted" if "groups" in last.measure else "disruptions"
    measure = counted if last.measure.startswith("share") else last.measure
    measure = last.measure if number.percent else measure
    level = OF_A_LEVEL.match(text, last.number.end, number.start) if counted == "disruptions" else None
    like = level.span() if level else last.like if last.label else None
    return Figure(number, measure, _part_of(last), number.start, match.end(), part_of=True, label=label, like=like)


Rule = Callable[[str, Number, Figure, int, int], Figure | None]
RULES: tuple[Rule, ...] = (_of_them, _concerned, further_groups, trade)


def leaning_figure(
    text: str, number: Number, numbers: list[Number], base: Figure, last: Figure, low: int, high: int, hints: Hints
) -> Figure | None:
    """The figure a number makes with one before it, if any. `low`, `high`: the number's sentence.

    It may be a part of `base`, or what that or the `last` figure is compared with.
    """
    share = set_off(text, number, numbers)
    number = shared_too(text, number, last, low)
    if number.percent:
        read = replace(number, end=behind_share(text, share)) if share else number
        part = _share(text, read, base, low, high)
        part = part or (_accounted(text, number, base, low, high) if "makes-up" in hints else None)
        part = part or _share(text, number, base, low, high)
        part = part or (of_a_label_said(text, number, base, low) if "said-of-a-label" in hints else None)
        part = part or (_gapped(text, read, last, low, high) if last.part_of else None)
        part = part or joined_share(text, number, last, low, high)
        if part is None and last.measure.startswith("share"):
            part = _share(text, number, last, low, high)
        return part and count_first(text, part, share)
    rated = "rate" in hints and (rate(text, number, base, low, high) or average(text, number, base, low, high))
    if rated or not number.whole:
        return rated or None
    if "other-verb" in hints and OTHER_VERB.search(text, max(low, number.start - LONGEST_VERB), number.start):
        return None
    if share:
        read = replace(number, end=behind_share(text, share))
        figure = _counted_part(text, number, read, base, last, low, high, hints)
        figure = figure or _of_them(text, number, base, low, high)
        return replace(figure, number=number, share=share.value) if figure else None
    figure = _counted_part(text, number, number, base, last, low, high, hints)
    if figure is None and (end := behind_aside(text, number, high)) > number.end:
        figure = _counted_part(text, number, replace(number, end=end), base, last, low, high, hints)
        return replace(figure, number=number) if figure else None
    return figure


def _counted_part(
    text: str, number: Number, read: Number, base: Figure, last: Figure, low: int, high: int, hints: Hints
) -> Figure | None:
    """The figure of a count; `read`: the number with what is set off behind it."""
    moves = "moved" in hints and not (last.owner and last.number.start >= low)
    near = nearer(number, base, last, low)
    return (
        (_accounted(text, read, base, low, high) if "makes-up" in hints else None)
        or (moved_part(text, read, base, low, high) if moves else None)
        or (of_a_label_said(text, number, base, low) if "said-of-a-label" in hints else None)
        or _gapped(text, read, last, low, high)
        or earlier(text, read, near, low, high)
        or tally(text, read, near if last.measure == base.measure else base, low, high, hints)
        or (_graded(text, read, base, low, high) if "graded" in hints else None)
        or (business_of(text, read, base, low, high) if "business" in hints else None)
        or next((found for rule in RULES if (found := rule(text, read, base, low, high))), None)
    )
