"""Grades that nobody gave: what a body risks, aims for, believes of itself, what one would mean or take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extraction.analysis.analysis import Analysis

if TYPE_CHECKING:
    from flows.extraction.grades.words.words import Word

MARK = r"[\"']?$"
# "On whether it does Y, it was G" asks a question that is answered. Conditions hold for all that follows; wishes only
# for what no finite verb states again ("hopes …, which was rated").
CONDITION = re.compile(
    r"\b(?:if|unless|(?<!\bon\s)whether|until(?!\s+(?:(?:\w+\s+)?(?:19|20)\d\d|(?:last|this)\s+(?:week|month|year|spring|summer|autumn|winter)|recently|now)\b)|(?:any|a)\s+force\s+(?:that|which|will|can)(?!\s+(?:\w+\s+){0,4}(?:had|has|was|is)\b)|"
    r"how\s+to|^\W*(?:any|a)\s+(?:force|service)\s+(?:that|which)\s+is|"
    r"(?:aim|ambition|aspiration|expectation|goal|hope|intention|objective|pledge|promise|target|wish)\s+(?:is|was|remains)\s+(?:that|for)|"
    r"forces\s+(?:that|which)\s+(?:are|receive)|were\s+(?:the|it|a)\s+[\w\s]{1,20}\bto)\b",
)
# "Members will recall that it was rated G", "it could hardly be better" tell of what is so.
_REMINDS = r"(?!\s+(?:recall|remember|know|note|have\s+seen|be\s+aware)\b)"
# "May" is a month, which text in lower case does not tell.
_HARDLY = (
    r"(?!\s+(?:hardly|scarcely)\s+(?:be|have\s+been)\s+(?:better|worse|clearer|plainer|higher|lower|more)\b|"
    r"\s+only\s+(?:manage|muster|get|give|award|find|rate|grade)\b)"
)
MODAL = re.compile(rf"\b(?:would|could|might|may|should)\b{_REMINDS}{_HARDLY}")
WISH = re.compile(
    r"\b(?:(?<!there\sis\s)(?<!there\swas\s)hop(?:e[sd]?|ing)|aim(?:s|ed|ing)?|(?<!found\s)want(?:s|ed|ing)?|aspir\w+|ambition\w*|striv\w+|target\w*|expect(?:s|ed|ing)?|"
    r"work(?:ing)?\s+towards?|on\s+course|in\s+order\s+to|determined\s+to|seeks?|seeking|needs?\s+to|needed\s+to|must|"
    rf"plans?\s+to|path\s+to|journey\s+to|will{_REMINDS}|likely|"
    r"road\s+to|(?<!forces\s)(?<!services\s)to\s+(?:become|get|achieve|reach|secure|earn|gain|go|"
    r"attain))\b",
)
# "one of a handful of services |to get there", "the first force |to achieve it": it has.
OF_FEW = re.compile(r"\b(?:(?:one|two|three|four|five)\s+of|only|first|few|handful)\b[^.,;:]{0,50}\s$")
STATES_IN_CLAUSE = re.compile(
    r"\b(?:that|after|when|since|because)\s[^,;]{0,60}\b(?:was|has\s+been|is|have\s+rated)\b|"
    r"\bwhich\s+(?:\w+\s+){0,2}(?:was|were|rated|graded|judged|found)\b",
)
# "may step in if nothing changes, after a report rated it G"
STATES_SINCE = re.compile(
    r"\b(?:after|because|since|following)\s[^;]{0,160}\b(?:was|were|been|rated|graded|judged|found|gave|given|awarded|handed|"
    r"deemed|classed|branded|marked|ranked|described|considered|concluded|labelled|declared)\b",
)
STATES_AGAIN = re.compile(
    r",\s+(?:handing|giving|awarding|grading|rating|marking|judging|deeming)\s|"
    r"(?<=\bwill)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?(?:pleased|happy|delighted|disappointed|relieved|satisfied|content)\s+(?:with|by|at)\s+(?:an?|its|their|the)\s+[“\"‘']?$|"
    r"\b(?:area|field|category|aspect|question|one)\s+(?:(?:(?:that|which)\s+)?(?:it|they|inspectors|the\s+\w+)\s+)?"
    r"(?:(?:also|still|now)\s+)?(?:rated|graded|judged)\b|"
    r"\b(?:was|were|has\s+been|have\s+been|is|are)\b(?!\s+(?:still\s+)?(?:to|for)\b)|\bwhich\s+(?:now\s+|still\s+|also\s+)?[“\"‘']?$|"
    r"\b(?:which|that)\s+(?:\w+\s+){0,2}(?:rate[sd]|grade[sd]|judge[sd]|finds|found|identifie[sd]|state[sd]|describe[sd]|assesse[sd]|"
    r"mark(?:s|ed)|deem(?:s|ed)|class(?:es|ed)|rank(?:s|ed)|brand(?:s|ed)|puts?|gave|gives|consider(?:s|ed)|moved|lifted|lowered|raised)\b",
)
_JUDGED = (
    r"(?:re-?)?(?:graded|rated|judged|found|deemed|classed|assessed|marked|branded|labelled|ranked|declared|named)"
)
# All read text in lower case.
# "faces being graded |G", "at risk of a grade of |G", "one step away from being rated |G"
AHEAD = re.compile(
    r"\b(?:faces?|faced|facing|fear(?:s|ed|ing)?|risk(?:s|ed|ing)?(?:\s+of)?|(?:danger|threat|prospect|verge|brink|possibility|chances?|hopes?|"
    r"confident|certain|sure|capable|idea)\s+of|(?:close|closer|near|nearer)\s+to|(?:away|far)\s+from)\s+"
    rf"(?:(?:being|becoming|getting|receiving)\s+(?:{_JUDGED}\s+)?|an?\s+(?:grade|rating|judge?ment|verdict)\s+of\s+)(?:(?:as|to\s+be|an?|only)\s+)*{MARK}"
)
# "vows to make the force |G", "the plan is for it to be judged |G"
VOWS = re.compile(
    r"\b(?:vow|pledge|promise|bid|plan|strive)(?:s|d|ed|ing)?\s+to\s+(?:be|become|make|get|take|turn|see|return|bring|win)\b[^.;:]{0,60}$|"
    r"\b(?:bid|quest|push|hopes?|plea|request|race)\s+for\s+an?\s+(?:\w+\s+)?[\"']?$|"
    r"\b(?:plan|vision|priority|challenge|task|strategy|next\s+step)\s+(?:is|was|remains)\s+(?:for|that|to)\b[^.;:]{0,100}$"
)
# "(target: |G)", "Our vision: to be |G"
LABELLED = re.compile(
    r"\b(?:targets?|goals?|aims?|ambitions?|aspirations?|forecasts?|predict(?:ed|ions?)|vision|expected(?:\s+grade)?|by\s+(?:\w+\s+)?20\d\d)(?:\s+(?:for|in|by|at)\s[^:=.;–—]{2,40}?)?\s*(?:[:=–—]|\s-)\s*"
    r"(?:(?:for\s+(?:it|the\s+\w+)\s+)?to\s+(?:be|become|get)\s+)?(?:[\w\s]{0,40}\s(?:is\s+|to\s+be\s+)?(?:rated|graded|judged)\s+(?:as\s+)?)?[\"']?$"
)
# "For the force to be graded |G it must …"
FOR_IT_TO_BE = re.compile(
    r"(?:^\W*(?:(?:but|and)\s+)?|\b(?:said|says|added)\s+that\s+)(?:for\s+(?:the\s+)?(?:it|force|service|unit|brigade)\s+)?to\s+(?:be|get|become|achieve|reach)\b"
)
# "being graded |G| at Y would mean"
BEING = re.compile(rf"(?:^\W*|\b(?:that|if|of|as)\s+)being\s+(?:{_JUDGED}\s+)?(?:as\s+)?{MARK}")
WOULD = re.compile(r"[^,;.]{0,60}\b(?:would|could|might|may|can|will|means?)\b")
# "the force believes that it is |G": its own view.
BELIEVES = re.compile(
    r"\b(?:force|service|constabulary|police|brigade|chief|officers|staff|leaders?|commissioner|we|i|it)\s+(?:still\s+|also\s+)?"
    r"(?:believes?|thinks?|feels?|claims?|insists?|argues?|maintains?)\s+(?:that\s+)?(?:it|they|we|the\s+\w+)\s+(?:is|are|was|were|should\s+be|deserves?)\s+"
    rf"(?:\w+\s+)?{MARK}"
)
# "gone for good", "take our culture from good to great": no grade, but an idiom.
IDIOM = re.compile(r"\bfor\s+good(?!\s+(?:at|in|for|overall)\b)|\bgood\s+to\s+(?:great|better|excellent|brilliant)\b")
# "A reduction from G to G doesn’t necessarily mean …"
NOT_MEANT = re.compile(r"[^.;]{0,60}?\b(?:does|do|did)(?:n['’]t|\s+not)\s+(?:\w+\s+){0,3}mean\b")
# "not enough to escape |a grade of G"
NOT_ENOUGH = re.compile(
    r"\bnot\s+(?:\w+\s+)?enough\s+to\s+(?:avoid|escape|avert|prevent|spare)\b|\b(?:could|did)\s+not\s+(?:avoid|escape)\b"
)
# "G| as new", "G| in nothing", "G| or better"
TAKEN_BACK = re.compile(
    r"[”\"’']?\s+(?:as(?=\s+(?:new|gold|any|its?|others?|those|that|ever|we|they|can)\b)|enough|(?:is|was)(?:n['’]t|\s+(?:not|never))|"
    r"(?:at|in|for)\s+(?:none|nothing|neither|no)\b(?!\s+(?:fewer|less)\b)|or\s+(?:better|above|higher|worse|below|lower)\b|"
    r"to\s+(?:great|excellent|better|brilliant)\b)"
)
# "Adequate – some of the characteristics are shown", "brought in a grading of adequate": what a grade means.
DEFINED = re.compile(r"[”\"’']?\s*[–—:-]\s[^.]{0,160}?\b(?:characteristics|causes?\s+(?:of|for)\s+concern)\b")
# "the grade of adequate |was new", "|did not exist"
IS_NEW = re.compile(
    r"[”\"’']?,?\s+(?:which\s+|that\s+)?(?:(?:was|is|has\s+been|had\s+been)\s+(?:only\s+|then\s+|still\s+)?(?:new|newly|introduced|added|"
    r"brought\s+in|first|not\s+(?:used|available|given|in\s+use|part)|replaced|a\s+new)|(?:did|does)\s+not\s+(?:yet\s+)?exist|"
    r"(?:means?|replace[sd]|came\s+in|now\s+exists?)\b)",
)
# "To be rated |G, it must", "deserves to be rated |G", "tipped to be judged |G"
TO_BE_RATED = re.compile(
    r"(?:^\W*|\b(?:deserv\w+|tipped|enough|ready|set|due|worthy|takes?\s+(?:\w+\s+){1,3}|asked(?:\s+\w+){0,3})\s*)"
    rf"\bto\s+be\s+{_JUDGED}\s+(?:as\s+)?{MARK}"
)
# "can be |G when it tries"
CAN_BE = re.compile(rf"\bcan\s+(?:also\s+|still\s+)?be\s+{MARK}")
# "denies that it is |G"
DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed)|reject(?:s|ed))\s+(?:(?:claims?|suggestions?|the\s+\w+)\s+)?(?:that\s+)?"
    rf"(?:it|they|we|the\s+\w+)\s+(?:(?:is|are|was|were)\s+)?{MARK}"
)
# "one grade off |G"
OFF = re.compile(
    rf"\b(?:grade|notch|step|mark|level|rung|place)s?\s+(?:off|short\s+of|away\s+from|shy\s+of)\s+(?:an?\s+)?{MARK}"
)
# Those that read what stands before a grade, by their hint in `grades.hints`.
BEFORE = {
    "ahead": AHEAD,
    "vows": VOWS,
    "believes": BELIEVES,
    "to-be": TO_BE_RATED,
    "can-be": CAN_BE,
    "denies": DENIES,
    "off": OFF,
}
LONGEST_LABEL = 110
# "rated in adequate", "in-" at the end of the line above: a file has left only the rest. Not "resulted in |adequate".
TORN_OFF = re.compile(r"(?<!resulted )(?<!resulting )(?<!came )\bin(?:-\s?|\s)$")
LONGEST_TORN = len(" resulting in- ")


def is_supposed(analysis: Analysis, word: Word) -> bool:
    """As in "if it were rated good", "hopes to be rated good"; not what a finite verb states behind the wish."""
    before, hints = word.before, word.hints
    if before.rstrip("\"'").endswith("(") and word.after.startswith(")"):
        return False  # "could do better in Y (G)"
    conditions = list(CONDITION.finditer(before)) if "condition" in hints else []
    if conditions and not STATES_SINCE.search(before, conditions[-1].end()):
        return True
    low = word.start - len(before)
    for hint, wish, again in (
        ("modal", MODAL, STATES_IN_CLAUSE),
        ("wish", WISH, STATES_AGAIN),
    ):
        if hint not in hints:
            continue
        found = [
            m
            for m in wish.finditer(before)
            if (m.group() != "may" or analysis.text[low + m.start()] == "m")
            and not (m.group().startswith("to ") and OF_FEW.search(before, 0, m.start()))
        ]
        if found and not again.search(before, found[-1].end()) and not STATES_SINCE.search(before, found[-1].end()):
            return True
    return False


def is_unreal(analysis: Analysis, word: Word) -> bool:
    """As in "faces being graded good", "vows to make it good"."""
    hints = word.hints
    if any(BEFORE[hint].search(word.before) for hint in hints & BEFORE.keys()):
        return True
    if "to-be" in hints and FOR_IT_TO_BE.search(word.plain):
        return True
    if "ahead" in hints and BEING.search(word.before) and WOULD.match(word.after):
        return True
    if "label" not in hints:
        return False
    label = analysis.view.folded[max(word.sentence.start, word.start - LONGEST_LABEL) : word.start]
    return any(mark in label for mark in (":", "=", " - ")) and LABELLED.search(label) is not None


def is_torn(folded: str, start: int, grade: str) -> bool:
    """Whether the word at `start` is the end of "inadequate"."""
    return grade == "adequate" and TORN_OFF.search(folded, max(0, start - LONGEST_TORN), start) is not None
