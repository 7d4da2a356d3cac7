"""Where a text speaks of a grade: the grade words, the frame that makes one a grade, and what makes it none.

A frame is the grammar around the word: quotation marks of its own, a verb of judging, a noun like "rating", a line of
a list. "Good" alone is an everyday word and never enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.claims import Refusal

WORDS = re.compile(
    r"(?<![\w-])(?P<open>[“\"‘']\s?)?(?P<grade>outstanding|good|adequate|inadequate|requir(?:es|e|ed|ing)[\s-]+(?:an\s+)?improvements?)"
    r"(?![\w-])(?P<close>[,.]?[”\"’'](?!s\b))?",
    re.IGNORECASE,
)
JUDGED = (
    r"(?:(?:re-?)?graded|(?:re-?)?rated|judged|deemed|ranked|classed|classified|assessed|marked|scored|considered|found|labelled|branded|"
    r"grading|rating|judging|deeming|ranking|classing|assessing|marking|grades|rates|judges|deems|ranks|"
    r"said|says|described|describing|assesses|declared|concluded|reported|confirmed|named|downgraded|upgraded|moved|fell|dropped|slipped|rose|improved)"
)
GIVEN = (
    r"(?:given|gave|gives|giving|award(?:ed|s|ing)|hand(?:ed|s|ing)|receiv(?:ed|es|ing)|get(?:s|ting)?|got|gain(?:ed|s|ing)|earn(?:ed|s|ing)|"
    r"achiev(?:ed|es|ing)|h[oe]lds?|holding|secur(?:ed|es|ing)|retain(?:ed|s|ing)|maintain(?:ed|s|ing)|ha[sd]|have|having|with|obtained|scored|won|kept|"
    r"keeps|attained|issued|landed|a)"
)
NOUN = r"(?:ratings?|grad(?:es?|ings?)|judge?ments?|marks?|scores?|assessments?|verdicts?|results?|classifications?|status|categor(?:y|ies))"
FILLER = (
    r"(?:\s|[“\"‘'’”,:–—-]|\b(?:as|to|be|being|been|an?|the|overall|again|once|more|now|only|just|also|both|still|remains?|that|was|were|is|are|has|have|had|it|itself|its|"
    r"force|unit|service|at|by|level|inspectors|hmic\w*|inspectorate|independent|for|in|on|this|year|time|a[st]|being|well|"
    r"performance|work|practice|approach|response|handling|again)\b)*"
)
LOOK_ALIKE = re.compile(
    r"\s+(?:practice|work|job|news|progress|understanding|standards?|quality|example|relationships?|working|order|start|outcomes?|operational|"
    r"value|enough|idea|reasons?|knowledge|policing|people|deal|many|number|cause|links?|use of|results? for|performance|service\b(?!s)|communication|"
    r"evidence|leaders?|leadership|foundation|governance|victim|value|stead|chance|condition|account|sense|faith|resources?|staff|training|arrangements?|"
    r"processes|systems|support|supervision|levels?|way|ways|contribution|commitment|dedication|professionalism|efforts?|team|officers|protection|provision|capacity|funding|time|safeguards?)\b",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:would|could|might|may|should|if|unless|whether|until|hop(?:e[sd]?|ing)|aim(?:s|ed|ing)?|want(?:s|ed|ing)?|aspir\w+|ambition\w*|"
    r"striv\w+|target\w*|expect(?:s|ed|ing)?|work(?:ing)?\s+towards?|on course|in order to|determined\s+to|strive|strives|seeks?|seeking|need(?:s|ed)? to|"
    r"must|plans? to|path to|journey to|will|likely|any force|a force (?:that|which|will|can)|forces (?:that|which) (?:are|receive)|how to|"
    r"to\s+(?:become|get|achieve|reach|secure|earn|gain|move|go|attain))\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not|never|no\s+longer|neither|nor|without|rather\s+than|instead\s+of|isn['’]t|wasn['’]t|aren['’]t|weren['’]t|hasn['’]t|short\s+of|as|nearly|very|so|too|"
    r"how|consistently|really|really|pretty|quite|such|any|some|more|further|far from|as\s+good\s+as|no)\s+(?:been\s+|be\s+|being\s+|yet\s+|an?\s+|the\s+|as\s+|"
    r"(?:graded|rated|judged|deemed|found|considered|assessed)\s+(?:as\s+|to\s+be\s+)?)*[“\"‘']?$",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"(?:outstanding|good|adequate|inadequate|requires?\s+improvement)[”\"’',\s]*(?:,|or|and|to|/|;|–|-|through|\d|[“\"‘'(]|\s)+\s*", re.IGNORECASE
)
CLAUSE_EDGE = re.compile(r";|,?\s+(?:while|whilst|whereas|although|though|but|however)\b|,\s+and\s+(?=(?:the|it|its|was|is|has)\b)|:\s", re.IGNORECASE)
HISTORIC = re.compile(
    r"\b(?:previous(?:ly)?|formerly|earlier|prior|(?:\w+|\d+)\s+years?\s+(?:ago|earlier|before)|last\s+(?:time|inspection|report|inspected|year['’]?s?|rated|graded)|"
    r"at\s+(?:its|the)\s+last|in\s+(?:its|the|their)\s+(?:last|previous|earlier|prior)|(?:had|has)\s+(?:previously|already)|already\s+h[eo]ld|"
    r"from\s+a\s+previous|(?:year|years)\s+before|used\s+to\s+be|once\s+rated|"
    r"then\s+(?:rated|graded|judged)|had\s+been|where\s+it\s+was|the\s+year\s+before)\b",
    re.IGNORECASE,
)


COMPARED = re.compile(r"\b(?:up\s+from|down\s+from|compared\s+(?:with|to)|improv\w+\s+(?:up\s+)?from)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade given at a slice of the view (its marks left out), and the frame that says so.

    `left` is where its clause begins, `verb` where its verb of judging begins (None without one), `after` where the
    words about it go on behind a noun like "rating".
    """

    start: int
    end: int
    grade: str
    frame: str
    sentence: Sentence
    left: int
    after: int
    verb: int | None
    quoted: bool
    historic: bool


def code_of(word: str) -> str:
    """The grade's code: lower case, "requires improvement" for its inflections."""
    lowered = word.lower()
    return "requires improvement" if lowered.startswith("requir") else lowered


def _clause_start(text: str, low: int, start: int) -> int:
    edge = low
    for match in CLAUSE_EDGE.finditer(text, low, start):
        edge = match.end()
    return edge


def _frame(analysis: Analysis, match: re.Match[str], left: int, sentence: Sentence, quoted: bool) -> tuple[str, int | None] | None:
    """The frame of a grade word and where its verb begins; None when nothing makes it a grade."""
    text = analysis.text
    before, after = _unnamed(analysis, left, match.start()), text[match.end() : sentence.end]
    noun = re.match(rf"\s+(?:[\w-]+\s+){{0,5}}?{NOUN}\b", after, re.IGNORECASE)
    verbs = list(re.finditer(rf"\b{JUDGED}\b", before, re.IGNORECASE))
    if verbs and re.fullmatch(FILLER, before[verbs[-1].end() :], re.IGNORECASE) and not _weak(verbs[-1].group(), before, match.group(), quoted):
        return "judged", left + verbs[-1].start()
    if re.search(rf"\b(?:{NOUN})\s+(?:\w+\s+){{0,3}}?(?:of|as|is|was|to|remains?|:)\s*(?:an?\s+)?[“\"‘']?$", before, re.IGNORECASE):
        return "rating-of", None
    if noun and re.search(rf"\b{GIVEN}\b[^.;]*$|^\W*(?:the|an?|this|its|our)?\W*$|\b(?:the|an?|its|as)\s+(?:\w+\s+){{0,3}}[“\"‘']?$", before, re.IGNORECASE):
        return "rating-noun", None
    if _in_list(text, match, sentence):
        return "list", None
    if verbs and quoted:
        return "judged", left + verbs[-1].start()
    if quoted:
        return "quoted", None
    if re.search(r"\b(?:is|are|was|were|remains?|being|as)\s+(?:still\s+|now\s+|also\s+|both\s+)?$", before, re.IGNORECASE) and re.match(r"\s+(?:at|in|for)\b", after):
        return "copula", None
    if match["grade"].lower().startswith(("requires", "require", "required")) and not re.match(r"\s+(?:to|from|by|and\s+invest)", after):
        return "requires", None
    if verbs:
        return "judged-far", left + verbs[-1].start()
    return None


def _unnamed(analysis: Analysis, start: int, end: int) -> str:
    """A slice of the text, as long as it is, in which every body and area is an "it"."""
    text = analysis.text[start:end]
    named = [(m.start, m.end) for m in analysis.mentions_in(start, end)] + [(p.start, p.end) for p in analysis.places if start <= p.start < end]
    for low, high in named:
        high = min(high, end)
        text = text[: low - start] + "it".ljust(high - low)[: high - low] + text[high - start :]
    return text


def _weak(verb: str, before: str, word: str, quoted: bool) -> bool:
    """Verbs that do more than judge need the grade set in marks, or "to be" and the like before it."""
    if quoted or not re.fullmatch(r"(?i)found|said|says|described|reported|concluded|confirmed|considered|moved|fell|dropped|rose|improved|marked|scored|assess\w+", verb):
        return False
    return not re.search(r"(?i)\b(?:as|to\s+be|was|were|is|are|being|require)\s*(?:an?\s+)?$", before + (" require" if word.lower().startswith("requir") else ""))


def _in_list(text: str, match: re.Match[str], sentence: Sentence) -> bool:
    """A line's last or first part set off by a dash, colon, bar or bracket: "Area – Grade", "Grade: A, B"."""
    before = text[sentence.start : match.start()].rstrip()
    after = text[match.end() : sentence.end].strip()
    tail = re.fullmatch(r"(?:[.;,|*)]|and|or|\(.{0,60}\)|\|.*)*", after, re.IGNORECASE | re.DOTALL)
    if before.endswith(("–", "—", "-", ":", "|", "\t", "(", "…", "=")) and (tail or re.match(r"[.;,|)]", after)):
        return True
    if not before and re.match(r"\s*(?:[-–—:|]|\(|in\s|at\s|for\s|areas?\b)", text[match.end() : sentence.end]):
        return True
    return not before and not after


def _scale(text: str, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a grade stands in an enumeration of the scale: three grades on end, or "good or adequate"."""
    run = re.compile(rf"(?:{SCALE.pattern}){{2,}}[“\"‘']?(?:outstanding|good|adequate|inadequate|requires?\s+improvement)", re.IGNORECASE)
    for found in run.finditer(text, sentence.start, sentence.end):
        if found.start() <= match.end() and match.start() < found.end():
            return True
    pair = re.compile(r"(?:outstanding|good|adequate|inadequate|improvement)[”\"’']?\s+or\s+[“\"‘']?(?:outstanding|good|adequate|inadequate|requires)", re.IGNORECASE)
    return any(f.start() <= match.end() and match.start() < f.end() for f in pair.finditer(text, sentence.start, sentence.end))


def _historic(text: str, match: re.Match[str], left: int, right: int) -> bool:
    before, after = text[left : match.start()], text[match.end() : right]
    if re.search(r"\bfrom\s+(?:an?\s+|being\s+)?[“\"‘']?$", before, re.IGNORECASE):
        return True
    if re.search(r"\b(?:up|down|improv\w+|moved?|risen|rose|fallen|fell|dropped|compared)\b.{0,40}\bfrom\b.{0,40}\bto\s+[“\"‘']?$", before, re.IGNORECASE):
        return False
    return bool(HISTORIC.search(before) or COMPARED.search(before) or re.match(rf".{{0,60}}?{HISTORIC.pattern}", after, re.IGNORECASE | re.DOTALL))


def _why_not(analysis: Analysis, match: re.Match[str], left: int, sentence: Sentence, quoted: bool) -> str | None:
    """Why a grade word is no grade here; None when nothing speaks against it."""
    text = analysis.text
    before, after = text[left : match.start()], text[match.end() : sentence.end]
    if any(a.start <= match.start("grade") and match.end("grade") < a.end for a in analysis.areas):
        return "part of an area's name"
    if _scale(text, match, sentence):
        return "a scale or a choice of grades"
    if re.match(r"\s+as\b", after):
        return "denied or graded by degree"
    if not quoted and LOOK_ALIKE.match(after) and not re.match(rf"\s+(?:[\w-]+\s+){{0,4}}?{NOUN}\b", after):
        return "everyday word"
    if DENIED.search(before) and not re.search(r"\bas\s+(?:an?\s+|being\s+)?[“\"‘']?$", before):
        return "denied or graded by degree"
    hedge = HEDGED.search(text, max(left, match.start() - 120), match.start())
    if hedge and not re.search(r"\b(?:said|found|deemed|considered)\s+to\b", before):
        return f"not stated as a fact ({hedge.group().lower()})"
    return None


def grades_in(analysis: Analysis, sentence: Sentence, refusals: list[Refusal]) -> list[Grade]:
    """The grades a sentence gives, in order. What looked like one and is none goes to `refusals` with the reason."""
    text = analysis.text
    matches = list(WORDS.finditer(text, sentence.start, sentence.end))
    found = []
    for number, match in enumerate(matches):
        start, end = match.span("grade")
        quoted = bool(match["open"] and match["close"])
        left = _clause_start(text, sentence.start, match.start())
        why = _why_not(analysis, match, left, sentence, quoted)
        frame = None if why else _frame(analysis, match, left, sentence, quoted)
        if frame is None:
            refusals.append(Refusal(analysis.view.passage(start, end), "grade", why or "no frame of a grade"))
            continue
        noun = re.match(rf"\s+(?:[\w-]+\s+){{0,5}}?{NOUN}\b", text[match.end() : sentence.end], re.IGNORECASE)
        after = match.end() + noun.end() if noun and frame[0] == "rating-noun" else match.end()
        right = matches[number + 1].start() if number + 1 < len(matches) else sentence.end
        edge = CLAUSE_EDGE.search(text, match.end(), right)
        historic = _historic(text, match, left, edge.start() if edge else right)
        found.append(Grade(start, end, code_of(match["grade"]), frame[0], sentence, left, after, frame[1], quoted, historic))
    return found
