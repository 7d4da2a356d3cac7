"""The frames that make a word a grade: how it stands beside verbs of judging, nouns, marks, and in lines of a list."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.analysis.text.alternatives import any_word
from flows.extraction.grades.frames.nouns import ADVERBS, AS_OBJECT, noun
from flows.extraction.grades.frames.times import (
    MOVED_FROM,
    MOVED_ON,
    MOVED_TO,
    TURNED_INTO,
    UP_FROM,
    in_brackets,
    is_turned,
)
from flows.extraction.grades.words.steps import called, had_at, is_gapped, is_of_these, moved_to, said
from flows.extraction.grades.words.words import ANY, MARK, WINDOW, Word, any_of, word_of

# Verbs that only judge, and verbs that do so when "as", "to be" or an area stands beside the grade.
_JUDGED = (
    "graded grades grading judge rate regraded re-graded upgraded upgrades downgraded downgrades rated rates rating "
    "re-rated judged judges judging deemed deems deeming ranked ranks ranking classed classes classing "
    "classified labelled labelling branded branding categorised categorized dubbed dubbing ruled"
)
_SAID = (
    "found finds finding said says described describes describing considered considers assess assessed assesses "
    "assessing concluded concludes reported confirmed believes marked marks marking scored scores scoring put "
    r"identified identifies placed recognised recognized held(?=\s+to\b) told called declared determined named "
    "singled_out came_out came_in comes_in come_in coming_in thought come_out comes_out come_away came_away "
    "came_back comes_back "
    "moved slumped plunged tumbled sank "
    "climbed jumped fell fallen dropped slipped rose risen improved gone went stayed "
    "praised commended hailed regarded viewed seen listed pronounced rewarded raised lifted lowered reduced "
    r"stands(?=\s+at\s) stood(?=\s+at\s) "
    "increased promoted relegated demoted elevated restored returned bumped cut left"
)
JUDGED, SAID = any_of(_JUDGED), any_of(_SAID)
AS = r"(?:as|to\s+be|to\s+have\s+been|being|at)"
IS = r"(?:is|are|was|were|remains?|remained|be|being|been|(?<=\w)['’](?:re|s))"
# "judged “G”", "rates it as G", "has upgraded it and it to G".
_VERB = word_of(f"{_JUDGED} {_SAID}")
RIGHT_BEHIND = re.compile(
    rf"(?P<verb>{_VERB})\s+(?:(?:it|its|us|them|our|their|the|and|,|force|unit|rocu|service|brigade|"
    rf"by\s+(?:inspectors|it|the\s+inspectorate))['’s]*\s*){{0,8}}"
    rf"(?:{ADVERBS}|(?:as|to|to\s+be|being|an?|the)\s+){{0,4}}{MARK}",
)
# Most such verbs stand no farther from their grade: there they are looked for first.
NEAR = 32
# "described its work with victims as G", "found that the force was G".
OBJECT_BETWEEN = re.compile(
    rf"(?P<verb>{_VERB})\s[^;:]{{0,140}}?\b(?:{AS}|(?P<finite>{IS}))\s+{ADVERBS}{{0,2}}(?:an?\s+)?{MARK}",
)
# "was found", which judges where "found" alone need not.
PASSIVE = re.compile(rf"\b(?:was|were|be|been|being)\s+{ADVERBS}{{0,2}}$")
IN_AREA = re.compile(
    r"\s*(?:overall|at|in|for|when|across\s+(?:all|both|every|the\s+board\s+(?:in|for|on))|"
    r"on(?=\s+(?:this|that|the\s+(?:very\s+)?same)\s+(?:test|measure|question|count|score)\b)|"
    r"as\s+(?:a\s+place\s+to\s+work|an\s+employer))\b",
)
# "is still G", "we’re G".
COPULA = re.compile(rf"(?:\b{IS}|['’]re)\s+{ADVERBS}{{0,2}}{MARK}")
LONGEST_COPULA = len("remained  particularly  particularly  “") + len(" ")
# "Once |G at Y, it is now …", "Previously |G at Y, …"
ONCE = re.compile(rf"^\W*(?:once|previously|formerly|already|long)\s+{MARK}")
# "Y and Z, each G"; "one – Y – is G"; "did better: G at Y".
EACH = re.compile(rf"\bit\b[^.;:]{{0,30}}?,\s+(?:each|both|all)\s+(?:(?:rated|graded|judged)\s+)?{MARK}")
EACH_END = re.compile(r",\s(?:each|both|all)\b")
ONE_OF = re.compile(
    rf"\b(?:one|two|three|four)\s*[–—(,-]\s*(?:it|and|,|\s)+[–—),-]\s*(?:is|are|was|were)\s+{ADVERBS}{{0,2}}{MARK}",
)
# "Six areas were G, among them …"; "A and B were lower: both are G"; "it was Y that was G".
# "the only one to be G"
ONLY_TO_BE = re.compile(
    rf"\bthe\s+only\s+(?:one|area|aspect|question|category)\s+(?:of\s+(?:\w+\s+){{1,4}})?to\s+(?:be|have\s+been)\s+{MARK}"
)
# "Two areas were G, among them Y", "two were G: Y and Z", "four of G – for Y".
COUNTED_ARE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:of|(?:(?:areas?|questions|categories)\s+)?"
    rf"{IS})\s+{ADVERBS}{{0,2}}{MARK}",
)
COUNTED_LIST = re.compile(r"[”\"’']?(?::|\s+[–—-]\s+(?:for|in)\b|,\s+(?:which\s+(?:are|were)\s+)?for\b)")
AMONG_AFTER = re.compile(r"[”\"’']?,\s+among(?:st)?\s+(?:them|these)\b")
# "the inadequate areas included A and B", "other good areas were A and B"
THESE_AREAS = re.compile(rf"\b(?:the|its|these|those|other|only|three|four|two|five|six)\s+{MARK}")
AREAS_ARE = re.compile(r"\s+areas?\s+(?:include[sd]?|includes|were|are|was|is)\b")
# "the extent to which the force is efficient is G", "how efficiently it keeps people safe was G"
EXTENT = re.compile(
    rf"\b(?:extent\s+to\s+which|how\s+(?:well|effective(?:ly)?|efficient(?:ly)?|legitimate(?:ly)?)|"
    r"(?:efficiency|effectiveness|legitimacy)\s+with\s+which|it\s+with\s+which)\s[^.;]{3,160}?"
    rf"(?:\b(?:is|was)|:)\s*{ADVERBS}{{0,2}}{MARK}",
)
BOTH_ARE = re.compile(rf"[:;–—]\s*both\s+(?:are|were)\s+{ADVERBS}{{0,2}}{MARK}", re.IGNORECASE)
CLEFT = re.compile(rf"\bit\s+(?:was|is)\s+(?:the\s+|its\s+)?it\s+that\s+(?:was|is|were)\s+{MARK}")
# "Kent and Surrey were G.", "Kent’s leadership was G", behind words on an inspection.
STANDS = re.compile(
    r"(?:^|[,.;:]\s*|\b(?:and|but|while)\s+|\bone\s+(?:force|service|unit|area),\s+)"
    r"(?:the\s+|its\s+|their\s+|it\s*'s?\s+)?it(?:\s*(?:,|and|&|,\s*and)\s*(?:the\s+)?it)*"
    rf"\s*[,–—-]?\s+(?:{IS}|had\s+been|has\s+been)\s+{ADVERBS}{{0,2}}{MARK}",
)
# "Kent Police’s effectiveness at keeping people safe is G", all of a sentence.
OWNED = re.compile(rf"^\W*(?:the\s+)?it\s*['’]s?\s+it\s+(?:is|was|requires?)\s+{ADVERBS}{{0,2}}{MARK}")
# "G in parts", but "G in the eyes of the inspectorate".
IN_SOMETHING = re.compile(r"[\s”\"’']*in\s(?!(?:the\s+)?(?:eyes|view|opinion|judge?ment)\s+of\b)")
INSPECTED = re.compile(
    r"\b(?:inspected|inspections?|assessment|(?:first|second|third|fourth)\s+round|round\s+\d)\b", re.IGNORECASE
)
GRADED_BEFORE = re.compile(r"\b(?:graded?|rated|ratings?|judged|assessed|classed|ranked)\b", re.IGNORECASE)
# "Y was G, inspectors said"
SAID_BY = re.compile(
    rf"[”\"’']?,\s+(?:(?:the\s+|an?\s+)?(?:inspect(?:ors|orate)|watchdog|report|{WATCHDOG})\s+(?:said|says|found|concluded|"
    rf"reported|added|noted)|according\s+to\s+(?:the\s+)?(?:inspect\w+|watchdog|report|{WATCHDOG}))\b"
)
# "Y is now G": another grade than before.
SINCE = re.compile(rf"\b(?:now|still|again|remains?|remained)\s+(?:(?:merely|only|just|officially)\s+)?{MARK}")
# "For Y it remains G", "at Y we are G"
FRONTED_IS = re.compile(
    r"(?:^|[.;:,]\s*|\band\s+)[\"']?(?:for|in(?:\s+terms\s+of)?|on|at|when\s+it\s+(?:comes|came)\s+to)\s+"
    r"(?:(?:its|our)\s+|(?:the\s+)?(?:two|three|four|five)\s+(?:\w+\s+)?areas\s*[–—:,-]\s*)?it(?:\s*(?:,|,?\s+and)\s+it){0,5}\s*[,–—-]?\s+(?:it|we|"
    rf"the\s+\w+)\s+{IS}\s+{ADVERBS}{{0,2}}{MARK}",
)
# "Only Y, where it was |G, and Z, an area in which it is |G"
WHERE_IT_IS = re.compile(
    r"\bit\s*,\s+(?:an?\s+(?:area|aspect|field|category)\s+)?(?:where|(?:in|at|for)\s+which)\s+(?:it|they|we|the\s+\w+)\s+"
    rf"{IS}\s+(?:(?:previously|formerly|once)\s+)?{ADVERBS}{{0,2}}{MARK}"
)
# "…, and (as) G", "… but the force G"; also right behind the beginning, where a comma is put.
AND_ALSO = re.compile(
    rf"(?:,|{any_word('and', 'but', 'while', 'with', 'or', 'though', 'then', 'plus')}\b)\s*"
    rf"(?:(?:it's|it|its|the|and|,|force|service|{ADVERBS}|as|an?|to\s+be|only)\s*){{0,6}}{MARK}",
)
# "concluded that it was no better than G", which anybody may say of anything.
FINDS = re.compile(r"found|finds|finding|concluded|concludes|assess\w*|considers")
NO_BETTER = re.compile(rf"\b(?:no|nothing)\s+(?:better|more)\s+than\s+{MARK}")
# A verb that only judges; "as G", "to be G", "at G" behind one that need not.
ONLY_JUDGES = re.compile(JUDGED, re.IGNORECASE)
NAMED_AS = re.compile(rf"\b(?:as|as\s+being|to\s+be|to|at|in\s+the)\s+(?:an?\s+)?{MARK}", re.IGNORECASE)
SET_OFF = ("–", "—", "-", ":", "|", "(", "…", "=")
# "Y (was G, now G)": grades and when they were, and nothing else in the brackets.
_THEN = (
    rf"(?:{ANY}|\b(?:was|were|is|now|still|previously|formerly|before|last|this|time|up|down|from|to|then|in|and|but|(?:19|20)\d\d)\b|"
    r"[\s,;:/–—→“”\"'‘’-])*"
)
ALL_OF_BRACKET = re.compile(rf"\w\s\({_THEN}", re.IGNORECASE)
REST_OF_BRACKET = re.compile(rf"{_THEN}\)", re.IGNORECASE)
# "Area: was G".
TENSE = re.compile(r"(?<=[:–—-])\s*(?:was|is|now|still|previously|formerly)$", re.IGNORECASE)
# "and as G in these:" goes on with the line above a list.
LINE_GOES_ON = re.compile(
    r"(?:\s*\b(?:and|but|also|as|it|is|was|are|were|to|be|judged|graded|rated)\b)+", re.IGNORECASE
)
TAIL = re.compile(
    r"(?:[.;,|*)\s\u2190-\u27bf\u2b00-\u2bff]|and|or|too|as\s+well|again|\(.{0,60}\))*", re.IGNORECASE | re.DOTALL
)


def _moved(_: str, word: Word) -> int | None:
    """As in "moved from G to G", either of them."""
    before = word.before
    if ("turn" in before or "convert" in before) and (TURNED_INTO.search(before) or is_turned(word)):
        return -1
    if "from " not in before:
        return None
    onward = MOVED_FROM.search(before) and MOVED_ON.match(word.after)
    return -1 if onward or UP_FROM.search(before) or MOVED_TO.search(before) else None


def _judged(_: str, word: Word) -> int | None:
    """As in "was judged G", "rated it as G"; milder verbs ("found") ask for "as", marks or an area beside them."""
    if (had := had_at(word) or moved_to(word)) or (AS_OBJECT.match(word.after) and (had := called(word) or said(word))):
        return had.start("verb")
    near = RIGHT_BEHIND.search(word.plain, max(0, len(word.plain) - NEAR)) or RIGHT_BEHIND.search(word.plain)
    match = near or OBJECT_BETWEEN.search(word.plain)
    if match is None:
        return None
    at = match.start("verb")
    if word.quoted or IN_AREA.match(word.after):
        return at
    only = FINDS.fullmatch(match["verb"]) and NO_BETTER.search(word.before)
    if not near and match["finite"] and not (only or ONLY_JUDGES.fullmatch(match["verb"])):
        return None
    strong = ONLY_JUDGES.fullmatch(match["verb"]) or (near and PASSIVE.search(word.plain, 0, at))
    return at if strong or only or NAMED_AS.search(word.plain) else None


def _list(text: str, word: Word) -> int | None:
    """A line's first or last part: "Area – Grade", "Area Grade", "Grade: A, B"."""
    low, high = max(word.sentence.start, word.start - WINDOW), min(word.sentence.end, word.end + WINDOW)
    before, after = text[low : word.start].rstrip(" *_“\"‘'"), text[word.behind : high].strip(" \n\t*_")
    before = TENSE.sub("", before)
    before = "" if before.lower() in ("but", "and", "also") else before
    opens = text.rfind("(", low, word.start) - len("Y ")
    all_of_it = opens >= low and ALL_OF_BRACKET.fullmatch(text, opens, word.start)
    if all_of_it and REST_OF_BRACKET.match(text, word.behind, high):
        return -1
    if after.startswith(")") and in_brackets(text, word.sentence.start, word.start) is not None:
        return -1
    if word.left == word.sentence.start and word.plain.strip() == "it" and not after.strip(".;,"):
        return -1
    if before.endswith(SET_OFF) and (TAIL.fullmatch(after) or after[0] in ".;,|)"):
        return -1
    if word.plain.strip(" –—:-“\"‘'") == "it" and before.endswith(SET_OFF) and IN_AREA.match(after.lstrip("”\"’'"), 0):
        return -1
    if LINE_GOES_ON.fullmatch(before) and word.sentence.end == word.sentence.block.end and after.endswith(":"):
        return -1
    if not before and (not after or re.match(r"[-–—:|(]|(?:in|at|on|for|areas?|forces?)\b", after, re.IGNORECASE)):
        return -1
    return None


# "Areas where the force is |G:", "What we are |G at", all of a line over a list. Every body is an "it".
HEADS_AREAS = re.compile(
    r"\W*(?:(?:the|those|\w+)\s+)?(?:areas|questions|categories|aspects|where|what|these|those)\s[^.;:]{0,50}?\b(?:is|are|was|were)\s+[\"']?"
)


def _copula(before: str) -> re.Match[str] | None:
    return COPULA.search(before, max(0, len(before) - LONGEST_COPULA))


def _is(text: str, word: Word) -> int | None:
    """As in "is G at Y", "we’re G at Y", "did better: G at Y", "Y and Z, each G"; in a headline also "X G at Y"."""
    ends, copula = AS_OBJECT.match(word.after), _copula(word.before)
    each = EACH_END.search(word.plain[-30:]) and EACH.search(word.plain)
    if each or (copula and ONE_OF.search(word.plain)):
        return -1 if ends else None
    if copula and ends and FRONTED_IS.search(word.plain.lstrip()):
        return -1
    if "wh" in word.before and ends and WHERE_IT_IS.search(word.plain):
        return -1
    if AMONG_AFTER.match(word.after) and COUNTED_ARE.search(word.plain):
        return -1
    if not word.after.strip(" :”\"'") and HEADS_AREAS.fullmatch(word.plain):
        return -1
    if AREAS_ARE.match(word.after) and THESE_AREAS.search(word.before):
        return -1
    both = BOTH_ARE.search(text, word.sentence.start, word.start) if ends else None
    if both or (ends and (ONLY_TO_BE.search(word.before) or CLEFT.search(word.plain) or is_of_these(word))):
        return -1
    bare = word.sentence.block.kind == "heading" and word.plain.rstrip(" “\"‘'").endswith("it")
    behind_colon = text[max(0, word.left - 2) : word.left].startswith(":") and not word.before.strip(" “\"‘'")
    said = bare or behind_colon or copula or ONCE.match(word.before)
    return -1 if said and IN_AREA.match(word.after) else None


def _stands(text: str, word: Word) -> int | None:
    """A body or area that is no more than G, beside words on inspections: "Kent and Surrey were G", "Y was G"."""
    sentence = word.sentence
    if COUNTED_LIST.match(word.after) and COUNTED_ARE.search(word.before):
        return -1
    ends = not word.after.strip(" .,;:") or AS_OBJECT.match(word.after)
    if ends and EXTENT.search(word.before):
        return -1
    owned = OWNED.search(word.plain) and not word.after.strip(" .,;”\"’'")
    if owned and word.sentence.block.kind != "bullet":
        return -1
    if not ends or not _copula(word.plain) or not STANDS.search(word.plain):
        return None
    if not AS_OBJECT.match(word.after) or IN_SOMETHING.match(word.after):
        return None
    here = INSPECTED.search(text, sentence.start, word.start)
    before = GRADED_BEFORE.search(text, max(0, sentence.start - 300), sentence.start)
    return -1 if here or before or SINCE.search(word.plain) or SAID_BY.match(word.after) else None


def stands_on(word: Word) -> bool:
    """Whether a sentence says of a body or area no more than its grade, as in "Y was G", on one that gave a grade."""
    ends = not word.after.strip(" .,;:") or AS_OBJECT.match(word.after)
    return bool(ends and not IN_SOMETHING.match(word.after) and _copula(word.plain) and STANDS.match(word.plain))


def _also(_: str, word: Word) -> int | None:
    """A further grade under the verb of the one before it: "G at Y, but G at Z"."""
    if not (word.quoted or AS_OBJECT.match(word.after) or is_gapped(word)):
        return None
    return -1 if _copula(word.before) or AND_ALSO.search(f",{word.plain}") else None


def _requires(_: str, word: Word) -> int | None:
    """The verb: "requires improvement at Y"."""
    verb = word.grade.startswith("requires") and word.end - word.start > len("RI")
    return -1 if verb and not re.match(r"\s+(?:to|from|by|and\s+invest)", word.after) else None


# Tried in this order. What each reads gives its position of the verb, -1 where there is none.
FRAMES: tuple[tuple[str, Callable[[str, Word], int | None]], ...] = (
    ("moved", _moved),
    ("judged", _judged),
    ("noun", noun),
    ("list", _list),
    ("is", _is),
    ("stands", _stands),
    ("also", _also),
    ("quoted", lambda _, word: -1 if word.quoted else None),
    ("requires", _requires),
)


def frame_of(text: str, word: Word, *, goes_on: bool) -> tuple[str, int] | None:
    """The first frame that a word stands in, and where its verb begins; `goes_on`: behind another grade."""
    for name, reads in FRAMES:
        if (goes_on or name != "also") and (at := reads(text, word)) is not None:
            return name, at
    return None
