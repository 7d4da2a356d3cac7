"""The words that may be a grade, one by one, and what makes one none: everyday uses, scales, wishes, denials."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.analysis.text.alternatives import any_word
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.grades.words import bounds, unreal


def any_of(words: str) -> str:
    """A pattern of any of these words; "_" stands for white space inside one."""
    return rf"(?:{'|'.join(words.split())})".replace("_", r"\s+")


def word_of(words: str) -> str:
    """The same, to begin a pattern with: it is found by the letters that the words begin with."""
    return any_word(*words.replace("_", r"\s+").split())


IMPROVE = r"requir(?:es|e|ed|ing)[\s-]+(?:an\s+)?improvements?"
WORDS = re.compile(
    rf"(?<![\w-])(?P<open>[“\"‘'’]\s?)?(?P<grade>outstanding|good|adequate|inadequate|{IMPROVE})"
    r"(?![\w-])(?P<close>[,.]?[”\"’'](?!s\b))?",
    re.IGNORECASE,
)
# A line that is a grade and nothing else, but for marks, a label ("Grade: G", "Forces rated G") and "(3 forces)".
_MARKS = r"[ *#_:.“”\"‘’'\n]*"
_BODIES = r"(?:forces|services|units|areas)"
GRADE_LABEL = (
    rf"(?:(?:(?:our|the|its|overall|current|latest|new|previous|last|{PROGRAMME}|inspection|{_BODIES}|{WATCHDOG}(?:['’]s)?)\s+){{0,3}}"
    rf"(?:grad(?:e|ing)|rating|judge?ment|verdict|result|outcome|answer|position|status|rated|graded|judged)(?:\s+(?:given|awarded|there|here))?|{_BODIES}(?=\s+requir))"
)
BARE = re.compile(
    rf"{_MARKS}(?:{GRADE_LABEL}\b(?:\s+as\b)?[ *_:.“”\"‘’'\n–—-]*)?"
    rf"(?:outstanding|good|adequate|inadequate|{IMPROVE}){_MARKS}(?:\(\d{{1,2}}(?:\s+{_BODIES})?\){_MARKS})?",
    re.IGNORECASE,
)
LONGEST_BARE = 120
ANY = rf"(?:outstanding|good|adequate|inadequate|{IMPROVE})"
# Nouns a grade may stand before, or behind with "of": those that say so alone, and those that need marks too.
_NOUNS = "ratings? grad(?:es?|ings?) judge?ments? verdicts? classifications? categor(?:y|ies) bands?"
_LOOSE_NOUNS = (
    "marks? scores? assessments? results? outcomes? status levels? class headings? labels? brackets? columns?"
)
NOUN = rf"(?:{any_of(_NOUNS)}\b)"
LOOSE_NOUN = rf"(?:{any_of(_LOOSE_NOUNS)}\b)"
# Either, to begin a pattern with.
EITHER_NOUN = rf"{word_of(f'{_NOUNS} {_LOOSE_NOUNS}')}\b"
ARTICLE = re.compile(r"\W*(?:(?:and|but)\s+)?(?:(?:the|its|their|our)\s+)?", re.IGNORECASE)
# The end of the words before a grade, with the mark that opens it.
MARK = r"[“\"‘']?$"
# How far around a word its grammar is looked for.
WINDOW = 240

# What may follow a grade that describes no noun: "good at …", "good overall", "good, …", "good while …".
GOES_ON = re.compile(
    rf"\s*(?:$|[^\w\s]|\s(?:at|in|for|on|by|with|to|from|of|when|where|overall|across|under|over|again|too|also|and|"
    rf"or|but|while|"
    rf"whilst|whereas|although|as|than|since|after|before|following|because|despite|during|last|this|that|these|both|"
    rf"now|"
    rf"is|are|was|were|went|goes|has|have|had|having|it|they|we|the|its|his|her|their|which|who|yesterday|today|on|"
    rf"then|there|here|still|inspectors|areas?|respectively|according|amid|says?|said|given|awarded|handed|previously|"
    rf"instead|throughout|reflect(?:s|ed)|only|not|apiece|each)\b|"
    rf"\s(?:a|\w+)\s+years?\s+(?:ago|earlier|before)\b|"
    rf"\s(?:\w[\w-]*\s+){{0,4}}?{NOUN}|\s{LOOSE_NOUN})",
)
# "a G grade for Y and a G| one for Z"
NOUN_BEFORE = re.compile(rf"{ANY}[\"']?\s+(?:\w+\s+)?{NOUN}[^.;]*\s(?:and|but|with|,)\s(?:also\s)?an?\s{MARK}")
# "a verdict of G |hangs over it"
VERDICT_OF = re.compile(rf"\b(?:an?|the|its|this|that)\s+(?:\w+\s+)?{NOUN}\s+of\s+{MARK}")
DOES = re.compile(r"\s\w+(?:s|ed)\s")
# "good or adequate"; "outstanding, good, adequate, …".
PAIR = re.compile(rf"{ANY}[”\"’']?\s+or\s+(?:even\s+)?[“\"‘']?{ANY}")
RUN = re.compile(rf"(?:{ANY}[”\"’',]*(?:,|or|and|to|/|;|–|-|through|\d|[“\"‘'(]|\s){{1,12}}){{2,6}}{ANY}")
# "categories ranging from inadequate to outstanding", "on a scale from outstanding to inadequate".
RANGE = re.compile(
    rf"\b(?:(?:rang(?:e|es|ed|ing)|runs?|running|scales?|anything|anywhere|graded|rated)\s+(?:\w[\w-]*\s+){{0,2}}|"
    rf"(?<!\btwo\s)(?<!\bthree\s)(?:grades|ratings|gradings|judge?ments|marks|verdicts|outcomes|results),?\s+)(?:from|between)\s+[“\"‘']?{ANY}"
    rf"[”\"’']?\s+(?:up\s+|down\s+)?(?:to|and|through\s+to)\s+[“\"‘']?{ANY}"
)
INTRODUCED = re.compile(
    rf"\b(?:introduc\w+|br(?:ings?|ought)\s+in|add(?:s|ed))\s+(?:an?\s+|the\s+)?(?:\w[\w-]*\s+){{0,2}}{NOUN}\s+(?:of|called)\s+{MARK}",
)
# "the grade of adequate was new", "the rating ‘adequate’ did not exist": told of a grade, and given to nobody.
SPOKEN_OF = re.compile(rf"\b{NOUN}\s+(?:(?:of|called|for)\s+)?{MARK}")
DENIAL = re.compile(
    r"(?:\b(?:not|never|none|no\s+(?:other\s+)?(?:forces?|units?|services?)|no\s+longer|neither|nor|without|"
    r"rather\s+than|instead\s+of|short\s+of|cannot|far\s+from|avoid(?:s|ed|ing)?|miss(?:es|ed|ing)|"
    r"escap(?:es|ed|ing)|denied)|n['’]t)"
    r"(?!\s+(?:be\s+|been\s+)?(?:only|just|surpris\w+|mention\w*|disput\w+|den[yi]\w*|contest\w*|forget|hid(?:e|ing)|happy|"
    r"pleased|proud|satisfied|content|enjoy|welcome)\b)(?:\s+\w[\w’'-]*){0,6}\s+[“\"‘']?$",
)
# "on ten areas, from inadequate to outstanding"
WHOLE_RANGE = re.compile(
    r"\b(?:areas|questions|aspects|categories|pillars|scale),?\s+(?:ranging\s+)?(?:from|between)\s+[\"']?"
    r"(?:inadequate[\"']?\s+(?:to|and)\s+[\"']?outstanding|outstanding[\"']?\s+(?:to|and)\s+[\"']?inadequate)\b"
)
# "No areas of it were found |G"
NO_AREA = re.compile(
    rf"\b(?:no|not\s+a\s+single)\s+areas?\b(?:\s+(?!(?:but|and|while|where|which)\b)[\w’'-]+){{0,7}}\s+{MARK}"
)
# "failed to be rated |G", not "failed to answer calls and was rated |G"
FAILED_TO = re.compile(rf"\bfail(?:s|ed|ing)?\s+to\s+(?:be|get|earn|win)\s+(?:(?:graded|rated|as|an?|the)\s+)*{MARK}")
# "is no longer |G": what a body had before.
NO_LONGER = re.compile(
    rf"\bno\s+longer\s+(?:(?:is|was|be|been|being|rated|graded|judged|classed|found|to|as|an?)\s+){{0,4}}{MARK}"
)
DEGREE = re.compile(
    r"\b(?:nearly|very|so|too|how|consistently|really|pretty|quite|such|any|some|(?<!once\s)more|(?<!a\s)further|enough|less|"
    r"no)\s+(?:an?\s+)?$",
)
LONGEST_DEGREE = len("consistently  an  ")  # where a line ends, two spaces may stand


@dataclass(slots=True)
class Word:
    """A word that may be a grade, its marks left out of `start` and `end`, and the words around it.

    `left` is where its clause begins, `right` where it ends; at `behind` the words behind it begin, at `following` the
    next such word of its sentence stands, or that ends. `before` and `after` are the folded text beside it (in lower
    case, with straight quotation marks), `plain` is `before` with every body and area made an "it"; `hints` are
    `grades.hints` of its sentence.
    """

    start: int
    end: int
    grade: str
    quoted: bool
    sentence: Sentence
    left: int
    behind: int
    right: int
    following: int
    before: str
    plain: str
    after: str
    hints: frozenset[str]


def code_of(word: str) -> str:
    """The grade's code: lower case, "requires improvement" for its inflections."""
    lowered = word.lower()
    return "requires improvement" if lowered.startswith(("requir", "ri")) else lowered


def last_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern in a slice of a text."""
    found = list(pattern.finditer(text, start, end))
    return found[-1] if found else None


def is_bare_grade(analysis: Analysis, line: Block | Sentence) -> bool:
    """Whether a line is a grade and nothing else."""
    return line.end - line.start <= LONGEST_BARE and bool(BARE.fullmatch(analysis.text, line.start, line.end))


def plain(analysis: Analysis, start: int, end: int) -> str:
    """A slice of the folded text, as long as it is, in which every body and area is an "it"."""
    text = analysis.view.folded[start:end]
    named = [(hit.start, hit.end) for hit in analysis.areas_in(start, end)]
    named += [(m.start, m.end) for m in analysis.mentions_in(start, end)]
    named += [(m.start, m.end) for m in analysis.places_in(start, end)]
    for at, stop in named:
        length = min(stop, end) - at
        text = text[: at - start] + "it".ljust(length)[:length] + text[at - start + length :]
    return text


def _in_area_name(analysis: Analysis, word: Word) -> bool:
    index = bisect_right(analysis.area_starts, word.start) - 1
    return index >= 0 and word.end < analysis.areas[index].end


def _in_scale(analysis: Analysis, word: Word) -> bool:
    """Three grades on end, or "good or adequate", unless they are dealt out "respectively"."""
    if unreal.DEFINED.match(word.after) or ("introduced" in word.hints and INTRODUCED.search(word.before)):
        return True
    if unreal.IS_NEW.match(word.after) and SPOKEN_OF.search(word.before):
        return True
    low, high = max(word.sentence.start, word.start - WINDOW), min(word.sentence.end, word.end + WINDOW)
    grades = len(analysis.triggers.within("grade", low, high))
    around = analysis.view.folded[low:high] if grades > 1 else ""
    if grades < 2 or "respectively" in around:
        return False
    at, end = word.start - low, word.end - low
    ranges = "from" in around or "between" in around
    tried = ((RUN, grades > 2), (PAIR, " or " in around), (RANGE, ranges), (WHOLE_RANGE, ranges))
    patterns = [pattern for pattern, may in tried if may]
    return any(found.start() <= end and at < found.end() for pattern in patterns for found in pattern.finditer(around))


def is_another_one(word: Word) -> bool:
    """Whether a noun said before is meant: "a G grade for Y and a |G one for Z"."""
    return word.after.startswith((" one for ", " one in ", " one on ")) and bool(NOUN_BEFORE.search(word.before))


def _everyday(_: Analysis, word: Word) -> bool:
    """The word describes the noun behind it: "a good understanding"."""
    if word.quoted or word.grade.startswith("requires") or GOES_ON.match(word.after) or is_another_one(word):
        return False
    return not (" of " in word.before[-LONGEST_DEGREE:] and VERDICT_OF.search(word.before) and DOES.match(word.after))


def _idiomatic(analysis: Analysis, word: Word) -> bool:
    """As in "has left for good"."""
    if word.quoted or word.grade != "good":
        return False
    low = max(word.left, word.start - len("for   "))
    found = unreal.IDIOM.search(analysis.view.folded, low, min(word.sentence.end, word.end + WINDOW))
    return found is not None and found.start() <= word.start


def was_held(word: Word) -> bool:
    """Whether a denial says that a body had a grade before: "is no longer G"."""
    return "no longer" in word.before and NO_LONGER.search(word.before) is not None


def _denied(_: Analysis, word: Word) -> bool:
    """As in "not good", "has not been rated good", "as good as", "really good"."""
    before, hints = word.before, word.hints
    if unreal.TAKEN_BACK.match(word.after):
        return True
    if not word.quoted and DEGREE.search(before, max(0, len(before) - LONGEST_DEGREE)):
        return True
    return bool(
        ("meant" in hints and unreal.NOT_MEANT.match(word.after))
        or (
            "denial" in hints
            and DENIAL.search(before)
            and not (unreal.NOT_ENOUGH.search(before) or bounds.is_bound(before) or was_held(word))
        )
        or (("no area" in before or "single area" in before) and NO_AREA.search(word.plain))
        or (" fail" in before and FAILED_TO.search(before))
        or ("at-least" in hints and bounds.is_passed(before))
        or ("at-least" in hints and bounds.AT_LEAST.search(before))
        or ("beside" in hints and bounds.BESIDE.search(before))
    )


def _asked(analysis: Analysis, word: Word) -> bool:
    """A question: "Is the force good at …?"."""
    return analysis.text[word.sentence.end - 1] == "?"


REASONS: tuple[tuple[str, Callable[[Analysis, Word], bool]], ...] = (
    ("part of an area's name", _in_area_name),
    ("torn in two", lambda analysis, word: unreal.is_torn(analysis.view.folded, word.start, word.grade)),
    ("a scale or a choice of grades", _in_scale),
    ("everyday word", _everyday),
    ("an idiom", _idiomatic),
    ("denied or graded by degree", _denied),
    ("not stated as a fact", unreal.is_supposed),
    ("not stated as a fact", unreal.is_unreal),
    ("asked", _asked),
)


def why_not(analysis: Analysis, word: Word) -> str | None:
    """Why a word is no grade where it stands; None when nothing speaks against it."""
    for reason, holds in REASONS:
        if holds(analysis, word):
            return reason
    return None
