"""What a figure is about when its own words leave it out: whose it is, against which threats, in which period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import INSPECTED_KINDS
from flows.extraction.analysis.discourse import Reference, antecedent, references_in
from flows.extraction.analysis.layout import Block, Sentence
from flows.extraction.analysis.lexicon import Hit
from flows.extraction.analysis.periods import Period, periods_in
from flows.extraction.claims import Body
from flows.extraction.figure_tables import header_of
from flows.extraction.figures import DISRUPTED, LINES, Figure

ACTING_KINDS = frozenset(INSPECTED_KINDS - {"fire-service"} | {"government-department", "other"})
POLICING_KINDS = ACTING_KINDS - {"government-department", "other"}
RECORDED = (
    r"(?:led|records?|recorded|registered|delivered|carried\s+out|achieved|made|reported|logged|secured|conducted|claimed|claims|had|has|have|saw|seen|"
    r"resulted\s+in|supported|undertook|undertaken|completed|counted|produced|accounted\s+for|managed|executed|took|did|broke|"
    rf"{DISRUPTED})"
)
SUBJECT_OF = re.compile(
    rf"\s*(?:['’]s\b[^.;,]{{0,50}}|(?:force|unit|\w+ly|also|has|have|had|itself|alone|officers|teams?|it|they|said|been|now)\b|[,\s])*\s*\b{RECORDED}\b",
    re.IGNORECASE,
)
BY = re.compile(
    rf"\b(?:led|recorded|carried\s+out|made|delivered|reported|supported|secured|achieved|logged|undertaken|claimed|registered|{DISRUPTED})\s+by\s+(?:the\s+)?$",
    re.IGNORECASE,
)
REPORT_OF = re.compile(r"\b(?:report|figures|statistics|data)\s+(?:\w+\s+)?(?:from|by|of)\s+(?:the\s+)?$", re.IGNORECASE)
SAYS_THAT = re.compile(r"\s+(?:said|says|reported|reports)\s+that\b")
POSSESSIVE = re.compile(r"['’]s?\s+")
THREAT_LINK = re.compile(
    r"\b(?:against|relat\w+|involv\w+|for|linked|on|in|of|target\w*|concern\w+|into|connected|about|around|tackl\w+|under|was|were|to|from|with|threats?|had|hit)\b", re.IGNORECASE
)
NOT_A_LINK = re.compile(r"\b(?:seiz\w+|arrest\w*|recover\w*|and\s+(?:\d|\w+ed\b)|worth|cash)\b|[;:]", re.IGNORECASE)
THREAT_JOINT = re.compile(
    r"[\s,;&/()’'”“\"-]*(?:and|or|as\s+well\s+as)?[\s,&/(“\"]*(?:(?:the|abuse|other|also|related|offences|crimes?|threats?|of|against|organised)\s*){0,3}", re.IGNORECASE
)
THESE = re.compile(
    r"\b(?:these|those|such|both|this|that)\s+(?:two\s+|three\s+)?(?:threats?|crimes?|areas|offences|disruptions?|disruption\s+activit\w+|categories|types)\b|\bagainst\s+them\b",
    re.IGNORECASE,
)
GROUP_THREAT = re.compile(
    r"\s*,?\s*(?:(?:that|which|who)\s+)?(?:were\s+|are\s+)?(?:\w+\s+){0,2}?(?:in|against|for|with|to|of|dealing|supplying|behind|trafficking)\s+(?:the\s+)?(?:supply\s+of\s+|sale\s+of\s+)?",
    re.IGNORECASE,
)
BEFORE_LINK = re.compile(r"\b(?:against|into|on|tackling|for)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
MAKES_UP = re.compile(r"\s+(?:accounted|made\s+up|represented|was|were|saw)\b", re.IGNORECASE)
FIRST_PERSON = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
COVERS = re.compile(r"\W*(?:(?:reporting\s+)?period|time\s+period|data\s+for)\b(?:\s+covered)?\s*:?", re.IGNORECASE)
# How many sentences back "the same period" and "these threats" may point.
PERIOD_REACH = 15
THREAT_REACH = 4
RANGES = ("range", "year-to", "months-to", "financial", "quarter")


@dataclass(frozen=True, slots=True)
class Threats:
    """Threat codes in order, the document's words for them, and the slice they stand at (None when taken from elsewhere)."""

    codes: tuple[str, ...]
    words: str | None = None
    slice: tuple[int, int] | None = None


ALL = Threats(("all",))


class FigureContext:
    """What the sentences before a figure have said: the last period and the last threats, and how to find the rest."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.speakers = speakers
        self._periods: dict[int, list[Period]] = {}

    def periods(self, sentence: Sentence) -> list[Period]:
        """The periods a sentence names."""
        if sentence.index not in self._periods:
            self._periods[sentence.index] = periods_in(self.text, sentence.start, sentence.end, self.analysis.written)
        return self._periods[sentence.index]

    def _before_it(self, sentence: Sentence, far: int) -> Iterator[Sentence]:
        """The sentences before one, the nearest first."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - far), -1):
            yield self.analysis.sentences[index]

    def _last_period(self, sentence: Sentence) -> tuple[Period, Sentence] | None:
        """The last settled period named before a sentence."""
        for before in self._before_it(sentence, PERIOD_REACH):
            settled = [p for p in self.periods(before) if p.first or p.last]
            if settled:
                return settled[-1], before
        return None

    @cached_property
    def _document_period(self) -> Period | None:
        """The period a report says it covers, in a line of its own."""
        for sentence in self.analysis.sentences:
            if COVERS.match(self.text, sentence.start, sentence.end):
                settled = [p for p in self.periods(sentence) if p.first or p.last]
                if settled:
                    return settled[0]
        return None

    def threat_hits(self, start: int, end: int) -> list[Hit]:
        """The threats named in a slice, without those that are part of a body's name."""
        named = self.analysis.mentions_in(start, end)
        return [h for h in self.analysis.threats_in(start, end) if not any(m.start <= h.start < m.end for m in named)]

    def _named(self, hits: list[Hit], *, here: bool = False) -> Threats:
        codes = {hit.term.codes[0] for hit in hits}
        specific = codes - {"all"} or codes
        span = (hits[0].start, hits[-1].end)
        return Threats(tuple(sorted(specific)), self.analysis.view.original(*span), span if here else None)

    # whose figure it is

    def body(self, sentence: Sentence, figure: Figure, leaning: Body | None) -> tuple[Body | None, bool]:
        """(the body a figure belongs to, whether the sentence or its list names it)."""
        named = self._named_body(sentence, figure)
        if figure.earlier and leaning:
            return leaning, True
        if named:
            return named, True
        if leaning:
            return leaning, True
        quotation = self.analysis.quotation_at(figure.number.start)
        speaker = self.speakers.get(quotation.start) if quotation else None
        if speaker and speaker.kind in ACTING_KINDS and FIRST_PERSON.search(self.text, sentence.start, sentence.end):
            return speaker, True
        led_in = self._lead_body(sentence)
        if led_in:
            return led_in, True
        found = antecedent(self.analysis, sentence.start, POLICING_KINDS) or antecedent(self.analysis, sentence.start, ACTING_KINDS)
        return found, False

    def _named_body(self, sentence: Sentence, figure: Figure) -> Body | None:
        """The agent: "led by X", "X led", the subject before the number; in a row or headline the only one."""
        text, at = self.text, figure.number.start
        found = [r for r in references_in(self.analysis, sentence.start, sentence.end, self.speakers) if r.bodies[0].kind in ACTING_KINDS]
        by = [r for r in found if BY.search(text[max(sentence.start, r.start - 40) : r.start])]
        led = [r for r in found if r.start > at and SUBJECT_OF.match(text, r.end, sentence.end)]
        acting = [r for r in found if r.start < at and SUBJECT_OF.match(text, r.end, at)]
        before = [r for r in found if r.start < at and (r.bodies[0].kind in POLICING_KINDS or self._reports(r, sentence))]
        chosen = by[:1] or acting[-1:] or led[:1] or before[:1]
        if chosen:
            owner = [r for r in found if r.bodies[0].kind in POLICING_KINDS and POSSESSIVE.fullmatch(text[r.end : chosen[0].start])]
            return (owner or chosen)[-1].bodies[0]
        places = [p.body for p in self.analysis.places_in(sentence.start, sentence.end)]
        if sentence.block.kind == "row" and len(places) == 1:
            return places[0]
        after = {r.bodies[0].body_id: r.bodies[0] for r in found} or {p.body_id: p for p in places}
        return after.popitem()[1] if len(after) == 1 and sentence.block.kind == "heading" else None

    def _reports(self, reference: Reference, sentence: Sentence) -> bool:
        """Whether the figure comes from what a body reports: "a report from X said", "X said that"."""
        before = self.text[max(sentence.start, reference.start - 40) : reference.start]
        return bool(REPORT_OF.search(before) or SAYS_THAT.match(self.text, reference.end, sentence.end))

    def _lead_body(self, sentence: Sentence) -> Body | None:
        """The body of the line that introduces a list or table, or of the heading over a section."""
        lead = self.analysis.lead_of(sentence.block)
        while lead is not None and (sentence.block.kind in ("bullet", "row") or lead.kind == "heading"):
            found = [r for r in references_in(self.analysis, lead.start, lead.end, self.speakers) if r.bodies[0].kind in ACTING_KINDS]
            if found:
                return found[0].bodies[0]
            places = self.analysis.places_in(lead.start, lead.end)
            if len(places) == 1 and lead.kind == "heading":
                return places[0].body
            upper = self.analysis.lead_of(lead)
            lead = upper if upper is not None and upper.index < lead.index else None
        return None

    # against which threats

    def threats(self, sentence: Sentence, figure: Figure, earlier: list[Figure], later: list[Figure], leaning: Threats | None) -> Threats:
        """The threats inside a figure's words, behind them, before them, or referred to; `all` where none is named."""
        if figure.label:
            hits = self.threat_hits(*figure.label)
            return self._named(hits, here=True) if hits else self._lead_threats(sentence) or ALL
        groups = figure.measure.endswith("groups") or figure.measure.startswith("groups")
        if groups and re.search(LINES, self.text[figure.number.start : figure.end], re.IGNORECASE):
            return Threats(("county-lines",))
        inside = self.threat_hits(figure.number.start, figure.end)
        if any(h.term.codes[0] != "all" for h in inside):
            return self._named(inside, here=True)
        if figure.earlier and leaning:
            return replace(leaning, slice=None)
        if earlier and whole_of(earlier[-1], figure):
            return ALL
        after = self._after(sentence, figure, later, groups)
        if after:
            return after
        if THESE.search(self.text, sentence.start, reach(sentence, figure, later)):
            referred = self._referred(sentence, figure)
            if referred:
                return referred
        if figure.part_of and leaning:
            return replace(leaning, slice=None)
        if groups or figure.part_of:
            return ALL
        return self._before(sentence, figure, earlier) or self._lead_threats(sentence) or ALL

    def _after(self, sentence: Sentence, figure: Figure, later: list[Figure], groups: bool) -> Threats | None:
        text = self.text
        hits = self.threat_hits(figure.end, reach(sentence, figure, later))
        if not hits:
            return None
        gap = text[figure.end : hits[0].start]
        linked = GROUP_THREAT.fullmatch(gap) if groups else THREAT_LINK.search(text[max(figure.start, figure.end - 12) : hits[0].start])
        if not linked or NOT_A_LINK.search(gap):
            return None
        chain = [hits[0]]
        for hit in hits[1:]:
            if not THREAT_JOINT.fullmatch(text[chain[-1].end : hit.start]):
                break
            chain.append(hit)
        return self._named(chain, here=True)

    def _before(self, sentence: Sentence, figure: Figure, earlier: list[Figure]) -> Threats | None:
        low = earlier[-1].end if earlier else sentence.start
        text = self.text
        linked = [
            h
            for h in self.threat_hits(low, figure.number.start)
            if BEFORE_LINK.search(text[max(low, h.start - 40) : h.start])
            or not text[sentence.start : h.start].strip(" “‘\"'")
            or MAKES_UP.match(text, h.end, figure.number.start)
        ]
        return self._named(linked) if linked else None

    def _referred(self, sentence: Sentence, figure: Figure) -> Threats | None:
        """"These threats": those named before in the sentence, else in a sentence not far before."""
        before = self.threat_hits(sentence.start, figure.number.start)
        if before:
            return self._named(before)
        for earlier in self._before_it(sentence, THREAT_REACH):
            hits = self.threat_hits(earlier.start, earlier.end)
            if hits:
                return self._named(hits)
        return None

    def _lead_threats(self, sentence: Sentence) -> Threats | None:
        lead = self.analysis.lead_of(sentence.block)
        header = header_of(self.analysis, sentence.block) if sentence.block.kind == "row" else None
        if sentence.block.kind not in ("bullet", "row"):
            return None
        for block in (header, lead):
            hits = self.threat_hits(block.start, block.end) if block else []
            if hits:
                return self._named(hits)
        return None

    # in which period

    def period(self, sentence: Sentence, figure: Figure, earlier: list[Figure], later: list[Figure], leaning: Period | None) -> Period | None:
        """The period of a figure's own words, else of its sentence, of what it leans on, of its list or of its paragraph."""
        periods = self.periods(sentence)
        after = [p for p in periods if figure.start <= p.start < reach(sentence, figure, later) and not self._labels_another(p, figure)]
        if figure.earlier:
            own = after[0] if after else next((p for p in reversed(periods) if p.start < figure.start and p != leaning), None)
            return a_year_back(leaning, own) if own and unsettled(own) and leaning else own
        own = after[0] if after else next((p for p in reversed(periods) if p.start < figure.start), None)
        if own is None and not any(other.earlier for other in later):
            own = next((p for p in periods if p.start > figure.start), None)
        if own and unsettled(own) and own.kind == "last-year" and leaning:
            return a_year_back(leaning, own)
        if own and own.kind == "same":
            before = self._last_period(sentence)
            return replace(before[0], start=own.start, end=own.end) if before else own
        if own or (figure.part_of and leaning):
            return own or leaning
        return self._wider(sentence)

    def _labels_another(self, period: Period, figure: Figure) -> bool:
        """Whether a period stands before a number of its own, as in "41 (2022/23: 29)"."""
        return period.start > figure.number.start and self.text.startswith(":", period.end)

    def _wider(self, sentence: Sentence) -> Period | None:
        block = sentence.block
        lead = self.analysis.lead_of(block)
        if block.kind in ("bullet", "row") and lead is not None:
            found = periods_in(self.text, lead.start, lead.end, self.analysis.written)
            if found:
                return found[0]
        last = self._last_period(sentence)
        if last and last[0].kind in RANGES and self._paragraphs_since(last[1].block, block) <= 2:
            between = self.text[last[0].end : sentence.start]
            return self._document_period if re.search(r"\b(?:19|20)\d\d\b", between) else last[0]
        return self._document_period

    def _paragraphs_since(self, earlier: Block, later: Block) -> int:
        """How many paragraphs and headings on a block stands behind another; items of lists do not count."""
        between = self.analysis.blocks[earlier.index + 1 : later.index + 1]
        return sum(block.kind not in ("bullet", "row", "furniture") for block in between)


def whole_of(part: Figure, figure: Figure) -> bool:
    """Whether a figure is the total in "52 out of 506 recorded disruptions"."""
    return part.part_of and part.start <= figure.start < part.end


def reach(sentence: Sentence, figure: Figure, later: list[Figure]) -> int:
    """Where the words about a figure end: at the next figure, unless that is the whole this one is a part of."""
    others = [other for other in later if not whole_of(figure, other)]
    return others[0].start if others else sentence.end


def unsettled(period: Period) -> bool:
    """Whether a period is only named in relation to another one ("the year before")."""
    return period.kind in ("last-year", "vague") and not period.first


def a_year_back(period: Period, own: Period) -> Period:
    """The period a year before another one, at the slice of `own`."""

    def back(day: str | None) -> str | None:
        return f"{int(day[:4]) - 1}{day[4:]}".replace("-02-29", "-02-28") if day else None

    return replace(own, first=back(period.first), last=back(period.last))
