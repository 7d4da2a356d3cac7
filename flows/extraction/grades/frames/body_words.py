"""The words that tie a grade to its bodies: before it, behind it, places as subjects, bodies without a name."""

from __future__ import annotations

import re

from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.analysis.text.alternatives import any_word
from flows.extraction.analysis.text.exceptions import EXCEPT
from flows.extraction.grades.frames.frames import JUDGED, SAID
from flows.extraction.grades.words.words import NOUN

RATED_NOUNS = ("forces?", "units?", "services?", "constabular(?:y|ies)", "bod(?:y|ies)", "ones?", "brigades?")
RATED_NOUN = rf"(?:{'|'.join(RATED_NOUNS)})"
_THE_OTHERS = r"the\s+(?:only\s+)?(?:two|three|four|five|six|seven|others)"
# "the force judged as G is X", "the three forces assessed as G are X, Y and Z"; "the force to receive the top mark, G,
# was X".
# Reads text in lower case.
INVERTED = re.compile(
    rf"{any_word(*RATED_NOUNS, _THE_OTHERS)}\s+(?:(?:(?:that|"
    rf"which)\s+(?:were|was|are|is)\s+|to\s+(?:be|have\s+been)\s+)?(?:{JUDGED}|{SAID}|"
    rf"given|awarded|receiving)|to\s+(?:receive|get|achieve))\s+"
    r"(?:as\s+|to\s+be\s+|an?\s+|the\s+)*(?:(?:top|highest|lowest|best|worst)\s+(?:mark|grade|"
    r"rating),?\s*)?[“\"‘']?$",
)
# "forces requiring improvement are X and Y"
# Reads text in lower case.
REQUIRING = re.compile(rf"\b{RATED_NOUN}\s+(?:to\s+be\s+(?:{JUDGED}|{SAID})\s+as\s+)?$")
# "the other three – X, Y and Z –"
OTHERS = re.compile(r"\bthe\s+(?:other|remaining)\s+(?:two|three|four|five|six|seven)\b", re.IGNORECASE)
LINKING = re.compile(
    r"[”\"’',]*\s*(?:(?:for|at|in)\s+[^.;:]{1,60}?\s+)?(?:(?:ratings?|grades?)\s+)?(?:is|are|was|were|being|:|[-–—]|"
    r"include[sd]?|including)\s*:?\s*(?:the\s+|both\s+)?",
    re.IGNORECASE,
)
LEADING = re.compile(r"[”\"’']?\s*[:–—-]\s*(?:the\s+)?", re.IGNORECASE)
# "two forces were judged G for Y|: X and Z"
TO_NAMES = re.compile(r"[^.;:–—]{0,90}[:–—]\s*(?:the\s+)?")
TO_BODY = re.compile(
    r"[”\"’',]*\s*(?:(?:was|were|has\s+been|have\s+been)\s+)?(?:given|handed|awarded|issued|went|go(?:es)?|"
    r"going)?\s*(?:to|for|of)\s+(?:the\s+|both\s+)?",
    re.IGNORECASE,
)
SUBJECT_GAP = re.compile(
    r"(?:\s|[,”\"’'“‘:()–—|-]|was|were|is|are|has|have|had|been|being|also|both|now|still|again|as|to|be|an?|the|"
    r"each|all)*",
    re.IGNORECASE,
)
NEAR = 24
# "It is G at Y, a result helped by what it shares with |Kent Police, and G at Z": said by the way.
BY_THE_WAY = re.compile(r"\b(?:with|by|from|than|like|unlike|of|alongside)\s+(?:the\s+)?$", re.IGNORECASE)
# "Despite being rated G, X …": the body follows.
FRONTED = re.compile(
    r"\W*(?:despite|after|having|although|though|while|being|previously|formerly|once|rated|graded|judged)\b",
    re.IGNORECASE,
)
# A place is a subject right before its verb, or as the first part of a line.
PLACE_GAP = re.compile(
    r"(?:['’]s\s)?(?:\s|[-–—:|,“\"‘'(]|\b(?:was|were|is|are|has|have|had|been|also|again|both|all|each|found|came|out|to|be|"
    r"being|as|remains?|remained|stays|stayed|once\s+more|once\s+again)\b)*",
    re.IGNORECASE,
)
# The verbs of which a body is the subject.
_DOES = (
    r"(?:did|does|fared|sits?|sat|stands|stood|lies|lay|ranks|ranked|comes|ends|ended|emerges|emerged|joins|joined|got|came|went|kept|lost|won|remained|moved|fell|rose|dropped|improved|achieved|scored|"
    r"slipped|has|have\s+(?:(?:both|all|each|also|now)\s+)?(?:been|slipped|fallen|dropped|moved|risen|improved|kept|lost|retained)|had|is|are|was|were|keeps?|retain(?:s|ed)|holds?|held|gets|receive[sd]?|gain(?:s|ed)|earned|"
    r"secured|maintain(?:s|ed)|loses?|drops|falls|slips|climbs|rises|goes|moves|stays|remains|requires|required)\b"
)
# "Durham, too, did better: G at Y", "London’s culture grade went from G to G": a place as the subject of a sentence.
PLACE_SUBJECT = re.compile(
    r"(?:,\s+(?:too|however|meanwhile|though|by\s+contrast|on\s+the\s+other\s+hand|for\s+its\s+part|(?:one|another|the\s+\w+)\s+of\s[^,;.]{3,40}),)?"
    rf"\s+(?:(?:all|both|each|alone|also|again)\s+)?{_DOES}|,\s+(?:up|down)\s+from\b|"
    r",\s+which\s+(?:[\w-]+\s+){0,4}?(?:was|were|is|has|had)\b",
    re.IGNORECASE,
)
# "Kent Police|, which shares a base with Surrey Police, |was rated G": what is told of a body by the way.
TOLD_OF_IT = re.compile(
    rf",\s+(?:(?:which|who|whose|where|of\s+which)\b[^;.]{{2,160}}?|(?:the|an?|its|our|their|one|part|short|long|already|with|without|despite|under|once|hit|led|run|"
    rf"like|unlike|ahead|behind|besides|compared|as(?=\s+with\b)|in(?=\s+contrast\b)|after|before|following|not|[a-z]+ed)\s[^,;.]{{3,90}}),\s+"
    rf"(?=(?:(?:also|both|each|now|all|that|which|who)\s+)?{_DOES})"
)
# "…, and |Kent was put top"
JOINED = re.compile(r"[,;–—]\s+(?:and|but|while|whereas)\s+$")
PLACE_OWNS = re.compile(
    rf"['’]s?\s+(?:was|were|is)\b|['’]s?\s+(?:[\w-]+\s+){{0,6}}?(?:{NOUN}|approach|response|work|performance|record|handling|"
    rf"management|treatment|arrangements?)\s+(?:(?:for|to|of|with|on|against)\s+[^,;.]{{3,60}}(?:\s|,\s[^,;.]{{3,60}},\s))?(?:went|fell|rose|moved|was|is|has|had|"
    rf"dropped|improved|slipped|remains?|remained)\b",
    re.IGNORECASE,
)
# "Durham – which five years ago was found G": a place that a clause of its own grades, up to the grade.
PLACE_WHICH = re.compile(
    r"(?:,|\s[–—-])\s+which\s+(?:[\w-]+\s+){0,5}?(?:was|were|is|has|had|requires?|required|fell|rose|dropped|slipped|went|moved|"
    r"climbed|improved|got|received|kept|retained)\b[^,;–—]*|"
    rf",\s+where\s+(?:inspectors|the\s+(?:inspectors|inspectorate|watchdog)|{WATCHDOG}|it)\s[^,;–—]*",
    re.IGNORECASE,
)
# "London’s culture grade", "London’s was |G", "London’s |G": whose grade it is, where that is no body we know.
OWNER = re.compile(
    r"[“‘\"']?(?!(?:Today|Yesterday|Its|Their|This|Last|The|"
    rf"Inspectors?|Inspectorate|{WATCHDOG.upper()}|HMI)\b)(?:[A-Z][\w-]+\s+){{0,4}}[A-Z][\w-]+['’]s?\s+"
    rf"(?:(?:[\w-]+\s+){{0,6}}?(?i:{NOUN})|(?:(?:is|was|remains|only|latest)\s+){{0,2}}[“‘\"']?$)"
)
# "its neighbour was rated G", "another force was rated G": a body without a name.
# Reads text in lower case.
NAMELESS = re.compile(
    r"\b(?:(?:its|their|our|the|a|one|another)\s+(?:\w+\s+){0,2}(?:neighbours?|counterparts?|predecessors?)"
    r"|(?:my|his|her)\s+(?:\w+\s+)?(?:previous|former|old|last)\s+(?:force|service|unit|brigade)"
    r"|(?:another|one(?!\s+of)|a|an|some|any|no|few|many|most|several|every|each|neighbouring|other|which(?=\s+(?:force|service|unit|brigade))|"
    r"(?<!the\s)(?<!its\s)(?<!our\s)(?<!all\s)(?<!other\s)(?<!remaining\s)(?<!these\s)(?<!those\s)(?<!of\s)"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"some|several|many|most|half|none|neither|few|handful|majority|\d{1,2})\s+of\s+(?:the|its|our|these|those|[a-z]\w+'s?)(?:\s+\w+)?|"
    # "a third of forces", "half the services"
    r"half(?:\s+the)?|(?:half|(?:third|quarter|fifth|tenth)s?)\s+of(?:\s+the)?)\s+(?:(?!the\b)\w+\s+){0,2}"
    r"(?:forces?|services?|brigades?|constabular(?:y|ies)|units?|frss?)"
    r"|\b(?:unlike|like|than)\s+(?:(?:the|those|other)\s+)?(?:\w+\s+){0,2}(?:forces|services|brigades|units)"
    r"|\bof\s+(?:the\s+|all\s+)?(?:\w+\s+){1,3}(?:forces|services|brigades|units)(?:\s[^,;.]{3,40})?,\s+(?:\w+\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})(?=\s+(?:are|were|have)\b))\b"
    r"(?!\s+(?:of|in)\s+(?:which|whom))",
)
# "Nationally the worst grade was |G": nobody's. Reads text in lower case.
NATIONALLY = re.compile(
    r"\W*(?:nationally|nationwide|across\s+(?:the\s+country|the\s+nation|england|wales|england\s+and\s+wales)|"
    r"in\s+(?:england\s+and\s+wales|the\s+rest\s+of\s+the\s+country|other\s+(?:forces|services|areas|parts)))\b"
)
# "the region's organised crime unit": another body than the force that a text is on. Reads text in lower case.
UNIT_OF_REGION = re.compile(
    r"\b(?:the|its|our)\s+(?:\w+\s+){0,3}?(?:region(?:'s|al)|area's|south\s\w+'s)\s+(?:[\w&]+\s+){0,4}?unit(?:'s)?\b"
    r"(?:,\s[^,;.]{3,80},(?=\s(?:was|is|has)\b))?"
)
# "In neighbouring |Surrey| the force was G": the force of that place.
IN_PLACE = re.compile(r"(?:^|[.;:,]\s+|\b(?:and|but|while|whereas)\s+)[Ii]n\s+(?:(?:neighbouring|nearby)\s+)?$")
TO_FORCE = re.compile(r",?\s+")
# "one of |the four forces", "Among |the seven forces that feed it, Kent is G": some of them.
AMONG_THEM = re.compile(r"\b(?:of|among|amongst)\s+$", re.IGNORECASE)
# "On Surrey|: “The force is G": a label that a line begins with.
LABEL_OPENS = re.compile(r"\W*(?:(?:on|of|about|for)\s+(?:the\s+)?)?", re.IGNORECASE)
LABEL_OF = re.compile(r":\s+[“\"‘']?(?=(?:the|it|we|this|its|they|our)\b)", re.IGNORECASE)
# "two of the four in Wales", "three other services"
HOW_MANY = re.compile(
    rf"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:of\s+(?:the|its|these|those|them)\b|(?:other\s+|more\s+)?{RATED_NOUN})",
    re.IGNORECASE,
)
# What may stand between such a body and its verb, or its grade: "no force |in the region inspected so far was |G".
_WHERE = (
    r"(?:\s+(?:nationally|nationwide|elsewhere|so\s+far|to\s+date|anywhere|locally|inspected|visited|assessed|examined)\b|"
    r"\s+(?:in|of|from|across|within|around|outside|throughout)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?=\s))"
)
NAMELESS_GAP = re.compile(rf"(?:\s+(?:that|which|who)\b)?(?:{_WHERE}{{0,2}}?){SUBJECT_GAP.pattern}", re.IGNORECASE)
# "Leadership was G |in 13 forces". Reads text in lower case.
IN_SOME = re.compile(
    r"[\"']?\s+(?:in|at|for|by)\s+(?:(?:almost|nearly|about|more\s+than|only|just)\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|most|"
    r"many|several|some|other|half)\s+(?:of\s+(?:the|its|these|those)\s+)?(?:(?!counts|areas)[\w-]+\s+){0,2}?(?:forces|services|brigades|constabularies)\b"
)
# "The region's organised crime unit": no unit of the force. Reads text in lower case.
REGIONS_UNIT = re.compile(r"\bregion(?:al|'s)\s+(?:[\w-]+\s+){0,5}?units?\b")
# "Nationally the worst grade was …", "The national picture is worse: …": no body's own.
NATIONALLY = re.compile(
    r"\W*(?:Nationally|Nationwide|Elsewhere|Across\s+(?:the\s+country|England|Wales|Scotland)|The\s+national\s+(?:picture|average|trend))\b"
)
# "all but Kent Police": those that are not named; "unlike Kent Police, …": another.
ALL_BUT = re.compile(r"\b(?:all|every\s+\w+|everyone)\s+(?:but|bar|barring|except|apart\s+from)\b", re.IGNORECASE)
EXCEPTED = re.compile(
    rf"\b(?:unlike|{EXCEPT}|in\s+contrast\s+to|"
    r"compared\s+(?:with|to)|in\s+comparison\s+(?:with|to))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Following |BODY|, …": who was there before, at the beginning of a sentence.
AFTER_BODY = re.compile(r"\b(?:After|Following|Behind|Besides|Before|Beside|Near|Ahead\s+of)\s+(?:the\s+)?$")
# "unlike BODY|, which was rated G|": then that body is meant, too.
WHICH_WAS = re.compile(r",\s+(?:which|who)\s+(?:was|is|had\s+been)\b")
# "They've got a |G", "they were rated |G": words of somebody's on others than their own.
THEY_GOT = re.compile(
    r"\b[Tt]hey(?:['’](?:ve|re)|\s+(?:have|are|were|had))?\s+(?:(?:also|now|just|even|been|all)\s+)?"
    r"(?:got|get|have|had|hold|earned|received|won|are|were|rated|graded|judged)\b"
)
# A page says "we" of the body whose page it is.
WE = re.compile(r"\b(?:[Ww]e|us|[Oo]ur)\b")
# "…, both of which were judged G"
OF_WHICH = re.compile(r"[”\"’']?,\s+(?:both|all|each|\w+)\s+of\s+(?:which|whom)\b", re.IGNORECASE)
# "was a force judged G", "one of the few forces judged G" say it of the body before.
PREDICATE = re.compile(
    r"(?<!\bthere\s)\b(?:is|was|are|were|as|be|been|becom\w+|(?:of|among(?:st)?)(?:\s+(?:the|only|just))?)\s+$",
    re.IGNORECASE,
)
# "Both were judged G at Y": the two bodies spoken of. Reads text in lower case.
BOTH_WERE = re.compile(
    r"\bboth\s+(?:of\s+them\s+)?(?:were|are|(?:have|had)\s+been|got|received|earned|achieved|came|remain(?:ed)?)\b"
)
# "Protection was G |at Kent"
AT_BODY = re.compile(r"[”\"’']?\s+(?:at|in)\s+(?:the\s+)?")
# "G is one below that of |Kent Police". Reads text in lower case.
THAT_OF = re.compile(
    r"\b(?:(?:that|those)\s+(?:of|for|at)|than|below|above|behind|unlike|compared\s+(?:with|to))\s+(?:the\s+)?$"
)
# "Kent Police and Surrey Police share |its grade": theirs, too.
SHARE = re.compile(r"\bshar(?:e|es|ed|ing)\s+$")
# "the unit |which the four forces share": a set in a clause of its own.
SHARED = re.compile(r"\b(?:which|that|whom|where)\s+$", re.IGNORECASE)
# "custody suites in |Kent": where something is, and no body. Reads text in lower case.
SOMEWHERE = re.compile(r"\b(?:in|at|near|around|across|from|outside|throughout)\s+(?:the\s+)?$")
APPOSITION = re.compile(r"\s*(?:,|–|—|-|:|\()\s*(?:the\s+)?")
