"""The words that tell whose a figure is: who acts, who helps, who is only named by the way."""

from __future__ import annotations

import re

from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS
from flows.extraction.figures.words.nouns import DISRUPTED, NOUN

ACTING_KINDS = frozenset(INSPECTED_KINDS - {"fire-service"} | {"government-department", "other"})
# Bodies that watch, pay or speak for others do not disrupt crime themselves.
OVERSEES = re.compile(
    r"\b(?:authority|boards?|panel|committee|council|commission|federation|union|association|college|university|"
    r"audit|trust|charity|society|foundation|forum|parliament|assembly|partnership|institute|chamber)\b",
    re.IGNORECASE,
)
POLICING_KINDS = ACTING_KINDS - {"government-department", "other"}
RECORDED = (
    r"(?:led|gives|(?:was|were)\s+(?:behind|responsible\s+for|involved\s+in)|took\s+part\s+in|records?|recorded|registered|delivered|"
    r"carried\s+out|achieved|made|reported|logged|"
    r"secured|conducted|claimed|claims|had|has|have|saw|seen|"
    r"resulted\s+in|supported|enabled|facilitated|contributed\s+to|undertook|undertaken|completed|counts?|counted|produced|accounted\s+for|managed|"
    r"executed|took|did|broke|notified|submitted|topped|exceeded|surpassed|passed|(?:pulled|brought|carried)\s+off|(?:notched|racked|chalked|clocked)\s+up|put\s+in|brought(?:\s+about)?|"
    rf"{DISRUPTED})"
)
SUBJECT_OF = re.compile(
    rf"(?:\s*\([^()]{{1,40}}\))?\s*(?:['’]s\b[^.;,]{{0,50}}|"
    rf"(?:force|unit|which|who|\w+ly|also|has|have|had|itself|alone|officers|teams?|operations?|it|they|said|been|now)\b|[,\s])*"
    rf"\s*\b{RECORDED}\b",
    re.IGNORECASE,
)
# "BODY counts| disruptions of …": what it acts on is what is counted.
ITS_OBJECT = re.compile(rf"\s+(?:[\w-]+\s+){{0,3}}?{NOUN}", re.IGNORECASE)
# Reads text in lower case.
BY = re.compile(
    rf"\b(?:led|recorded|carried\s+out|made|delivered|reported|supported|secured|achieved|logged|"
    rf"undertaken|claimed|registered|disruptions(?:\s+of\s+[a-z]+(?:\s+[a-z]+){{0,2}}?)?|{DISRUPTED})\s+by\s+(?:police\s+in\s+)?(?:the\s+)?$|"
    r"\b(?:through|thanks\s+to|result\s+of|due\s+to|following)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:work|efforts?|actions?|operations?)\s+(?:of|by)\s+(?:the\s+)?$",
)
# What such words end with.
BY_ENDS = ("by", "of", "in", "the")
REPORT_OF = re.compile(
    r"\b(?:report|figures|statistics|data)\s+(?:\w+\s+)?(?:from|by|of)\s+(?:the\s+)?(?:(?-i:[A-Z])\w+['’]s\s+)?$",
    re.IGNORECASE,
)
SAYS_THAT = re.compile(r"\s+(?:has\s+)?(?:said|says|reported|reports)(?:\s+\w+){0,2}?\s+that\b")
ACCORDING_TO = re.compile(r"\baccording\s+to\s+(?:the\s+)?$", re.IGNORECASE)
SAYS = re.compile(r"\s+(?:has\s+)?(?:said|says|revealed|announced|confirmed|reported)\b")
# "gangs were disrupted, police chiefs |said": of the whole country.
TOLD_BY_MANY = re.compile(
    r"\b(?:[Pp]olice\s+chiefs|[Mm]inisters?|[Cc]hief\s+constables)\s+(?:has\s+|have\s+)?(?:said|says?|claim(?:ed|s)?|told|announced|revealed)\b"
)
MANY = ("chiefs", "minister", "chief constables")
# "At 3.27 disruptions per 1,000 people |BODY's rate is the highest"
ITS_RATE = re.compile(r"['’]s?\s+(?:\w+\s+)?(?:rate|figure|total|tally|record)\b")
WIDER = re.compile(
    r"\b(?:nation(?:ally|wide)|across\s+(?:the\s+)?(?:whole\s+)?(?:country|region|UK|England|South|"
    r"North|East|West|Britain))\b"
)
# "By: Assistant Commissioner, |BODY": a line at the head of a paper on who wrote it, for whom.
WRITTEN_BY = re.compile(
    r"(?:(?:Report|Presented|Prepared|Submitted)\s+)?(?:by|of|author|from|to|contact)\s*:", re.IGNORECASE
)
# "With the help of |BODY, the team broke up": who helps is not who did it.
HELPED_BY = re.compile(
    r"\b(?:help|support|assistance|thanks)\s+(?:of|from|to)\s+[^;.,]{0,80}$|"
    r"\b(?:alongside|together\s+with)\s+[^;.,]{0,60}$",
    re.IGNORECASE,
)
# "Police in England and Wales and their partners", "forces across the country": nobody we know.
NATIONAL = re.compile(
    r"\b[Pp]olice\s+(?:in|across)\s+(?:England|Wales|Scotland|Britain|the\s+UK|the\s+country)\b|"
    r"\b(?:Spanish|French|Dutch|German|Irish|Italian|Belgian|Bulgarian|Turkish|Albanian|European|American|Australian)\s+"
    r"(?:police|authorities|officers|law\s+enforcement|detectives|customs|agencies)\b|\bEuropol\b|"
    r"\b(?:[Ff]orces|[Pp]olice)\s+(?:and\s+their\s+partners|up\s+and\s+down|nationwide|nationally|across\s+the)\b"
)
# "The unit, which works with |BODY, recorded 61": what is said by the way.
ASIDE = re.compile(
    r",\s+(?:(?:in|of|to|for|with|under|through)\s+(?:which|whom)|which|who|whose|where|alongside|together\s+with|along\s+with|with|"
    r"working\s+(?:\w+ly\s+)?(?:with|alongside)|in\s+partnership\s+with|(?:helped|backed|assisted)\s+by|including|(?:now\s+)?part\s+of|based|hosted|"
    r"led|run|overseen|covering|made\s+up\s+of|supported|like|unlike|ahead\s+of|behind|besides|as\s+with|"
    r"compared\s+(?:with|to)|in\s+contrast\s+(?:with|to)|not|"
    r"(?:train|inspect|visit|assess|examin|help|assist|back|join|advis|fund|aid|guid|mentor|coach)e?d)\b(?:[^,;.]|,\s+(?=(?:the\s+|and\s+(?:the\s+)?)?[A-Z]|$)){0,120}$",
    re.IGNORECASE,
)
# How far before a body the words may stand that make it one of a list.
LONGEST_LIST = 240
# "The taskforce, comprising the police and |BODY": who belongs to it or helps is not who did it.
MEMBER_OF = re.compile(
    r"\b(?:compris(?:es|ing)|consist(?:s|ing)\s+of|made\s+up\s+of|br(?:ings|inging)\s+together|alongside|(?:together|jointly)\s+with|"
    r"with\s+(?:the\s+)?(?:help|support|assistance)\s+(?:of|from|by)|(?:has|have|with)\s+(?:officers|staff|detectives)\s+from|"
    r"run\s+(?:jointly\s+)?with|collaboration\s+(?:between|of|with)|partnership\s+(?:between|of)|serv(?:es|ing)\s|members\s+include|whose\s+members\s+are|supported\s+by|in\s+partnership\s+with)\s[^.;\n]*$"
)
ASIDE_ENDS = re.compile(r"(?:\s+(?:and|&)\s+(?:the\s+)?[A-Z][^,;.]*)?,")
# "The taskforce, in which |BODY sits with others, |dismantled 14 gangs": who acts stands before the aside.
ASIDE_THEN_ACTS = re.compile(rf"[^,;.]{{0,100}},\s+(?:(?:has|have|had|\w+ly)\s+){{0,2}}{RECORDED}\b")
# "|The taskforce, in which others sit, dismantled 14 gangs"
PAST_ASIDE = re.compile(
    rf",\s+(?:(?:now\s+)?part\s+of|(?:run|hosted|led|funded|staffed|overseen)\s+by|based\s+(?:at|in|with))\s[^;.]{{3,90}},\s+(?:(?:has|have|had|\w+ly)\s+){{0,2}}{RECORDED}\b|"
    rf",\s+(?:working|acting|together|alongside|in\s+partnership)\b[^,;.]{{3,80}},\s+(?:(?:has|have|had|\w+ly)\s+){{0,2}}{RECORDED}\b|"
    rf",\s+(?:the|an?)\s+[^,.;]{{3,60}},\s+(?:(?:has|have|had|\w+ly)\s+){{0,2}}{RECORDED}\b|"
    rf",\s+(?:(?:in|of|to|for|with|under|through)\s+)?(?:which|whom|who|whose|where)\s"
    rf"(?:[^,;.]|,\s+(?=(?:the\s+|and\s+)?[A-Z])){{3,120}},\s+"
    rf"(?:(?:has|have|had|\w+ly)\s+){{0,2}}{RECORDED}\b"
)
# "the task force": no noun for a kind of body, but a part of the name of some.
TASK_FORCE_NAME = re.compile(r"\bTask\s?[Ff]orce$")
TASK_FORCE = re.compile(r"\bthe\s+task\s?force\b")
# "|A supported |BODY in dismantling 14 gangs", "helped |BODY dismantle 14": who is helped did it.
HELPED = re.compile(r"\b(?:support|help|assist)(?:ed|s|ing)?\s+(?:the\s+)?$", re.IGNORECASE)
TO_DO = re.compile(
    rf"\s+(?:officers\s+)?(?:in|to|with)\s+(?:\w+\s+){{0,2}}?(?:{DISRUPTED}|disrupt|dismantle|(?:the\s+)?disruption)\b|"
    r"\s+(?:officers\s+|detectives\s+)?(?:to\s+)?(?:make|record|lead|deliver|achieve|log|carry\s+out|disrupt|dismantle|"
    r"break\s+up|take\s+down|shut\s+down|smash)\s"
)
# "Force-wide, gangs were disrupted 20 times": no regional unit named before.
FORCE_WIDE = re.compile(r"\b(?:force-?wide|across\s+the\s+(?:whole\s+)?force)\b", re.IGNORECASE)
# "|PLACE's own officers recorded", but not "officers in |PLACE recorded".
PLACES_OWN = re.compile(
    rf"['’]s?\s+(?:own\s+)?(?:(?:officers|detectives|teams|police|force)\s+(?:\w+\s+)?{RECORDED}\b|"
    r"(?:rate|figure|total)\s+(?:was|is)\b)"
)
# "|PLACE recorded 207 disruptions", but not "units in |PLACE recorded".
PLACE_ACTS = re.compile(rf"\s+(?:also\s+|alone\s+|has\s+|had\s+)?{RECORDED}\s")
IN_IT = re.compile(r"\b(?:in|of|from|across|at|near|around|outside|for|to|over)\s+(?:the\s+)?$", re.IGNORECASE)
# "With |612 disruptions| in 2023, the |BODY leads": what stands before a subject, and what may stand between.
FRONTED = re.compile(
    r"\W*(?:With|Having\s+\w+|On|At)\s+(?:(?:just|only|more|less|fewer|than|over|nearly|almost|some|about|around|a|total|of)\s+)*"
)
FRONT_ENDS = re.compile(r"[^,.;:]{0,60},\s+(?:the\s+)?")
# "|It led", "In the year to March |it led", "Last year |its teams led"
OPENS_WITH_IT = re.compile(
    r"(?:(?:In|During|Over|Between|From|Since|For|By|Last|This|That|Also|Overall)\b[^.;:]{1,70}?\s)?(?P<it>(?<![\w’'-])[Ii]ts?)\b"
)
# "Six |of those it led": whose those are was said.
THOSE_IT_LED = re.compile(
    r"\s+of\s+(?:those|these|them|the\s+disruptions)\s+(?:that\s+)?(?:it|they|we)\s+(?:had\s+)?led\b"
)
SUPPORTED = re.compile(
    r"\b(?:supported|enabled|facilitated|contributed\s+to|assisted(?:\s+(?:in|with))?|helped\s+(?:with|in)|(?:lent|gave|provided)\s+(?:support|help|(?:a|its)\s+hand)\s+(?:in|to|with|on))\s+"
    r"(?:a\s+further\s+|another\s+|just\s+|only\s+)?$",
    re.IGNORECASE,
)
# "The Bureau, whose teams claim |40": of somebody who is named, but is no body that is known.
SOME_FORCE = re.compile(
    r"\b(?:[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost)\s+(?:other\s+)?(?:police\s+)?(?:force|unit)s?\b[^,.;]{0,60}$"
)
LONGEST_UNKNOWN = 140
# "London's ROCU |disrupted 12", "the South West regional unit |carry out 320": no unit that is known by that.
_UNIT = (
    r"\b[A-Z][\w’'-]+['’]s\s+ROCU\b[^,.;]{0,60}$|"
    r"\b[A-Z][a-z]+\s+regional\s+(?:organised\s+crime\s+)?unit\b[^,.;]{0,60}$"
)
UNKNOWN = re.compile(rf"{_UNIT}|\b[A-Z][\w’'-]+,\s+(?:whose|which|where)\b[^,.;]{{0,60}}$|{SOME_FORCE.pattern}")
# "|In PLACE, 14 gangs were dismantled", and what ends the clause that a place opens.
_WITHIN = r"(?:(?:[Oo]ver|[Uu]p|[Dd]own|[Oo]ut|[Bb]ack)\s+in|[Ii]n|[Aa]cross|[Tt]hroughout)"
_OFFICERS = r"(?:[Oo]fficers|[Pp]olice|[Dd]etectives)"
IN_A_PLACE = re.compile(rf"(?:[.;:]\s+|\n|,?\s(?:and|while|but)\s+)\W*{_WITHIN}\s+(?:the\s+)?$")
# "In |PLACE, officers disrupted", "Over in |PLACE", "Officers in |PLACE disrupted"
OPENS_IN = re.compile(rf"\W*(?:{_OFFICERS}\s+(?:in|from|across)|{_WITHIN})\s+(?:the\s+)?")
# The same of a place that is no force's, or of which nothing is known: not of the region's unit. "In May, officers" is.
OFFICERS_IN = re.compile(
    rf"\W*{_WITHIN}\s+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|"
    rf"Autumn|Winter|Operation|Project|Phase|Q\d|England|Britain|UK)\b)(?:[A-Z][\w’'-]*\s+(?:and\s+)?){{0,3}}[A-Z][\w’'-]*,?\s+(?:local\s+)?{_OFFICERS}\s"
)
CLAUSE_ENDS = re.compile(r"[;:]|\b(?:while|whereas|but)\b")
# What a commissioner does with a force, in lower case.
ACCOUNT = ("to account", "accountability", "scrutin")
COUNTY = re.compile(
    r"\b(?:in|across)\s+the\s+(?:county|force\s+area)\b|\b(?:the|his|her)\s+(?:local\s+)?(?:force|officers|police)\b"
)
# "• Kent| – 61 disruptions"
LABEL_ENDS = re.compile(r"\s*(?::|\s[–—-]\s)")
NEXT_ACTOR = re.compile(r"\b(?:while|whereas|but)\b|;|,\s+and\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?\s+")
# Reads text in lower case.
FIRST_PERSON = re.compile(r"(?:w(?<!\w.)e|o(?<!\w.)ur|u(?<!\w.)s)\b")
# "a quarter of all groups |known to |BODY": it counts what it knows.
KNOWN_TO = re.compile(r"\b(?:known\s+to|mapped\s+by|monitored\s+by)\s+(?:the\s+)?$")
COMMA = re.compile(r",\s+(?:the\s+)?")
LINE_ENDS = re.compile(r"[\s.;]*$")
