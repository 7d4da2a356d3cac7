"""Finds the publication date in a dateline near the top of a document, and checks dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Look for a dateline in this many lines with text from the top, each at most `_LONGEST_LINE` characters long.
_TOP_LINES = 10
_LONGEST_LINE = 200

# Years outside of these are no dates of documents: programs write 0001-01-01 where they know none.
_YEARS = range(1800, 2200)
_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
MONTH_NAME = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<{{}}>{MONTH_NAME})\.?"
_DATE = "|".join(
    [
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('m1')},?\s+(?P<y1>\d{{4}})",  # 22nd March 2018
        rf"{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})",  # March 22, 2018
        r"(?P<d3>\d{1,2})[/.](?P<m3>\d{1,2})[/.](?P<y3>\d{4})",  # 22/03/2018, the day first
        r"(?P<y4>\d{4})-(?P<m4>\d\d)-(?P<d4>\d\d)",  # 2018-03-22
    ]
)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY = rf"(?:{_DAY_NAME}\.?,?\s+)?"
# "10:15", "4.30 p.m.", "9am GMT"
_CLOCK = r"\d{1,2}(?:[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?)(?:\s*(?:GMT|BST|UTC))?"
_TIME_BEFORE = rf"(?:{_CLOCK}(?:,|\s*[-–—])?\s+)?"
_TIME = rf"(?:(?:,|\s+at|\s*[-–—])?\s*{_CLOCK})?"
# "Press release. ", "News – ", "The Anytown Times, "
_KIND = (
    r"(?:(?:(?:press|news|media)\s+release|news(?:\s+(?:item|story))?|statement|press\s+notice)\s*[.:–—-]\s*"
    r"|(?-i:(?:[A-Z][\w’'-]*\s+(?:(?:and|of|the|&)\s+)*){1,6}"
    r"(?:Times|Post|Gazette|Mail|News|Herald|Echo|Observer|Mercury|Chronicle|Courier|Star|Express|Telegraph|Journal|Press|"
    r"Advertiser|Standard|Argus|Guardian|Record)),\s+)"
)
# "London, "
_PLACE = r"(?-i:[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?),\s+"
_LABEL = (
    r"(?:(?:first\s+)?(?:published|posted|issued|released)(?:\s+(?:on|at))?|dated|date(?:\s+published)?|embargoed\s+until|"
    rf"(?:for\s+)?(?:immediate|press|news|media)\s+release)\s*[:–—-]?\s*(?:{_CLOCK}\s+on\s+)?"
)
# "By Ann Reed", "By Ann Reed, local democracy reporter"
_JOB = r"(?:,?\s+(?:[^\W\d_]+\s+){0,3}(?:reporter|correspondent|editor|journalist|writer)\b,?)?"
_BYLINE = r"(?:by|author):?\s+(?-i:[^\W\d_a-z]\S*(?:\s+(?:(?:and|at|for|of|the)\s+)*[^\W\d_a-z]\S*){0,9})" + _JOB
_DASH = r"(?:\s*[,–—-]?\s+)"
# A dateline is a line, or a part of one between bars or bullets, with a date and only what goes with one. A sentence
# that mentions a date does not match, whatever the words before the date.
_DATELINE = re.compile(
    rf"(?:{_BYLINE}{_DASH})?(?:{_KIND}|{_PLACE})?(?:{_LABEL})?{_TIME_BEFORE}{_WEEKDAY}(?:{_DATE}){_TIME}(?:{_DASH}{_BYLINE})?",
    re.IGNORECASE,
)
_OTHER_LABEL = r"(?:date\s+of\s+)?(?:meeting|publication)(?:\s+date)?:\s+"
# Words that say what the document is. They are no sentence, no label, and name no other time.
_WHAT = rf"(?:(?!\b(?:{MONTH_NAME}|{_DAY_NAME}|(?:19|20)\d\d)\b)[^.!?:]){{2,90}}"
# "Agenda item 8 – 13 March 2024", "Minutes of the meeting held on 27 January 2023", "Meeting date: 27 January 2023",
# "3 December 2024, Market House, Anytown", "Published on: February 2025"
_WITH_WORDS = (
    re.compile(rf"(?:{_WHAT}(?:,|\s[–—-]|\sheld\s+on)\s+|{_OTHER_LABEL}){_WEEKDAY}(?:{_DATE}){_TIME}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}(?:{_DATE}){_TIME}(?:,|\s[–—-])\s+{_WHAT}", re.IGNORECASE),
    re.compile(rf"(?:{_LABEL}|{_OTHER_LABEL}){_MONTH.format('m5')}\s+(?P<y5>\d{{4}})", re.IGNORECASE),
)
_LONGEST_WITH_WORDS = 100
# "Posted: 6 December 2024", "Posted by K at 15 December 2015" can also end a page.
_POSTED = r"posted\s*(?:by\s+(?-i:[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+)?(?:(?:on|at)\s+|[:–—-]\s*)?"
_DATE_ALONE = re.compile(rf"(?:{_POSTED})?{_WEEKDAY}(?:{_DATE})", re.IGNORECASE)
_LONGEST_DATE = 60
# Every date has a digit.
_DIGIT = re.compile(r"\d")
_UPDATED = re.compile(r"[\s,;(]*\b(?:last\s+)?(?:updated|modified)\b.*", re.IGNORECASE)
_BARS = re.compile(r"\s*[|•·]\s*")
_MARKUP = re.compile(r"^[\s#>-]+|[*_]+")


def valid_edtf(value: str) -> bool:
    """Whether a value is an existing day, month or year: `2023-03-02`, `2023-03` or `2023`."""
    match = _EDTF.fullmatch(value)
    return match is not None and _day(*(int(part) if part else 1 for part in match.groups())) is not None


def dateline(text: str) -> str | None:
    """Return the date (a day or a month) on which a document says that it was published; None without a dateline.

    Only a line near the top that is nothing but a dateline counts (`Thursday, 22nd March 2018, 6:39 am`; `Author: A.
    Person Published 18th Dec 2025`), not a date in running prose, and not one further down, which belongs to another
    page. If there is none, press releases may end with their date, and a line near the top may say what the document
    is and of which day (`Agenda item 8 – 13 March 2024`), unless other lines do so with another day, as in a list.
    """
    top = [line for line in text.split("\n", 4 * _TOP_LINES)[: 4 * _TOP_LINES] if line.strip()][:_TOP_LINES]
    lines = [
        _UPDATED.sub("", _MARKUP.sub("", line)) for line in top if len(line) <= _LONGEST_LINE and _DIGIT.search(line)
    ]
    parts = [part.strip() for line in lines for part in _BARS.split(line)]
    short = [part for part in parts if len(part) <= _LONGEST_WITH_WORDS]
    with_words = {day for pattern in _WITH_WORDS for day in _dates_in(short, pattern)}
    return (
        next(_dates_in(parts, _DATELINE), None)
        or _last_line(text)
        or (with_words.pop() if len(with_words) == 1 else None)
    )


def _dates_in(parts: list[str], pattern: re.Pattern[str]) -> Iterator[str]:
    """Return the dates of the parts of lines that match a pattern in full."""
    return (day for part in parts if (match := pattern.fullmatch(part)) and (day := _date_of(match)))


def _last_line(text: str) -> str | None:
    """Return the date in the last line of a text, if that is the only line that is a date."""
    before, _, last = text.rstrip().rpartition("\n")
    if len(last) > _LONGEST_DATE or not _DIGIT.search(last):
        return None
    match = _DATE_ALONE.fullmatch(_MARKUP.sub("", last).rstrip())
    day = _date_of(match) if match else None
    lines = (line for line in before.split("\n") if len(line) <= _LONGEST_DATE)
    if day is None or any(_DATE_ALONE.fullmatch(line.strip()) for line in lines):
        return None
    return day


def _date_of(match: re.Match[str]) -> str | None:
    """Return the EDTF date in a match of one of the date patterns; None if it does not exist."""
    said = {name[0]: value for name, value in match.groupdict().items() if value}
    month = int(said["m"]) if said["m"].isdigit() else 1 + _MONTHS.index(said["m"][:3].lower())
    day = _day(int(said["y"]), month, int(said.get("d", "1")))
    return day.isoformat()[: 10 if "d" in said else 7] if day else None


def _day(year: int, month: int = 1, day: int = 1) -> date | None:
    """Return a date; None if it does not exist, or if no document can be of its year."""
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
