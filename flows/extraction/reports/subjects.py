"""What a report is on whose day a text tells: a body, which no other has its grades from, or something else."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import COORDINATION, INSPECTED_KINDS
from flows.extraction.analysis.bodies.places import fire_service_of
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body
from schemas import vocabularies

_UNGRADED = [title.lower() for title in vocabularies.ungraded_reports()]
# "its thematic report", "a custody inspection report", "the report into the death of": no inspection with grades of
# forces. Reads text in lower case.
ON_THEME = re.compile(
    rf"\b(?:thematic|vetting|custody|misconduct|super-complaint|{'|'.join(map(re.escape, _UNGRADED))})"
    r"\s+(?:inspection\s+|inspectorate\s+)?reports?\b|"
    r"\breports?\s+(?:into|on|about)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:deaths?|murders?|killings?|shootings?|suicides?|riots?|disappearance|"
    r"rape|stalking|strip[\s-]search\w*|youth\s+justice|firearms\s+licensing|digital\s+forensics|homicide|hate\s+crimes?|racism|"
    r"misogyny|mental\s+health|roads\s+policing|burglary|vetting|custody|misconduct)\b"
)
THEMES = (
    "thematic",
    "vetting",
    "custody",
    "misconduct",
    "complaint",
    *_UNGRADED,
    "report into",
    "reports into",
    "report on",
    "reports on",
    "report about",
)
# "the report on |BODY", "reports by inspectors on |BODY", "an inspection of |BODY"
REPORT_ON = re.compile(
    r"\breports?\s+(?:by\s[^.,;:]{3,40}?\s)?(?:on|into|about|for)\s+(?:the\s+)?(?:\w+\s+of\s+)?$|"
    r"\binspections?\s+(?:of|at)\s+(?:the\s+)?$"
)
# "BODY|'s inspection report"
ITS_REPORT = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}reports?\b")
# "on BODY |and three other forces"
AND_OTHERS = re.compile(r"(?:,|\s+and)\s+(?:[\w-]+\s+){0,4}?(?:others?|forces|services|units|brigades)\b")
_BEFORE = 60
_BEHIND = 100


def is_on_theme(analysis: Analysis, at: int) -> bool:
    """Whether the report whose day is told at a position is none that grades a force."""
    sentence = analysis.sentence_at(at)
    if sentence is None:
        return False
    folded, end = analysis.view.folded, min(sentence.end, at + _BEHIND)
    near = folded[sentence.start : end]
    if not any(theme in near for theme in THEMES) or ON_THEME.search(near) is None:
        return False
    return not analysis.triggers.any_within("grade", sentence.start, sentence.end)


def bodies_reported_on(analysis: Analysis, at: int) -> frozenset[Body]:
    """The bodies that the report is on whose day is told at a position; none where the text names none."""
    sentence = analysis.sentence_at(at)
    if sentence is None:
        return frozenset()
    near = analysis.view.folded[sentence.start : sentence.end]
    if "report" not in near and "inspection" not in near:
        return frozenset()
    return _named(analysis, sentence)


def _named(analysis: Analysis, sentence: Sentence) -> frozenset[Body]:
    text, found, end = analysis.text, list[Body](), -1
    mentions = analysis.mentions_in(sentence.start, sentence.end)
    places = analysis.places_in(sentence.start, sentence.end)
    for each in sorted([*mentions, *places], key=lambda one: one.start):
        if each.body.kind not in INSPECTED_KINDS:
            continue
        joined = end > 0 and COORDINATION.fullmatch(text, end, each.start) is not None
        on = REPORT_ON.search(text, max(sentence.start, each.start - _BEFORE), each.start)
        if not (joined or on or ITS_REPORT.match(text, each.end, sentence.end)):
            continue
        fire = None if each in mentions else fire_service_of(each.body)
        found += [each.body, *([fire] if fire else [])]
        end = each.end
        if AND_OTHERS.match(text, end, sentence.end):
            return frozenset()
    return frozenset(found)
