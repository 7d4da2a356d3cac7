"""The words for grades, and short forms that a text explains: "(G = good; RI = requires improvement)"."""

from __future__ import annotations

import re
from collections import defaultdict

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import PIECES, PROGRAMME, WATCHDOG

GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
_IMPROVE = r"requir(?:es|e|ed|ing)[”\"’']?[\s-]+(?:an\s+)?improvements?"
# A grade in words; `WORDS` also takes in the quotation marks around it.
ANY = rf"(?:outstanding|good|adequate|inadequate|{_IMPROVE})"
WORDS = re.compile(
    rf"(?<![\w-])(?P<open>[“\"‘'’]\s?)?(?P<grade>{ANY})(?![\w-])(?P<close>[,.]?[”\"’'](?!s\b))?", re.IGNORECASE
)
_BODIES = r"(?:forces|services|units|areas)"
# Headers and labels of grades: "Our grade", "Overall rating given".
GRADE_LABEL = (
    rf"(?:(?:(?:our|the|its|overall|current|latest|new|previous|last|{PROGRAMME}|inspection|{_BODIES}|"
    rf"{WATCHDOG}(?:['’]s)?)\s+){{0,3}}"
    r"(?:grad(?:e|ing)|rating|judge?ment|verdict|result|outcome|answer|position|status|rated|graded|judged)"
    rf"(?:\s+(?:given|awarded|there|here))?|{_BODIES}(?=\s+requir))"
)

EXPLAINED = re.compile(r"(?P<short>[A-Z](?<![\w&].)(?:[A-Z]?|[a-z]{2,6}\.))\s*(?:=|:|–|-|\bmeans|\bis)\s*[“\"‘']?$")
LONGEST = len("Outstd.  means  “")
# Match the words of a grade within this many characters of its start.
WORD_REACH = 40
# A block is a key if it explains at least this many short forms: one alone may be chance ("Group A: good").
FEWEST_EXPLAINED = 2


def code_of(word: str) -> str:
    """Return the grade for a word of the scale, in any inflection and case."""
    lowered = word.lower().removesuffix("s")
    return lowered if lowered in GRADES else "requires improvement"


def shorts_in(analysis: Analysis) -> list[tuple[int, int, str]]:
    """Return (start, end, grade) for each short form of a grade outside the key that explains the short forms. "RI"
    needs no key in a text that names the inspectorate."""
    keys, blocks = _key(analysis)
    if uses_ri(analysis):
        keys.setdefault("RI", "requires improvement")
    if not keys:
        return []
    pattern = re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, sorted(keys, key=len, reverse=True)))})(?![\w&])")
    shorts = []
    for match in pattern.finditer(analysis.text):
        sentence = analysis.sentence_at(match.start())
        if sentence is not None and sentence.block.index not in blocks:
            shorts.append((*match.span(), keys[match.group()]))
    return shorts


def uses_ri(analysis: Analysis) -> bool:
    """Whether "RI" stands in a text that names the inspectorate which grades so, or has "requires improvement" too."""
    return "RI" in analysis.text and any(piece in analysis.view.folded for piece in (*PIECES, "requires improvement"))


def _key(analysis: Analysis) -> tuple[dict[str, str], set[int]]:
    """Return the grade of each short form that a key explains, and the indexes of the blocks that are keys."""
    text = analysis.text
    explained: dict[int, dict[str, str]] = defaultdict(dict)
    keys: dict[str, str] = {}
    for start in analysis.triggers.starts["grade"]:
        before = EXPLAINED.search(text, max(0, start - LONGEST), start)
        word = WORDS.match(text, start, start + WORD_REACH) if before else None
        if before and word and (before["short"][-1] != "." or is_short_for(before["short"], word["grade"])):
            block = analysis.sentences[analysis.index_at(start)].block.index
            explained[block][before["short"]] = code_of(word["grade"])
    enough = {index: shorts for index, shorts in explained.items() if len(shorts) >= FEWEST_EXPLAINED}
    for shorts in enough.values():
        keys |= shorts
    return keys, set(enough)


def is_short_for(short: str, grade: str) -> bool:
    """Whether a short form fits a grade: its initials ("RI"), or its beginning with a full stop ("Inad.")."""
    if short.endswith("."):
        return grade.lower().startswith(short[:-1].lower())
    return short == ("RI" if grade.lower().startswith("requir") else grade[0].upper())
