"""Who else than an inspectorate may judge a body: members of parliament, unions, reviews, charities, accreditors."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import COMPLAINTS, PROGRAMME, WATCHDOG
from flows.extraction.grades.frames.grades import Grade

# All read text in lower case.
_WHO = (
    r"(?:mps?|candidates?|hopefuls?|unions?|federation|charit(?:y|ies)|consultants?|campaign(?:ers?|\s+groups?)|critics?|victims?|"
    rf"{'|'.join(COMPLAINTS)}|"
    r"residents|users|customers|experts|academics|coroners?|judges?|farmers|shopkeepers|voters|barristers?|auditors?|"
    r"think[\s-]tanks?|people)"
)
_JUDGES = (
    r"(?:rate[sd]?|grade[sd]?|judge[sd]?|found|finds|describe[sd]?|brand(?:s|ed)?|call(?:s|ed)?|label(?:s|led)?|dub(?:s|bed)?|deem(?:s|ed)?|"
    r"rank(?:s|ed)?|score[sd]?|gave|gives|awarded|awards|considered|considers)"
)
_SAYS = (
    r"(?:says?|said|claim(?:s|ed)?|insist(?:s|ed)?|believe[sd]?|argue[sd]?|complain(?:s|ed)?|"
    r"thinks?|thought|feels?|felt)"
)
# "An MP branded the force |G", "The federation has described its leadership as |G"
JUDGE = re.compile(
    rf"^\W*(?:[\w%’'-]+\s+){{0,5}}{_WHO}(?:,\s[^,;.]{{3,40}},)?(?:\s+(?!was|were|is|are|been|be\b)[\w’'-]+){{0,3}}?\s+{_JUDGES}\b"
)
# "A candidate says the force is |G": not that it was rated so.
SAYS_IT_IS = re.compile(
    rf"\b{_WHO}\s+(?:(?:in|from|across)\s+[\w'-]+\s+)?(?:has\s+|have\s+)?{_SAYS}\s+(?:that\s+)?[^,;.]{{0,60}}\b(?:is|was|are)\s+[\"']?$"
)
# "G at Y|, a candidate has claimed", "G on Y, says farmers' union"
SAID_AFTER = re.compile(
    rf"[^.;:]{{0,80}},\s+(?:(?:an?|the)\s+)?(?:[\w'’-]+\s+){{0,3}}{_WHO}\s+(?:has\s+|have\s+)?{_SAYS}\b|"
    rf"[^.;:]{{0,80}},\s+{_SAYS}\s+(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){{0,3}}{_WHO}\b"
)
# "G by victims", "G rating from victims"
BY_WHO = re.compile(
    rf"[\"']?,?\s+(?:(?:at|for|in|on|overall)\s[^.;:,()]{{0,60}}?)?(?:by|(?:rating|grade|mark|score|verdict)s?\s+from)\s+(?:(?:an?|the|its|some|many|local)\s+)*{_WHO}\b"
)
# "an independent review found it |G"
REVIEW = re.compile(
    r"\b(?:(?:homicide|case|death|safeguarding|independent|peer|gold\s+group)\s+reviews?|inquest|public\s+inquiry|investors\s+in\s+people|"
    r"(?:baroness|lord|lady)\s[\w\s]{2,25}'s\s+(?:\w+\s+)?(?:review|report|inquiry))\b"
)
OF_INSPECTION = re.compile(rf"\binspect(?:ors?|orate|ions?)\b|\b{WATCHDOG}|\bhmi\b|\bwatchdog\b|\b{PROGRAMME}\b")
RATED = re.compile(r"\b(?:rated|graded|judged)\b")
# "rated G by Name of an Accreditor": a name of several words, not followed by "inspectors".
BY_NAME = re.compile(
    r"[”\"’']?,?\s+(?:(?:at|for|in|on|overall)\s[^.;:,()]{0,60}?)?by\s+(?:the\s+)?(?P<name>[A-Z][\w’'&-]+(?:\s+(?:(?:of|and|for|in)\s+)?[A-Z][\w’'&-]*){1,4})"
    r"(?!\w|\s+(?:[Ii]nspect|[Ww]atchdog))"
)
INSPECTS = re.compile(r"(?i:inspect|\bHM|majesty|sir |dame )")
# "Superintendent NAME| was rated |G"
WAS = re.compile(r",?\s+(?:(?:was|is|were|are|has|have|had|been|also|being)\s+)+$")
LONGEST_WAS = len(", has also been being  ")


def by_other_judges(analysis: Analysis, grade: Grade) -> bool:
    """Whether somebody judges who is no inspector, or somebody and no body is judged."""
    folded, sentence = analysis.view.folded, grade.sentence
    said = "judge" in grade.hints and _is_their_view(folded, grade)
    said = said or ("review" in grade.hints and REVIEW.search(folded, sentence.start, grade.start) is not None)
    if said and not OF_INSPECTION.search(folded, sentence.start, sentence.end):
        return True
    return _by_a_name(analysis, grade) or _of_a_person(analysis, grade)


def _is_their_view(folded: str, grade: Grade) -> bool:
    """Whether somebody who inspects nothing judges, or says of a body that it is so: not that it was rated so."""
    before, end = folded[grade.left : grade.start], grade.sentence.end
    if JUDGE.match(before) or BY_WHO.match(folded, grade.end, end):
        return True
    comma = folded.find(", ", grade.end, end) >= 0
    said = (comma and SAID_AFTER.match(folded, grade.end, end)) or SAYS_IT_IS.search(before)
    return bool(said and not RATED.search(before))


def _by_a_name(analysis: Analysis, grade: Grade) -> bool:
    """Whether an organisation gave a grade that is no inspectorate: "rated G by Investors in People"."""
    text, end = analysis.text, grade.sentence.end
    by = BY_NAME.match(text, grade.after, end) if text.find(" by ", grade.end, end) >= 0 else None
    if by is None or INSPECTS.search(by["name"]):
        return False
    start, stop = by.span("name")
    if any(at in analysis.person_ends for at in range(start, stop + 1)):
        return False
    return not any(m.body.kind == "inspectorate" for m in analysis.mentions_in(start, stop))


def _of_a_person(analysis: Analysis, grade: Grade) -> bool:
    """Whether it is a person that was given a grade."""
    if grade.verb is None:
        return False
    was = WAS.search(analysis.text, max(grade.left, grade.verb - LONGEST_WAS), grade.verb)
    return was is not None and analysis.person_ends.get(was.start(), -1) >= grade.left
