"""Numbers as texts write them: digits, words, percentages, fractions, and how exact they are meant."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, Implementation

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.view import View

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
FRACTIONS = {
    "half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "eighth": 12.5, "tenth": 10.0,
}  # fmt: skip
SCALES = {
    "": 1, "dozen": 12, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_SMALL = "|".join([*TENS, *sorted(UNITS, key=len, reverse=True)])
# What may stand behind a number that counts, and what may not; that of a heading or measure counts nothing: "2C.|1".
# A note's mark may stand at it: "412[1]", "412*".
_TAIL = r"(?P<percent>\s*%|\s+per\s?cent\b|\s+percent\b|\s?pc\b)?(?![\w%])(?!/\d)(?!-[a-z])(?!(?:st|nd|rd|th)\b)"
DIGITS = re.compile(
    r"(?P<digits>\d(?<![\w£$€/#].)(?<!\d[.,].)(?<!(?-i:[A-Z])\..)(?:\d{0,2}(?:,\d{3})+(?!\d)|\d*(?:\.\d+)?))"
    rf"(?P<scale>\s+(?:dozen|thousand|million|billion)|k\b|m\b|bn\b)?(?:\[\w{{1,2}}\]|[*†‡])?{_TAIL}",
    re.IGNORECASE,
)
WORDS = re.compile(
    rf"(?<![\w£$€/#])(?<!\d[.,])(?:"
    rf"(?P<words>(?:{_SMALL})\b"
    rf"(?:[ -](?:{_SMALL}|dozen|hundred|thousand|(?:(?<=hundred.)|(?<=thousand.))and(?= (?:{_SMALL})\b))\b)*|"
    rf"half[ -](?:a[ -])?dozen\b|(?<!half[ -])a\s+(?:dozen|single(?=\s+(?:[\w-]+\s+){{0,3}}disruption\b)|"
    rf"(?:hundred|thousand)(?:\s+and\s+(?:{_SMALL})(?:[ -](?:{_SMALL}))?)?)\b)"
    r"|(?P<none>(?:no(?!\s+(?:fewer|less|more|longer|doubt|one)\b)|none|not\s+one|"
    rf"not\s+(?:\w+\s+)?a\s+single|not\s+any|zero|nil)\b)){_TAIL}",
    re.IGNORECASE,
)
# "Two thirds |had to do with drugs", "a third |were": of what was counted before. "A third |dealt" is one more.
_DID = r"were\b|(?<=s\s)(?:was|had\s+to\s+do|related|concerned|involved|targeted|tackled|dealt)\b"
FRACTION = re.compile(
    rf"\bone\s+in\s+(?:every\s+)?(?P<in>two|three|four|five|six|eight|ten|twenty|(?:a\s+)?hundred|\d{{1,3}})\b|"
    r"\b(?P<some>two|three|four|five|six|seven|eight|nine)\s+(?:in\s+(?:every\s+)?|"
    r"(?:out\s+)?of\s+every\s+)(?P<every>three|four|five|eight|ten)\b(?!\s+(?:days|weeks|months|years)\b)|"
    r"\b(?P<few>\d)\s+(?:in\s+(?:every\s+)?|out\s+of\s+(?=\d+\s+of\b))(?P<many>3|4|5|8|10)(?=\s+(?:of|disruptions)\b)|"
    rf"\b(?P<parts>a|an|one|two|three|four|five|nine)[ -](?P<of>{'|'.join(FRACTIONS)})s?(?=\s+(?:of\b|\(\d|{_DID}))|"
    rf"\bhalf(?=\s+(?:of\b|\(\d|(?:the|its)\s+(?:\w+\s+)?(?:disruptions|gangs|groups|networks)\b))",
    re.IGNORECASE,
)
_IN_DIGITS = [f"in {many} {of}" for many in (3, 4, 5, 8, 10, "four") for of in ("of ", "disruptions")]
_IN_DIGITS += [f"of {many} of " for many in (3, 4, 5, 8, 10)]
# A fraction holds one of these words.
OF_FRACTIONS = AhoCorasick(
    [
        *(*FRACTIONS, "one in", "in three", "in four", "in five", "in eight", "in ten", "in every", "of every"),
        *_IN_DIGITS,
    ],
    implementation=Implementation.DFA,
)
QUALIFIERS = (
    ("at-least", r"at least|a minimum of|no fewer than|no less than|not less than|or more"),
    ("at-most", r"at most|up to|a maximum of|no more than|not more than|as many as"),
    ("fewer-than", r"fewer than|less than|under|below|just under|short of|shy of"),
    (
        "over",
        r"more than|over|above|in excess of|upwards of|well over|just over|exceeding|greater than|"
        r"topped|topping|exceeded|surpassed|north of|(?<!the )past|beyond",
    ),
    (
        "about",
        r"about|around|some|nearly|almost|approximately|roughly|circa|approx\.?|"
        r"(?:somewhere )?in the region of|close to|"
        r"an estimated|estimated|on average,?|an average of|or so|getting on for|towards|c\.",
    ),
)
# Each with the last words of its hedges: without one, none stands before a number, its marks and an article; and no
# hedge is longer than its pattern. They read text in lower case.
BEFORE = tuple(
    (
        code,
        tuple(sorted(set(re.findall(r"(\w+)\W*(?:\||$)", words)))),
        re.compile(rf"\b(?:{words})\s+(?:the\s+|a\s+total\s+of\s+)?['\"]?$"),
        max(map(len, words.split("|"))),
    )
    for code, words in QUALIFIERS
)
LAST_WORDS = tuple(sorted({word for _, last_words, *_ in BEFORE for word in last_words}))
# What these end in: most words before a number end in something else.
_LAST_LETTERS = frozenset(word[-2:] for word in LAST_WORDS)
MARKS_BEFORE = " '\".,"
LONGEST_DIFFERENCE = 15
DIFFERENCE = re.compile(r"(?:%|\bper\s?cent|\bpercent|\d|\btimes|thirds?|quarters?|\bhalf)\s+$", re.IGNORECASE)
# "brought about |29 disruptions"
BROUGHT_ABOUT = re.compile(r"\b(?:br(?:ought|ings?|inging)|c[ao]mes?|set)\s+about\s+$", re.IGNORECASE)
PLUS = re.compile(r"\s?\+|\s+plus\b|\s+or more\b")
# The second character behind a number that such words follow, but "+".
_SECOND = frozenset("+po \n")


# What ends right before a number that is the rest of one torn in two: "2 |050", "1 |12", "1 ,|204"; and before three
# digits and a noun "1, |204 disruptions".
TORN = re.compile(r"(?<![\w/.,:–-])(?P<first>\d{1,3})(?: | ,)$")
TORN_AT_COMMA = re.compile(r"(?<![\w/.,:–-])(?P<first>\d{1,3}), $")
NOUN_NEXT = re.compile(r" (?!(?:and|or|to|in|of|was|were|are|is|had|have|has)\b)[a-z]")
# "Quarter 1 |12 disruptions", "by June 30 |12 disruptions", "of the 342, |131 gangs": no torn ones.
LABEL = re.compile(
    r"(?:\b(?:quarter|tier|level|day|week|month|year|table|figure|phase|band|round|stage|part|page|item|section|chapter|"
    rf"priority|number|no|the|these|those|its|our|their|{'|'.join(month_name[1:])})\.?\s|,\s)$",
    re.IGNORECASE,
)
LONGEST_FIRST = len("x123 ,")
_START = attrgetter("start")


@dataclass(slots=True)
class Number:
    """A number at a slice of the text; `value` of a percentage or fraction is in per cent."""

    start: int
    end: int
    value: float
    percent: bool
    qualifier: str

    # Whether it can count things.
    whole: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.whole = not self.percent and self.value == int(self.value)


def word_value(words: str) -> int | None:
    """The value of a number in words ("two hundred and six", "half a dozen"); None when it is none."""
    total, current = 0, 0
    seen = halved = False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "single":
            current += 1
        elif word == "dozen":
            current = 6 if halved else max(current, 1) * 12
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word not in ("and", "a", "half"):
            return None
        halved, seen = word == "half" or (halved and word == "a"), seen or word not in ("and", "a", "half")
    return total + current if seen else None


def _qualifier(view: View, start: int, end: int, low: int) -> str:
    text = view.text
    if text[end + 1 : end + 2] in _SECOND or text.startswith("+", end):
        if PLUS.match(text, end):
            return "at-least"
        if text.startswith(" or so", end):
            return "about"
    before = view.folded[max(low, start - 40) : start]
    words = before.rstrip(MARKS_BEFORE)
    if words.endswith(("a total of", " the")):
        words = words.removesuffix("a total of").removesuffix(" the").rstrip(MARKS_BEFORE)
    # "c" is the only word of one letter.
    if (words[-2:] not in _LAST_LETTERS and not words.endswith("c")) or not words.endswith(LAST_WORDS):
        return "exact"
    for code, last_words, pattern, longest in BEFORE:
        if words.endswith(last_words) and (hedge := pattern.search(before, max(0, len(words) - longest))):
            # "12% more than the 1,148": a comparison, which leaves the number exact.
            compared = DIFFERENCE.search(before, max(0, hedge.start() - LONGEST_DIFFERENCE), hedge.start())
            return "exact" if compared or (code == "about" and BROUGHT_ABOUT.search(before)) else code
    return "exact"


def _fraction(match: re.Match[str]) -> float:
    """The per cent of "one third", "half", "one in five"."""
    if match["in"]:
        parts = match["in"].lower()
        return round(100 / max(1, int(parts) if parts.isdigit() else word_value(parts) or 1), 1)
    if match["few"]:
        return round(100 * int(match["few"]) / int(match["many"]), 1)
    if match["some"]:
        return round(100 * UNITS[match["some"].lower()] / UNITS[match["every"].lower()], 1)
    times = UNITS.get((match["parts"] or "a").lower()) or 1
    return round(FRACTIONS[(match["of"] or "half").lower()] * times, 1)


def _value(match: re.Match[str]) -> float | None:
    """The value of a number in digits; None where it is beyond all counting."""
    digits, scale = match["digits"].replace(",", ""), match["scale"]
    factor = SCALES[scale.strip().lower()] if scale else 1
    return float(digits) * factor if len(digits) < 16 else None


def _is_torn(text: str, start: int, end: int) -> bool:
    """Whether digits are the rest of a number with a blank in it, as PDF files and typists leave them."""
    near = text[start - 2 : start - 1]
    if near not in (" ", ",") and not near.isdigit():
        return False
    low = max(0, start - LONGEST_FIRST)
    three = end - start == 3 and NOUN_NEXT.match(text, end)
    torn = TORN.search(text, low, start) or (TORN_AT_COMMA.search(text, low, start) if three else None)
    return torn is not None and LABEL.search(text, max(0, torn.start() - 12), torn.start()) is None


def _matches(analysis: Analysis, low: int, high: int) -> Iterator[tuple[re.Match[str], float | None]]:
    """The numbers of a slice in digits and in words, each with its value."""
    text, end = analysis.text, low
    for start in analysis.triggers.within("digit", low, high):
        if start >= end and (match := DIGITS.match(text, start, high)):
            end = match.end()
            if text[start - 1 : start] not in (" ", ",") or not _is_torn(text, start, end):
                yield match, _value(match)
    end = low
    for start in analysis.triggers.within("number", low, high):
        if start >= end and (word := WORDS.match(text, start, high)):
            end = word.end()
            yield word, 0 if word["none"] else word_value(word["words"])


def numbers_in(analysis: Analysis, low: int, high: int) -> list[Number]:
    """Every number in a slice of a text, in order: counts, percentages, fractions; "no" and "not one" are 0."""
    view = analysis.view
    spoken_of = OF_FRACTIONS.find_matches_as_strings(view.folded[low:high])
    fractions = list(FRACTION.finditer(view.text, low, high)) if spoken_of else []
    found = [
        Number(m.start(), m.end(), _fraction(m), True, _qualifier(view, m.start(), m.end(), low)) for m in fractions
    ]
    for match, value in _matches(analysis, low, high):
        start, end = match.span()
        if value is not None and not (fractions and any(m.start() <= start < m.end() for m in fractions)):
            found.append(Number(start, end, value, bool(match["percent"]), _qualifier(view, start, end, low)))
    if len(found) > 1:
        found.sort(key=_START)
    return found
