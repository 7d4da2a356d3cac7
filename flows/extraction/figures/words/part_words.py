"""The words that make a number a part of a figure before it: shares, levels, leads, verbs of making up."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.figures.words.nouns import NO_OTHERS, holds
from flows.extraction.figures.words.types import Figure

LEVEL_OR_STRAND = re.compile(
    r"\b(?P<level>major(?!\s+(?:crime|incident)\b)|moderate|minor)\b|\b(?P<strand>Pursue|Prevent|Protect|Prepare)\b",
    re.IGNORECASE,
)
# Between a count and its share, said in other words.
SAID_AGAIN = re.compile(
    r"[^.;()]{0,60}(?:\([^.;()]{0,16})?[,(–—]\s*(?:or|that\s+is|that['’]s|which\s+(?:is|was|makes?\s+up|made\s+up|represents?|represented)|i\.e\.|equivalent\s+to|equal\s+to|making\s+up)\s+"
    r"(?:(?:just|only|about|around|nearly|almost|roughly|some|over|under)\s+)*",
    re.IGNORECASE,
)
# "397 |of those it led (|68 per cent)", "113 |of them to do with drugs (|33 per cent)"
IN_BRACKETS = re.compile(r"\s(?:of\s+(?:the|its|our|all)\s+\d[\d,]*\s|[^.;:()\d]{1,60}\s)?\(")
CLOSED = re.compile(r"(?:\s+of\s+(?:the\s+total|the\s+whole|all|them|these))?\)")
OF_THEM = re.compile(
    rf"\s+of\s+(?:(?:these|those)\b{NO_OTHERS}|(?:(?:all\s+(?:of\s+)?)?them|which)\b|"
    r"(?:(?:last|this|the)\s+)?(?:[\w-]+\s+){0,2}?[\w-]+['’]s\s+(?:(?:groups|gangs|networks|disruptions|total|tally|\d[\d,]*)\b|(?=\s*(?:were|was)\b))|(?:the|its)\s+(?:(?:overall|annual|full|whole|year|quarterly)\s+)?(?:\d[\d,]*|[a-z]+-[a-z]+|total|tally)\b|(?:the|"
    r"these|those)\s+(?:groups|gangs|networks|disruptions|cases|occasions)\b)",
    re.IGNORECASE,
)
# "disrupted 38 lines, |closed 11 of them": what was done to them is another thing.
OTHER_VERB = re.compile(
    r"\b(?:clos(?:ed|ing)|shut(?:ting)?(?:\s+down)?|arrest(?:ed|ing)|charg(?:ed|ing)|jail(?:ed|ing)|convict(?:ed|ing)|seiz(?:ed|ing)|"
    r"visit(?:ed|ing)|search(?:ed|ing)|identif(?:ied|ying)|map(?:ped|ping)|monitor(?:ed|ing)|investigat(?:ed|ing)|archiv(?:ed|ing))"
    r"\s+(?:(?:just|only|about|some|nearly|over|another|a|further|at|least)\s+){0,3}$",
    re.IGNORECASE,
)
LONGEST_VERB = 40
# "more than half of them| in PLACE": of a place, which divides no disruptions.
IN_PLACE = re.compile(
    r"(?:\s+(?:lines|groups|gangs|networks|disruptions))?\s+(?:(?:were|was|took\s+place)\s+)?(?:(?:run|based|led|controlled|operated|directed)\s+(?:from|in|out\s+of)|in)\s+(?:the\s+)?(?!Q[1-4]|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October)"
    r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*\s*(?:$|[.,;)])"
)
# "Of the 109 disruptions, |42 were at a high level": a part, whatever is said of it.
OF_THE_COUNTED = re.compile(
    r"\W*Of\s+(?:the|these|those|its|our)\s+(?:[\d,]+\s+)?(?:\w+\s+){0,2}?disruptions[^,;.]{0,60},\s+"
    r"(?:(?:just|only|about|around|some|nearly|almost|over|more\s+than|at\s+least)\s+)*",
    re.IGNORECASE,
)
IS_SAID = re.compile(r"\s+(?:were|was|had|have|led|resulted|took|came|caused|involved)\b", re.IGNORECASE)
OF_THE = re.compile(
    r"\b(?:of|among|in)\s+(?:the|its|these|those|all|our|(?:this|last|the)\s+year['’]s)?\s*(?:total\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
# "Of the disruptions that it led, |64 per cent were against drugs and |5 per cent against fraud"
_NEARLY = r"(?:(?:just|only|about|some|nearly|almost|around|roughly|well|over|under|(?:more|less|fewer)\s+than)\s+)*"
OF_WHICH_ENDS = re.compile(rf"\bof\s+which\s+{_NEARLY}$", re.IGNORECASE)
OF_WHAT = re.compile(rf"\W*of\s+(?:(?:the|these|those|its|all)\b|\d)[^,;.%]{{0,90}},\s+{_NEARLY}", re.IGNORECASE)
ANOTHER_SHARE = re.compile(
    r"(?:%|\bper\s?cent)\s+(?:\w+\s+){0,2}(?:against|related\s+to|concerned|involved|under|for)\s+[^;.%\d]{2,50}"
    r"(?:,\s*(?:and\s+)?|\sand\s+)(?:(?:just|only|another|a\s+further|a\s+mere|some|about|nearly)\s+)*$",
    re.IGNORECASE,
)
# "the biggest group – |611 – concerned drugs", "the greatest number of the disruptions, |588, were of drugs"
LARGEST = re.compile(
    r"\bthe\s+(?:biggest|largest|greatest|highest|next|smallest)\s+(?:(?:single|largest)\s+)?"
    r"(?:group|number|share|category|part|slice)\b[^.;,–—\d]{0,40}[,–—]\s*$|"
    r"\W*(?:(?:well|just)\s+)?(?:(?:over|more\s+than|under|nearly|almost|about)\s+half|most)\s*[,–—-]\s*$|"
    # Of what was counted right before: "310 disruptions, most of them (|270) …", not "arrests, most of them (|270)".
    r"^(?:\W*|\s(?:(?!\s(?:and|but|which|who)\s)[^.;:]){0,60},\s+(?:with\s+)?)(?:most|(?:the|a)\s+(?:\w+\s+)?(?:majority|bulk|"
    r"lion['’]s\s+share))(?:\s+of\s+(?:them|these|those|which|the\s+disruptions))?\s*[(,–—]\s*$",
    re.IGNORECASE,
)
THE_SAME = re.compile(r"\b(?:the|these|those)\s+$", re.IGNORECASE)
DIVIDES = re.compile(r"\s+(?:break|broke|divide|divided|split|fall|fell|comprise|include)\b", re.IGNORECASE)
REMAINING = re.compile(r"(?<!for )\b(?:the\s+remaining|the\s+other)\s+$", re.IGNORECASE)
ACCOUNTED = re.compile(
    r"(?<![\w’'-])(?P<label>(?!it\b|they\b|these\b)[\w’'&-]+(?:\s+[\w’'&-]+){0,5}?)\s+(?:(?:accounted\s+|accounts\s+|accounting\s+)?for|"
    r"made\s+up|making\s+up|took\s+up|(?<!\band\s)(?:was|were|lay)\s+behind|"
    r"represented|comprised|(?:came|amounted|comes)\s+to|(?:stood\s+)?at|numbered|totalled|to|with)\s+"
    r"(?:just\s+|only\s+)?(?:(?:[a-z]+\s+){0,3}|the\s+(?:bulk|majority|most|largest\s+(?:part|share|number|group))\s+\()$",
    re.IGNORECASE,
)
# "Fraud, which is a growing threat, accounted for |22"
ACCOUNTED_ASIDE = re.compile(
    r"(?P<label>[\w’'&-]+(?:\s+[\w’'&-]+){0,5}?),\s+[a-z][^,;.]{3,80},\s+"
    r"(?:account\w*\s+for|(?:made|took)\s+up|represented|(?:came|amounted)\s+to|(?:was|were|lay)\s+behind|followed\s+(?:with|on)|"
    r"came\s+next\s+with|had|saw|stood\s+at|totalled|numbered)\s+(?:just\s+|only\s+|another\s+|a\s+further\s+)*$",
    re.IGNORECASE,
)
# "Fraud came a distant second, with |13"
PLACE = re.compile(
    r"\b(?:second|third|fourth|next|last|top|first),?\s+(?:with|on|at)\s+(?:just\s+|only\s+)?$", re.IGNORECASE
)
PLACED = re.compile(
    r"(?P<label>[\w’'&-]+(?:\s+[\w’'&-]+){0,5}?)\s+(?:came|comes|was|ranked|finished)\s+(?:(?:a|in)\s+)?(?:\w+\s+)?"
    r"(?:second|third|fourth|next|last|top|first),?\s+(?:with|on|at)\s+(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
MAKES_UP = re.compile(
    r"\b(?:(?:came|comes|was|ranked)\s+(?:(?:a|in)\s+)?(?:\w+\s+)?(?:second|third|fourth|next|last|top|first)\b|"
    r"next\s+c[ao]mes?\b|followed\b|account\w*\s+for|(?:ma(?:de|king)|took)\s+up|(?:was|were|lay)\s+behind|represented|comprised|c[ao]mes?\s+to|"
    r"amounted\s+to|stood\s+at|numbered|"
    r"totalled)\b",
    re.IGNORECASE,
)
# "14 disruptions| by BODY| were major"
_BY = (
    r"(?:\s+(?:that\s+)?(?:the\s+)?(?-i:[A-Z])[\w’'&-]*(?:\s+(?:and\s+|of\s+)?(?-i:[A-Z])[\w’'&-]*){0,5}\s+"
    r"(?:recorded|made|led|delivered|claimed|reported|carried\s+out)|\s+(?:(?:made|recorded|delivered|led|claimed|carried\s+out|reported)\s+)?by\s+(?:the\s+)?"
    r"(?-i:[A-Z])[\w’'&-]*(?:\s+(?:and\s+|of\s+)?(?-i:[A-Z])[\w’'&-]*){0,5})?"
)
GRADED = re.compile(
    rf"{_BY}"
    r"(?:\s+[–—-](?=\s+[a-z]))?(?:\s+in\s+(?:20\d\d(?:[/–-]\d\d)?|Q[1-4]|the\s+(?:year|quarter|period|month)))?\s+(?:(?:(?:that\s+)?(?:we|it|they)\s+)?(?:carried\s+out|recorded|made|delivered|claimed|led)\s+"
    r"(?:\w+\s+){0,3}?(?=were\b|was\b))?"
    r"(?:(?:of\s+(?:them|these|those|which)|in\s+the\s+(?:year|quarter|period|month)|with|were|was|being|are|had\s+been|to\s+be|having|disruptions|classed|"
    r"at|into|within|highest|level,?|impact,?|known|came|fell|under|what|we|would|call|assessed|graded|moderated|recorded|judged|scored|"
    r"thought|deemed|considered|categorised|rated|given|as|the|top|marking|of|that|had|a|down\s+to)\s+)*"
    r"[“\"‘']?(?P<what>major|moderate|minor|(?-i:Pursue|Prevent|Protect|Prepare)|"
    r"(?:pursue|prevent|protect|prepare)(?=[”\"’']?\s+(?:strand|heading|category)\b))\b"
    r"(?!\s*[:–—=-]?\s*\d)(?!\s+(?!and\b|or\b|but\b|disrupt|ones?\b|work\b|activity\b|level|heading\b|strand\b|category\b|band\b|in\b|at\b|by\b|while\b|"
    r"with\b|against\b|to\b|for\b|on\b|during\b|over\b|under\b|meaning\b|the\b|according\b|impact)[a-z])",
    re.IGNORECASE,
)
# A number that goes on with a series.
FEW = (
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b)"
)
CONCERNED = re.compile(
    r"(?:\s+at\s+all|\s+one)?\s+(?:of\s+(?:them|these|those|which)\s+)?(?:(?:were|was|are|is)(?=\s+[\w-]+(?:related|linked)\b)|"
    r"(?:\w+\s+)?touched\s+on|(?:(?:were|was)\s+)?(?:put\s+down|attributed|ascribed)\s+to|(?:came|arose|resulted|stemmed)\s+from|"
    r"from(?=\s+(?:(?!the\b|our\b)[\w-]+\s+){0,2}?(?:operations?|work|cases|investigations?|activity)\b)|"
    r"(?:came|fell)\s+under|(?:were|was|being|had\s+been)\s+(?:disruptions\s+)?of|"
    r"(?:were|was)\s+about(?!\s+\d)|(?:(?:were|was|being|had\s+been)\s+)?(?:against|"
    rf"to(?!\s+{FEW})|"
    r"related\s+to|relating\s+to|for|involving|involved|linked\s+to|targeting|targeted|"
    r"concerned|tackled|(?:aimed|directed|levelled)\s+(?:(?:mainly|mostly|squarely)\s+)?(?:at|against|towards?)|under|in\s+(?:respect\s+of|relation\s+to|connection\s+with)|"
    r"(?:had|were|was)\s+to\s+do\s+with|(?:dealt|traded)\s+(?:mainly\s+)?(?:in|with)))\s+(?!(?:that|this|either)\s+(?:kind|sort|type)\b)",
    re.IGNORECASE,
)
INCLUDED = re.compile(
    r"\b(?:of\s+which|of\s+(?:these|those|them)|including|included?s?|with|and|"
    r"of\s+the\s+(?:disruptions|\d[\d,]*)[^.;]{0,25})[\W]*(?:\w+\s+){0,2}$|[,;:]\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "305 disruptions, which included |120 of drug gangs"
INCLUDES = re.compile(
    r"\b(?:includ(?:ed|es|ing)|among\s+(?:them|these|those)(?:,|\s+(?:were|was|are))?)\s+"
    r"(?:(?:just|only|about|around|some|over|nearly)\s+)*$",
    re.IGNORECASE,
)
OF_A_KIND = re.compile(r"\s+of\s+(?!(?:the|these|those|them|which|its|all)\b)", re.IGNORECASE)
# The verb that "23 money laundering" shares with "44 concerned drugs"; "23 weapons were seized" has its own.
VERB = re.compile(r"\b(?:concerned|involved|targeted|tackled|hit)\s", re.IGNORECASE)
SAYS_MORE = re.compile(r"\b(?:were|was|had|have|has|been|(?!organi[sz]ed\b)\w+ed)\b", re.IGNORECASE)
MOVED = re.compile(
    r"(?<!\S)(?P<label>[A-Za-z][\w’'&-]*(?:\s+[\w’'&-]+){0,5}?)(?:,\s[^,;.\d]{3,60},)?\s+"
    r"(?:rose|fell|grew|increased|decreased|dropped|climbed|jumped|rising|falling|growing|increasing|dropping|"
    r"(?:went|going)(?:\s+(?:up|down))?|(?:was|were)\s+(?:up|down)|up|down)(?:\s+(?:by\s+)?[\d.]+\s?(?:%|per\s?cent))?\s+"
    r"(?P<way>from|to)\s+(?P<first>[\d,]+\s+(?:to|from)\s+)?(?:just\s+|only\s+|over\s+|nearly\s+)?$",
    re.IGNORECASE,
)
GAPPED = re.compile(
    r"\s+(?:(?P<joint>against|to|in|with|for|on|of|at)\s+)?(?P<label>[^,;.()–—]{2,60}?)"
    rf"(?=\s*(?:[,;.()–—]|\band\s+(?:{FEW}|\w+\s+(?:[–—]|\w+\s))|$))",
    re.IGNORECASE,
)
# "31| of the major disruptions| concerned drugs, nine fraud": the level of the one is that of the next.
OF_A_LEVEL = re.compile(
    r"\s+of\s+(?:the|its|our|these|those)\s+(?:major|moderate|minor)\s+disruptions\b", re.IGNORECASE
)
WERE_LED = re.compile(
    r"\s+(?:(?:were|was)\s+(?:led|supported)|(?:it|they|we|the\s+(?:unit|force|agency))\s+(?:(?:was|were|had|only|merely|just)\s+)*"
    r"(?:led|leading|supported|supporting|assisted|assisting|in\s+support|(?:in\s+)?the\s+lead|"
    r"(?:lent|lending|gave|giving|provided|providing)\s+(?:support|assistance|help|(?:a|its)\s+(?:helping\s+)?hand)))\b",
    re.IGNORECASE,
)
LED_OR_SUPPORTED = re.compile(
    r"\b(?:led|supported|assisted|helped)\s+(?:(?:(?:its|the|our|their)\s+)?(?:\w+\s+)?(?:forces|partners|others|agencies)\s+)?"
    r"(?:in\s+|on\s+|with\s+)?(?:just\s+|only\s+|a\s+further\s+|another\s+)?$|\b(?:lent|gave|"
    r"provided)\s+(?:support|assistance|(?:a|its)\s+(?:helping\s+)?hand|help)\s+(?:in|to|with|on)\s+(?:a\s+further\s+|another\s+)?$|"
    r"\ba\s+supporting\s+(?:part|role)\s+in\s+(?:a\s+further\s+|another\s+)?$|"
    r"\b(?:was|were)\s+(?:the\s+)?(?:lead|supporting)(?:\s+(?:agency|force|unit))?\s+(?:in|on|for)\s+$|"
    r"\bled\s+(?:on\s+)?\d[\d,]*\s+and\s+supported\s+(?:[\w’']+\s+){1,7}?(?:in|on|with)\s+$|"
    r"\bsupported\s+(?:[\w’']+\s+){1,7}?(?:in|on|with)\s+(?:a\s+further|another|the\s+other|up\s+to)\s+$|"
    r"\b(?:disruptions|\d)\s+and\s+supported\s+(?:[\w’']+\s+){1,7}?(?:in|on|with)\s+$",
    re.IGNORECASE,
)

# Words without one of which nothing is graded, and how far behind a number they stand.
GRADES = ("major", "moderate", "minor", "pursue", "prevent", "protect", "prepare")
LONGEST_GRADING = 160


def graded(text: str, at: int, high: int) -> re.Match[str] | None:
    """What grades the number before a position: "were assessed as |major", if anything does."""
    near = text[at : min(high, at + LONGEST_GRADING)].lower()
    return GRADED.match(text, at, high) if holds(near, GRADES) else None


# "Arrests of people| with links to drugs come to 74": what is counted stands before what looks like a label.
OF_OTHERS = re.compile(
    r"\b(?:arrests?|charges?|convictions?|seizures?|searches|warrants|offences|victims|people|suspects|reports|calls|"
    r"spending|grants?|losses)\b",
    re.IGNORECASE,
)


def accounted(text: str, start: int, at: int) -> re.Match[str] | None:
    """The label that "accounted for" the number at a position, in a clause that counts nothing else."""
    found = ACCOUNTED.search(text, start, at)
    return None if found is None or OF_OTHERS.search(text, start, found.start("label")) else found


# "61 |of the disruptions led by the unit"
OF_THE_ONES = re.compile(r"\s+of\s+(?:the|its|our|all)\b")


def with_level(text: str, figure: Figure, high: int) -> Figure:
    """A count with the level or strand said behind it: "62 of the disruptions| were graded as major"."""
    some = OF_THE_ONES.match(text, figure.number.end, figure.end)
    shared = figure.part_of or figure.measure == "share-of-disruptions" or some or figure.rule == "disruption-count"
    at = figure.end - text[figure.end - 1].isspace()
    match = graded(text, at, high) if shared and figure.measure.endswith("disruptions") else None
    return replace(figure, end=match.end()) if match else figure


def graded_part(text: str, figure: Figure, current: Figure, high: int) -> bool:
    """Whether a count with a noun of its own is graded, and so part of a greater: "Eight disruptions were minor"."""
    if figure.rule != "disruption-count" or not figure.number.whole or current.measure != "disruptions":
        return False
    return figure.number.value < current.number.value and graded(text, figure.end, high) is not None
