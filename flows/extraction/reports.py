"""What a document says of the inspection its grades come from: whose it is, when published, when inspected, on what."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.periods import DATE, SEASONS, WEEKDAYS, parts_of
from flows.extraction.claims import Body
from schemas import vocabularies

REGULATORS_OF_OTHERS = re.compile(r"\b(?:Ofsted|Estyn|CQC|Care Quality Commission|Care Inspectorate)\b")
PUBLISHED = re.compile(
    rf"\b(?:published|released|issued|out)\b[^.\n]{{0,25}}?(?:(?P<day>today|yesterday)|\b(?:on\s+)?\(?(?P<date>{DATE})|(?:on\s+)?"
    rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b(?:\s*\((?P<inner>{DATE})\))?)(?:\s*\(?(?P<more>{DATE})\))?",
    re.IGNORECASE,
)
REPORT = re.compile(r"\b(?:report|inspection|findings|assessment|grades|ratings|judgements?|results|it|PEEL)\b", re.IGNORECASE)
INSPECTED = re.compile(
    rf"\b(?:inspect(?:ed|ion|ors)|fieldwork|visit(?:ed)?)\b[^.\n]{{0,70}}?\b(?:(?:in|during|between)\s+(?:the\s+)?|last\s+|this\s+)"
    rf"(?P<when>{'|'.join(SEASONS)}|{DATE})(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d|last\s+year|this\s+year))?"
    rf"|\b(?:in|during)\s+(?:the\s+)?(?P<when2>{'|'.join(SEASONS)}|{DATE})(?:,?\s+(?:of\s+)?(?P<year2>(?:19|20)\d\d|last\s+year|this\s+year))?[^.\n]{{0,90}}?\binspected\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FULL_DATE = re.compile(DATE, re.IGNORECASE)
PILLARS = ("effectiveness", "efficiency", "legitimacy", "leadership", "crime-data-integrity", "tackling-anti-social-behaviour")
SOC = "serious-and-organised-crime"


def inspectorate_of(analysis: Analysis) -> Body | None:
    """The inspectorate a document speaks of most; None when it names none."""
    counts = Counter(m.body for m in analysis.mentions if m.body.kind == "inspectorate")
    return max(counts, key=lambda body: counts[body]) if counts else None


def latest_date(analysis: Analysis) -> date | None:
    """The latest whole date a document mentions outright."""
    days = []
    text = analysis.text
    for year in YEAR.finditer(text):
        # A day and a month stand right before or right behind their year.
        match = FULL_DATE.search(text, max(0, year.start() - 26), year.end() + 20)
        parts = parts_of(match.group()) if match else None
        if parts and parts.year and parts.month and parts.day and (day := parts.first_day()):
            days.append(day)
    return max(days, default=None)


def _nearest_year(analysis: Analysis, month: int, day: int, weekday: str | None) -> date | None:
    """The year of a date given without one: near the day the document was written, else the first year, after
    every whole date of the text, in which the weekday fits."""
    written, latest = analysis.written, None
    if written:
        years: list[int] = [written.year, written.year - 1]
    else:
        latest = latest_date(analysis)
        if latest is None or weekday is None:
            return None
        years = list(range(latest.year, latest.year + 7))
    for year in years:
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if weekday and WEEKDAYS[candidate.weekday()] != weekday.lower():
            continue
        if (written and candidate <= written + timedelta(days=7)) or (not written and latest and candidate >= latest):
            return candidate
    return None


def report_published_on(analysis: Analysis) -> str | None:
    """The EDTF date of the report a document speaks of; None where the text does not say it."""
    text = analysis.text
    for match in PUBLISHED.finditer(text):
        sentence = analysis.sentence_at(match.start())
        if sentence is None or not REPORT.search(text, sentence.start, sentence.end):
            continue
        day = match["day"] and match["day"].lower()
        given = match["date"] or match["inner"] or match["more"]
        if given:
            parts = parts_of(given)
            if parts.year:
                first = parts.first_day()
                return None if first is None else first.isoformat()[: 10 if parts.day else 7 if parts.month else 4]
            weekday = match["weekday"] or next((d for d in WEEKDAYS if d in match.group().lower()), None)
            if parts.month and parts.day and (found := _nearest_year(analysis, parts.month, parts.day, weekday)):
                return found.isoformat()
        if analysis.written and (day or match["weekday"]):
            back = 1 if day == "yesterday" else 0
            if match["weekday"]:
                back = (analysis.written.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
            return (analysis.written - timedelta(days=back)).isoformat()
    return None


def inspected_in(analysis: Analysis, report: str | None) -> str | None:
    """When the inspection took place, as EDTF: a season ("2022-21"), a month or a year; None where it is not said."""
    anchor = report or analysis.document.published_on
    for match in INSPECTED.finditer(analysis.text):
        if analysis.sentence_at(match.start()) is None:
            continue
        when = (match["when"] or match["when2"]).lower()
        year_text = (match["year"] or match["year2"] or "").lower()
        relative = "last year" in year_text or f"last {when}" in match.group().lower()
        parts = parts_of(when)
        if year_text.isdigit():
            year: int | None = int(year_text)
        elif parts.year:
            year = parts.year
        elif anchor and ("this year" in year_text or relative):
            year = _relative_year(when, int(anchor[:4]), anchor, "last year" in year_text, relative)
        else:
            year = None
        if year is None:
            continue
        if when in SEASONS:
            return f"{year}-{SEASONS[when]}"
        return f"{year}-{parts.month:02d}" if parts.month else str(year)
    return None


def _relative_year(when: str, written: int, anchor: str, last_year: bool, relative: bool) -> int:
    """The year of "spring, last year" or "last spring", seen from the date of the report or document."""
    if last_year:
        return written - 1
    month = int(anchor[5:7]) if len(anchor) >= 7 else 1
    begins = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}.get(when, parts_of(when).month or 1)
    return written - 1 if relative and begins >= month - 1 else written


def topic_area(analysis: Analysis) -> str | None:
    """The area a document's inspection is about as a whole: what its headline and first sentences name."""
    opening = analysis.sentences[:4]
    if not opening:
        return None
    end = opening[-1].end
    hits = [hit.term.codes[0] for hit in analysis.areas if hit.start < end]
    if SOC in hits or any(m.body.kind == "regional-unit" for m in analysis.mentions if m.start < end):
        return SOC
    headline = {hit.term.codes[0] for hit in analysis.areas if hit.start < opening[0].end and hit.term.codes[0] in PILLARS}
    found = headline or {area for area in hits if area in PILLARS}
    return found.pop() if len(found) == 1 else None


def programme_of(area: str, body: Body, report: str | None, regional: bool) -> str | None:
    """The programme a grade belongs to, by the kind of body, the area and the day of the report; None when open."""
    if report is None:
        return None
    day = report if len(report) == 10 else f"{report}-28" if len(report) == 7 else None
    if day is None:
        return None
    found = [
        p.programme
        for p in vocabularies.programmes()
        if body.kind in p.body_kinds and area in p.areas and (p.valid_from or "") <= day <= (p.valid_to or "9999")
    ]
    units = [p for p in found if "regional-unit" in _kinds(p)]
    if regional and units:
        return units[0]
    others = [p for p in found if p not in units]
    return others[0] if len(others) == 1 else found[0] if len(found) == 1 else None


def _kinds(programme: str) -> tuple[str, ...]:
    return next(p.body_kinds for p in vocabularies.programmes() if p.programme == programme)
