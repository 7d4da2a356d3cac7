"""When a grade was given, said beside its verb: "rated as good last August", "In December 2022 it judged us good"."""

from __future__ import annotations

import re
from datetime import timedelta

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.period_patterns import DATE, SEASONS, WEEKDAYS
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import SAYS_OF_IT, opens_next
from flows.extraction.reports.days import MONTHS, dated, last, week_or_month
from flows.extraction.reports.told import ReportDates
from flows.extraction.reports.words import INSPECTORS
from schemas import vocabularies

_MONTH = "|".join(MONTHS[1:])
_SEASON = "|".join(SEASONS)
# Reads text in lower case.
WHEN = re.compile(
    r"(?=[iobetylfs])(?:"
    rf"(?:in|back\s+in)\s+(?P<month>{_MONTH})(?:\s+(?P<year>20\d\d))?\b(?!\s+\d|\s+(?:and|to)\s+(?:{_MONTH}))|"
    r"(?:earlier\s+)?(?P<day>today|yesterday|this\s+(?:morning|week|month)|last\s+(?:week|month))\b(?!')|"
    rf"on\s+(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!\s+\d)|"
    rf"on\s+(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?(?P<full>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})(?:\s+20\d\d)?)\b|"
    rf"(?P<which>last|this|the\s+previous)\s+(?P<what>year|{_SEASON}|{_MONTH})\b(?!')|"
    r"in\s+(?P<alone>20\d\d)\b(?!\s?[/–-]\s?\d)|(?P<ago>two|three|four|five|six|seven|eight)\s+years\s+ago\b)"
)
# What each of these holds.
PIECES = ("in ", "on ", "day", "this ", "last ", "previous", " ago")
# What may open a sentence before its date, a speaker's name too; what makes it the date of something else than a grade.
OPENS = re.compile(r"(?:[a-z][^.,;:\n]{1,40}:\s+)?[\s\"']*(?:back\s+|but\s+|and\s+)?$")
# "In May 2023 it was moved to X |after being rated G": what the date is of came after the grade.
AFTER_BEING = re.compile(
    r"\b(?:after|despite|following|since|because|having|for)\s+(?:(?:it|they|the\s\w+)\s+(?:was|were|had\s+been)|being|been|"
    r"having\s+been)\b"
)
# What opens a clause before its date: "which |last year was the only force judged G", "G - |three years ago it was G".
OPENS_CLAUSE = re.compile(
    r"(?:\s[–—-]|\b(?:which|who|that|because|although|though|while|where|but|and))\s+"
    r"(?:(?:only|just|as\s+(?:recently|lately)\s+as)\s+)?$"
)
# "G for Y (HMICFRS, October 2023)": the report that is cited for it.
CITED = re.compile(
    rf"\((?P<who>[^()\d]{{2,60}}?),?\s+(?:(?:report|published|of|in)\s+)*(?P<date>{DATE})\)", re.IGNORECASE
)
ELSE = re.compile(
    r"\b(?:inspect(?:ed|ion)|visit\w*|fieldwork|since|until|by(?=\s*$)|from|than|before|after|due|expected)\b[^,;]*$"
)
# "graded G in a regional inspection |last May"
IN_A_REPORT = re.compile(
    r"\s(?:in|by|following)\s+(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,2}(?:inspection|report|assessment)\s+(?:published\s+)?$"
)
TO_VERB = re.compile(r"\s*(?:\([^()]{3,40}\)\s*)?(?:and\s+)?(?:(?:was|were|been|also|again)\s+){0,3}")
# "two years ago, |when it was judged G"
WHEN_IT = re.compile(r",?\s+when\s[^.;,]{3,60}$")
# "Three years ago it was G – this time it is |G"
NOWADAYS = re.compile(r"\b(?:now|this\s+time|today)\b")
# "last year's |G"
OF_LAST_YEAR = "last year's"
# Between a grade and its date stands its area.
BREAKS = re.compile(r"[;:.]|,\s")
# "It was rated G", after a sentence on an earlier report; "it has been rated G", "since the last report, it …": of now.
TAKES_UP = re.compile(r"\W*(?:in\s+)?(?:it|they|the\s(?:force|service|constabulary|unit|brigade))\b")
PERFECT = re.compile(r"\b(?:has|have|is|are|now)\s")
AGAINST = re.compile(
    r"\b(?:since|than|compare[sd]|from|after|following|unlike|improve\w*|despite|on|against|before|responding)\b"
)
BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
REACH = 120
# How many lines below its heading what it heads stands, at most.
HEADED_WITHIN = 16
# How far the date that opens a sentence begins from its start.
AT_HEAD = 60
CLAUSE_ENDS = re.compile(r"[,;:.]|\s[–—-]\s")


def given_in(analysis: Analysis, grade: Grade) -> str | None:
    """The EDTF month, season or year that a sentence gives for its grade, at its head or behind what is graded."""
    folded, sentence = analysis.view.folded, grade.sentence
    stop = min(sentence.end, grade.end + REACH)
    near = folded[sentence.start : stop]
    if not any(piece in near for piece in PIECES):
        return None
    if (
        analysis.written
        and OF_LAST_YEAR in folded[max(sentence.start, grade.start - len(OF_LAST_YEAR) - 2) : grade.start]
    ):
        return str(analysis.written.year - 1)
    for match in WHEN.finditer(folded, sentence.start, stop):
        at = match.start()
        if at < grade.start:
            fits = _opens(folded, grade, match) or _at_verb(folded, grade, match)
            fits = fits and not NOWADAYS.search(folded, match.end(), grade.start)
            fits = fits or bool(WHEN_IT.match(folded, match.end(), grade.start))
        else:
            between = folded[grade.end : at]
            fits = not BREAKS.search(between) and (not ELSE.search(between) or bool(IN_A_REPORT.search(between)))
            fits = (
                fits
                and not match["ago"]
                and not (opens_next(folded, grade.end, at) or SAYS_OF_IT.match(between))
                and not analysis.triggers.any_within("grade", grade.end, at)
            )
        if fits and (day := _day(match, analysis)):
            return day
    return None


# "In 2019 it was G at Y|; in 2022 it was |G at Z"
ANOTHER_YEAR = re.compile(r";[^;]*\b(?:19|20)\d\d\b[^;]*$|,\s(?:and\s|but\s)?in\s(?:[a-z]+\s)?20\d\d\b[^;,]*$")


def opens_in(analysis: Analysis, grade: Grade) -> str | None:
    """The EDTF date at the head of a sentence that gives a grade, of whatever kind its verb is."""
    folded, sentence = analysis.view.folded, grade.sentence
    match = WHEN.search(folded, sentence.start, min(grade.start, sentence.start + AT_HEAD))
    if match is None or not OPENS.fullmatch(folded, sentence.start, match.start()):
        return None
    return _day(match, analysis) if _opens(folded, grade, match) else None


def _opens(folded: str, grade: Grade, match: re.Match[str]) -> bool:
    """Whether a date opens the sentence or the clause of a grade, and nothing between them is of now."""
    sentence, at = grade.sentence, match.start()
    between = folded[match.end() : grade.start]
    if AFTER_BEING.search(between) or ANOTHER_YEAR.search(between):
        return False
    if not (match["day"] or match["weekday"] or match["which"] == "this") and PERFECT.search(between):
        return False
    if any(OPENS.fullmatch(folded, low, at) for low in (sentence.start, grade.left)):
        return True
    opens = OPENS_CLAUSE.search(folded, max(sentence.start, at - AT_HEAD), at)
    return bool(opens) and not CLAUSE_ENDS.search(between)


def cited_for(analysis: Analysis, grade: Grade) -> str | None:
    """The date of the report that stands in brackets behind a grade and its area."""
    end = min(grade.sentence.end, grade.end + REACH)
    opens = analysis.text.find("(", grade.end, end)
    match = CITED.match(analysis.text, opens, grade.sentence.end) if opens >= 0 else None
    if match is None or analysis.triggers.any_within("grade", grade.end, opens):
        return None
    named = any(m.body.body_id in vocabularies.graders() for m in analysis.mentions_in(*match.span("who")))
    return dated(analysis, match["date"], None) if named or INSPECTORS.search(match["who"]) else None


def given_before(analysis: Analysis, grade: Grade, newest: str | None) -> str | None:
    """What a sentence gives for its grade where that is before the newest report a text tells of."""
    day = given_in(analysis, grade) if newest and grade.verb is not None else None
    return day if day and newest and day < newest[: len(day)] else None


def told_before(analysis: Analysis, grade: Grade, dates: ReportDates) -> str | None:
    """The date of the earlier report that a judging sentence, or the one before it, tells of as that which judges."""
    sentence, verb = grade.sentence, grade.verb
    if verb is None and analysis.view.folded.startswith("in it ", sentence.start):
        verb = grade.start
    if verb is None or not dates.earlier:
        return None
    before = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    low = before.start if before.block is sentence.block else sentence.start
    told = dates.earlier_told(low, verb)
    if told is None or PERFECT.search(analysis.view.folded, max(sentence.start, verb - 20), verb):
        return None
    at = sentence if told.at >= sentence.start else before
    clause = max(at.start, analysis.view.folded.rfind(", which ", at.start, told.at))
    if AGAINST.search(analysis.view.folded, clause, told.at):
        return None
    if at is before and not TAKES_UP.match(analysis.view.folded, sentence.start, verb):
        return None
    return told.day


def headed_date(analysis: Analysis, dates: ReportDates, block: Block) -> str | None:
    """The date of the report that a heading tells of, for what stands below: "Kent Police (report of 8 March 2023)".

    So does a line below it: "Published: 8 March 2023". Of several such lines the nearest counts, up to a heading that
    names a body, or prose.
    """
    if block.kind == "prose" or not dates.current:
        return None
    for above in reversed(analysis.blocks[max(0, block.index - HEADED_WITHIN) : block.index]):
        if above.kind == "prose":
            return None
        if above.kind not in ("heading", "furniture"):
            continue
        if told := dates.told(above.start, above.end):
            return told
        graded = analysis.triggers.any_within("grade", above.start, above.end)
        if above.kind == "heading" and not graded and analysis.mentions_in(above.start, above.end):
            return None
    return None


def _at_verb(folded: str, grade: Grade, match: re.Match[str]) -> bool:
    """Whether a day stands right before a verb of judging: "inspectors on Thursday rated", "has today been rated"."""
    if grade.verb is None or match.end() > grade.verb or match["ago"]:
        return False
    if not TO_VERB.fullmatch(folded, match.end(), grade.verb):
        return False
    # "inspected in May 2022 and rated G"
    return bool(match["day"] or match["weekday"]) or not ELSE.search(folded[grade.sentence.start : match.start()])


def _day(match: re.Match[str], analysis: Analysis) -> str | None:
    written = analysis.written
    if match["full"]:
        return dated(analysis, match["full"], None)
    if match["alone"]:
        return match["alone"]
    month = MONTHS.index(match["month"]) if match["month"] else 0
    if match["year"]:
        return f"{match['year']}-{month:02d}"
    if written is None or (match["which"] and match["which"].startswith("the")):
        return None
    if match["weekday"]:
        return last(written, match["weekday"])
    if match["day"]:
        said = " ".join(match["day"].split())
        if said.endswith(("week", "month")):
            return week_or_month(written, said)
        return (written - timedelta(days=int(said == "yesterday"))).isoformat()
    if match["ago"]:
        return str(written.year - NUMBERS[match["ago"]])
    if month:
        return f"{written.year - (month > written.month)}-{month:02d}"
    before, what = match["which"] == "last", match["what"]
    if what == "year":
        return str(written.year - before) if before else None
    if what in SEASONS:
        year = written.year - (before or BEGINS[what] > written.month)
        return f"{year}-{SEASONS[what]}"
    month = MONTHS.index(what)
    return f"{written.year - (month >= written.month)}-{month:02d}"
