"""Find the numbers of a text: digits, words, percentages, fractions, and the qualifier (about, over …) of each."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.alternatives import one_of
from flows.extraction.analysis.text.number_words import TENS, UNITS, number_of, word_value
from flows.extraction.analysis.text.view import View

FRACTIONS = {
    "half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "eighth": 12.5, "tenth": 10.0,
}  # fmt: skip
SCALES = {
    "": 1, "dozen": 12, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_SMALL = one_of([*TENS, *UNITS])
RISES = "▲▼△▽↑↓⬆⬇↗↘"  # a number behind one is a change
# What may and may not follow a number that counts. `DIGITS` leaves out numbers of headings and measures ("2C.1",
# "5-km") and of changes ("▲ 8"), and lets the mark of a footnote follow: "412[1]", "412*".
_TAIL = r"(?P<percent>\s*%|\s+per\s?cent\b|\s+percent\b|\s?pc\b)?(?![\w%])(?!/\d)(?!-[a-z])(?!(?:st|nd|rd|th)\b)"
DIGITS = re.compile(
    rf"(?P<digits>\d(?<![\w£$€/#{RISES}].)(?<![{RISES}] .)(?<!\d[.,].)(?<!(?-i:[A-Z])\..)"
    r"(?:\d{0,2}(?:,\d{3})+(?!\d)|\d*(?:\.\d+)?))"
    rf"(?P<scale>\s+(?:dozen|thousand|million|billion)|k\b|m\b|bn\b)?(?:\[\w{{1,2}}\]|[*†‡])?{_TAIL}",
    re.IGNORECASE,
)
WORDS = re.compile(
    rf"(?<![\w£$€/#])(?<!\d[.,])(?:"
    rf"(?P<words>(?:{_SMALL})\b"
    rf"(?:[ -](?:{_SMALL}|dozen|hundred|thousand|(?:(?<=hundred.)|(?<=thousand.))and(?= (?:{_SMALL})\b))\b)*|"
    rf"half[ -](?:a[ -])?dozen\b|(?<!half[ -])a\s+(?:dozen|single(?=\s+(?:[\w-]+\s+){{0,3}}disruption\b)|"
    rf"(?:hundred|thousand)(?:\s+and\s+(?:{_SMALL})(?:[ -](?:{_SMALL}))?)?)\b)"
    r"|(?P<none>(?:no(?=\s)(?!\s+(?:fewer|less|more|longer|doubt|one)\b)|none|not\s+one|"
    rf"not\s+(?:\w+\s+)?a\s+single|not\s+any|zero|nil)\b)){_TAIL}",
    re.IGNORECASE,
)
# Verbs after a fraction of what was counted before: "a third |were", not "a third |dealt" (one more that dealt).
_DID = r"were\b|(?<=s\s)(?:was|had\s+to\s+do|related|concerned|involved|targeted|tackled|dealt)\b"
_OF_EVERY = r"(?:in\s+(?:every\s+)?|(?:out\s+)?of\s+every\s+|out\s+of\s+(?=\d+\s+of\b))"
FRACTION = re.compile(
    rf"\b(?P<some>\d|{_SMALL})\s+{_OF_EVERY}(?P<every>(?:a\s+)?hundred|{_SMALL}|\d{{1,3}})\b"
    r"(?!\s+(?:days|weeks|months|years)\b)|"
    rf"\b(?P<parts>a|an|one|two|three|four|five|nine)[ -](?P<of>{'|'.join(FRACTIONS)})s?(?=\s+(?:of\b|\(\d|{_DID}))|"
    rf"\bhalf(?=\s+(?:of\b|\(\d|(?:the|its)\s+(?:\w+\s+)?(?:disruptions|gangs|groups|networks)\b))",
    re.IGNORECASE,
)
# A qualifier right before a number; only a quotation mark or an article may stand between. Reads lower case.
QUALIFIER = re.compile(
    r"\b(?:(?P<at_least>at least|a minimum of|no fewer than|no less than|not less than|or more)|"
    r"(?P<at_most>at most|up to|a maximum of|no more than|not more than|as many as)|"
    r"(?P<fewer_than>fewer than|less than|under|below|just under|short of|shy of)|"
    r"(?P<over>more than|over|above|in excess of|upwards of|exceeding|greater than|topped|topping|exceeded|surpassed|"
    r"north of|(?<!the )past|beyond)|"
    r"(?P<about>(?<!brought )(?<!bring )(?<!brings )about|around|some|nearly|almost|approximately|roughly|circa|"
    r"approx\.?|in the region of|close to|estimated|on average,?|an average of|or so|getting on for|towards|c\.))"
    r"\s+(?:the\s+|a\s+total\s+of\s+)?['\"]?$"
)
LONGEST_QUALIFIER = 40
# What makes a qualifier a comparison: in "12% |more than the 1,148" the 1,148 is exact.
COMPARED = re.compile(rf"(?:%|\bper\s?cent|\bpercent|\d|\b(?:{_SMALL}|times)|thirds?|quarters?|\bhalf)\s+$")
PLUS = re.compile(r"\s?\+|\s+plus\b|\s+or more\b")

# The start of a number torn in two: "2 |050", "1 ,|204"; after ", " only before 3 digits and a noun: "1, |204 gangs".
TORN = re.compile(
    r"(?<![\w/.,:–-])\d{1,3}(?: | ,|, (?=\d{3} (?!(?:and|or|to|in|of|was|were|are|is|had|have|has)\b)[a-z]))(?=\d)"
)
# Words before two numbers that are not one torn number: "Quarter 1 |12 disruptions", "of the 342, |131 gangs".
LABEL = re.compile(
    r"(?:\b(?:quarter|tier|level|day|week|month|year|table|figure|phase|band|round|stage|part|page|item|section|chapter|"
    rf"priority|number|no|the|these|those|its|our|their|{'|'.join(month_name[1:])})\.?\s|,\s)$",
    re.IGNORECASE,
)
LONGEST_FIRST, LONGEST_NEXT = len("x123 ,"), len("204 were ")


@dataclass(slots=True)
class Number:
    """A number at a slice of the view; if `percent` (also for fractions), `value` is in per cent."""

    start: int
    end: int
    value: float
    percent: bool
    qualifier: str

    @property
    def whole(self) -> bool:
        """Whether the number is an integer and no percentage, so that it can count things."""
        return not self.percent and self.value == int(self.value)


def _qualifier(view: View, start: int, end: int, low: int) -> str:
    if PLUS.match(view.text, end):
        return "at-least"
    if view.text.startswith(" or so", end):
        return "about"
    before = view.folded[max(low, start - LONGEST_QUALIFIER) : start]
    qualifier = QUALIFIER.search(before)
    if qualifier is None or COMPARED.search(before, 0, qualifier.start()):
        return "exact"
    return str(qualifier.lastgroup).replace("_", "-")


def _fraction(match: re.Match[str]) -> float:
    """Return the per cent of a fraction, to one decimal place: "one third", "half", "one in five"."""
    if match["some"]:
        return round(100 * number_of(match["some"]) / max(1, number_of(match["every"])), 1)
    return round(FRACTIONS[(match["of"] or "half").lower()] * number_of(match["parts"] or "a"), 1)


def _value(match: re.Match[str]) -> float | None:
    """Return the value of a number in digits with its scale word; None if it has 16 characters or more."""
    digits, scale = match["digits"].replace(",", ""), match["scale"]
    factor = SCALES[scale.strip().lower()] if scale else 1
    return float(digits) * factor if len(digits) < 16 else None


def _is_torn(text: str, start: int) -> bool:
    """Whether the digits at `start` are the rest of a number torn by a space, as happens in PDF files: "2 |050"."""
    low, high = max(0, start - LONGEST_FIRST), start + LONGEST_NEXT
    torn = next((found for found in TORN.finditer(text, low, high) if found.end() == start), None)
    return torn is not None and LABEL.search(text, max(0, torn.start() - 12), torn.start()) is None


def _matches(text: str, low: int, high: int) -> Iterator[tuple[re.Match[str], float | None]]:
    """Yield (match, value) for the numbers of a slice, first those in digits, then those in words."""
    for match in DIGITS.finditer(text, low, high):
        if text[match.start() - 1 : match.start()] not in (" ", ",") or not _is_torn(text, match.start()):
            yield match, _value(match)
    for word in WORDS.finditer(text, low, high):
        yield word, 0 if word["none"] else word_value(word["words"])


def numbers_in(analysis: Analysis, low: int, high: int) -> list[Number]:
    """Return all numbers in a slice of the view, in order. "no", "none" and "not one" have the value 0."""
    view = analysis.view
    fractions = list(FRACTION.finditer(view.text, low, high))
    found = [
        Number(m.start(), m.end(), _fraction(m), True, _qualifier(view, m.start(), m.end(), low)) for m in fractions
    ]
    for match, value in _matches(view.text, low, high):
        start, end = match.span()
        if value is not None and not any(m.start() <= start < m.end() for m in fractions):
            found.append(Number(start, end, value, bool(match["percent"]), _qualifier(view, start, end, low)))
    return sorted(found, key=attrgetter("start"))
