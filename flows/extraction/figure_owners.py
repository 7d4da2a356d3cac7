"""Whose a figure is: the body that acted, by the grammar of its sentence, of its list or of the text before."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import INSPECTED_KINDS
from flows.extraction.analysis.discourse import (
    Reference,
    antecedent,
    listed,
    main_body,
    own_body,
    publisher_body,
    references_in,
)
from flows.extraction.analysis.layout import Sentence
from flows.extraction.analysis.mentions import Mention
from flows.extraction.claims import Body
from flows.extraction.figure_leads import force_of_place, lead_of
from flows.extraction.figure_nouns import DISRUPTED, NOUN
from flows.extraction.figure_part_words import REMAINING
from flows.extraction.figure_types import Figure
from flows.extraction.figures import OF_KNOWN_GROUPS

ACTING_KINDS = frozenset(INSPECTED_KINDS - {"fire-service"} | {"government-department", "other"})
# Bodies that watch, pay or speak for others do not disrupt crime themselves.
OVERSEES = re.compile(
    r"\b(?:authority|boards?|panel|committee|council|commission|federation|union|association|college|university|"
    r"trust|charity|society|foundation|forum|parliament|assembly|partnership)\b",
    re.IGNORECASE,
)
POLICING_KINDS = ACTING_KINDS - {"government-department", "other"}
RECORDED = (
    r"(?:led|gives|(?:was|were)\s+(?:behind|responsible\s+for)|records?|recorded|registered|delivered|"
    r"carried\s+out|achieved|made|reported|logged|"
    r"secured|conducted|claimed|claims|had|has|have|saw|seen|"
    r"resulted\s+in|supported|undertook|undertaken|completed|counts?|counted|produced|accounted\s+for|managed|"
    r"executed|took|did|broke|"
    rf"{DISRUPTED})"
)
SUBJECT_OF = re.compile(
    rf"(?:\s*\([^()]{{1,40}}\))?\s*(?:['’]s\b[^.;,]{{0,50}}|"
    rf"(?:force|unit|\w+ly|also|has|have|had|itself|alone|officers|teams?|it|they|said|been|now)\b|[,\s])*"
    rf"\s*\b{RECORDED}\b",
    re.IGNORECASE,
)
# "BODY counts| disruptions of …": what it acts on is what is counted.
ITS_OBJECT = re.compile(rf"\s+(?:[\w-]+\s+){{0,3}}?{NOUN}", re.IGNORECASE)
BY = re.compile(
    rf"\b(?:led|recorded|carried\s+out|made|delivered|reported|supported|secured|achieved|logged|"
    rf"undertaken|claimed|registered|disruptions|{DISRUPTED})\s+by\s+(?:the\s+)?$|"
    r"\b(?:through|thanks\s+to|result\s+of|due\s+to|following)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:work|efforts?|actions?|operations?)\s+(?:of|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
REPORT_OF = re.compile(
    r"\b(?:report|figures|statistics|data)\s+(?:\w+\s+)?(?:from|by|of)\s+(?:the\s+)?(?:(?-i:[A-Z])\w+['’]s\s+)?$",
    re.IGNORECASE,
)
SAYS_THAT = re.compile(r"\s+(?:said|says|reported|reports)\s+that\b")
ACCORDING_TO = re.compile(r"\baccording\s+to\s+(?:the\s+)?$", re.IGNORECASE)
SAYS = re.compile(r"\s+(?:has\s+)?(?:said|says|revealed|announced|confirmed|reported)\b")
# "At 3.27 disruptions per 1,000 people |BODY's rate is the highest"
ITS_RATE = re.compile(r"['’]s?\s+(?:\w+\s+)?(?:rate|figure|total|tally|record)\b")
WIDER = re.compile(
    r"\b(?:nation(?:ally|wide)|across\s+(?:the\s+)?(?:whole\s+)?(?:country|region|UK|England|South|"
    r"North|East|West|Britain))\b"
)
# "With the help of |BODY, the team broke up": who helps is not who did it.
HELPED_BY = re.compile(
    r"\b(?:help|support|assistance|thanks)\s+(?:of|from|to)\s+[^;.,]{0,80}$|"
    r"\b(?:alongside|together\s+with)\s+[^;.,]{0,60}$",
    re.IGNORECASE,
)
# "Police in England and Wales and their partners", "forces across the country": nobody we know.
NATIONAL = re.compile(
    r"\b[Pp]olice\s+(?:in|across)\s+(?:England|Wales|Scotland|Britain|the\s+UK|the\s+country)\b|"
    r"\b(?:Spanish|French|Dutch|German|Irish|Italian|Belgian|Bulgarian|Turkish|Albanian|European|American|Australian)\s+"
    r"(?:police|authorities|officers|law\s+enforcement|detectives|customs|agencies)\b|\bEuropol\b|"
    r"\b(?:[Ff]orces|[Pp]olice)\s+(?:and\s+their\s+partners|up\s+and\s+down|nationwide|nationally|across\s+the)\b"
)
# "The unit, which works with |BODY, recorded 61": what is said by the way.
ASIDE = re.compile(
    r",\s+(?:which|who|whose|where|alongside|together\s+with|along\s+with|with|including|part\s+of|based|hosted|"
    r"led|run|overseen|covering|made\s+up\s+of|supported)\b[^,;.]*$",
    re.IGNORECASE,
)
# How far before a body the words may stand that make it one of a list.
LONGEST_LIST = 240
# "The taskforce, comprising the police and |BODY": who belongs to it or helps is not who did it.
MEMBER_OF = re.compile(
    r"\b(?:compris(?:es|ing)|consist(?:s|ing)\s+of|made\s+up\s+of|br(?:ings|inging)\s+together|alongside|together\s+with|"
    r"with\s+(?:the\s+)?(?:help|support|assistance)\s+(?:of|from|by)|members\s+include|whose\s+members\s+are|supported\s+by|in\s+partnership\s+with)\s[^.;\n]*$"
)
ASIDE_ENDS = re.compile(r"(?:\s+(?:and|&)\s+(?:the\s+)?[A-Z][^,;.]*)?,")
# "|A supported |BODY in dismantling 14 gangs": who is helped did it.
HELPED = re.compile(r"\b(?:support|help|assist)(?:ed|s|ing)?\s+(?:the\s+)?$", re.IGNORECASE)
TO_DO = re.compile(
    rf"\s+(?:officers\s+)?(?:in|to|with)\s+(?:\w+\s+){{0,2}}?(?:{DISRUPTED}|disrupt|dismantle|(?:the\s+)?disruption)\b"
)
# "Force-wide, gangs were disrupted 20 times": no regional unit named before.
FORCE_WIDE = re.compile(r"\b(?:force-?wide|across\s+the\s+(?:whole\s+)?force)\b", re.IGNORECASE)
# "|PLACE's own officers recorded", but not "officers in |PLACE recorded".
PLACES_OWN = re.compile(
    rf"['’]s?\s+(?:own\s+)?(?:(?:officers|detectives|teams|police|force)\s+(?:\w+\s+)?{RECORDED}\b|"
    r"(?:rate|figure|total)\s+(?:was|is)\b)"
)
OPENS_WITH_IT = re.compile(r"Its?\b")
SUPPORTED = re.compile(r"\bsupported\s+(?:a\s+further\s+|another\s+|just\s+|only\s+)?$", re.IGNORECASE)
# "The Bureau, whose teams claim |40": of somebody who is named, but is no body that is known.
SOME_FORCE = re.compile(
    r"\b(?:[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost)\s+(?:other\s+)?(?:police\s+)?(?:force|unit)s?\b[^,.;]{0,60}$"
)
UNKNOWN = re.compile(rf"\b[A-Z][\w’'-]+,\s+(?:whose|which|where)\b[^,.;]{{0,60}}$|{SOME_FORCE.pattern}")
# "|One force had not recorded any": nobody who was named before.
ANY_ONE = re.compile(r"\b(?:[Oo]ne|[Aa]nother|[Ss]ome|[Nn]o|[Aa]ny|[Ee]very|[Ee]ach)\s+$")
NEXT_ACTOR = re.compile(r"\b(?:while|whereas|but)\b|;|,\s+and\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?\s+")
FIRST_PERSON = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)


def _acts(body: Body) -> bool:
    """Whether a body can have disrupted crime itself."""
    return body.kind in ACTING_KINDS and (body.kind in POLICING_KINDS or not OVERSEES.search(body.name))


class Owners:
    """Finds the body of each figure of one document."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.speakers = speakers
        self._found: dict[tuple[int, int], list[Reference]] = {}

    def of(
        self, sentence: Sentence, figure: Figure, leaning: Body | None, standing: Body | None
    ) -> tuple[Body | None, bool]:
        """(the body a figure belongs to, whether the sentence or its list names it).

        `leaning`: the body of the figure it leans on; `standing`: that of the figures before it in the paragraph.
        """
        if figure.earlier and leaning:
            return leaning, True
        if figure.owner:
            named = [*self.analysis.mentions_in(*figure.owner), *self.analysis.places_in(*figure.owner)]
            return (named[0].body if _acts(named[0].body) else None), True
        agent, reported = self._named_body(sentence, figure)
        # "Nine of those groups" are its whose the groups are, unless somebody else is said to have done it.
        known = (figure.part_of and figure.label) or OF_KNOWN_GROUPS.match(self.text, figure.number.end)
        known = known or REMAINING.search(self.text, max(sentence.start, figure.number.start - 20), figure.number.start)
        if reported and SOME_FORCE.search(self.text, sentence.start, figure.number.start):
            return None, False
        if body := agent or (leaning if known else None) or reported or leaning:
            return body, True
        if FIRST_PERSON.search(self.text, sentence.start, sentence.end):
            quotation = self.analysis.quotation_at(figure.number.start)
            if quotation is None:
                return own_body(self.analysis, POLICING_KINDS, sentence.start), True
            speaker = self.speakers.get(quotation.start)
            if speaker and _acts(speaker):
                return speaker, True
        # A paragraph that goes on is about what it was about, whatever its heading names.
        goes_on = standing is not None and sentence.block.kind == "prose"
        if not goes_on and (led_in := self._lead_body(sentence)):
            return led_in
        if UNKNOWN.search(self.text, sentence.start, figure.number.start):
            return None, False
        if NATIONAL.search(self.text, sentence.start, figure.start):
            return None, False
        if FORCE_WIDE.search(self.text, sentence.start, figure.number.start):
            return antecedent(self.analysis, sentence.start, frozenset({"territorial-force"})), False
        if WIDER.search(self.text, sentence.start, sentence.end) and not self.analysis.mentions_before(sentence.start):
            return main_body(self.analysis, frozenset({"regional-unit"})), False
        found = standing or publisher_body(self.analysis, POLICING_KINDS) or self._spoken_of(sentence.start)
        return (found if found and _acts(found) else None), False

    def _spoken_of(self, position: int) -> Body | None:
        """The body a text speaks of at a position; not one that is only named as a member or helper of another."""
        found = antecedent(self.analysis, position, POLICING_KINDS) or antecedent(self.analysis, position, ACTING_KINDS)
        before = self.analysis.mentions_before(position)
        if found is None:
            alone = {m.body for m in before if m.body.kind in POLICING_KINDS and not self._is_member(m)}
            return self.analysis.overseen or (alone.pop() if len(alone) == 1 else None)
        if not any(m.body == found for m in before) or any(m.body == found and not self._is_member(m) for m in before):
            return found
        leading = [m for m in before if _acts(m.body) and not self._is_member(m)]
        if not leading:
            return found
        first = len(leading) - 1
        while first and listed(self.analysis, leading[first - 1], leading[first]):
            first -= 1
        return leading[first].body

    def _is_member(self, mention: Mention) -> bool:
        """Whether a body is only named as a member or helper of another."""
        return bool(MEMBER_OF.search(self.text, max(0, mention.start - LONGEST_LIST), mention.start))

    def _named_body(self, sentence: Sentence, figure: Figure) -> tuple[Body | None, Body | None]:
        """(the agent: "led by X", "X led"; else the body before the number, or the only one of a row or headline)."""
        text, at = self.text, figure.number.start
        found = [
            r
            for r in self._references(sentence.start, sentence.end)
            if (r.form != "pronoun" or not FIRST_PERSON.search(text, r.end, at))
            and not HELPED_BY.search(text, max(sentence.start, r.start - 100), r.start)
            and not (
                ASIDE_ENDS.match(text, r.end, at) and ASIDE.search(text, max(sentence.start, r.start - 100), r.start)
            )
        ]
        # "4 per cent of |BODY's disruptions"
        whose = [r for r in found if at < r.start < figure.end and POSSESSIVE.match(text, r.end, figure.end)]
        by = whose or [r for r in found if BY.search(text[max(sentence.start, r.start - 40) : r.start])]
        by = [r for r in by if r.start > at or not NEXT_ACTOR.search(text, r.end, at)]
        helped = [
            r
            for r in found
            if TO_DO.match(text, r.end, at) and HELPED.search(text, max(sentence.start, r.start - 20), r.start)
        ]
        # "It supported a further 54 that were led by X": its, not theirs.
        by = [] if SUPPORTED.search(text, sentence.start, at) else by
        behind = [r for r in found if r.start > at]
        led = [r for r in behind if any(p.match(text, r.end, sentence.end) for p in (SUBJECT_OF, ITS_RATE))]
        # "A was behind 40| while B managed 32": another clause, another actor.
        led = [r for r in led if not NEXT_ACTOR.search(text, at, r.start)]
        acting = [r for r in found if r.start < at and SUBJECT_OF.match(text, r.end, at)]
        places = [p for p in self.analysis.places_in(sentence.start, at) if PLACES_OWN.match(text, p.end, at)]
        acting += [Reference(p.start, p.end, (p.body,), "place") for p in places if _acts(p.body)]
        before = [
            r for r in found if r.start < at and (r.bodies[0].kind in POLICING_KINDS or self._reports(r, sentence))
        ]
        agents = helped or by[:1] or acting[-1:] or led[:1]
        if chosen := agents or before[:1]:
            owner = [
                r
                for r in found
                if r.bodies[0].kind in POLICING_KINDS and POSSESSIVE.fullmatch(text[r.end : chosen[0].start])
            ]
            body = (owner or chosen)[-1].bodies[0]
            return (body, None) if agents else (None, body)
        told = (r.bodies[0] for r in behind if self._tells(r, sentence))
        return None, self._only_body(sentence, found) or next(told, None)

    def _only_body(self, sentence: Sentence, found: list[Reference]) -> Body | None:
        """The only body of a row or headline."""
        places = [p.body for p in self.analysis.places_in(sentence.start, sentence.end)]
        if sentence.block.kind == "row" and len(places) == 1:
            return places[0]
        after = {r.bodies[0].body_id: r.bodies[0] for r in found} or {p.body_id: p for p in places}
        return after.popitem()[1] if len(after) == 1 and sentence.block.kind == "heading" else None

    def _references(self, start: int, end: int) -> list[Reference]:
        """The bodies that can own a figure, named or referred to in a slice; found once for each slice."""
        if (start, end) not in self._found:
            found = references_in(self.analysis, start, end, self.speakers)
            if (told := self._told_of(start)) is not None:
                found = [told, *(r for r in found if r.start != start)]
            known = (
                r for r in found if r.form != "noun" or not ANY_ONE.search(self.text, max(0, r.start - 8), r.start)
            )
            self._found[start, end] = [r for r in known if _acts(r.bodies[0])]
        return self._found[start, end]

    def _told_of(self, start: int) -> Reference | None:
        """ "It" that opens a sentence is the one body that the sentence before tells of without naming it: "Inspectors
        said the unit had lost staff. |It led 96 disruptions."
        """
        opens = OPENS_WITH_IT.match(self.text, start)
        sentence = self.analysis.sentence_at(start) if opens and not self.analysis.quotation_at(start) else None
        if opens is None or sentence is None or sentence.start != start or not sentence.index:
            return None
        before = self.analysis.sentences[sentence.index - 1]
        if before.block is not sentence.block:
            return None
        found = references_in(self.analysis, before.start, before.end, self.speakers)
        told = [r for r in found if r.form != "pronoun"]
        alone = len({r.bodies for r in told}) == 1 and told[0].form == "noun" and len(told[0].bodies) == 1
        return replace(told[0], start=start, end=opens.end(), form="pronoun") if alone else None

    def _reports(self, reference: Reference, sentence: Sentence) -> bool:
        """Whether the figure comes from what a body reports: "a report from X said", "X said that"."""
        before = self.text[max(sentence.start, reference.start - 40) : reference.start]
        return bool(REPORT_OF.search(before) or SAYS_THAT.match(self.text, reference.end, sentence.end))

    def _tells(self, reference: Reference, sentence: Sentence) -> bool:
        """Whether a sentence ends with who says so: ", according to X", ", X said"."""
        before = ACCORDING_TO.search(self.text, max(sentence.start, reference.start - 24), reference.start)
        says = SAYS.match(self.text, reference.end, sentence.end)
        return bool(before or (says and self.text.rfind(",", sentence.start, reference.start) >= reference.start - 6))

    def _lead_body(self, sentence: Sentence) -> tuple[Body, bool] | None:
        """The body of the line over a list or table, or of a section's heading; whether it is named there."""
        above = lead_of(self.analysis, sentence.block)
        lead = above or self.analysis.lead_of(sentence.block)
        while lead is not None and (above is not None or lead.kind == "heading"):
            found = self._references(lead.start, lead.end)
            acts = ((r, SUBJECT_OF.match(self.text, r.end, lead.end)) for r in found)
            acting = [r for r, act in acts if act and ITS_OBJECT.match(self.text, act.end(), lead.end)]
            if chosen := acting or found:
                return chosen[0].bodies[0], chosen[0].form != "pronoun"
            places = self.analysis.places_in(lead.start, lead.end)
            if len(places) == 1 and lead.kind == "heading":
                return places[0].body, False
            if force := force_of_place(self.analysis, lead):
                return force, False
            upper = self.analysis.lead_of(lead)
            lead = upper if upper is not None and upper.index < lead.index else None
        return None
