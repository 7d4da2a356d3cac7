"""Disruptions: figures about disrupted crime, each with its body, threats and period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import INSPECTED_KINDS
from flows.extraction.analysis.discourse import antecedent, references_in
from flows.extraction.analysis.layout import CELL, Block, Sentence
from flows.extraction.analysis.lexicon import Hit
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.periods import Period, periods_in
from flows.extraction.claims import Body, DisruptionClaim, Refusal
from flows.extraction.figures import (
    BREAKDOWN,
    CRIME,
    CUE,
    ELLIPTICAL,
    EVERYDAY,
    GROUP_NOUN,
    HEDGED,
    LEVELS,
    NOUN,
    STRANDS,
    Figure,
    figures_in,
)

ACTING_KINDS = INSPECTED_KINDS - {"fire-service"} | {"government-department", "other"}
RECORDED = (
    r"(?:led|records?|recorded|registered|delivered|carried\s+out|achieved|made|reported|logged|secured|conducted|claimed|claims|had|has|have|saw|seen|"
    r"resulted\s+in|disrupt\w*|dismantl\w+|smashed|supported|undertook|undertaken|completed|counted|produced|notched\s+up|accounted\s+for|managed|executed)"
)
SUBJECT_OF = re.compile(rf"\s*(?:['’]s\b[^.;,]{{0,50}}|force|unit|\w+ly|also|has|have|had|,|itself|alone|officers|teams?|said\s+(?:it|they)|been|now)*\s*\b{RECORDED}\b", re.IGNORECASE)
BY = re.compile(r"\b(?:led|recorded|carried\s+out|made|delivered|reported|supported|disrupted|dismantled|secured|achieved|logged|undertaken|claimed|registered)\s+by\s+(?:the\s+)?$", re.IGNORECASE)
THREAT_LINK = re.compile(r"\b(?:against|related\s+to|relating\s+to|involving|for|linked\s+to|on|in|of|targeting|targeted|concerning|concerned|into|connected\s+(?:to|with)|about|around|tackling|under|was|were|to|from|with|threats?)\b", re.IGNORECASE)
THESE = re.compile(r"\b(?:these|those|such|both)\s+(?:two\s+|three\s+)?(?:threats?|crimes?|areas|offences|disruptions?|disruption\s+activit\w+|categories|types)\b", re.IGNORECASE)
LED = re.compile(r"\b(?P<led>led(?!\s+to\b)|leading|lead\s+on)\b|\b(?P<supported>supported|supporting|support\s+of)\b", re.IGNORECASE)
OPERATION = re.compile(r"\bOperation\s+([A-Z][\w-]+)")
GROUP_THREAT = re.compile(
    r"\s*,?\s*(?:(?:that|which|who)\s+)?(?:were\s+|are\s+)?(?:\w+\s+){0,2}?(?:in|against|for|with|to|of|dealing|supplying|behind|trafficking)\s+(?:the\s+)?(?:supply\s+of\s+|sale\s+of\s+)?",
    re.IGNORECASE,
)
SPEAKER_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
DATELIKE = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with what it is about."""

    figure: Figure
    sentence: Sentence
    body: Body
    threats: tuple[str, ...]
    threats_text: str | None
    period: Period | None
    start: int
    end: int


class Disruptions:
    """Reads the disruptions of one document, sentence by sentence, remembering what later sentences refer to."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.speakers = speakers
        self.bound: list[Bound] = []
        self.refusals: list[Refusal] = []
        self.period: tuple[Period, Sentence] | None = None
        self.threats: tuple[tuple[str, ...], str, Sentence] | None = None

    def read(self) -> None:
        """Read every sentence in order."""
        for sentence in self.analysis.sentences:
            periods = self._periods(sentence)
            threats = self._threat_hits(sentence)
            figures = self._figures(sentence, periods)
            for number, figure in enumerate(figures):
                self._bind(sentence, figure, figures[number + 1 :], figures[:number], periods, threats)
            settled = [p for p in periods if p.first or p.last]
            if settled:
                self.period = settled[-1], sentence
            if threats:
                codes, words = self._named(threats)
                self.threats = codes, words, sentence

    def _periods(self, sentence: Sentence) -> list[Period]:
        return periods_in(self.text, sentence.start, sentence.end, self.analysis.written)

    def _threat_hits(self, sentence: Sentence) -> list[Hit]:
        named = self.analysis.mentions_in(sentence.start, sentence.end)
        return [
            hit
            for hit in self.analysis.threats
            if sentence.start <= hit.start < sentence.end and not any(m.start <= hit.start < m.end for m in named)
        ]

    def _named(self, hits: list[Hit]) -> tuple[tuple[str, ...], str]:
        codes = tuple(sorted({hit.term.codes[0] for hit in hits}))
        return codes, self.analysis.view.original(hits[0].start, hits[-1].end)

    def _numbers(self, sentence: Sentence, periods: list[Period]) -> list[Number]:
        numbers = numbers_in(self.text, sentence.start, sentence.end)
        return [n for n in numbers if not any(p.start <= n.start < p.end for p in periods if p.kind != "vague")]

    def _figures(self, sentence: Sentence, periods: list[Period]) -> list[Figure]:
        text, start, end = self.text, sentence.start, sentence.end
        cue = CUE.search(text, start, end)
        if sentence.block.kind == "row":
            return self._cells(sentence)
        if not cue:
            return self._breakdown(sentence, periods)
        numbers = self._numbers(sentence, periods)
        if not numbers:
            return []
        figures = figures_in(text, numbers, start, end) or self._elliptical(sentence, numbers)
        if not figures:
            self._refuse(cue.start(), cue.end(), "a number near the word that does not count disruptions")
            return []
        everyday = EVERYDAY.search(text, start, end)
        if everyday and not CRIME.search(text, start, end):
            self._refuse(cue.start(), cue.end(), f"everyday disruption ({everyday.group().lower()})")
            return []
        hedge = HEDGED.search(text, start, figures[0].number.start)
        if hedge and not re.search(r"(?i)threat|high", hedge.group()):
            self._refuse(figures[0].start, figures[0].end, f"not stated as done ({hedge.group().lower()})")
            return []
        return figures

    def _refuse(self, start: int, end: int, why: str) -> None:
        self.refusals.append(Refusal(self.analysis.view.passage(start, end), "disruption", why))

    def _elliptical(self, sentence: Sentence, numbers: list[Number]) -> list[Figure]:
        """"28 have been dismantled and 96 others have been frustrated or disrupted", the groups named before."""
        before = self.analysis.sentences[max(0, sentence.index - 2) : sentence.index]
        if not any(re.search(GROUP_NOUN, self.text[s.start : s.end], re.IGNORECASE) for s in before):
            return []
        found = [(n, ELLIPTICAL.match(self.text, n.end, sentence.end)) for n in numbers if n.whole]
        return [Figure(n, "groups-disrupted", "groups-elliptical", n.start, match.end()) for n, match in found if match]

    def _breakdown(self, sentence: Sentence, periods: list[Period]) -> list[Figure]:
        """"Of those, there were 60 …", "A further 40 were …" right behind a count of groups disrupted."""
        last = self.bound[-1] if self.bound else None
        if last is None or last.figure.measure != "groups-disrupted" or sentence.index - last.sentence.index > 2:
            return []
        if sentence.index - last.sentence.index > 1 and last.figure.rule != "groups-breakdown" and sentence.index - last.sentence.index > 1:
            return []
        numbers = [n for n in self._numbers(sentence, periods) if n.whole and n.value]
        if not numbers or not BREAKDOWN.search(self.text, sentence.start, numbers[0].start):
            return []
        after = self.text[numbers[0].end : sentence.end]
        if re.match(r"\s+(?:\w+\s+){0,3}(?:people|arrests?|officers|years|are\s+(?:being|still)|remain|weapons|firearms|men|women|suspects|were\s+(?:arrested|charged|jailed))", after):
            return []
        return [Figure(numbers[0], "groups-disrupted", "groups-breakdown", numbers[0].start, numbers[0].end, part_of=True)]

    def _cells(self, sentence: Sentence) -> list[Figure]:
        """A table's cells: "drug disruptions: 649", or a number in the column headed "Disruptions"."""
        text, block = self.text, sentence.block
        cells = _cells_of(text, block)
        header = self._header(block)
        figures = []
        for column, (start, end) in enumerate(cells):
            numbers = [n for n in numbers_in(text, start, end) if n.start >= start]
            own = re.search(NOUN, text[start:end], re.IGNORECASE)
            head = header[column] if header and column < len(header) else None
            headed = head is not None and re.search(NOUN, text[head[0] : head[1]], re.IGNORECASE)
            if len(numbers) == 1 and (own or (headed and numbers[0].end - numbers[0].start >= len(text[start:end].strip()) - 2)):
                measure = "share-of-disruptions" if numbers[0].percent else "disruptions"
                figures.append(Figure(numbers[0], measure, "disruption-cell", numbers[0].start, numbers[0].end))
        return figures

    def _header(self, block: Block) -> list[tuple[int, int]] | None:
        first = block
        while first.index and self.analysis.blocks[first.index - 1].kind == "row":
            first = self.analysis.blocks[first.index - 1]
        return _cells_of(self.text, first) if first is not block else None

    def _bind(
        self, sentence: Sentence, figure: Figure, later: list[Figure], earlier: list[Figure], periods: list[Period], hits: list[Hit]
    ) -> None:
        body = self._body(sentence, figure)
        if body is None:
            self._refuse(figure.start, figure.end, "no body it can be tied to")
            return
        if not CRIME.search(self.text, max(0, sentence.block.start - 600), sentence.end) and body.kind == "other":
            self._refuse(figure.start, figure.end, "nothing says that it is about crime")
            return
        threats, words, slices = self._threats(sentence, figure, later, earlier, hits)
        period = self._period(sentence, figure, later, periods)
        ends = [figure.end, *(end for _, end in slices), *([period.end] if period and sentence.start <= period.start < sentence.end else [])]
        starts = [figure.start, *(start for start, _ in slices), *([period.start] if period and sentence.start <= period.start < figure.start else [])]
        high = later[0].start if later else sentence.end
        self.bound.append(Bound(figure, sentence, body, threats, words, period, min(starts), max(e for e in ends if e <= max(high, figure.end))))

    def _body(self, sentence: Sentence, figure: Figure) -> Body | None:
        text = self.text
        if figure.earlier and self.bound:
            return self.bound[-1].body
        references = [
            r for r in references_in(self.analysis, sentence.start, sentence.end, self.speakers) if r.bodies[0].kind in ACTING_KINDS
        ]
        by = [r for r in references if BY.search(text, max(sentence.start, r.start - 40), r.start)]
        led = [r for r in references if r.start > figure.number.start and SUBJECT_OF.match(text, r.end)]
        before = [r for r in references if r.start < figure.number.start]
        acting = [r for r in before if SUBJECT_OF.match(text, r.end)]
        chosen = by[:1] or led[:1] or acting[-1:] or before[:1]
        if chosen:
            return chosen[0].bodies[0]
        if figure.part_of and self.bound and self.bound[-1].sentence.index >= sentence.index - 2:
            return self.bound[-1].body
        places = [p for p in self.analysis.places if sentence.start <= p.start < sentence.end]
        if sentence.block.kind == "row" and len(places) == 1:
            return places[0].body
        quotation = self.analysis.quotation_at(figure.number.start)
        if quotation and SPEAKER_WE.search(text, sentence.start, sentence.end) and (speaker := self.speakers.get(quotation.start)):
            return speaker
        led_in = self._lead_body(sentence)
        if led_in:
            return led_in
        after = [r for r in references if r.start > figure.number.start]
        if after and len({r.bodies[0].body_id for r in after}) == 1 and sentence.block.kind == "heading":
            return after[0].bodies[0]
        police = frozenset(ACTING_KINDS - {"government-department", "other"})
        return antecedent(self.analysis, sentence.start, police) or antecedent(self.analysis, sentence.start, frozenset(ACTING_KINDS))

    def _lead_body(self, sentence: Sentence) -> Body | None:
        """The body of the line or heading that introduces a list, a table or a section."""
        lead = self.analysis.lead_of(sentence.block)
        while lead is not None and (sentence.block.kind in ("bullet", "row") or lead.kind == "heading"):
            found = [r for r in references_in(self.analysis, lead.start, lead.end, self.speakers) if r.bodies[0].kind in ACTING_KINDS]
            places = [p for p in self.analysis.places if lead.start <= p.start < lead.end]
            if found:
                return found[0].bodies[0]
            if len(places) == 1 and lead.kind == "heading":
                return places[0].body
            upper = self.analysis.lead_of(lead)
            lead = upper if upper is not None and upper.index < lead.index else None
        return None

    def _threats(
        self, sentence: Sentence, figure: Figure, later: list[Figure], earlier: list[Figure], hits: list[Hit]
    ) -> tuple[tuple[str, ...], str | None, list[tuple[int, int]]]:
        """(codes, words, slices): the threats inside the figure's words, behind it, before it, or referred to."""
        text = self.text
        high = _reach(sentence, figure, later)
        low = earlier[-1].end if earlier else sentence.start
        inside = [h for h in hits if figure.start <= h.start and h.end <= figure.end]
        if (inside and figure.measure.endswith("disruptions")) or (inside and figure.measure == "disruption-rate"):
            codes, words = self._named(inside)
            return codes, words, []
        if figure.earlier and self.bound:
            return self.bound[-1].threats, self.bound[-1].threats_text, []
        if earlier and _whole_of(earlier[-1], figure):
            return ("all",), None, []
        after = [h for h in hits if figure.end <= h.start < high]
        if figure.measure.startswith(("groups", "share-of-groups")):
            after = after if after and GROUP_THREAT.fullmatch(text[figure.end : after[0].start]) else []
        if after and THREAT_LINK.search(text[figure.end - 12 : after[0].start]) and not re.search(r"[;]", text[figure.end : after[0].start]):
            chain = [after[0]]
            for hit in after[1:]:
                if re.fullmatch(r"[\s,;&/()’'”“\"-]*(?:and|or|as well as)?[\s,&/(“\"]*(?:the|abuse|other|also|related|offences|crimes?|threats? of)?\s*", text[chain[-1].end : hit.start]):
                    chain.append(hit)
                else:
                    break
            codes, words = self._named(chain)
            return codes, words, [(chain[0].start, chain[-1].end)]
        if THESE.search(text, figure.start, high) or THESE.search(text, low, figure.start):
            threats = self._referred(sentence, figure, hits)
            if threats:
                return (*threats, [])
        if figure.measure.startswith(("groups", "share-of-groups")):
            return ("all",), None, []
        before = [h for h in hits if low <= h.start < figure.number.start]
        linked = [h for h in before if re.search(r"\b(?:against|into|on|tackling|accounted)\s+(?:\w+\s+){0,2}$|^\W*$", text[sentence.start : h.start]) or re.match(r"\s+(?:accounted|made\s+up|represented|was|were|saw)", text[h.end : figure.start])]
        if linked:
            codes, words = self._named(linked)
            return codes, words, []
        led_in = self._lead_threats(sentence)
        return (*led_in, []) if led_in else (("all",), None, [])

    def _referred(self, sentence: Sentence, figure: Figure, hits: list[Hit]) -> tuple[tuple[str, ...], str] | None:
        """"These threats": those of the same sentence before, else of a sentence not far before."""
        before = [h for h in hits if h.start < figure.number.start]
        if before:
            return self._named(before)
        if self.threats and sentence.index - self.threats[2].index <= 4:
            return self.threats[0], self.threats[1]
        return None

    def _lead_threats(self, sentence: Sentence) -> tuple[tuple[str, ...], str] | None:
        lead = self.analysis.lead_of(sentence.block)
        if lead is None or sentence.block.kind not in ("bullet", "row"):
            return None
        hits = [h for h in self.analysis.threats if lead.start <= h.start < lead.end]
        return self._named(hits) if hits else None

    def _period(self, sentence: Sentence, figure: Figure, later: list[Figure], periods: list[Period]) -> Period | None:
        """The period of the figure's own words, else of its sentence, list or paragraph."""
        high = _reach(sentence, figure, later)
        after = [p for p in periods if figure.start <= p.start < high]
        others = [p for p in periods if p.start < figure.start]
        own = after[0] if after else others[-1] if others and not figure.earlier else None
        if figure.earlier:
            own = after[0] if after else None
            if own and own.kind == "last-year" and self.bound and self.bound[-1].period and not own.first:
                return _year_back(self.bound[-1].period, own)
            return own
        if own and own.kind == "same":
            return replace(self.period[0], start=own.start, end=own.end) if self.period else own
        if own:
            return own
        return self._wider(sentence)

    def _paragraphs_since(self, earlier: Block, later: Block) -> int:
        """How many paragraphs and headings on a block stands behind another; items of lists do not count."""
        between = self.analysis.blocks[earlier.index + 1 : later.index + 1]
        return sum(block.kind not in ("bullet", "furniture") for block in between)

    def _wider(self, sentence: Sentence) -> Period | None:
        lead = self.analysis.lead_of(sentence.block)
        if sentence.block.kind in ("bullet", "row") and lead is not None:
            found = periods_in(self.text, lead.start, lead.end, self.analysis.written)
            row = sentence.block.kind == "row" and periods_in(self.text, sentence.block.start, sentence.block.end, self.analysis.written)
            if row or found:
                return (row or found)[0]
        if self.period and self._paragraphs_since(self.period[1].block, sentence.block) <= 2 and self.period[0].kind in ("range", "year-to", "months-to", "financial", "quarter"):
            between = self.text[self.period[0].end : sentence.start]
            return self.period[0] if not DATELIKE.search(between) else None
        return None


def _whole_of(part: Figure, figure: Figure) -> bool:
    """Whether a figure is the total in "52 out of 506 recorded disruptions"."""
    return part.part_of and part.start <= figure.start < part.end


def _reach(sentence: Sentence, figure: Figure, later: list[Figure]) -> int:
    """Where the words about a figure end: at the next figure, unless that is the whole this one is a part of."""
    others = [other for other in later if not _whole_of(figure, other)]
    return others[0].start if others else sentence.end


def _cells_of(text: str, block: Block) -> list[tuple[int, int]]:
    """The slices of a table row's cells."""
    cells = []
    start = block.start
    for match in CELL.finditer(text, block.start, block.end):
        cells.append((start, match.start()))
        start = match.end()
    cells.append((start, block.end))
    return [cell for number, cell in enumerate(cells) if text[cell[0] : cell[1]].strip() or 0 < number < len(cells) - 1]


def _year_back(period: Period, own: Period) -> Period:
    """The period a year before another one."""

    def back(day: str | None) -> str | None:
        return f"{int(day[:4]) - 1}{day[4:]}".replace("-02-29", "-02-28") if day else None

    return replace(own, first=back(period.first), last=back(period.last))


def disruption_claims(analysis: Analysis, speakers: dict[int, Body | None]) -> tuple[list[DisruptionClaim], list[Refusal]]:
    """Every figure about disruptions of crime a document states, and what looked like one and was refused."""
    if not CUE.search(analysis.text):
        return [], []
    reader = Disruptions(analysis, speakers)
    reader.read()
    return [_claim(analysis, bound) for bound in reader.bound], reader.refusals


def _claim(analysis: Analysis, bound: Bound) -> DisruptionClaim:
    figure, text = bound.figure, analysis.text
    words = text[figure.start : figure.end]
    level = LEVELS.search(words) if figure.measure in ("disruptions", "disruption-rate") else None
    strand = STRANDS.search(words)
    led = LED.search(text, max(bound.sentence.start, figure.start - 25), max(bound.end, figure.end))
    operation = OPERATION.search(text, bound.sentence.start, bound.sentence.end)
    value = figure.number.value
    is_rate, is_share = figure.measure == "disruption-rate", figure.measure.startswith("share")
    period = bound.period
    return DisruptionClaim(
        rule=figure.rule,
        passage=analysis.view.passage(bound.start, bound.end),
        body=bound.body,
        threats=bound.threats,
        threats_text=bound.threats_text,
        measure=figure.measure,
        qualifier=figure.number.qualifier,
        count=None if is_rate or is_share else int(value),
        share_percent=value if is_share else figure.share,
        rate=value if is_rate else None,
        rate_unit=figure.rate_unit,
        level=level["level"].lower() if level else None,
        strand=strand["strand"].lower() if strand and strand["strand"][0].isupper() else None,
        lead=None if not led or figure.measure.startswith(("groups", "share-of-groups")) else "led" if led["led"] else "supported",
        operation=operation.group(1) if operation else None,
        period_start=period.first if period else None,
        period_end=period.last if period else None,
        period_text=analysis.view.original(period.start, period.end) if period else None,
    )
