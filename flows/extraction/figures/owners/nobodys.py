"""Counts that are nobody's: what is said to have acted is no body that is known, but several, an operation of many, or
a unit that is not in the vocabularies. The body that its sentence or text names beside it is not whose they are.
"""

from __future__ import annotations

import re
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.nouns import DISRUPTED
from flows.extraction.figures.words.owner_words import ACTING_KINDS
from flows.extraction.figures.words.types import Figure
from schemas import vocabularies

FAR = 200
_ACT = (
    rf"(?:(?:has|have|had|also|now|together|already|since|helped\s+to|\w+ly)\s+){{0,3}}(?:made|recorded|reported|delivered|carried\s+out|logged|achieved|led(?:\s+to)?|"
    rf"saw|resulted\s+in|disrupt|{DISRUPTED})\s+(?:(?:to|more|than|about|over|some|nearly|almost|a|total|of|the|record|around|at|least)\s+){{0,5}}$"
)
# What may stand before a subject: "partners| across the country made", not "Kent Police and |partners made".
_OPENS = (
    r"(?:^\W*|[.;:“\"(]\s*|\b(?:said|says|say|reported|reports|shows?|showed|that|but|while|as|how|see|sees|saw)\s+|(?<!\bpartners),\s+|"
    r"\band\s+(?:(?:by|in|since)\s[^,.;:]{2,24}\s)?(?=(?:all\s+|police\s+|UK\s+)*forces\s))"
)
_SEVERAL = (
    r"(?:(?:UK|British|all|other|local|partner|the|police|wider|whole|national|regional|its|their|fellow)\s+){0,3}"
    r"(?:forces|partners|agencies|law\s+enforcement|policing|(?:wider|whole)\s+system)"
    r"(?:\s+(?:and\s+(?:their\s+|its\s+)?(?:partners|agencies)|as\s+a\s+whole|alike|together|nationwide|nationally|"
    r"(?:in|across|around|throughout|up\s+and\s+down)\s[^,.;:]{2,30}?))?"
)
SEVERAL_ACT = re.compile(
    rf"{_OPENS}{_SEVERAL}\s+(?:{_ACT}|(?:has|have|had)\s[^.;:]{{3,40}}?\band\s+{_ACT})", re.IGNORECASE
)
# "said police |had disrupted 3,400 groups| last year in Britain"
POLICE_ACT = re.compile(rf"\bsa(?:id|ys)\s+(?:that\s+)?police\s+{_ACT}")
IN_THE_UK = re.compile(r"[^.;:,]{0,60}\b(?:in|across)\s+(?:the\s+)?(?:Great\s+)?(?:Britain|UK|England|country)\b")
# "the national week of action|, which saw 240 lines disrupted"
_EFFORT = (
    r"(?P<noun>week(?:\s+of\s+(?:action|intensification|activity))?|programme|campaign|task\s?force|initiative|scheme|network|crackdown|"
    r"action\s+days?|blitz|operation|(?-i:Operation\s+(?P<name>[A-Z][\w’-]+)))"
)
EFFORT_ACTS = re.compile(
    rf"\b{_EFFORT}(?:,\s+(?:which|that)\s+|,\s(?!the\s+(?:force|unit|constabulary|teams?|county|squad)\b)"
    rf"(?=(?:the|an?|run|led|mounted|launched|which|part|now|held|one|carried)\b)[^;:.]{{3,110}},\s+|\s+(?:which|that)\s+|\s+){_ACT}",
    re.IGNORECASE,
)
# What makes an operation one of many, before its name: "|took part in the national week", "|joined".
OF_MANY = re.compile(
    r"\b(?:(?:took|takes|taking|take|played\s+(?:a|its)|plays\s+(?:a|its))\s+part\s+in|join(?:ed|s|ing)|participat\w+\s+in|contribut\w+\s+to|"
    r"[Aa]s\s+part\s+of|among\s+those\s+(?:who|that)\s+(?:joined|took)|national(?:ly)?|nationwide|UK['’]s|UK-wide|countrywide|multi-force|multi-agency)\b"
    r"[^.;]{0,70}$"
)
# Behind it: "|, run by A, B and C", "|saw forces across England disrupt".
BY_MANY = re.compile(
    r",\s+(?:run|led|carried\s+out|mounted|launched|staffed)\s+(?:jointly\s+)?(?:by|between)\s[^;:.]{2,120}\band\s|"
    r"[^;:.]{0,90}(?:\b(?:national|nationwide|countrywide)\b|\bUK['’]s\s|\bforces\s|\b(?:across|throughout|around)\s+(?:the\s+)?(?:UK|country|England|Britain)\b)"
)
ITS = re.compile(r"(?:['’]s|\b(?:[Ii]ts|[Oo]ur|[Tt]heir|[Hh]is|[Hh]er|[Oo]wn))\s+(?:[\w-]+\s+){0,4}$")
# "Joint A and B unit |made": of none of them alone.
JOINT = re.compile(
    rf"\b(?:[Jj]oint|[Ss]hared|[Tt]ri-?force|[Cc]ollaborative)\s+(?:[\w&’-]+\s+){{0,7}}?(?:[Uu]nit|[Tt]eam|[Cc]ommand|[Dd]irectorate)\b(?:\s+for\s+(?:[A-Z]\w+\s+){{1,3}})?"
    rf"(?:,[^,;.]{{2,80}},)?\s*{_ACT}"
)
# "|NAME, the national unit hosted by BODY, disrupted 45", "The Squad|, now part of BODY, disrupted".
HOSTED = re.compile(
    rf"(?:^|[.;:]\s)\W*(?:[Ii]n\s[^,.;:A-Z]{{2,24}}\s)?(?:[Tt]he\s+)?(?P<unit>[A-Z][\w’-]*(?:\s+(?:[A-Z][\w’-]*|and|of|for|the)){{0,7}}),\s+(?:(?:the|an?)\s+[^,.;]{{2,60}}?\s+)?"
    rf"(?:(?:hosted|run|overseen|funded|staffed)\s+by|based\s+(?:at|in|with)|(?:now\s+)?part\s+of|housed\s+(?:at|in))\s[^;.]{{2,90}},\s+{_ACT}"
)
# "|The NAME Centre said", "|NAME, the northern unit, made": a sentence that opens with a name.
NAMED_OPENS = re.compile(
    rf"\W*(?:The\s+(?:joint\s+)?)?(?P<name>[A-Z][\w’-]*(?:(?:\s+(?:and|of|for|the))?\s+[A-Z][\w’-]*){{0,7}})(?:\s+(?:network|unit|team|centre|squad|programme))?"
    rf"(?:,\s[^,;.]{{2,60}},)?\s+(?:(?P<said>said)\b(?!\s+(?:it|its|the|that|they)\b)[^;.]{{0,40}}$|{_ACT})"
)
# No name, though it opens a sentence with a capital: how any force is spoken of.
NO_NAME = re.compile(
    r"(?:It|They|We|He|She|This|That|These|Those|There|Officers|Detectives|Police|Investigators|Teams?|Staff|Forces?|Constabulary|Unit|"
    r"Work|Action|Raids?|Warrants?|Operations?|Project|Together|Overall|In|On|Over|During|Since|Our|Its|Their|Last|A|An|The|DC[IS]|D[IS]|Detective|Superintendent|"
    r"P[CS]|Sgt|Supt|ACC|DCC|PCC|Mr|Mrs|Ms|Dr|Sir|Dame|Councillor|Chief|Inspector|Sergeant|Serious|Roads?|Rural|Neighbourhood|Proactive|Organised|County|Cyber|Economic|Fraud)\b"
)
CENTRES = ("Centre", "Agency", "Bureau", "Network", "Service", "Coalition", "Alliance")
_REGIONS = sorted({e.region for e in vocabularies.bodies().values() if e.kind == "regional-unit" and e.region})
# "The |NAME and NAME unit disrupted 41": a unit of a region by no name that is known.
REGIONS_UNIT = re.compile(
    rf"\b[Tt]he\s+(?:{'|'.join(map(re.escape, _REGIONS))})\s+(?:regional\s+)?(?:unit|ROCU|squad)\s+{_ACT}".replace(
        " (?:", r"\s(?:"
    )
)
# "A |and |B made 90", "A, |with B|, made 90": of both.
BOTH = re.compile(r"(?:,\s+|,?\s+(?:and|&)\s+|,\s+(?:along\s+|together\s+)?with\s+)(?:the\s+)?")
CLAUSE_OPENS = re.compile(
    r"(?:^|[.;:]|\bthat|\bsaid|\bsays)\W*(?:(?:Both|Together|Between\s+them),?\s+)?"
    r"(?:(?:In|During|Over|Since|By|Last|This)\s[^,.;:]{2,40},?\s+)?(?:[Bb]oth\s+)?(?:[Tt]he\s+)?$"
)
THEY_ACT = re.compile(
    rf",?\s+(?:officers\s+|detectives\s+)?(?:both\s+)?(?:[a-z]{{3,}}\s[^,.;:]{{2,60}}\s+and\s+)?{_ACT[:-1]}(?:\d[\d,]*\s+and\s+)?$"
)
# "Border Force and |BODY made 62": of BODY and somebody who is not known.
STRANGER_AND = re.compile(r"\W*(?:The\s+)?[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*){0,4}\s+and\s+(?:the\s+)?")
EACH = re.compile(r"[^.;]*\b(?:each|apiece|respectively)\b")
# "to |PLACE, where 50 disruptions were made"
WHERE = re.compile(r",?\s+where\s+(?:[a-z]+\s+){0,4}$")


def is_nobodys(
    analysis: Analysis, sentence: Sentence, figure: Figure, body: Body, hints: Hints, *, named: bool
) -> bool:
    """Whether the subject that acted is none that is known. `named`: the sentence names the body bound to it."""
    low, at = sentence.start, figure.number.start
    text = analysis.text[max(low, at - FAR) : at]
    if "where" in hints and _is_elsewhere(analysis, low, at, body):
        return True
    if "hosted" in hints and (hosted := HOSTED.search(analysis.text[low:at])):
        return not analysis.mentions_in(low + hosted.start("unit"), low + hosted.end("unit"))
    if "several-act" in hints and SEVERAL_ACT.search(text):
        return True
    if "joint" in hints and _is_of_a_joint_unit(analysis, text, at):
        return True
    if "regions-unit" in hints and not named and REGIONS_UNIT.search(text):
        return True
    said = "police-said" in hints and POLICE_ACT.search(text)
    if said and IN_THE_UK.match(analysis.text, figure.end, sentence.end):
        return True
    if "both" in hints and _is_of_both(analysis, sentence, figure):
        return True
    if "effort" in hints and _is_of_a_wide_effort(analysis, sentence, at):
        return True
    return _is_of_a_stranger(analysis, sentence, figure, body, named=named)


def _is_elsewhere(analysis: Analysis, low: int, at: int, body: Body) -> bool:
    """Whether a count is of a place or body that "where" takes up, and not of the one bound to it."""
    where = WHERE.search(analysis.text, low, at)
    if where is None:
        return False
    named = [*analysis.mentions_in(low, where.start()), *analysis.places_in(low, where.start())]
    last = max(named, key=lambda m: m.end, default=None)
    return last is not None and last.end == where.start() and last.body != body and body.kind == last.body.kind


def _is_of_a_joint_unit(analysis: Analysis, text: str, at: int) -> bool:
    joint = JOINT.search(text)
    start = at - len(text)
    return joint is not None and not analysis.mentions_in(start + joint.start(), start + joint.start() + 1)


def _is_of_both(analysis: Analysis, sentence: Sentence, figure: Figure) -> bool:
    """Whether two bodies side by side are the subject of one number."""
    low, at = sentence.start, figure.number.start
    named = [m for m in analysis.mentions_in(low, at) if m.body.kind in ACTING_KINDS]
    if (
        not named
        or not THEY_ACT.fullmatch(analysis.text, named[-1].end, at)
        or EACH.match(analysis.text, figure.end, sentence.end)
    ):
        return False
    places = analysis.places_in(low, named[-1].start)
    if len(named) == 1 and not places and STRANGER_AND.fullmatch(analysis.text, low, named[-1].start):
        return True
    members = sorted([*named, *places], key=lambda m: m.start)
    joined = [
        (a, b) for a, b in pairwise(members) if a.body != b.body and BOTH.fullmatch(analysis.text, a.end, b.start)
    ]
    if not joined or joined[-1][1] is not named[-1]:
        return False
    first = joined[-1][0]
    for one, other in reversed(joined):
        first = one if other is first else first
    return CLAUSE_OPENS.search(analysis.text, low, first.start) is not None


def _is_of_a_wide_effort(analysis: Analysis, sentence: Sentence, at: int) -> bool:
    """Whether a week, programme or operation acted that is said to be national, or of several forces."""
    text, low = analysis.text, sentence.start
    near = text[max(low, at - FAR) : at]
    acts = EFFORT_ACTS.search(near)
    if acts is None:
        return False
    start = max(low, at - FAR) + acts.start()
    if analysis.mentions_in(start, start + acts.end("noun") - acts.start()):
        return False
    if ITS.search(text, max(low, start - 60), start):
        return False
    block = sentence.block.start
    if OF_MANY.search(text, max(block, start - 110), start) or BY_MANY.match(text, start + len(acts["noun"]), at):
        return True
    before = text[max(0, start - 1500) : start]
    noun = acts["noun"]
    if acts["name"] or noun.lower() == "operation":
        named = acts["name"] or "Operation"
        places = [m.end() for m in re.finditer(re.escape(named), before)]
        return any(
            OF_MANY.search(before, max(0, end - 130), end - len(named)) or BY_MANY.match(before, end) for end in places
        )
    return noun == "programme" and not re.search(rf"(?:['’]s|[Ii]ts|[Oo]ur|new)\s+(?:[\w-]+\s+){{0,4}}{noun}\b", before)


def _is_of_a_stranger(analysis: Analysis, sentence: Sentence, figure: Figure, body: Body, *, named: bool) -> bool:
    """Whether a sentence opens with a name that is no known body's, and whose it is bound to is only named later."""
    at = figure.number.start
    if named and analysis.text.find(";", figure.end, sentence.end) < 0:
        return False
    opens = NAMED_OPENS.match(analysis.text, sentence.start, at)
    if opens is None or any(named_in(*opens.span("name")) for named_in in (analysis.mentions_in, analysis.places_in)):
        return False
    if (opens["said"] or NO_NAME.match(opens["name"])) and not opens["name"].endswith(CENTRES):
        return False  # a person tells of the force that is named next
    return all(m.body != body for m in analysis.mentions_before(at)) and analysis.overseen is None
