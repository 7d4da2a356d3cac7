"""How texts say that a report came out, and of what: verbs, nouns, and the names that the vocabularies have."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name

from flows.extraction.analysis.bodies.watchdogs import WATCHDOG
from flows.extraction.analysis.text.alternatives import any_word, one_of
from flows.extraction.analysis.times.period_patterns import DATE, SEASONS, WEEKDAYS
from schemas import vocabularies

# Programmes of inspections that texts call by a name of their own.
PROGRAMME = rf"(?:{'|'.join(map(re.escape, vocabularies.programme_names()))})"
_DAY = r"(?P<day>today|yesterday|this\s+(?:morning|afternoon|evening|week|month)|last\s+(?:week|month)(?!\s+of\b))"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})\s+(?:of\s+)?(?P<of>(?:19|20)\d\d)\b"
# The long name of an inspectorate, in capitals, with its acronym: "HMI of Fire & Rescue Services (HMIFRS) ".
_NAMED = r"(?:the\s)?(?-i:(?:[A-Z][\w’'&]*|\([A-Z]+\)|of|and|for|&),?\s){3,16}"
# The year of a round or a report is no date: "published its PROGRAMME |2023–25 report on 9 May 2024".
_NO_ROUND = r"(?!(?:19|20)\d\d(?:\s?[/–-]\s?\d\d\b|\s+(?:\w+\s+)?(?:reports?|inspections?|assessments?)\b))"
# "published today (Friday 10 November)", "came out on Thursday, 2 March 2023", "published on Thursday", "out today".
PUBLISHED = re.compile(
    r"\b(?:publish(?:es|ed)?|publication|releas(?:ed|es)|issued|out(?!\s+of\b)|appeared|emerged|unveiled|landed|laid|"
    r"made\s+public|set\s+out|reveal(?:ed|s)|warn(?:ed|s)|sa(?:id|ys)|conclude[ds]|received(?=\s(?:its|their|our)\s(?:[\w-]+\s){0,2}report\b)|"
    rf"reported|dated|dates(?=\s+(?:from|back\s+to)\s))\b(?P<gap>[^.\n]{{0,60}}?|\sby\s{_NAMED}(?:on\s)?)"
    rf"(?:\b{_DAY}\b|\b{_SEASON}|\(?{_NO_ROUND}(?P<date>{DATE})|\b{_WEEKDAY}\b(?:,?\s*\(?(?P<inner>{DATE})\)?)?)"
    rf"(?:\s*,?\s*[(–—-]?\s*(?P<more>{DATE})\)?)?"
    rf"|\b(?:published|released|issued)\b[^.\n]{{0,90}}?\bon\s+(?:(?P<late>{DATE})|(?:{'|'.join(WEEKDAYS)})\b)"
    rf"|\b(?:today|yesterday)\b(?!['’]s)(?:\s*\((?:(?P<stated>{DATE})|\d\d?/\d\d?)\)|,\s+(?P<set>{DATE}),)?"
    rf"(?:[^.\n]{{0,40}}?|,?\s{_NAMED})\b(?:publishe[ds]|released|releases|made\s+public|"
    r"issued|issues|set\s+out|revealed|warned|rated|graded|judged|found|said|says|criticised|praised|named|labelled|"
    r"branded|announced|concluded|classe[sd]|rates|grades|judges|gave|gives|awarded|handed|ruled|declared|marked|ranked|described|"
    r"upgraded|downgraded|accused|delivered)\b"
    r"|\b(?:today|yesterday)\b\s+by\s",
    re.IGNORECASE,
)
# "today's report", "Thursday's verdict", "November's critical report", "last month's inspection report": what is before
# the noun, folded.
REPORT_IN_TIME = re.compile(
    rf"(?:(?P<day>today|yesterday|(?:this|last)\s+(?:week|month))|(?P<weekday>{'|'.join(WEEKDAYS)})|"
    rf"(?P<month>{'|'.join(month.lower() for month in month_name[1:])}))'s\s+(?:[\w-]+\s+){{0,3}}$"
)
POSSESSIVE = "'s "
# "was confirmed on Tuesday along with a full |report", folded.
WITH_REPORT = re.compile(
    rf"\b(?:(?P<day>today|yesterday)|on\s+(?P<weekday>{'|'.join(WEEKDAYS)})),?(?P<month>(?!))?\s+(?:along|together)\s+with\s+"
    r"(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,3}$"
)
# "today’s (15 December 2015) |report"
DAY_STATED = re.compile(
    rf"\b(?:today|yesterday|(?:{'|'.join(WEEKDAYS)}))['’]s\s+\((?P<date>{DATE})\)\s+(?:[\w-]+\s+){{0,3}}$",
    re.IGNORECASE,
)
# "The report will be on the website from 00:01 on Thursday 14 July 2022", "embargoed until 14 July 2022".
WILL_BE_OUT = re.compile(
    rf"report\s+(?:will|is\s+to)\s+be\s[^.\n]{{0,70}}?\b(?:from|on|at)\s+(?P<date>{DATE})", re.IGNORECASE
)
# "A report from inspectors today classes …", "in a report today inspectors say …", folded.
REPORT_TODAY = re.compile(
    r"(?:reports?|findings)\s+(?:out\s+)?(?:(?:by|from|of)\s[^.,;:\n]{2,60}?\s)?(?P<day>today|yesterday)\b(?!')"
)
# "which was covered by a regional report last year"
REPORT_LAST_YEAR = re.compile(r"reports?\s+last\s+(?P<what>year)\b(?!['’])", re.IGNORECASE)
BY_WHOM = re.compile(r"reports?\s+(?:by|from|of)\s")
NOT_THIS_ONE = re.compile(r"\b(?:next|final|full|interim|further|another)\s+(?:\w+\s+){0,2}$")
# "After a damning |report in March 2021 rated it G, its chief quit": what came after may be of a newer one.
AFTER_REPORT = re.compile(r"\W*After\s+(?:an?|its|the|their)\s+(?:[\w-]+\s+){0,2}$")
# The same for a folded text, where it is soon told that nothing is there.
PUBLISHED_FOLDED = re.compile(PUBLISHED.pattern.replace("A-Z", "a-z"))
# "On Friday 14 July the inspectorate published its findings": the day opens the sentence.
# The number of a paragraph may stand before it.
DAY_FIRST = re.compile(
    rf"\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:On|In|Last)\s+(?P<date>{DATE}|{_WEEKDAY})|"
    r"(?:Earlier\s+)?(?P<said>today|this\s+(?:morning|afternoon|evening|week|month)))(?P<between>[^.;\n]{1,110}?)$",
    re.IGNORECASE,
)
# "The verdict came this morning, when inspectors |made public …"
DAY_WHEN = re.compile(
    rf"\b(?:(?P<said>today|yesterday|this\s+(?:morning|afternoon|evening))|on\s+(?P<weekday>{'|'.join(WEEKDAYS)})),?\s+"
    r"when\s(?P<who>[^.;,\n]{3,110}?)$",
    re.IGNORECASE,
)
# "HMIFRS last Friday |published its report"
DAY_BESIDE = re.compile(
    rf"\b(?:(?:on|last)\s+(?P<weekday>{'|'.join(WEEKDAYS)})|(?P<said>this\s(?:morning|afternoon|evening|week|month)|"
    r"last\s(?:week|month)))\s+$",
    re.IGNORECASE,
)
# "On 17 December 2019|, when the third set of reports was |published"
REPORTS_WERE = re.compile(
    r",\s+when\s+(?:the|its|their)\s[^.;,\n]{0,60}?\breports?\b[^.;,\n]{0,40}?\b(?:was|were)\s+$", re.IGNORECASE
)
PUBLISHING = re.compile(r"(?:published|released|issued|made\s+public)\b", re.IGNORECASE)
# "the report of 21 February 2023", "its report (March 2024)", "those of May 2021", "the one before it (April 2022)".
REPORT_OF = re.compile(
    rf"\b(?:reports?|findings|those|(?:the\s+)?one\s+before(?:\s+(?:it|that|this))?)\s*"
    rf"(?:,?\s+(?:of|from|dated|in)\s+|\((?:[^()\d]{{1,40}},\s+)?|(?:by|from)\s+[^.,;()\n]{{3,60}}?\s(?:on|in|of|"
    r"dated)\s+|on\s+[^.,;()\n]{3,60}?\sof\s+)"
    rf"(?P<date>{DATE})",
    re.IGNORECASE,
)
# "the May 2024 report", "its 2024 inspection report", "the 2024 ACRONYM report" of an inspectorate or a programme.
DATED_REPORT = re.compile(
    rf"(?<![/–-])(?<!\d)(?P<date>{DATE})\s+(?:(?-i:[A-Z]{{4,}})\s+|inspection\s+|effectiveness\s+)*$", re.IGNORECASE
)
# A line of its own below the title of a report: "Published: 8 November 2024".
PUBLISHED_LINE = re.compile(rf"\s*(?:published|publication\s+date)\s*(?:on\b)?:?\s*(?P<date>{DATE})", re.IGNORECASE)
PUBLICATION_KIND = re.compile(r"\s*publication\s+types?:")
# "came out in March 2022 |and on 6 November 2024", "… |and the new report on 6 December 2024".
AND_ON = re.compile(
    rf"\s+(?:respectively\s+)?and\s+(?:(?:the|its)\s(?:[\w/–-]+\s){{0,3}}(?:reports?|one|second|latest|other)\s+)?(?:on|in)\s+"
    rf"(?P<date>{DATE})",
    re.IGNORECASE,
)
# How far behind a verb PUBLISHED finds a day, never behind a full stop, and what every day holds.
REACHES = {"publishing": 140, "saying": 70}
# Every way begins with a plain character, for the sake of speed.
_MONTHS = [month.lower() for month in month_abbr[1:]]
DAY = re.compile(one_of(["day", "week", "month", "this", *_MONTHS, *"0123456789"]))
# Minutes shift to "had been published", "had published" what was.
SHIFTED = ("had been ", " had ")
# Verbs that publish nothing by themselves count only where an inspectorate is their subject.
SAYS_ONLY = re.compile(r"(?:sa(?:id|ys)|warn(?:ed|s)|reveal(?:ed|s)|reported|set\s+out|conclude[ds])\b", re.IGNORECASE)
# Such a verb without a day right behind it. Reads text in lower case.
SAYS_NO_DAY = re.compile(SAYS_ONLY.pattern + r"(?!\s+(?:today|yesterday|this\s))")
# "an inspection |reveals this morning", "the report |says today", "a report has |concluded today": it comes out so.
SAID_BY_REPORT = re.compile(r"\b(?:inspection|reports?|findings)\s+(?:ha(?:s|ve)\s+)?$")
# "the inspectorate says today": what it says of another day came out on no day.
SAYS_ON = re.compile(r"(?:says|warns|reveals)\s+(?:today|this\s|on\s)")
SAYS_NOW = re.compile(r"(?:says|warns|reveals|said|warned|revealed|conclude[ds])\s+(?:today|yesterday|this\s)")
# "has today published his reply to the report", "her reply to it was published today": what comes out is an answer.
ANSWER = re.compile(
    r"\s(?:(?:his|her|their|its|an?|the)\s+)?(?:[\w’'-]+\s+){0,3}(?:repl(?:y|ies)|responses?|statement|comments)\b",
    re.IGNORECASE,
)
ANSWERED = re.compile(
    r"\W*(?:[\w’'-]+\s+){0,6}(?:reply|response)\s+(?:to\s[^.,;\n]{0,90}\s)?(?:was|is|has\s+been)\s+$", re.IGNORECASE
)
# What ends in a day that is said here came out on no day: "said the force did so in the year to May".
ENDS_IN = re.compile(
    r"\b(?:to|ending|ended|until|since|between|from|by|before|after)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE
)
REPORT = re.compile(
    rf"\b(?:reports?|reviews?|inspections?|findings?|assessments?|grades?|ratings?|judge?ments?|verdicts?|results|conclusions|round\s+\d|"
    rf"(?:batch|tranche)(?!\s+of\s+(?!(?:[\w-]+\s+){{0,2}}(?:reports|inspections|reviews)))|{PROGRAMME})\b",
    re.IGNORECASE,
)
_WATCHERS = [first + rest for rest in ("nspectors", "nspectorate") for first in "Ii"] + ["Watchdog", "watchdog"]
INSPECTORS = re.compile(any_word(*_WATCHERS, *map(re.escape, vocabularies.programme_names())) + r"\b")
# Reports that give no grades, where no inspectorate is named beside them.
OTHER_REPORT = re.compile(
    r"\b(?:annual\s+report|accounts|audit\w*|surveys?|figures|statistics|plans?|strategy|statement)\b", re.IGNORECASE
)
# What inspectorates publish without grades.
NO_GRADES = re.compile(rf"\b(?:{'|'.join(map(re.escape, vocabularies.ungraded_reports()))})\b")
# "It did not result in a grade": what is told of before has none.
GAVE_NONE = re.compile(
    r"\b(?:did|does|do)\s+not\s+(?:\w+\s+){0,4}grades?\b|\b(?:gave|gives|carrie[sd]|brought)\s+no\s+grades?\b|\bungraded\b"
)
DATE_BEFORE = re.compile(r"(?:[0-9]{4}|[JFMASOND][a-z]{2,8})\s(?:[\w]+\s){0,2}$")
# "will be published on …", "due to be published", "to be published": not yet.
NOT_YET = re.compile(
    r"\b(?:(?:will|would|to|should|may|might|must|can)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?|"
    r"(?:due|scheduled|expected|ready|embargoed)\s+(?:for|until)\s+|"
    r"\b(?:when|once|until|before|if)\s+(?:the|its|their|his|her|that|this|a)\s[^.,;\n]{0,40}?\s(?:is|are|gets)\s+)$",
    re.IGNORECASE,
)
# "the report of September 2023 found it …": the last one, however long ago, where the text knows no other.
FOUND = re.compile(r"\)?,?\s+(?:found|finds|rated|rates|graded|grades|judged|judges|gave|gives|described)\b")
# "the report of October 2022 had it at …".
PAST_PERFECT = re.compile(r"\)?,?\s+had\b", re.IGNORECASE)
# "since the last inspection in 2022": of what is told to have been before, where a text says no more. Reads lower case.
LAST_IN = re.compile(
    any_word("last", "previous", "earlier")
    + rf"\s+(?:(?:full|{PROGRAMME.lower()}|{WATCHDOG}|graded|force|annual|overall|major)\s+){{0,2}}"
    r"(?:inspection|report|assessment|grading)s?\s+(?:by\s[^.,;]{3,30}?\s)?(?:(?:back\s+)?in|of|from)\s+"
    rf"(?:(?:{'|'.join(month.lower() for month in month_name[1:])})\s+)?"
    r"(?P<year>20\d\d)\b(?!\s?[/–-]\s?\d)"
)
# A release ends in whom to ask: "contact the BODY press office".
PRESS_OFFICE = re.compile(r"(?:['’]s?)?\s+(?:press|media|communications)\s+(?:office|team)\b", re.IGNORECASE)
GRADES = re.compile(r"\b(?:grades|ratings)\b", re.IGNORECASE)
