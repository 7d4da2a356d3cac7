"""How texts write times: the patterns of dates and periods, with the words without which none is there."""

from __future__ import annotations

import re

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
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?)?"
DATE = (
    rf"(?:{_WEEKDAY}(?:the\s+)?(?:end\s+of\s+)?(?:{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR})?|{_MONTH}(?:,?\s+{_YEAR})?|{_YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d))"
)
_FINANCIAL = r"(?P<fy>20\d\d)\s?[/–-]\s?(?P<fy2>(?:20)?\d\d)\b"
_N = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|18|eighteen)"
_NAMED = tuple(sorted({name[:3] for name in MONTHS}))
_DATED = (*_NAMED, *"0123456789")
_LASTING = ("year", "month", "week")
# Every kind of period with pieces of words, of which each match holds one: without any, there is nothing to look for.
PATTERNS = tuple(
    (kind, needs, re.compile(pattern, re.IGNORECASE))
    for kind, needs, pattern in (
        ("year-to", _LASTING,
            rf"\b(?:year|(?:12|twelve)[ -]months?(?:\s+period)?)\s+(?:ending|ended|to|up\s+to|until|"
            rf"to\s+the\s+end\s+of|ending\s+in)\s+(?P<a>{DATE})"),
        ("months-to", _LASTING,
            rf"\b(?P<n>{_N})[ -]months?(?:\s+period)?\s+(?:ending|ended|to|up\s+to|until)(?:\s+in)?\s+(?P<a>{DATE})"),
        ("years-to", ("years",),
            rf"\b(?P<n>{_N})\s+years\s+(?:ending|ended|to|up\s+to|until)(?:\s+in)?\s+(?P<a>{DATE})"),
        (
            "days", _NAMED,
            rf"\b(?:between\s+|from\s+)?{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*"
            rf"(?:to|and|until|[-–—])\s*{_WEEKDAY}(?:the\s+)?(?P<b>{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?)",
        ),
        ("same-of", ("same", "corresponding", "equivalent"),
            rf"\b(?:in|over|during|for|of)\s+the\s+(?:same|corresponding|equivalent)\s+(?:\w+\s+)?(?:period|months|weeks|quarter|half|time|month)\s+"
            rf"(?:of|in)\s+(?P<a>{_YEAR})(?:[/–-]\d\d\b)?"),
        ("range", ("between", "from", "during"),
            rf"\b(?:between|from|during)\s+(?P<a>{DATE})\s+(?:and|to|until|till|through(?:\s+to)?|"
            rf"up\s+to|[-–—])\s+(?P<b>{DATE})"),
        ("dates", (" to ", "until", "-", "–", "—"), rf"\b(?P<a>{DATE})\s*(?:to|until|[-–—])\s*(?P<b>{DATE})"),
        ("quarter", ("20",),
            rf"\b(?P<q>first|second|third|fourth|last|Q[1-4]|quarter\s+[1-4])\s+(?:quarter\s+)?(?:of\s+|the\s+)*{_FINANCIAL}"),
        ("bare-quarter", ("q1", "q2", "q3", "q4", "quarter "),
            r"\b(?:Q|quarter\s+)(?P<q>[1-4])\b(?!\s*(?:of\s+)?(?:20)?\d\d)"),
        ("months-of", ("half", "months"),
            rf"\b(?P<h>first|second|last|final)\s+(?:half|(?P<n>three|six|nine)\s+months)\s+of\s+"
            rf"(?:(?P<this>this\s+year)|{_FINANCIAL}|(?P<a>{_YEAR}))"),
        ("last-financial", ("last", "just "),
            r"\blast\s+(?:financial|reporting|performance)\s+year\b|"
            r"\b(?:in|over|during)\s+the\s+financial\s+year\s+(?:that\s+(?:has\s+)?)?just\s+(?:ended|gone|over)\b"),
        ("this-financial", ("this financial",), r"\b(?:so\s+far\s+)?this\s+financial\s+year\b"),
        ("last-month", ("last month",), r"\blast\s+month\b"),
        ("financial", ("20",),
            rf"\b(?:(?:financial|fiscal|reporting|performance)"
            rf"\s+year\s+(?:of\s+)?)?{_FINANCIAL}(?:\s+financial\s+year)?"),
        ("founded", ("launched", "formed", "founded", "set", "established", "created", "began"),
            rf"\b(?:launched|formed|founded|set\s+up|established|created|began)\s+in\s+(?P<a>{DATE})"),
        ("since", ("since",),
            rf"\b(?:since)\s+(?:its\s+\w+\s+in\s+|"
            rf"(?:it|s?he|they)\s+(?:was|were|took|came|became)\s+[\w\s]{{1,30}}?\bin\s+|being\s+\w+\s+in\s+|"
            rf"the\s+start\s+of\s+|last\s+)?(?P<a>{DATE})"),
        ("whole", _DATED,
            rf"\b(?:in|during|throughout|over|for|of|on|by|across)\s+(?:the\s+(?:whole|course|year|"
            rf"month|calendar\s+year)\s+(?:of\s+)?|all\s+of\s+|late\s+|early\s+)?(?P<a>{DATE})"),
        (
            "last-year", _LASTING,
            r"\b(?:last|in\s+the\s+previous|the\s+previous|the\s+preceding|the\s+prior)\s+(?:calendar\s+)?year\b|"
            r"\b(?:the|a)\s+year\s+(?:before|earlier|previously)\b|\b(?:twelve|12)\s+months\s+(?:earlier|before)\b|"
            r"\bthe\s+(?:previous|preceding|prior)\s+(?:twelve|12)\s+months\b",
        ),
        ("years-before", ("years",), r"\b(?:two|three|four|five|ten)\s+years\s+(?:before|earlier|previously)\b"),
        ("this-year", ("year",), r"\b(?:so\s+far\s+)?this\s+year\b"),
        ("same", (*_LASTING, "period", "time", "quarter", "phase", "fortnight", "operation"),
            r"\b(?:in|over|during|across|for)\s+(?:the\s+same|that|this|the)\s+(?:period|time|year|"
            r"timeframe|(?:12|six|twelve|three)\s+months|quarter|week|weekend|phase|fortnight|"
            r"operation)\b|\b(?:in|over|during)\s+the\s+same\s+(?:\w+\s+)?(?:period|months|year)\b"),
        ("vague", (*_LASTING, "decade", "recent"),
            r"\b(?:in|over|during|within)\s+(?:the\s+)?(?:last|past|recent|previous|"
            r"space\s+of)\s+(?:\w+\s+)?(?:year|months?|weeks?|decade|years)\b|\b(?:over|during|"
            r"in)\s+an?\s+[\w-]+[- ](?:year|month|week)\s+period\b|\bin\s+recent\s+\w+\b"),
        ("bare", ("19", "20"),
            rf"(?P<a>{_MONTH}\s+{_YEAR}|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}|{_MONTH}\s+{_DAY},?\s+{_YEAR})"),
    )
)  # fmt: skip
FULL_DATE = re.compile(DATE, re.IGNORECASE)
YEAR = re.compile(rf"\b{_YEAR}")


# How far before and behind a year such a period may begin and end.
OPENS_WITH_A_DATE = {"dates": (48, 40), "bare": (30, 4)}
