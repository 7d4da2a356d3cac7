"""Where a text gives a grade: a grade word in a frame, the grammar that makes it one.

A frame is a verb of judging, a noun like "rating", a move from one grade to another, a line of a list, quotation marks
of its own. "Good" alone is an everyday word and never enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Refusal
from flows.extraction.grades.frames.answers import is_answer, is_paired, is_remarked
from flows.extraction.grades.frames.beside import may_be_beside
from flows.extraction.grades.frames.earlier import YEAR, afresh, retold
from flows.extraction.grades.frames.frames import frame_of, stands_on
from flows.extraction.grades.frames.nouns import BEFORE_LOOSE_NOUN, BEFORE_NOUN
from flows.extraction.grades.frames.plurals import PLURAL, plural_at
from flows.extraction.grades.frames.times import is_historic
from flows.extraction.grades.words.hints import hints_of
from flows.extraction.grades.words.keys import RI
from flows.extraction.grades.words.steps import THAT_IT_GOT, WAS_THE_MARK
from flows.extraction.grades.words.words import ANY, WINDOW, WORDS, Word, code_of, plain, why_not

# Reads folded text. Every way begins with a plain character: where none of them stands, no way is tried.
# It is preceded by the letters it begins with, for the sake of speed.
_JOINS = r"(?=[wathb])(?:while|whilst|whereas|although|though(?!,)|but|however(?!,))\b"
_NEXT = r"[\"')]?\s+(?=[a-z\"'])"
CLAUSE_EDGE = re.compile(
    rf";| \s*{_JOINS}|,\s+(?:{_JOINS}|(?=having\b)|and\s+(?=(?:the|it|its|was|is|has)\b)|"
    r"(?:and|but)\s+(?=(?:for|on|at|in)\s[^,;.]{3,80}\s(?:it|they|the\s+\w+)\s+(?:was|is|has|had|were)\b))|"
    rf":(?<!\bnot:)\s|\.{_NEXT}|\?{_NEXT}|!{_NEXT}"
)

# No frame, but perhaps an area beside the grade, which is as good as one.
BESIDE = "beside"

# "G or failing": said again in other words; "G, not outstanding, |at Y".
OR_FAILING = re.compile(
    rf"[”\"’']?,?\s+(?:(?:and|but)\s+)?(?:not|rather\s+than)\s+[“\"‘']?{ANY}[”\"’']?,?(?=\s+(?:at|in|for|on)\s)|"
    r"[”\"’']?,\s+(?:no\s+(?:more|better|less)|nothing\s+more|at\s+best|the\s+\w+\s+(?:grade|mark|rating)(?:\s+(?:there\s+is|possible|available))?),(?=\s+(?:at|in|for|on)\s)|"
    r"\s+(?:or|and)\s+[“\"‘']?(?:failing|poor|substandard|unacceptable)\b[”\"’']?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Grade:
    """A grade given at a slice of the view (its marks left out), and the frame that says so.

    `left` is where its clause begins, `verb` where its verb of judging begins (None without one), `after` where the
    words about it go on behind a noun like "rating", `right` where its clause ends; `hints` are `grades.hints` of its
    sentence.
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
    right: int
    hints: frozenset[str]


def _words(analysis: Analysis, sentence: Sentence, shorts: Sequence[int]) -> list[Word]:
    text, folded, found = analysis.text, analysis.view.folded, list[Word]()
    left = sentence.start
    starts = analysis.triggers.within("grade", sentence.start, sentence.end)
    # A quotation mark, and a space behind it, may stand before the word.
    found_at = [(start, WORDS.search(text, max(sentence.start, start - 2), sentence.end)) for start in starts]
    matches = [
        match if match and match.start("grade") == start else plural_at(analysis, sentence, start)
        for start, match in found_at
    ]
    if shorts:
        matches += [RI.search(text, max(sentence.start, start - 1), sentence.end) for start in shorts]
        matches.sort(key=lambda match: match.start("grade") if match else 0)
    told = [match for match in matches if match]
    if not told:
        return found
    hints = hints_of(analysis, sentence)
    edges = [match.span() for match in CLAUSE_EDGE.finditer(folded, sentence.start, sentence.end)]
    ends = [*(match.start("grade") for match in told[1:]), sentence.end]
    for match, following in zip(told, ends, strict=True):
        while edges and edges[0][1] <= match.start():
            left = edges.pop(0)[1]
        low = max(left, match.start() - WINDOW)
        plural = match.re is PLURAL
        quoted = plural or bool(match["open"] and match["close"])
        end = match.end("grade") + plural
        behind = match.end() if quoted or not match["close"] else end
        found.append(
            Word(
                start=match.start("grade"),
                end=end,
                grade=code_of(match["grade"]),
                quoted=quoted,
                sentence=sentence,
                left=left,
                behind=behind,
                right=min(next((at for at, _ in edges if at >= behind), following), following),
                following=following,
                before=folded[low : match.start("grade")],
                plain=plain(analysis, low, match.start("grade")),
                after=folded[match.end() : min(sentence.end, match.end() + WINDOW)],
                hints=hints,
            )
        )
    return found


def grades_in(
    analysis: Analysis,
    sentence: Sentence,
    refusals: list[Refusal],
    shorts: Sequence[int] = (),
    *,
    goes_on: bool = False,
) -> list[Grade]:
    """The grades a sentence gives, in order. What looked like one and is none goes to `refusals` with the reason.

    `shorts` are where "RI" stands in it for one; `goes_on`: the sentence before gave a grade.
    """
    folded = analysis.view.folded
    found: list[Grade] = []
    for word in _words(analysis, sentence, shorts):
        why = why_not(analysis, word)
        framed = None if why else _framed(analysis, word, found, goes_on=goes_on)
        if framed is None:
            refusals.append(Refusal(analysis.view.passage(word.start, word.end), "grade", why or "no frame of a grade"))
            continue
        frame, at = framed
        nominal = frame in ("noun", "judged")
        noun = (BEFORE_NOUN.match(word.after) or BEFORE_LOOSE_NOUN.match(word.after)) if nominal else None
        worse = OR_FAILING.match(word.after) or (
            (THAT_IT_GOT.match(word.after) or WAS_THE_MARK.match(word.after)) if frame == "noun" else None
        )
        found.append(
            Grade(
                start=word.start,
                end=word.end,
                grade=word.grade,
                frame=frame,
                sentence=sentence,
                left=word.left,
                after=word.behind + (noun.end() if noun else worse.end() if worse else 0),
                verb=word.start - len(word.plain) + at if at >= 0 else None,
                quoted=word.quoted,
                historic=is_historic(folded, word)
                or (frame == "retold" and not YEAR.search(folded, word.left, word.right)),
                right=word.right,
                hints=word.hints,
            )
        )
    return found


def clause_around(folded: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Where the clause of what stands in a slice of a sentence begins and ends."""
    left = max((edge.end() for edge in CLAUSE_EDGE.finditer(folded, sentence.start, start)), default=sentence.start)
    edge = CLAUSE_EDGE.search(folded, end, sentence.end)
    return left, edge.start() if edge else sentence.end


def stood_for(
    analysis: Analysis, sentence: Sentence, at: tuple[int, int], clause: tuple[int, int], told: tuple[str, str]
) -> Grade | None:
    """A grade for which other words stand in a clause, told by its code and frame; None where it is none."""
    (start, end), (left, right), (code, frame) = at, clause, told
    low, folded = max(left, start - WINDOW), analysis.view.folded
    word = Word(
        start=start,
        end=end,
        grade=code,
        quoted=True,
        sentence=sentence,
        left=left,
        behind=end,
        right=right,
        following=sentence.end,
        before=folded[low:start],
        plain=plain(analysis, low, start),
        after=folded[end : min(sentence.end, end + WINDOW)],
        hints=hints_of(analysis, sentence),
    )
    if why_not(analysis, word):
        return None
    historic = is_historic(folded, word)
    return Grade(start, end, code, frame, sentence, left, end, None, False, historic, right, word.hints)


def _framed(analysis: Analysis, word: Word, found: list[Grade], *, goes_on: bool) -> tuple[str, int] | None:
    """The frame of a word that nothing speaks against, and where its verb stands before it (-1: it has none).

    `found` are the grades before it in its sentence; `goes_on`: the sentence before gave a grade.
    """
    start = word.sentence.start
    if framed := frame_of(analysis.text, word, goes_on=any(grade.frame != BESIDE for grade in found)):
        return framed
    if is_answer(analysis, word) or is_paired(analysis, word) or is_remarked(analysis, word):
        return "list", -1
    again = retold(analysis.view.folded, start, word)
    if again and (goes_on or found or analysis.areas_in(start, again.start())):
        return "retold", -1
    if goes_on and not analysis.quotation_at(word.start) and stands_on(word):
        return "stands", -1
    if goes_on and afresh(analysis.view.folded, start, word):
        return "afresh", -1
    beside = word.end - word.start > len("RI") and may_be_beside(analysis, word)
    return (BESIDE, -1) if beside else None
