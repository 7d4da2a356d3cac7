"""The words that tie areas to a grade: what may stand between them, counts and lists of areas, what takes one up."""

from __future__ import annotations

import re

from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.analysis.text.alternatives import one_of
from flows.extraction.grades.words.words import GRADE_LABEL, any_of

SOC = "serious-and-organised-crime"
WORKPLACE = "developing-a-positive-workplace"
COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}\b|several|most|some|many|a\s+number|(?:a\s+)?few|"
    r"(?:a|one|two)[\s-]+(?:thirds?|quarters?)|half|majority|rest|remainder|lots|a\s+lot|plenty|a\s+(?:majority|handful|raft|range|string))"
)
# "in four areas", "for all of its …"
COUNTED = re.compile(
    rf"[”\"’',]*(?:\s+(?:from|by)\s+(?:the\s+)?[\w’'&-]+)?\s*(?:in|across|for|at|on(?=\s+(?:{COUNT}\s+(?:counts|questions|measures|areas|scores)|(?:two|three|four|five|six|seven|eight|nine)\b)))\s+(?:(?:almost|nearly|practically|pretty\s+much|just\s+about)\s+)?(?:all|everything|anything|nothing|places|parts|(?:(?:another|the|the\s+(?:other|remaining)|"
    rf"a\s+further|only|just|no\s+(?:fewer|less)\s+than|as\s+many\s+as)\s+)?{COUNT})\b"
    rf"(?:\s+(?:of|the|its|other|inspected|inspection|\d{{1,2}}\b))*\s*(?:areas?|categories|aspects|questions|"
    r"themes)?",
    re.IGNORECASE,
)
# "G in three areas in July|: X", "G at one thing only|, X"
COUNTED_OFF = re.compile(
    rf"[”\"’',]*(?:\s+(?:from|by)\s+(?:the\s+)?[\w’'&-]+)?\s*(?:in|across|for|at|on)\s+(?:(?:(?:all|just|only|another|the|the\s+other|a\s+further|no\s+(?:fewer|less)\s+than|as\s+many\s+as)\s+)?{COUNT}\b|"
    rf"(?:(?:pretty\s+much|nearly|almost|practically|just\s+about)\s+)?(?:everything|all)\b)[^.;:,()–—]{{0,60}}[:,(–—]",
    re.IGNORECASE,
)
# "G in five areas of its work, among them how it …": some of the areas that are counted.
AMONG = re.compile(
    rf"[”\"’']?,\s+(?P<them>among(?:st)?\s+(?:them|these))\b:?\s+|[”\"’',]*\s+(?:in|for|at|across)\s+(?:{COUNT}|"
    rf"(?:another|the|a\s+further)\s+{COUNT})\b[^.;:]{{0,120}}?,?\s+"
    rf"(?P<some>(?:among|amongst)\s+(?:them|these)|including|notably)\b:?\s+",
    re.IGNORECASE,
)
# "seven areas were graded as …"
# Reads text in lower case.
COUNT_BEFORE = re.compile(
    rf"\b(?:{COUNT}\s+(?:(?:of|other|more|further)\s+)?(?:[^.,;:]{{0,50}}?\b(?:areas?|categories|questions)\s+(?:(?:of|at|for)\s+[^.,;:]{{3,50}}?\s)?)?|"
    r"\bareas\s+)(?:(?:which|that|(?:in\s+which|where)\s+(?:it|the\s+\w+))\s+)?(?:were|was|are|is|to\s+be|being)?\s*(?:still\s+|also\s+)?"
    r"(?:(?:rated|graded|judged|found|assessed|classed)\s+)?(?:as\s+|to\s+be\s+|at\s+)?(?:an?\s+)?[“\"‘']?$",
)
# "Responding to the public|, where one in four callers hung up, |was graded"
CLAUSE_BETWEEN = re.compile(
    r"^,\s(?:where|which|whose|in\swhich)\b[^;.]{0,160}?,\s(?=(?:was|were|is|are|has|had|also|now|still)\b)"
)
# "The recording of crime|, on the other hand, |brought it a G"
CONTRAST = re.compile(r",\s(?:on\sthe\sother\shand|by\scontrast|in\scontrast|for\sits\spart),")
# "its work – audits of shops and so on – was G": said by the way.
ASIDE = re.compile(r"\s[–—-]\s[^–—.]{3,120}?\s[–—-]\s|\([^()]{3,120}\)")
# "In four areas its work was found G"
IN_COUNT = re.compile(
    rf"\W*(?:in|for)\s+(?:the\s+(?:other\s+)?)?{COUNT}\s+(?:(?:other|further|more|additional)\s+)?(?:areas?|categories|questions)\b",
    re.IGNORECASE,
)
# "six “G” ratings": how many there are, right before one.
SEVERAL = re.compile(
    r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])\s+[“\"‘']?$", re.IGNORECASE
)
SHORT = 24
# ", its work with schools, ": an item of a list that no vocabulary has. No word is divided: the ways to do so are
# beyond counting.
ITEM_BETWEEN = re.compile(
    r"[”\"’']?\s*(?:;|,)\s+(?:and\s+)?(?!(?:it|they|he|she|which|who|where|the\s+\w+)\s)(?:(?!(?:is|was|were|are|has|had|"
    r"have|said|says|which|that|it|they|he|she)\b)[\w’'&-]++\s*){1,6}"
    r"(?:[;,]\s+(?:(?:and|its|their|how|the|on|at|for|in|it)\s+){0,3}"
    r"|\s\()[“\"‘']?"
)
# The small words that may stand between a grade and its area, or between two areas.
_TO_AREA = (
    "all at for in on with by of to into when comes it terms regarding across respect against over area areas are "
    "were is was include includes included including the category categories question questions pillar pillars "
    "theme themes way ways work both it its their our we his how well effectively efficiently fairly they force "
    "service unit which tackling response approach arrangements performance dealing ability being efforts also ensure "
    "ensures has have that namely one two three four five six seven eight nine ten overall this regional local "
    "handling management as force's police policing rating grade judged rated graded meanwhile other remaining "
    "time those these core following key crucial important what who responding judgement especially particularly "
    "and too however getting staff having help came gives cutting holds given awarded recorded issued respectively "
    "plus or as_well_as "
    "a_second a_third a_fourth a_fifth "
    "along_with together_with in_addition_to about things first second third fourth across_the_board "
    "main others more further inspected examined assessed tested among amongst "
    "years ago months earlier today yesterday (?:effectiveness|efficiency|legitimacy)_with "
    "them notably another like such_as last_year only covering now again still relation regard regards concerning "
    "likewise under towards aspect aspects side part parts heading headings merely how_does how_well_does"
)
# Grouped by their first letters, for the sake of speed.
_SMALL = [word for word in _TO_AREA.split() if "_" not in word]
_SMALL_WORDS = f"(?:{one_of(_SMALL)}|{any_of(' '.join(word for word in _TO_AREA.split() if '_' in word))})"
AREA_GLUE = re.compile(rf"(?:[”\"’'“‘,:;•()–—|-]|\s|&|\b{_SMALL_WORDS}\b){{0,40}}", re.IGNORECASE)
LOOSE_GLUE = re.compile(
    r"[”\"’']?\s*(?:at|for|in|on|from|by)\s+(?:(?!which|who|that|also|areas?\b)(?:[\w’'-]+|20\d\d,)\s+){0,10}[“\"‘']?",
    re.IGNORECASE,
)
# "still rates as G |the service’s response to fires"
OBJECT_GAP = re.compile(
    r"[”\"’']?\s+(?:(?:the|its|their|how|both|way|in|which|it|own|work|on|force|service|unit|brigade|constabulary)"
    r"(?:\s*['’]s?)?\s+){1,6}"
)
AS_GRADE = re.compile(r"\w+\s+as\s+[“\"‘']?")
BEGINS_OBJECT = re.compile(r"[”\"’']?\s+(?:(?:the|its|their|how|both)\s|[A-Z])")
AREA_PREPOSITION = re.compile(
    r"\b(?:at|for|in|on|with|comes to|terms of|regarding|across|respect of|against|of|areas?|how|approach to|"
    r"given to|when|are|came|over|covering|under|regards|"
    r"concerning|relation to|regard to|include[sd]?|including|among|amongst|notably|namely)\b|[-–—:|(]|^to\b",
    re.IGNORECASE,
)
SPLIT_WORDS = re.compile(
    r"\b(?:not|(?<!well\s)(?<!such\s)as\s+for|but|bar|barring|except|apart\s+from|other\s+than|save\s+for|while|although|despite|after|before|because|whereas|(?:grade|rating|mark|verdict)s?\s+(?:for|on|"
    r"in)|(?:that|those)\s+(?:for|on|in|of)|(?:one|two|three|four|five|six|\d)\s+(?:more|others?))\b|\s[–—-]\s+(?:and|but)\b",
    re.IGNORECASE,
)
OPENS_SUBJECT = re.compile(
    r"(?:^|[.,:;–—(]\s*|\b(?:the|its|their|whose|own|and|on|for|at|in|over|under|our|but|bar|except|graded|grades|rates|judged|judges)\s+|['’]s?\s+)$",
    re.IGNORECASE,
)
ALL_AREAS = re.compile(
    rf"[”\"’']?\s*(?:in|at|for|across)\s+(?P<areas>(?:all|every(?:\s+(?:one|single))?)\s+(?:of\s+)?(?:its\s+|the\s+|their\s+)?"
    rf"(?:{COUNT}\s+)?(?:(?:key|main|core|inspect\w+|graded|different|other|relevant)\s+){{0,2}}(?:areas?|categor(?:y|ies)|"
    r"respects?|pillars?|themes?|aspects?|strands?|fields?))\b"
    r"|[”\"’']?\s*(?:across\s+the\s+board|as\s+a\s+whole|overall)\b",
    re.IGNORECASE,
)
# What ends such words: "for its work with tenants| while its leadership was G".
_STOPS = (
    r"\s(?:while|whereas|whilst|but|although|though|because|after|which|(?:and|or)\s(?:in)?adequate|"
    r"and\s(?:good|outstanding|requires))\s"
)
# "G at running its custody suites", "G in how it holds evidence": an area, though none of the vocabulary.
UNKNOWN_AREA = re.compile(
    r"[”\"’']?\s+(?:(?:at|for|when\s+it\s+comes\s+to)\s+(?:its\s+)?(?!every|any|some|no)(?=[a-z]+ing\b)|(?:at|for|"
    r"in)\s+(?=how\s)|for\s+its\s+(?=(?:work|response|approach|handling|management|treatment|use|"
    rf"investigation)\s+(?:to|of|with|on|against|in)\s))(?P<area>[a-z](?:(?!{_STOPS})[^.,;:()\n“”\"]){{5,70}})"
)
# "the areas found G were |its handling of evidence": an area no vocabulary has, as a noun.
UNNAMED_AREA = re.compile(r"(?:[\w’'-]+\s+){1,8}?[\w’'-]+(?=[.,;:]|\s+(?:where|which|and|but|as|because|after)\b|$)")
# "good at investigating crime and at preventing it"
POINTS_BACK = re.compile(r"\b(?:them|it|this|that|these|those|so)$|^[a-z]+ing\s+(?:it|them)\b", re.IGNORECASE)
# "G for the help it gives to …": an area without a name; not "G for the third year", "G for a second time".
NAMELESS_AREA = re.compile(
    r"[”\"’']?,?\s+(?:at|for|in(?=\s+how\b))\s+(?!(?:the|a|its|their|many|several|some|more|over|almost|"
    r"at)?\s*(?:[\w-]+\s+){0,2}(?:times?|years?|months?|inspections?|reports?)\b)"
    r"(?:the|its|their|how|a|an|all|both)\b|[”\"’']?\s+reflect(?:s|ed)\b|"
    r"[”\"’']?\s+(?:(?:given|awarded|handed|received|earned)\s+)?(?:at|for)\s+(?!now\b|good\b|once\b|first\b|every|years|months|"
    r"another\b|being\b|many\b|several\b|some\b|more\b|over\b|almost\b|three\b|two\b|four\b|five\b|that\b|this\b|which\b)(?-i:[a-z]){4,}|"
    r"[”\"’']?\s+on\s+(?!balance\b|average\b|paper\b|both\b|each\b|every\b|most\b|many\b|several\b|some\b|three\b|four\b|five\b|these\b|"
    r"those\b|this\b|that\b|time\b|course\b|inspection\b|publication\b|reinspection\b)(?-i:[a-z]){4,}",
    re.IGNORECASE,
)
# "X’s response to Y was judged G": what stands between the body and the verb.
SUBJECT_AREA = re.compile(
    r"(?:['’]s?)?\s+(?P<area>(?:response|approach|handling|management|treatment|work|use|investigation)\s+"
    r"(?:to|of|with|on|against|for|in)\s[^,;:.]{3,70}?)(?:,\s+(?:however|though|too|meanwhile|by\s+contrast),)?"
    r"\s+(?:(?:was|is|were|are|has|had|as)\b|[“\"‘']?$)"
)
# "How efficiently the force keeps people safe |is G", "the legitimacy with which it does |requires improvement": the
# pillar that is asked for, whatever the words behind it. Reads text in lower case.
ASKED = re.compile(
    r"(?P<words>(?:\bhow\s+(?P<manner>effective|efficient|legitimate)(?:ly)?|\b(?P<noun>effectiveness|efficiency|legitimacy)\s+with\s+"
    r"which|\bextent\s+to\s+which\s[^.,;:]{3,40}?\s(?P<degree>effective|efficient|legitimate)(?:ly)?)\s[^.,;:]{3,100}?)"
    r"(?:\s(?:is|was|(?:was|has\s+been)\s+(?:\w+\s+)?(?:found\s+to\s+be|(?:rated|graded|judged|found)(?:\s+as)?))\b|:)?"
    r"(?<!\sa)(?<!\san)(?<!\sand)(?<!\sbut)\s+[\"']?$"
)
PILLAR_OF = {"effective": "effectiveness", "efficient": "efficiency", "legitimate": "legitimacy"}
# "G at doing so efficiently"
MANNER = re.compile(r"(?:\S+\s+){1,4}(?P<manner>effective|efficient|legitimate)ly")
# "G at Y, and its plans for the future| are …": what is said of the last is another clause.
NEW_CLAUSE = re.compile(
    r"(?:,\s+which\s[^,;.]{3,60},)?\s+(?:(?:is|are|was|were|has|have|had|remains?)\b(?!\s+(?:all|each|both)\b)|"
    r"(?:it|they|we|he|she)\s+(?!sa(?:y|id)|add|found|find|not|conclu|report)\w+(?:s|ed|t)\b|"
    r"(?:(?:both|all|each|also|still)\s+)?(?:came|comes?|got|gets?|fell|falls?|require[sd]?|received?|receives|earned|remain)\b)"
)
# "…, and for Y it was": an area before its own grade.
FRONTED_AREA = re.compile(
    r"(?:,?\s+(?:and|but|while|though|although|whereas)|;(?:\s+(?:and|but|while))?)\s+(?:for|on|at|in|under)\s[^,;.]{3,80},?\s(?:it|they|we|the\s+\w+)\s+"
    r"(?:was|is|has|had|were|are|gets?|got|received?|receives|earned|requires?|required)\b"
)
# "Workforce: G": the label of a line is its area, whatever it says but "Grade".
LABEL = re.compile(
    rf"(?!(?i:{GRADE_LABEL}|(?:in|since|by|from)\s+(?:\w+\s+)?(?:19|20)\d\d)\s*[-–—:…(|])"
    rf"(?P<area>[A-Z][\w,’'& -]{{3,80}}?)\s*[-–—:…(|]+\s*[“\"‘']?$"
)
# "Inspectors say we do that well (G)" is no label.
LABEL_SAYS = re.compile(
    r"(?:Less|More|Not|Much)\s+(?:so|well|good|better)\b|"
    r"(?!(?:How|What|To\s+what|The\s+extent)\b).*\b(?:says?|said|found|finds?|told|we|they|is|are|was|were|do|does|did|has|have)\b"
)
# "Among the areas in which the force was found G |were Y and Z".
AREAS_THAT = re.compile(
    r"\b(?:areas|aspects|questions|categories|pillars)\s+(?:in\s+which|where|which|that|the\s+\w+\s+was|it\s+was|"
    r"judged|"
    r"rated|graded|found|assessed)\b[^.;:]{0,80}$|\bthe\s+(?:only\s+)?(?:ones?|others?)\s+(?:(?:that|which)\s+(?:was|were)\s+)?"
    r"(?:found|judged|rated|graded|assessed)\s[^.;:]{0,20}$|\bwhat\s+$|"
    r"\bthe\s+(?:one|only)\s+(?:area|question|category|aspect)\s+(?:(?:that|which)\s+(?:is|was)\s+|to\s+(?:be|have\s+been)\s+)?"
    r"(?:judged|rated|graded|found|assessed|classed|marked)\s[^.;:]{0,20}$",
    re.IGNORECASE,
)
# "Rated G |were Y and Z"
OPENING_PARTICIPLE = re.compile(
    r"[\s“\"‘']*(?:(?:and|also|but|while)\s+)*(?:rated|graded|judged|classed|ranked|deemed|assessed|found|marked)\s+"
    r"(?:(?:as|to\s+be|only|merely|just)\s+)*[“\"‘']?",
    re.IGNORECASE,
)
THEN_ARE = re.compile(
    r"[”\"’']?(?:\s+(?:by|at|in|for)\s+[^,;.:]{3,70}?|,\s[^,;.:]{3,50},){0,2}\s+(?:are|were|is|was|include[sd]?)\s+(?:(?:about|around|to\s+do\s+with)\s+)?"
    r"(?:its\s+|the\s+|how\s+it\s+)?",
    re.IGNORECASE,
)
# "G at Y|, an area in which it had been rated G"
AN_AREA_THAT = re.compile(
    r"(?:,|\s[–—-])?\s+an?\s+(?:area|aspect|subject|question|field|category|discipline|heading)\s+"
    r"(?:(?:in|on|for|at|under)\s+which|where|that|which|(?:(?:also|again|still|now)\s+)?(?:rated|graded|judged|deemed))\b[^.;]{0,80}$|"
    r",\s+(?:where|(?:in|on|for|at)\s+which)\s[^.;,]{0,80}$",
    re.IGNORECASE,
)
# "Y and Z|, for each of which it was rated G"
EACH_OF_WHICH = re.compile(
    r",\s+(?:in|on|for|at)\s+(?:each|both|all(?:\s+(?:two|three|four|five))?)\s+of\s+which\s[^.;]{0,80}$", re.IGNORECASE
)
# "Y … is one of the areas judged G", "Y … and the only one to be G"
ONE_OF_AREAS = re.compile(
    r"\b(?P<one>one)\s+of\s+(?:\w+\s+){0,4}?(?:areas|aspects|questions|categories|pillars)\s+(?:(?:(?:that|which)\s+(?:was|"
    r"were|is|are)\s+|to\s+(?:be|have\s+been)\s+)?(?:judged|graded|rated|found|assessed|marked|deemed|classed|branded)|to\s+be)\s+(?:to\s+be\s+|as\s+)?[“\"‘']?$|"
    r"\bthe\s+only\s+(?:one|area|aspect|question|category)\s+(?:of\s+(?:\w+\s+){1,4})?to\s+(?:be|have\s+been)\s+"
    r"(?:(?:judged|graded|rated|found|assessed)\s+)?(?:to\s+be\s+|as\s+)?[“\"‘']?$",
    re.IGNORECASE,
)
# "G for its work with victims, filed under |Y", "G for how it answers, an area it terms |“Y”".
# Reads text in lower case.
CALLED = re.compile(
    r"(?:\bunder\s+(?:the\s+(?:head(?:ing)?|banner|title|question)s?\s+)?(?:of\s+)?|"
    rf"\b(?:area|question|category|part|what|which)\s+(?:that\s+|which\s+)?(?:it|they|we|inspectors|{WATCHDOG}|the\s+\w+)\s+(?:calls?|terms?|labels?)\s+)"
    r"[\"']?(?:the\s+|its\s+)?"
)
TAKES_UP = re.compile(
    r"\W*(?:(?:there|here|it|this|that|in\s+(?:this|that)|for\s+(?:this|that|which)|on\s+(?:this|that))\b|"
    r".{0,120}\b(?:same|that|this)\s+(?:heading|measure|area|category|question|respect|score)\b)",
    re.IGNORECASE,
)
# "police effectiveness, efficiency and legitimacy (PEEL)": the name of a programme, and no area of its own. Reads text
# in lower case, and begins with plain letters, for the sake of speed.
PROGRAMME = re.compile(
    r"police(?<!\w.{6})(?<!for\s.{6})(?<!areas\sof\s.{6})'?\s+(?:effectiveness|efficiency|legitimacy)"
    r"(?:,?\s+(?:(?:and|&)\s+)?(?:effectiveness|efficiency|legitimacy|leadership)){2,3}"
)
# "G| now describes |how it deals with fires"
DESCRIBES = re.compile(
    r"[\"']?\s+(?:is\s+how\s+(?:\w+\s+){1,3}?)?(?:(?:now|also|again|still|only)\s+)?(?:describes?|described|applie[sd]|sums?\s+up|covers?|covered|attach(?:es|ed)|belongs?|goes|went)"
    r"\s+(?:to\s+)?(?:(?:its|the|their)\s+)?"
)
# "G|, for its work"
OF_THIS = re.compile(r",\s(?:for|at|in|on)\s")
# "the effectiveness report", "its leadership grade": the area of a whole sentence.
REPORT_IN = re.compile(r"\s+(?:report|inspection|assessment|review|strand)\b", re.IGNORECASE)
# "on both counts": the two areas just named.
BOTH = re.compile(
    r"[”\"’']?\s+(?:on|in|for|at)\s+both(?:\s+(?:counts|areas|respects|pillars|questions|scores)\b|(?=[.,;)]|\s+(?:and|but|by|as|before|back|"
    r"in|while|after|from)\b))"
)
