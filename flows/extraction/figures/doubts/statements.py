"""Whether what a sentence says of its figures is stated as done, and about crime."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import numbers_in
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.claims import Body
from flows.extraction.figures.doubts.aims import is_meant
from flows.extraction.figures.doubts.denials import corrected, denied, with_the_right
from flows.extraction.figures.doubts.differences import difference, sampled
from flows.extraction.figures.doubts.excepted import is_excepted
from flows.extraction.figures.doubts.namesakes import names_another
from flows.extraction.figures.doubts.of_process import is_of_process
from flows.extraction.figures.doubts.targets import reached
from flows.extraction.figures.words.hints import Hints, SentenceHints
from flows.extraction.figures.words.nouns import DISRUPTED, Refuse
from flows.extraction.figures.words.owner_words import POLICING_KINDS
from flows.extraction.figures.words.types import Figure

# Reads text in lower case. "Fraud was the target of 40" is no goal.
HEDGED = re.compile(
    r"\b(?:(?:is|are|was|were)\s+to\s+(?:reach|achieve|make|deliver|hit)|(?<!(?:was|ere|een)\sthe\s)target(?:s|ed)?|aims?|aiming|aimed\s+(?:for|at|to)|goal|objectives?|"
    r"will\s+(?!(?:say|claim|tell|announce|reveal|report|show)\b)|sets?\s+out\s+to|sets?\s+(?:itself|ourselves|themselves)|seek(?:s|ing)?\s+to|tasked\s+with|vow(?:s|ed|ing)?|would(?!\s+(?:\w+ly\s+)?(?:class|classify|call|describe|regard|rate|grade|consider|deem|judge|say)\b)|could|should|must|(?<!last\s)(?<!previous\s)plan(?:s|ned)?|"
    r"expect\w*|might|may|(?:capacity|ability)\s+to|needs?\b(?=\s+(?:to\b|(?:just\s+|only\s+|another\s+)?$))|"
    r"(?:i|we|he|she|they|you)['’]d\s+(?:rather|like|love|trade|swap|give|take|want|prefer|hope|need|expect)|"
    r"forecast|hopes?|hop(?:ing|ed\s+(?:for|to))|want(?:s|ed)?(?!\s+to\s+know\s+why)|"
    r"pledge[ds]?|promise[ds]?|at\s+risk|potential|ambition|if|whether|asks?\s+the|"
    r"stop(?:s|ped|ping)?\s+short\s+of|floor\s+of|ceiling\s+of|threshold\s+of|minimum\s+of)\b",
)
NOT_DONE = re.compile(
    rf"\b(?:fail\w*|unable|refus\w+)\s+to\s|(?:\b(?:not|never)|n['’]t)\s+(?:yet\s+|\w+ly\s+)?(?:been\s+)?{DISRUPTED}\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\W*(?:suppose|supposing|assume|assuming|imagine|let['’]s\s+say|had\s(?=[^.;]{0,160}\bwould\b))\b", re.IGNORECASE
)
# "No figure is given for bodies with fewer than five disruptions": whoever they are.
# Reads text in lower case.
UNNAMED = re.compile(
    r"\b(?:bodies|forces|units|organisations|agencies|those|anyone)\s+(?:with|that\s+\w+)\s+"
    r"(?:(?:fewer|more|less)\s+than|at\s+least|over|under)\s+$",
)
# "A third of all disruptions |should be Prevent work", "400 disruptions |can cost gangs less than one", but
# not "the 187 disruptions should be reviewed".
MEANT_BEHIND = re.compile(
    r"(?:\s+(?:of|against|in)\s+[^,;.]{2,40}?)?\s+(?:(?:should|must|ought\s+to|will|would|shall)\s+(?:then\s+|now\s+|also\s+)?(?:be|come|have\s+to\s+be|follow|count)\b|"
    r"(?:can|could|(?-i:may)|might)\s+(?!be\s+(?:seen|found|told|traced|shown|put\s+down)\b)\w|"
    r"counts?\s+(?:as|for|once|twice|towards?|only)\b|appears?\s+(?:in|under|twice)\b|"
    r"(?:is|are)\s+(?:worth|(?:shown|given|written|counted|treated)\s+as\b|to\s+(?:be|come|follow)\b|(?:expected|planned|due|forecast|wanted|needed|required|hoped\s+for|the\s+(?:aim|target|goal))\b))",
    re.IGNORECASE,
)
# "97 disruptions |were caused by thieves": of a service.
CAUSED = (" were caused", " was caused", " caused", " had been caused", " were blamed on", " lasting", " lasted")
KNOWN = re.compile(r"\b(?:the|these|those|its|our|all)\s+$", re.IGNORECASE)
# What such words end with.
COMPARED = ("than ", "least ", "over ", "under ")
EVERYDAY = re.compile(
    r"\b(?:rail|trains?|tubes?|tram|traffic|travel(?:lers?)?|flights?|airport|passengers?|commuters?|"
    r"roadworks|motorway|schools?|"
    r"pupils|lessons|supply\s+chains?|power\s+cuts?|weather|storm|snow|flood\w*|strikes?|timetable|bus(?:es)?|"
    r"patients|"
    r"appointments|customers|violent\s+disorder|protest(?:s|ers)?|per\s+business|suffered|outage|sailings)\b",
    re.IGNORECASE,
)
# What a title speaks of that is about roads and ports, though smugglers use them, too.
ON_THE_ROADS = re.compile(
    r"\b(?:hauliers?|haulage|lorry|lorries|truckers?|freight|ferry|ferries|gridlock|[MA]\d{1,3})\b"
)
# "60 Prevent disruptions" are of crime, wherever they were.
STRAND_COUNTED = re.compile(r"\b(?:Pursue|Prevent|Protect|Prepare)\s+(?:disruptions|work|activity|officers|team)\b")
CLAUSE_ENDS = re.compile(r";\s|,?\s(?:while|whereas|whilst|although|but)\s")
# "disruptions |of serious and organised crime"
DISRUPTIONS_OF = re.compile(r"disruptions?\s+(?:of|against|to)\s", re.IGNORECASE)
LONGEST_OF = 50
DIFFERENCE = "how many more or fewer"
# A document's title stands in its first blocks.
TITLE_BLOCKS = 3


class Statements:
    """Judges the sentences of one document that hold figures."""

    def __init__(self, analysis: Analysis, hints: SentenceHints, refuse: Refuse) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.hints = hints
        self.refuse = refuse
        # The last sentence whose figure counts what somebody looked at, which those behind it may divide.
        self.sampled: Sentence | None = None

    def stated(self, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
        """The figures of a sentence that are stated as done, and about crime."""
        if not figures:
            return []
        hints = self.hints.of(sentence)
        if not (kept := self._counting(sentence, figures, hints)):
            meant = is_meant(self.text, figures[0], sentence.start, hints)
            return self._reached(sentence, figures) if meant else []
        figures = kept
        text = self.text
        starts = self.analysis.triggers.within("everyday", sentence.start, sentence.end)
        everyday = next((match for at in starts if (match := EVERYDAY.match(text, at, sentence.end))), None)
        strand = everyday and "strand" in hints and STRAND_COUNTED.search(text, sentence.start, figures[0].end)
        if everyday and not strand and not self._speaks_of_crime(sentence.start, sentence.end):
            self.refuse(figures[0].start, figures[0].end, f"everyday disruption ({everyday.group().lower()})")
            return []
        if everyday and not (figures := [figure for figure in figures if not self._is_everyday(sentence, figure)]):
            return []
        folded, at = self.analysis.view.folded, figures[0].number.start
        if folded.endswith(COMPARED, sentence.start, at) and UNNAMED.search(folded, sentence.start, at):
            self.refuse(figures[0].start, figures[0].end, "of bodies that are not named")
            return []
        if supposed := SUPPOSED.match(text, sentence.start, sentence.end):
            self.refuse(figures[0].start, figures[0].end, f"not stated as done ({supposed.group().strip().lower()})")
            return []
        low, first = sentence.start, figures[0]
        if text.startswith(CAUSED, first.end):
            self.refuse(first.start, first.end, "everyday disruption (caused)")
            return []
        behind = MEANT_BEHIND.match(text, first.end, sentence.end) if "meant" in hints else None
        if behind and not KNOWN.search(text, max(low, first.number.start - 8), first.number.start):
            self.refuse(first.start, first.end, f"not stated as done ({behind.group().strip().lower()})")
            return []
        if hints.isdisjoint(("hedged", "not-done")):
            return figures
        clause = max(low, *[text.rfind(edge, low, at) for edge in (", ", " that ", "; ", ": ", " after ")])
        hedges = HEDGED.finditer(folded, clause, at) if "hedged" in hints else ()
        # "May" is a month, which text in lower case does not tell.
        hedge = next((match for match in hedges if match.group() != "may" or text[match.start()] == "m"), None)
        if hedge is None and figures[0].number.value and "not-done" in hints:
            hedge = NOT_DONE.search(text, clause, at)
        if hedge:
            self.refuse(first.start, first.end, f"not stated as done ({text[slice(*hedge.span())].lower()})")
            numbers = (
                numbers_in(self.analysis, first.number.end, sentence.end)
                if hedge.group() not in ("if", "whether")
                else ()
            )
            return reached(text, figures, numbers, sentence.end)
        return figures

    def _reached(self, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
        """The figures that a sentence says were reached, where its first was only meant to be."""
        numbers = numbers_in(self.analysis, figures[0].number.end, sentence.end)
        return reached(self.text, figures, numbers, sentence.end)

    def _counting(self, sentence: Sentence, figures: list[Figure], hints: Hints) -> list[Figure]:
        """The figures that count what was done, with no parts of those that do not."""
        kept: list[Figure] = []
        dropped = ""
        for figure in figures:
            why, right = self._uncounted(sentence, figure, hints)
            if right is not None:
                figure, why = right, ""
            elif not why and dropped and (figure.part_of or (figure.earlier and dropped != DIFFERENCE)):
                why = dropped
            dropped = why
            if why:
                self.refuse(figure.start, figure.end, why)
            else:
                kept.append(figure)
        return kept

    def _uncounted(self, sentence: Sentence, figure: Figure, hints: Hints) -> tuple[str, Figure | None]:
        """Why a figure does not count what was done, if it does not; and the one that is said to be right instead."""
        text, low, high = self.text, sentence.start, sentence.end
        if names_another(text, figure, low, hints):
            return "a number that names or measures something else", None
        if figure.number.percent and is_of_process(self.analysis, sentence, figure):
            return "a share of what no threat, level, strand or lead divides", None
        if "difference" in hints and difference(text, figure, low, high, hints):
            return DIFFERENCE, None
        if "sampled" in hints and sampled(text, figure, low, high):
            self.sampled = sentence
            return "disruptions that somebody looked at", None
        if is_meant(text, figure, low, hints):
            return "not stated as done (infinitive)", None
        if "excepted" in hints and is_excepted(self.analysis, figure, low, high):
            return "of all threats but one", None
        if "doubt" not in hints:
            return "", None
        right = corrected(text, figure, numbers_in(self.analysis, figure.end, high), low, high)
        if right or denied(text, figure, low, high):
            return "denied, corrected or claimed by others", with_the_right(figure, right) if right else None
        return "", None

    def _is_everyday(self, sentence: Sentence, figure: Figure) -> bool:
        """Whether the clause of a figure speaks of everyday disruption, and only the rest of its sentence of crime."""
        starts = [match.end() for match in CLAUSE_ENDS.finditer(self.text, sentence.start, figure.start)]
        ends = CLAUSE_ENDS.search(self.text, figure.end, sentence.end)
        if not starts and ends is None:
            return False
        clause = (max([sentence.start, *starts]), ends.start() if ends else sentence.end)
        everyday = any(EVERYDAY.match(self.text, at) for at in self.analysis.triggers.within("everyday", *clause))
        if not everyday or self._speaks_of_crime(*clause) or STRAND_COUNTED.search(self.text, *clause):
            return False
        self.refuse(figure.start, figure.end, "everyday disruption, in a clause of its own")
        return True

    def about_crime(self, sentence: Sentence, body: Body, *, named: bool) -> bool:
        """Whether the words around a figure speak of crime; a policing body named beside it is enough."""
        hinted = "strand" in self.hints.of(sentence)
        strand = hinted and STRAND_COUNTED.search(self.text, sentence.start, sentence.end) is not None
        crime = strand or self._speaks_of_crime(sentence.block.start, sentence.block.end)
        if self._is_on_everyday_disruption and not crime:
            return False
        if named and body.kind in POLICING_KINDS:
            return True
        if body.kind not in POLICING_KINDS and self._is_on_everyday_disruption:
            return False
        head = self._head(sentence)
        if body.kind in POLICING_KINDS and (body.kind == "regional-unit" or self._is_of(head, body)):
            return True
        back = self.analysis.blocks[max(0, sentence.block.index - 2)].start
        over = self.analysis.blocks[max(0, head.index - 2)].start
        lead = self.analysis.lead_of(sentence.block)
        title = self.analysis.blocks[min(TITLE_BLOCKS, len(self.analysis.blocks)) - 1].end
        near = [(back, sentence.block.end), (over, head.end), *([(lead.start, lead.end)] if lead else []), (0, title)]
        return strand or any(self._speaks_of_crime(*piece) for piece in near) or self._has_said_so(sentence)

    def _head(self, sentence: Sentence) -> Block:
        """The first row of a sentence's table, which may name whose it is; else the sentence's own paragraph."""
        return self.analysis.head_of(sentence.block) or sentence.block

    def _has_said_so(self, sentence: Sentence) -> bool:
        """Whether a sentence before a row says that disruptions are of crime: "disruptions of drug crime"."""
        before = bisect_left(self._of_crime, sentence.start)
        return sentence.block.kind == "row" and before > 0

    @cached_property
    def _of_crime(self) -> list[int]:
        """Where it is said of disruptions that they are of crime."""
        starts = [m.start() for m in DISRUPTIONS_OF.finditer(self.text)]
        return [at for at in starts if self.analysis.triggers.any_within("crime", at, at + LONGEST_OF)]

    def _is_of(self, block: Block, body: Body) -> bool:
        """Whether a paragraph names the body that its figures are of, and nothing of everyday disruption."""
        low, high = block.start, block.end
        if any(EVERYDAY.match(self.text, at) for at in self.analysis.triggers.within("everyday", low, high)):
            return False
        return any(m.body == body for m in (*self.analysis.mentions_in(low, high), *self.analysis.places_in(low, high)))

    @cached_property
    def _is_on_everyday_disruption(self) -> bool:
        """Whether the document's title speaks of trains, roads, supply chains or the like, and not of crime."""
        title = self.analysis.blocks[min(TITLE_BLOCKS, len(self.analysis.blocks)) - 1].end
        starts = self.analysis.triggers.within("everyday", 0, title)
        everyday = any(EVERYDAY.match(self.text, at) for at in starts) or ON_THE_ROADS.search(self.text, 0, title)
        return bool(everyday) and not self._speaks_of_crime(0, title)

    def _speaks_of_crime(self, low: int, high: int) -> bool:
        return bool(self.analysis.triggers.within("crime", low, high)) or self.text.find("SOC", low, high) >= 0
