"""When a grade was given: by the inspection a text is about, or by one before it."""

from __future__ import annotations

import re

from flows.extraction.analysis.text.alternatives import any_word
from flows.extraction.grades.frames.asides import without_asides
from flows.extraction.grades.words.bounds import is_range
from flows.extraction.grades.words.words import ANY, MARK, NOUN, Word, was_held

# "from G", "up from G", "from G to G": an earlier grade and the one after it.
MOVED_FROM = re.compile(rf"\bfrom\s+(?:being\s+)?(?:(?:an?|the|its|their)\s+)?{MARK}")
UP_FROM = re.compile(
    rf"\b(?:up|down|raised|lowered)\s+from\s+(?:being\s+)?(?:an?\s+|its\s+|the\s+)?(?:previous\s+)?{MARK}",
)
# "turn a G for Y |into a G": the first of them was before.
TURNED = re.compile(rf"\b(?:turn|convert)(?:s|ed|ing)?\s+(?:an?|its|the|their|that)\s+{MARK}")
INTO = re.compile(rf"[^.;:]{{0,80}}?\sinto\s+(?:an?\s+)?[“\"‘']?{ANY}\b")
TURNED_INTO = re.compile(
    rf"\b(?:turn|convert)(?:s|ed|ing)?\s+(?:an?|its|the|their|that)\s+[“\"‘']?{ANY}\b[^.;:]{{0,80}}?\sinto\s+(?:an?\s+)?{MARK}"
)
_DATED = r"(?:\([^)]{0,40}\)\s+|(?:in|since|of)\s+[\w\s]{0,20}?\d{4},?\s+)?"
# "from G, awarded in 2022, to G"
_ASIDE = r"(?:,\s[^,;.]{3,40},)?"
MOVED_ON = re.compile(
    rf"[”\"’']?{_ASIDE}\s+(?:rating\s+|grade\s+)?{_DATED}to\s+(?:an?\s+)?[“\"\'‘]?{ANY}",
)
MOVED_TO = re.compile(
    rf"\bfrom\s+(?:being\s+)?(?:(?:an?|the|its|their)\s+)?[“\"‘']?{ANY}[”\"’']?{_ASIDE}\s+[^.;]{{0,40}}?\bto\s+(?:an?\s+)?{MARK}",
)
HISTORIC = re.compile(
    any_word(
        *(r"previous(?:ly)?", "formerly", r"earlier(?!\s+(?:this|today|on)\b)", "prior", r"before\s+that"),
        *(r"years?\s+(?:ago|earlier|before)", r"the\s+year\s+before"),
        r"years?\s+after(?=\s+(?:being|(?:it|they|the\s+\w+)\s+(?:was|were|had\s+been))\s[^,;]{0,80}$)",
        r"last\s+(?:time|inspection|assessment|report|inspected|year['’]?s?|rated|graded|called|visited|came|looked)",
        r"at\s+(?:its|the)\s+last",
        r"in\s+(?:its|the|their)\s+(?:previous|earlier|prior)",
        r"in\s+(?:its|the|their)\s+last(?!\s+(?:batch|tranche|set|wave|group|round|week|days?|of)\b)",
        *(r"h(?:ad|as)\s+(?:previously|already)", r"already\s+h[eo]ld", r"as\s+(?:recently|late)\s+as\s+(?:19|20)\d\d"),
        *(
            r"original\s+(?:grade|grading|rating|judge?ment|mark|verdict)",
            r"from\s+a\s+previous",
            r"used\s+to(?:\s+be|$)",
        ),
        r"once\s+(?:rated|found|judged|graded|called|labelled|deemed|considered|branded|thought)",
        *(r"once(?=\s+[\"']?$)", r"w(?:as|ere)\s+once(?!\s+(?:again|more)\b)", r"then\s+(?:rated|graded|judged)"),
        r"improvements?\s+on(?=\s+(?:the|its|an?|their)\s+[\"']?$)",
        r"had\s+(?:earned|gained|won|brought|got|received|been\s+given|given|attracted|rated|graded|judged|called|marked|classed|handed|awarded)",
        r"had\s+been",
        r"having\s+(?:been|rated|graded|judged|called|classed|given|got|received|earned|held)(?!\s+(?:cut|raised|lifted|lowered|reduced|(?:up|down)graded|marked|moved|bumped)\b[^,;]*\bto\s)",
        *(r"carried\s+(?:over|forward)\s+from", r"old(?:er)?\s+reports?"),
        r"former\s+(?:\w+\s+)?(?:grade|grading|rating|judge?ment|verdict|mark|status|distinction|category|band)",
    )
    + r"\b",
)
# "Previous grade: |G", all that stands before it.
PREVIOUS = re.compile(
    r"\W*(?:(?:the|its|our)\s+)?(?:previous|former|prior|earlier|old)\s+(?:\w+\s+)?(?:grad\w+|ratings?|judge?ments?|verdicts?|"
    r"inspections?|results?|outcomes?)\b[^:–—-]{0,30}[:–—-][\s“\"‘'*_]*"
)
PLUPERFECT = re.compile(r"had\s+(?!previously\b|already\b)\w+")
# Behind a grade "as it had been" says that it still is.
AS_BEFORE = re.compile(r"\bas\s+(?:it|they)\s+had\b")
# How far behind a grade words still make it an earlier one.
BEHIND = 90
# "compared with |G"; not "compared with Kent, it is |G".
COMPARED = re.compile(
    r"\b(?:up\s+from|down\s+from|"
    r"compare[sd]\s+(?:with|to)(?!\s[^,;:]{3,60},\s+(?!wh)(?:[^,;:]{2,60}\s)?(?:is|are|was|were|has|have)\s)|improv\w+\s+(?:up\s+)?from)\b",
)
# "up from G|, and |G at Y": what is compared is the grade before that.
PASSED = re.compile(rf"{ANY}[\"']?(?:\s[^,;]{{0,40}})?,\s(?:and|but|while|though)\s")
# "both were G |before"
BEFORE_ALONE = re.compile(r"[\"']?\s+(?:before|then)(?:\s*$|[.,;:)])")
# "Y: G (G |before)"
BRACKET_ENDS = re.compile(
    r"[\"']?,?\s+(?:before(?:hand)?|previously|formerly|earlier|last\s+time|then|(?:in|up\s+to|until)\s+(?:\w+\s+)?(?:19|20)\d\d)\)"
)
# "was G, now G": the first was before.
WAS = re.compile(rf"\b(?:was|were|had\s+been)\s+(?:\w+\s+){{0,2}}{MARK}")
NOW = re.compile(rf"\bnow\s+(?:\w+\s+){{0,4}}{MARK}", re.IGNORECASE)
# "G in 2022": a date right behind a grade is that grade's.
DATE_OF_IT = re.compile(rf"{ANY}[”\"’']?,?\s*(?:\w+\s+)?$", re.IGNORECASE)
# "replaces a judgment of G", "swapped its G for a G"
REPLACED = re.compile(
    rf"\b(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing)|swapp(?:ed|ing)|exchang(?:es|ed|ing)|trad(?:ed|ing))\s+"
    rf"(?:the|an?|its|their|our)\s+(?:(?:earlier|previous|old)\s+)?(?:{NOUN}\s+of\s+(?:an?\s+)?)?{MARK}"
)
# "lost its G grade", "Y – G (was G)", "G (2021: G)".
LOST = re.compile(
    rf"\b(?:(?:lost|loses|losing|stripped\s+of|shed|surrendered)\s+(?:its|the|their|an?)|cost(?:s|ing)?\s+(?:[\w&-]+\s+){{1,5}}?its)"
    rf"\s+(?:\w+\s+){{0,2}}{MARK}",
)
IN_BRACKETS = re.compile(
    rf"\((?:(?:in\s+)?(?:\w+\s+)?(?:19|20)\d\d|was|before|previously|formerly|last\s+time)\s*[:–-]?\s*{MARK}",
    re.IGNORECASE,
)
# "which was inspected previously and which is rated G": of now.
PRESENT = re.compile(
    r"\bnow\b|\bthis\s+time\b|\b(?:drops|falls|slips|sinks|climbs|rises|jumps|moves|goes|improves)\b|\b(?:which|it|they|and)\s+(?:is|are)\s+(?:\w+\s+)?(?:rated|graded|judged|assessed|classed)\b"
)
# "It was the second time that the force had been |G": now. Words told by somebody shift to "had been" what was.
TOLD = re.compile(
    r"\btimes?\s+(?:running\s+|in\s+a\s+row\s+|in\s+\w+\s+years\s+)?that\b|\b(?:said|told|heard|read|noted|replied|explained|added|learn(?:ed|t)|stated|wrote|announced|pointed\s+out|"
    r"reported(?=\s+that\b)|(?:informed|advised|assured|reminded|aware)(?=\s+(?:[\w’'&-]+\s+){0,4}?that\b)|"
    r"recall(?:s|ed))\b"
)
# "from G to G": whatever follows is compared no more.
MOVED = re.compile(rf"\bfrom\s[^.;]{{0,20}}?{ANY}\b[^.;]{{0,60}}?\bto\s+(?:an?\s+)?[“\"‘']?{ANY}")
# "to G in 2021 and G in 2023"
MOVED_FURTHER = re.compile(rf"[^.;,]{{0,30}}?,?\s+and\s+(?:then\s+)?(?:to\s+)?(?:an?\s+)?[“\"‘']?{ANY}", re.IGNORECASE)
# "an improvement on 2016, when it was found to be |G"
BETTER_THAN = re.compile(
    r"\b(?:since|improve\w*(?:\s+(?:on|from|since))?|(?:up|down|back|progress|change[sd]?|drop|fall|rise)\s+(?:from|on|since)|"
    r"than\s+in|compare[sd]\s+(?:with|to))\s+(?:[\w’']+\s+){0,4}(?:19|20)\d\d,?\s+when\s[^.,;]{0,60}$",
    re.IGNORECASE,
)
# "G |in 2019, G in 2021 and G today"
IN_YEAR = re.compile(r"[\"']?\s+(?:back\s+)?in\s+(?:[a-z]+\s+)?20\d\d,?\s")
NOWADAYS = re.compile(
    rf"\b(?:now|today|still)\s+(?:\w+\s+){{0,2}}[“\"‘']?{ANY}|{ANY}[\"']?\s+(?:now|today|this\s+(?:time|year))\b|"
    rf"\b(?:is|are|(?:has|have)\s+(?:now\s+)?been)\s+(?:rated|graded|judged)\s+(?:as\s+)?[“\"‘']?{ANY}"
)
# "G, unchanged from last year", "G, an improvement on its previous report": what is compared is another grade.
AGAINST = re.compile(
    r"\b(?:unchanged|same|no\s+change|improve\w*|better|worse|up|down|drop|fall|rise|deteriorat\w+|compare[sd]|after|"
    r"following|than|unlike|as)\b[^.;,]{0,30}$",
)
# "not graded last time" says nothing of an earlier grade.
DENIED = re.compile(r"\b(?:not|never)\s+(?:\w+\s+){0,2}$")

# "in its last assessment", "last graded it": the newest there is, where the text tells of none after it.
LAST = re.compile(
    r"\blast\s+(?:\w[\w-]*\s+){0,2}?(?:inspections?|assessments?|reports?)\b|"
    r"\blast\s+(?:inspected|rated|graded|visited|reported|looked|examined|year|spring|summer|autumn|"
    r"winter)\b(?!['’])",
    re.IGNORECASE,
)
NO_MORE = re.compile(
    r"\b(?:previous(?:ly)?|formerly|earlier|prior|ago|before|then|once|had\s+been|was\s+then|up\s+from|down\s+from)\b|"
    rf"\bfrom\s+(?:being\s+)?(?:an?\s+|its\s+)?[“\"‘']?{ANY}",
    re.IGNORECASE,
)

# "It is G at leadership|, where it was |G": what is G cannot be both at once. Not "G, but not at leadership, where …".
WHERE_IT_WAS = re.compile(
    rf"\b{ANY}[\"']?\s(?:at|in|for|on)\s(?:(?!(?:but|except|bar|apart|not|other|than|while|unlike|with|though)\b)[\w'’-]++(?:\s|(?=,))){{1,12}},"
    rf"\s(?:where|in\swhich|which)\s(?:(?:it|they|we|the\s\w+)\s)?(?:was|were)\s(?:(?:only|merely|just|rated|graded|judged|found|deemed|considered|to|be|as)\s)*{MARK}"
)


# "G – three years ago it was G – and …": what stands between the dashes is of the grade there.
DASH = re.compile(r"\s[–—-]\s")
ENDS_ASIDE = re.compile(rf"\b{ANY}[\"']?\s+[–—-]\s")
RELATIVE = re.compile(r"\b(?:in\s+which|which|where)\b")
# "Being rated G| is a fair picture of last year", "The G rating| reflects …": what is told of it, not when it was.
SAYS_OF_IT = re.compile(
    rf"[\"']?(?:\s+{NOUN})?\s+(?:is|are|reflects?|shows?|means?|says|marks|remains|comes|follows)"
    r"\b(?!\s+(?:(?:the|its|our)\s+(?:same|last|previous)|from)\b)"
)
# "a drop of two places since the service was |last visited"
SINCE = re.compile(r"\bsince\b")
ANOTHER = re.compile(ANY, re.IGNORECASE)


# "G for Y and |in 2022 was graded G": the time of the next grade.
NEXT_TIME = re.compile(
    r"\band\s+(?:\w+\s+)?(?:\w+\s+)?(?:in|on)\s[^.,;]{4,24}?\s(?:(?:it|they|the\s\w+)\s+)?(?:was|were|had\s+been|has\s+been|is|got)\b"
)


def opens_next(folded: str, end: int, at: int) -> bool:
    """Whether a time that stands behind a grade, from `at` on, opens the clause of another one."""
    start = folded.rfind(" and ", end, at + 1)
    match = NEXT_TIME.match(folded, start + 1) if start >= 0 else None
    return match is not None and match.end() > at


def in_brackets(text: str, low: int, at: int) -> int | None:
    """Where the bracket opens that makes a grade an earlier one: "G (2021: G)"; None without one."""
    opens = text.rfind("(", max(low, at - 40), at)
    found = IN_BRACKETS.match(text, opens, at) if opens >= 0 else None
    return found.start() if found else None


# ", which had been tipped for more, was rated G": what had been is something else.
GOES_ON_FINITE = re.compile(r",\s(?:[^,;]{0,60}\s)?(?:was|is|were|are|has\s+been)\b")


def _said_to_be_earlier(before: str, opening: str) -> re.Match[str] | None:
    """The words that make what follows them earlier; "had been" is none behind "said that", in the `opening` too."""
    before = without_asides(before)
    for found in HISTORIC.finditer(before):
        if found.group().endswith(" once") and ANOTHER.search(before, found.end()):
            continue  # "X, which was once G, as |G"
        if ("-" in before or "–" in before or "—" in before) and ENDS_ASIDE.search(before, found.end()):
            continue
        if not found.group().lower().endswith("had been") and not PLUPERFECT.fullmatch(found.group()):
            return found
        if (
            not TOLD.search(before[: found.start()])
            and not TOLD.search(opening)
            and not GOES_ON_FINITE.search(before, found.end())
        ):
            return found
    return None


def is_turned(word: Word) -> bool:
    """Whether a grade is the first of "turn a G into a G"."""
    return bool(TURNED.search(word.before) and INTO.match(word.after))


def is_historic(text: str, word: Word) -> bool:
    """Whether the words around a grade make it an earlier one."""
    following = word.following
    if not word.before.strip(" “\"‘'*_") and PREVIOUS.fullmatch(text, word.sentence.start, word.start):
        return True
    moved, now = "from " in word.before, "now " in word.before
    if was_held(word):
        return True
    if moved and MOVED_FROM.search(word.before):
        return not is_range(word.before, word.after)
    if (moved and MOVED_TO.search(word.before)) or (now and NOW.search(word.before)):
        return False
    if text.find("now", word.end, following) >= 0 and WAS.search(word.before) and NOW.search(text, word.end, following):
        return True
    past = word.grade.startswith("requires") and text.startswith("required", word.start)
    if past and NOW.search(text, word.end, following):
        return True
    if "turn" in word.before or "convert" in word.before:
        if TURNED_INTO.search(word.before):
            return False
        if is_turned(word):
            return True
    if " wh" in word.before and WHERE_IT_WAS.search(word.before):
        return True
    if IN_YEAR.match(word.after) and NOWADAYS.search(text, word.end, word.sentence.end):
        return True
    if ("replac" in word.before or "supersed" in word.before) and REPLACED.search(word.before):
        return True
    if " when " in word.before and BETTER_THAN.search(word.before):
        return True
    if text.startswith("(", word.start - 1 - word.quoted) and BRACKET_ENDS.match(word.after):
        return True
    if ("lost" in word.hints and LOST.search(word.before)) or in_brackets(
        text, word.sentence.start, word.start
    ) is not None:
        return True
    earlier = (
        _said_to_be_earlier(word.before, text[word.sentence.start : word.left]) if "earlier" in word.hints else None
    )
    if not earlier and (moved or "compare" in word.before) and not (moved and MOVED.search(word.before)):
        earlier = COMPARED.search(without_asides(word.before))
        earlier = None if earlier and PASSED.search(word.before, earlier.end()) else earlier
    if earlier and earlier.group().startswith("having ") and following >= word.sentence.end - 1:
        # "…, having been G" tells of now where no other grade does.
        earlier = None if not ANOTHER.search(text, word.sentence.start, word.start) else earlier
    if earlier:
        return not PRESENT.search(word.before, earlier.end())
    return _is_told_behind(text, word)


def _is_told_behind(text: str, word: Word) -> bool:
    """Whether what stands behind a grade makes it an earlier one: "G two years ago", "G, previously"."""
    following = word.following
    behind = text[word.end : min(word.right, word.end + BEHIND)]
    if "(" in behind and ")" not in text[word.end : following] and following < word.sentence.end:
        behind = behind[: behind.index("(")]
    if following < word.sentence.end and (relative := RELATIVE.search(behind)):
        behind = behind[: relative.start()]  # it tells of the next grade
    if following < word.sentence.end and (dash := DASH.search(behind)):
        behind = behind[: dash.start()]
    if "earlier" in word.hints and BEFORE_ALONE.match(behind):
        return True
    found = HISTORIC.search(behind) if "earlier" in word.hints else None
    if found and following < word.sentence.end and word.end + found.end() >= following - len(" a “"):
        return False  # "G, previously |G"
    if found and found.group().endswith("had been"):
        return False  # "G - nobody had been told": what had been is something else
    if found and PLUPERFECT.fullmatch(found.group()) and TOLD.search(text, word.sentence.start, word.start):
        return False  # "said the G that it had got": it has it now
    if found and (found.group().startswith("improvement") or SINCE.search(behind[: found.start()])):
        return False
    if found and SAYS_OF_IT.match(behind[: found.start()]):
        return False
    if found and AGAINST.search(behind[: found.start()]):
        return False
    return bool(found and not AS_BEFORE.search(behind) and not DENIED.search(behind[: found.start()]))
