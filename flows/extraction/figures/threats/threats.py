"""Which threats a figure is about: those in its words, behind or before them, or those that "these threats" means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.figures.doubts.excepted import is_a_range
from flows.extraction.figures.numbers.asides import is_of_some
from flows.extraction.figures.numbers.most import of_most
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.labels import REST, divides
from flows.extraction.figures.words.nouns import LINE_RULES, OF_LINES
from flows.extraction.figures.words.threat_words import (
    AGAINST_IT,
    ANOTHER_SUBJECT,
    BEFORE_LINK,
    BY_THE_WAY,
    CRIMINALS,
    DISRUPTIONS,
    DOING,
    GROUP_THREAT,
    IT_MAKES_UP,
    LABEL_ENDS,
    LEFT_OUT,
    LONGEST_LEFT_OUT,
    MAKES_UP,
    NEXT_CLAUSE,
    NOT_A_LINK,
    OF_THE_GANGS,
    OPENING,
    OPENS_WITH_OF,
    OVERALL,
    OWN_NUMBER,
    SIDE_BY_SIDE,
    STRAND_ENDS,
    STRANDS_JOINED,
    THESE,
    THREAT_JOINT,
    THREAT_LINK,
    UNDER_IT,
    fronted,
    is_of_a_team,
    said_of_some,
    states_figures,
)
from flows.extraction.figures.words.types import Figure, reach, whole_of

# A document's title stands in its first blocks.
TITLE_BLOCKS = 3
# How many sentences back "these threats" may point.
THREAT_REACH = 4


@dataclass(slots=True)
class Threats:
    """Threat codes in order, the document's words for them, and the slice they stand at (None: from elsewhere)."""

    codes: tuple[str, ...]
    words: str | None = None
    slice: tuple[int, int] | None = None


ALL = Threats(("all",))


def heads_of(figure: Figure) -> tuple[tuple[int, int], ...]:
    """What labels and heads a figure in a list or table."""
    return tuple(head for head in (figure.label, figure.row, *figure.heads) if head and figure.label)


class ThreatFinder:
    """Finds the threats of each figure of one document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text

    def hits(self, start: int, end: int) -> list[Hit]:
        """The threats named in a slice, without those that are part of a body's name."""
        found = self.analysis.threats_in(start, end)
        if not found:
            return found
        if named := self.analysis.mentions_in(start, end):
            found = [h for h in found if not any(m.start <= h.start < m.end for m in named)]
        return [h for h in found if not LEFT_OUT.search(self.text, max(start, h.start - LONGEST_LEFT_OUT), h.start)]

    def in_heads(self, figure: Figure) -> list[Hit]:
        """The threats that the nearest of its labels and heads names which names any."""
        return next((hits for head in heads_of(figure) if (hits := self.hits(*head))), [])

    def are_in_heads(self, figure: Figure) -> bool:
        """Whether they name any, or the rest of them."""
        return bool(self.in_heads(figure)) or any(REST.fullmatch(self.text, *head) for head in heads_of(figure))

    def _named(self, hits: list[Hit], *, here: bool = False) -> Threats:
        codes = {hit.term.codes[0] for hit in hits}
        specific = codes - {"all"} or codes
        span = (hits[0].start, hits[-1].end)
        return Threats(tuple(sorted(specific)), self.analysis.view.original(*span), span if here else None)

    def of(
        self,
        sentence: Sentence,
        figure: Figure,
        earlier: list[Figure],
        later: list[Figure],
        leaning: Threats | None,
        hints: Hints,
    ) -> Threats:
        """The threats inside a figure's words, behind them, before them, or referred to; `all` where none is named."""
        groups = "groups" in figure.measure
        lines = figure.label or figure.like or (figure.start, figure.end)
        of_lines = figure.rule in LINE_RULES and self.analysis.view.folded.find("line", *lines) >= 0
        if of_lines and (said := OF_LINES.search(self.text, *lines)):
            return self._lines(said)
        if figure.label:
            if hits := self.in_heads(figure):
                listed = self.hits(earlier[-1].end if earlier else sentence.start, figure.label[0])
                return self._named(self._joined(listed, hits) if figure.part_of else hits, here=True)
            if rest := next((head for head in heads_of(figure) if REST.fullmatch(self.text, *head)), None):
                return self._rest(sentence, rest)
            # A level or strand divides what it is a part of, whatever threat that is of.
            divided = figure.part_of or figure.rule == "disruption-line"
            taken = replace(leaning, slice=None) if leaning and divided else None
            return self._lead_threats(sentence, figure) or taken or ALL
        low = min(figure.start if figure.rule == "disruption-label" else figure.number.start, figure.number.start)
        inside = self.hits(low, min(figure.end, reach(sentence, figure, later)))
        if any(h.term.codes[0] != "all" and not is_of_some(self.text, figure, h.start) for h in inside):
            return self._named(inside, here=True)
        if figure.earlier and leaning:
            # One that is counted in words of its own may name its threat behind them.
            own = None if figure.like else self._after(sentence, figure, later, hints)
            return own or replace(leaning, slice=None)
        if earlier and whole_of(earlier[-1], figure) and not self.text.startswith(" of ", figure.end):
            return ALL
        after = self._after(sentence, figure, later, hints)
        # What a part is said to do to crime as a whole leaves it a part of its threat.
        if after and not (figure.part_of and leaning and after.codes == ALL.codes):
            return after
        if (referred := self._referred(sentence, figure, later, hints)) is not None:
            return referred
        if figure.part_of and (subject := self._subject(sentence, figure, earlier)):
            return subject
        if leaning and (figure.part_of or figure.rule == "disruption-elliptical"):
            return replace(leaning, slice=None)
        if groups or figure.part_of:
            return (self._of_gangs(sentence, figure) if groups else None) or ALL
        here = self._before(sentence, figure, earlier) or self._lead_threats(sentence, figure)
        return here or self._headed(sentence) or ALL

    def _rest(self, sentence: Sentence, label: tuple[int, int]) -> Threats:
        """What a row counts that is headed "Other": other threats, where the row above is of one."""
        above = self.analysis.blocks[sentence.block.index - 1]
        if above.table is None or not self.hits(above.start, above.end):
            return ALL
        return Threats(("other",), self.analysis.view.original(*label), label)

    def _of_gangs(self, sentence: Sentence, figure: Figure) -> Threats | None:
        """Those of a label that opens the sentence, or of the gangs of the sentence before: "disrupted 24 of them"."""
        text, opens = self.text, self.hits(sentence.start, figure.start)[:1]
        labels = opens and LABEL_ENDS.match(text, opens[0].end)
        if labels and OPENING.fullmatch(text, sentence.start, opens[0].start):
            return self._named(opens)
        if not OF_THE_GANGS.match(self.text, figure.number.end) or not sentence.index:
            return None
        before = self.analysis.sentences[sentence.index - 1]
        hits = [h for h in self.hits(before.start, before.end) if CRIMINALS.search(self.text, h.start, h.end + 12)]
        return self._named(hits[:1]) if hits and before.block is sentence.block else None

    def _lines(self, said: re.Match[str]) -> Threats:
        """Those of lines: what their own words name ("drug lines"), else the county lines that lines alone mean."""
        hits = [hit for hit in self.hits(*said.span()) if hit.term.codes[0] != "all"]
        return self._named(hits) if hits else Threats(("county-lines",))

    def _after(self, sentence: Sentence, figure: Figure, later: list[Figure], hints: Hints) -> Threats | None:
        text, groups = self.text, "groups" in figure.measure
        end = reach(sentence, figure, later)
        if OPENS_WITH_OF.fullmatch(text, sentence.start, figure.number.start):
            # "Of 455 disruptions in all, few were against": what is said behind the comma is said of a part.
            end = min(end, text.find(",", figure.end, end) % (end + 1))
        hits = self.hits(figure.end, end)
        if not hits or ("of-some" in hints and of_most(text, figure, sentence.start, hits[0].start)):
            return None
        if "ranged" in hints and is_a_range(text, figure.end, hits[0], end):
            return ALL
        gap = text[figure.end : hits[0].start]
        before = self.hits(sentence.start, figure.number.start)
        if before and OWN_NUMBER.match(text, hits[0].end, end) and fronted(text, before, sentence.start):
            return None
        linked = (
            GROUP_THREAT.fullmatch(gap) or (gap.isspace() and (figure.part_of or DOING.match(text, hits[0].start)))
            if groups
            else THREAT_LINK.search(text[max(figure.start, figure.end - 12) : hits[0].start].lower())
        )
        if groups and BY_THE_WAY.fullmatch(gap):
            return None
        if not linked or NOT_A_LINK.search(gap) or ("of-some" in hints and said_of_some(text, figure, hits[0])):
            return None
        chain = [hits[0]]
        for hit in hits[1:]:
            joint = text[chain[-1].end : hit.start]
            if ";" in joint or not THREAT_JOINT.fullmatch(joint) or MAKES_UP.match(text, hit.end, end):
                break
            chain.append(hit)
        return self._named(chain, here=True)

    def _subject(self, sentence: Sentence, figure: Figure, earlier: list[Figure]) -> Threats | None:
        """The threat that a part of a figure is said of: "|Drug dealing was the business of 61 of these"."""
        low = earlier[-1].end if earlier else sentence.start
        hits = self.hits(low, figure.number.start)
        subject = [hit for hit in hits if MAKES_UP.match(self.text, hit.end, figure.number.start)]
        if not subject:
            return None
        return self._named(self._joined(hits[: hits.index(subject[-1])], subject[-1:]), here=True)

    def _joined(self, before: list[Hit], hits: list[Hit]) -> list[Hit]:
        """Threats with those that stand side by side before them: "|drugs and |firearms accounted for 33"."""
        chain = hits
        for hit in reversed(before):
            gap = self.text[hit.end : chain[0].start]
            if ";" in gap or not THREAT_JOINT.fullmatch(gap):
                break
            chain = [hit, *chain]
        return chain

    def _before(self, sentence: Sentence, figure: Figure, earlier: list[Figure]) -> Threats | None:
        text, low = self.text, earlier[-1].end if earlier else sentence.start
        # "The fraud team made 12 Pursue and |45 Prevent disruptions"
        if earlier and not earlier[-1].label and STRANDS_JOINED.fullmatch(text, low, figure.number.start):
            low = sentence.start if STRAND_ENDS.search(text, earlier[0].start, low) else low
        hits = self.hits(low, figure.number.start)
        linked = [
            h
            for h in hits
            if not NEXT_CLAUSE.search(text, h.end, figure.number.start)
            if BEFORE_LINK.search(text[max(low, h.start - 40) : h.start])
            or OPENING.fullmatch(text, sentence.start, h.start)
            or (
                MAKES_UP.match(text, h.end, figure.number.start)
                and not ANOTHER_SUBJECT.search(text, h.end, figure.number.start)
            )
            or is_of_a_team(text, h, low, figure)
        ]
        return self._named(self._joined_on(linked, hits)) if linked else None

    def _joined_on(self, linked: list[Hit], hits: list[Hit]) -> list[Hit]:
        """Threats with those that stand side by side behind the last of them: "Drugs and |firearms: 274"."""
        chain = linked
        for hit in hits[hits.index(linked[-1]) + 1 :]:
            if not SIDE_BY_SIDE.fullmatch(self.text, chain[-1].end, hit.start):
                break
            chain = [*chain, hit]
        return chain

    def _referred(self, sentence: Sentence, figure: Figure, later: list[Figure], hints: Hints) -> Threats | None:
        """ "These threats": those named before in the sentence, else in a sentence not far before; "it": the last."""
        at = sentence.index
        if IT_MAKES_UP.match(self.text, sentence.start, figure.number.start):
            hits = [h for s in self.analysis.sentences[max(0, at - 1) : at] for h in self.hits(s.start, s.end)]
            return self._named(hits[:1]) if hits else None
        alone = AGAINST_IT.match(self.text, figure.end, sentence.end)
        if "these" in hints and UNDER_IT.search(self.text, figure.end, sentence.end):
            hits = self.hits(sentence.start, figure.number.start)
            return self._named(hits[-1:]) if hits else None
        these = "these" in hints and THESE.search(
            self.analysis.view.folded, sentence.start, reach(sentence, figure, later)
        )
        if not alone and not these:
            return None
        before = self.hits(sentence.start, figure.number.start)
        for earlier in reversed(self.analysis.sentences[max(0, at - (1 if alone else THREAT_REACH)) : at]):
            before = before or self.hits(earlier.start, earlier.end)
        return self._named(before[-1:] if alone else before) if before else None

    def _lead_threats(self, sentence: Sentence, figure: Figure) -> Threats | None:
        """Those of the line over a list or table, or of the table's header; not those of another column's heading."""
        if sentence.block.kind not in ("bullet", "row"):
            return None
        corner = self.analysis.corner_of(sentence.block)
        leads = self.analysis.leads_in_to(sentence.block)
        if corner:
            leads = [b for b in leads if b.kind != "prose" or not states_figures(self.text, b.start, b.end)]
        for head in (*([corner] if corner else []), *((lead.start, lead.end) for lead in leads)):
            hits = self.hits(*head)
            if hits:
                return self._named(hits)
        return self._titled

    def _headed(self, sentence: Sentence) -> Threats | None:
        """The threat that the section's heading names, and no more than that: "Child sexual abuse"."""
        lead = self.analysis.lead_of(sentence.block) if sentence.block.kind == "prose" else None
        if lead is None or lead.kind != "heading" or lead.index < TITLE_BLOCKS:
            return None
        if OVERALL.search(self.text, sentence.start, sentence.end) or not divides(
            self.analysis, (lead.start, lead.end)
        ):
            return None
        hits = [hit for hit in self.hits(lead.start, lead.end) if hit.term.codes[0] != "all"]
        return self._named(hits) if hits else None

    @cached_property
    def _titled(self) -> Threats | None:
        """The threat of a document whose title says that it counts disruptions of that: "Fraud disruptions 2024"."""
        for block in self.analysis.blocks[:TITLE_BLOCKS]:
            hits = self.hits(block.start, block.end) if block.kind == "heading" else []
            if len(hits) == 1 and DISRUPTIONS.match(self.text, hits[0].end, block.end):
                return self._named(hits)
        return None
