"""The threat that a whole page is about, which its figures do not name again: a week of action, the work of a team."""

from __future__ import annotations

import re
from functools import cached_property

from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.periods import Period
from flows.extraction.claims import Body
from flows.extraction.figures.periods.periods import PeriodFinder
from flows.extraction.figures.periods.report_periods import WEEK
from flows.extraction.figures.threats.threats import ALL, ThreatFinder, Threats
from flows.extraction.figures.words.threat_words import OVERALL
from schemas import vocabularies

# "County Lines |Taskforce: what we have achieved". Reads text in lower case.
TEAM = re.compile(r"\b(?:task\s?force|team|squad)\b")
# What divides no disruptions by what they are of.
UNDIVIDED = ("all", "other")


class PageThreats:
    """The threat that the title of one document says it is about."""

    def __init__(self, threats: ThreatFinder, periods: PeriodFinder) -> None:
        self.analysis = threats.analysis
        self.threats = threats
        self.periods = periods

    def of(self, threats: Threats, sentence: Sentence, period: Period | None, body: Body) -> Threats:
        """The threats of a figure; where its own words name none, those of its page or of all that its body does."""
        if threats.codes != ALL.codes or threats.words:
            return threats
        if remit := vocabularies.remits().get(body.body_id):
            return Threats((remit,))
        page = self._of_team or (self._of_action if self._is_then(period) else None)
        if page is None or OVERALL.search(self.analysis.text, sentence.start, sentence.end):
            return threats
        return page

    def _is_then(self, period: Period | None) -> bool:
        """Whether a period is that of the week of action that the page is about."""
        days = self.periods.action if period else None
        return bool(period and days and (period.first, period.last) == (days.first, days.last))

    @cached_property
    def _of_team(self) -> Threats | None:
        """The threat of the team that the document's title names: "County Lines Taskforce: a year on"."""
        return self._titled_with(TEAM)

    @cached_property
    def _of_action(self) -> Threats | None:
        """The threat of the week of action that the document's title names: "County lines: what was done last week"."""
        return self._titled_with(WEEK)

    def _titled_with(self, said: re.Pattern[str]) -> Threats | None:
        """The only threat that the first heading names, where it says something else too."""
        title = self.analysis.blocks[0]
        if title.kind != "heading" or not said.search(self.analysis.view.folded, title.start, title.end):
            return None
        hits = self.threats.hits(title.start, title.end)
        alone = len({hit.term.codes for hit in hits}) == 1 and hits[0].term.codes[0] not in UNDIVIDED
        return (
            Threats(hits[0].term.codes[:1], self.analysis.view.original(hits[0].start, hits[-1].end)) if alone else None
        )
