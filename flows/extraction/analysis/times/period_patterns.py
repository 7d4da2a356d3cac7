"""How texts write times: the patterns of dates and periods, with the words without which none is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extraction.analysis.text.alternatives import any_word

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Each name once, with its short form as its beginning: half as many ways to try.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?)?"
# What each begins with stands before the ways to write it, which are not tried at other letters.
DATE = (
    rf"(?:{_WEEKDAY}(?:the\s+)?(?:end\s+(?:of\s+)?)?(?=[\djfmasond])(?:{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR})?|{_MONTH}(?:,?\s+{_YEAR})?|{_YEAR}|"
    rf"\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d))"
)
# What a financial year is written with behind the year in which it begins.
_NEXT_YEAR = r"(?:\s?[/–-]\s?|\s+to\s+(?=20))(?P<fy2>(?:20)?\d\d|\d)\b"
_N = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|18|eighteen)"
_NAMED = tuple(sorted({name[:3] for name in MONTHS}))
_CENTURY = ("19", "20")
# Without a month or a year a date is one of digits alone: "8/11/23", "8.11.23".
_DATED = (*_NAMED, *_CENTURY, "/", *(f".{digit}" for digit in range(10)))
_DASHES = ("-", "–", "—")
_FOUNDED = ("launched", "formed", "founded", r"set\s+up", "established", "created", "began")
_LASTING = ("year", "month", "week")
_UNTIL = ("to", "end", "until")
_A_YEAR = ("year", r"12[ -]months?(?:\s+period)?", r"twelve[ -]months?(?:\s+period)?")
_ENDING = r"(?:(?:that|which)\s+)?(?:ending|ended)(?:\s+in)?"
_YEAR_ENDS = rf"\s+(?:{_ENDING}|to|up\s+to(?:\s+and\s+including)?|until|to\s+the\s+end\s+of)"
# What says that a period goes on behind "the six months", which then takes up none.
_GOES_ON = rf"(?!\s+(?:to|from|between|ending|ended|up|since|of|commencing|beginning|before|earlier|prior|{_MONTH}|\d))"
# A kind of period, the pieces of words that it needs, and its pattern.
Looked = tuple[str, tuple[tuple[str, ...], ...], re.Pattern[str]]
# Every kind of period with groups of pieces of words: each match holds one of every group, so where one group has none
# in a text, there is nothing to look for. They read text in lower case.
PATTERNS: Sequence[Looked] = tuple(
    (kind, groups, re.compile(pattern))
    for kind, groups, pattern in (
        ("year-to", (("year", "month", "ye "), (*_UNTIL, "ye "), _DATED),
            any_word(*(year + _YEAR_ENDS for year in _A_YEAR), "ye")
            + rf"\s+(?P<a>{DATE})(?![/–-]\d)"),
        ("quarter-to", (("quarter",), _UNTIL, _DATED),
            rf"\bquarter\s+(?:ending|ended|to|up\s+to)(?:\s+in)?\s+(?P<a>{DATE})"),
        ("week-of", (("week", "w/c"), ("commencing", "beginning", "starting", "ending", "w/c", "week of"), _NAMED),
            rf"\b(?:(?:the\s+)?week\s+(?P<e>commencing|beginning|starting|ending|of)|w/c)\s+(?:on\s+)?(?P<a>{DATE})"),
        ("months-to", (("month", "years"), _UNTIL, _DATED),
            rf"\b(?P<n>{_N})[ -](?P<u>months?|years)(?:\s+period)?\s+"
            rf"(?:{_ENDING}|(?:to|up\s+to|until)(?:\s+in)?)\s+(?P<a>{DATE})"),
        ("days", (_NAMED, ("to", "and", "until", *_DASHES)),
            rf"\b(?:between\s+|from\s+)?{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*"
            rf"(?:to|and|until|[-–—])\s*{_WEEKDAY}(?:the\s+)?(?P<b>{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?)"),
        ("month-days", (_NAMED, ("to", "and", "until", *_DASHES)),
            rf"\b(?:between\s+|from\s+)?(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:to|and|until|[-–—])\s*"
            rf"(?P<b>\d{{1,2}}(?:st|nd|rd|th)?(?!\d|\s+(?:of\s+)?{_MONTH})(?:,?\s+{_YEAR})?)"),
        ("same-of", (("same", "corresponding", "equivalent"), _CENTURY),
            r"\b(?:in|over|during|for|of)\s+the\s+(?:same|corresponding|equivalent)\s+(?:\w+\s+)?(?:period|months|"
            rf"weeks|quarter|half|time|month)\s+(?:of|in)\s+(?P<a>{_YEAR})(?:[/–-]\d\d\b)?"),
        ("range", (("between", "from", "during"), _DATED),
            any_word("between", "from", "during")
            + rf"\s+(?P<a>{DATE})\s+(?:and|to|until|till|through(?:\s+to)?|"
            rf"up\s+to|[-–—])\s+(?P<b>{DATE})"),
        ("dates", ((" to ", "until", *_DASHES), _DATED), rf"\b(?P<a>{DATE})\s*(?:to|until|[-–—])\s*(?P<b>{DATE})"),
        # Also "Q1 24/25".
        ("quarter", (("quarter", "first", "second", "third", "fourth", "last", "final", "q"), ("20", "/")),
            rf"\b(?P<q>first|second|third|fourth|last|final|q[1-4]|quarter\s+[1-4])\s+(?:quarter\s+)?"
            rf"(?P<ytd>(?:ytd|year\s+to\s+date)\s+)?(?:\([a-z .-]{{3,30}}\)\s+)?(?:of\s+|the\s+)*"
            rf"(?P<fy>20\d\d|[1-3]\d(?=/)){_NEXT_YEAR}"),
        ("year-quarter", (("quarter",), _CENTURY),
            rf"\b(?P<q>first|second|third|fourth|last|final)\s+quarter\s+of\s+(?P<a>{_YEAR})(?!\s?[/–-]\s?\d)"),
        ("bare-quarter", (("q1", "q2", "q3", "q4", "quarter"),),
            r"\b(?:q|quarter\s+)(?P<q>[1-4])\b(?!\s*(?:of\s+)?(?:20)?\d\d)"),
        ("months-of", (("half", "months"), ("first", "second", "last", "final"), ("this", *_CENTURY)),
            rf"\b(?P<h>first|second|last|final)\s+(?:half|(?P<n>three|six|nine)\s+months)\s+of\s+"
            rf"(?:(?P<this>this\s+year)|(?P<fy>20\d\d){_NEXT_YEAR}|(?P<a>{_YEAR}))"),
        ("last-financial", (("last", "just"), ("year",)),
            r"\blast\s+(?:financial|reporting|performance)\s+year\b|"
            r"\b(?:in|over|during)\s+the\s+financial\s+year\s+(?:that\s+(?:has\s+)?)?just\s+(?:ended|gone|over)\b"),
        ("this-financial", (("this",), ("financial", "performance", "reporting")),
            r"\b(?:so\s+far\s+)?this\s+(?:financial|performance|reporting)\s+year\b"),
        ("last-month", (("last",), ("month",)), r"\blast\s+month\b"),
        # Also "FY22/23", "FY2022/23".
        ("financial", (("20", "fy"), ("/", *_DASHES, " to 20")),
            rf"\b(?:(?:financial|fiscal|reporting|performance)\s+year\s+(?:of\s+)?|fy\s?)?"
            rf"(?P<fy>20\d\d|(?:(?<=fy)|(?<=fy ))[0-3]\d){_NEXT_YEAR}(?:\s+financial\s+year)?"),
        ("since", (("since", "launched", "formed", "founded", "set", "established", "created", "began"), _DATED),
            any_word(
                r"since\s+(?:(?:its|our|their)\s+\w+\s+in\s+|"
                r"(?:i|it|s?he|they|we|(?:the|its|our)\s+[\w-]+(?:\s+[\w-]+)?)\s+(?:was|were|took|came|became|began|"
                r"started|launched|opened|went)\s+(?:[\w-]+\s+){0,9}?in\s+|being\s+\w+\s+in\s+|"
                r"the\s+(?:start|beginning)\s+of\s+|last\s+)?",
                *(rf"{founded}\s+in\s+" for founded in _FOUNDED),
            ) + rf"(?P<a>{DATE})"),
        ("whole", (_DATED,),
            any_word("in", "during", "throughout", "over", "for", "of", "on", "by", "across")
            + r"\s+(?:the\s+(?:whole|course|year|month|calendar\s+year)\s+(?:of\s+)?|all\s+of\s+|late\s+|early\s+)?"
            rf"(?P<a>{DATE})"),
        # "over the two years from April 2022"
        ("from-for", (_LASTING, ("from",), _DATED),
            rf"\b(?:the\s+)?(?P<n>{_N})\s+(?P<u>months|years)\s+from\s+(?P<a>{DATE})(?!\s+(?:to|until|[-–—])\b)"),
        ("this-year", (("this",), ("year",)), r"\b(?:so\s+far\s+)?this\s+year\b"),
        # Told in relation to another, or of no days: "the year before", "in the same period", "in recent years".
        ("vague", ((*_LASTING, "period", "time", "quarter", "phase", "fortnight", "operation", "decade", "recent"),),
            r"\bthe\s+(?:previous|preceding|prior)\s+(?:(?:calendar|three|six|nine|twelve|12)\s+)?"
            r"(?:year|quarter|half-year|months?)\b|"
            r"\b(?:the|a)\s+(?:year|quarter|month)\s+(?:before|earlier|previously|prior)\b|"
            r"\b(?:twelve|12)\s+months\s+(?:earlier|before|prior)\b|"
            r"\b(?:in|over|during|for)\s+the\s+(?:same|corresponding|equivalent)\s+(?:\w+\s+)?"
            r"(?:period|quarter|months|time|weeks?)\s+(?:of\s+)?last\s+year\b|"
            r"\b(?:(?<!the\s)last|previous)\s+quarter\b(?!\s+of)|"
            r"\b(?:two|three|four|five|ten)\s+years\s+(?:before|earlier|previously|later|on)\b|"
            r"\b(?:a|the|one)\s+year\s+(?:later|after|on)\b(?!\s+(?:from|year))|\bin\s+the\s+(?:following|next)\s+year\b|"
            r"\b(?:in|over|during|across|for)\s+(?:(?:the\s+same|that|this|the)\s+(?:(?:latest|reporting|current)\s+)?"
            r"(?:period|time|year|timeframe|(?:12|six|twelve|three|nine)\s+months|quarter|week|weekend|phase|fortnight|"
            rf"operation)\b{_GOES_ON}|the\s+same\s+(?:\w+\s+)?(?:period|months|year)\b)|"
            r"\b(?:in|over|during|within)\s+(?:the\s+)?(?:last|past|recent|previous|"
            r"space\s+of)\s+(?:\w+\s+)?(?:year|months?|weeks?|decade|years)\b|\b(?:over|during|"
            r"in)\s+an?\s+[\w-]+[- ](?:year|month|week)\s+period\b|\bin\s+recent\s+\w+\b|"
            r"\b(?:decade|years)\s+(?:in|during|over)\s+which\b|"
            rf"\b(?:in|over|during)\s+(?:(?:its|their|our|the)\s+)?(?:(?:first|last|past)\s+)?"
            rf"(?:decade|{_N}\s+years|year)\s+of\s+(?:its\s+|their\s+)?(?:operation|existence|life|work)\b|"
            rf"\b(?:in|over|during)\s+(?:its|their|our)\s+(?:first|last|past)\s+(?:decade|{_N}\s+years|year)\b"),
        ("last-year", (("last",), ("year",)), r"(?<!\w)(?<!the\s)last\s+(?:calendar\s+)?year\b"),
        ("bare", (_CENTURY, _NAMED),
            rf"(?=[\djfmasond])(?P<a>{_MONTH}\s+{_YEAR}|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}|{_MONTH}\s+{_DAY},?\s+{_YEAR})"),
    )
)  # fmt: skip
FULL_DATE = re.compile(DATE, re.IGNORECASE)
# The first character stands first, for the sake of speed.
YEAR = re.compile(r"(?:1(?<!\w.)9|2(?<!\w.)0)\d\d\b")


def patterns_for(lowered: str, among: Sequence[Looked] = PATTERNS) -> list[Looked]:
    """The kinds of period that a text in lower case may hold.

    Asked of a whole document first, few are left `among` which those of a sentence are.
    """
    return [one for one in among if all(any(piece in lowered for piece in group) for group in one[1])]
